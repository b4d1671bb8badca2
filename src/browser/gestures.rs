use gloo::events::EventListener;

/// Does something at each touch, click and key, which is when browsers let a page make a sound.
pub(super) fn at_gestures<F: FnMut() + 'static>(make: impl Fn() -> F) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let listen = |gesture| {
        let mut act = make();
        EventListener::new(&window, gesture, move |_| act())
    };
    ["pointerup", "keydown"].map(listen).into()
}

//! What happens to the page as a whole.

use gloo::events::EventListener;
use offhook_core::Input;

use super::Sink;

/// An input is made when it is needed: to keep one and clone it would be 1 kB of WebAssembly.
type MakeInput = fn() -> Input;

/// Reports the page and its network until it is dropped.
pub(crate) struct PageListeners {
    _listeners: Vec<EventListener>,
}

impl PageListeners {
    /// Listens to the window.
    pub(crate) fn new(on_input: &Sink<Input>) -> PageListeners {
        // `pagehide`, as phones do not fire `beforeunload`, and a page that listens to `unload` is never cached.
        let inputs: [(_, MakeInput); 3] = [
            ("pagehide", || Input::PageHide),
            ("online", || Input::Network { online: true }),
            ("offline", || Input::Network { online: false }),
        ];
        let Some(window) = web_sys::window() else { return PageListeners { _listeners: Vec::new() } };
        let listen = |(name, input): (&'static str, MakeInput)| {
            let on_input = on_input.clone();
            EventListener::new(&window, name, move |_| on_input(input()))
        };
        PageListeners { _listeners: inputs.into_iter().map(listen).collect() }
    }
}

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Promise, Reflect};
use offhook_core::CaptureError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::MediaStreamTrackState;
use web_sys::{
    DisplayMediaStreamConstraints, MediaDevices, MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

use super::Sink;
use super::watchers::Watchers;

/// A stream of devices, or of the app, that is open or being opened, for all who use it. When the last of them drops it,
/// the devices stop; an app's own stream never does.
pub(crate) struct OpenStream {
    opening: Promise,
    opened: OnceCell<MediaStream>,
    ours: bool,
}

thread_local! {
    static OPENED: Watchers<()> = const { Watchers::new() };
}

/// Hears of devices that were opened: with that the user has allowed them.
pub(crate) fn on_open(sink: &Sink<()>) {
    OPENED.with(|opened| opened.add(sink));
}

impl OpenStream {
    /// Asks the browser for devices.
    pub(crate) fn of_devices(constraints: &MediaStreamConstraints) -> Rc<OpenStream> {
        let opening = get_user_media(constraints);
        Rc::new(OpenStream { opening, opened: OnceCell::new(), ours: true })
    }

    /// Asks for one device, and for any other of its kind if that is gone.
    pub(crate) fn of_device_or(
        one: &MediaStreamConstraints,
        other: MediaStreamConstraints,
    ) -> Rc<OpenStream> {
        let opening = get_user_media(one);
        let opening = future_to_promise(async move {
            match JsFuture::from(opening).await {
                Err(error) if cause(&error) == CaptureError::NotFound => {
                    JsFuture::from(get_user_media(&other)).await
                }
                result => result,
            }
        });
        Rc::new(OpenStream { opening, opened: OnceCell::new(), ours: true })
    }

    /// Asks the user what to share of the screen, with its sound where the browser offers that (W3C screen-capture).
    pub(crate) fn of_screen() -> Rc<OpenStream> {
        let wanted = DisplayMediaStreamConstraints::new();
        wanted.set_video(&JsValue::TRUE);
        wanted.set_audio(&JsValue::TRUE);
        let opening = media_devices()
            .ok_or(JsValue::UNDEFINED)
            .and_then(|devices| devices.get_display_media_with_constraints(&wanted));
        let opening = opening.unwrap_or_else(|error| Promise::reject(&error));
        Rc::new(OpenStream { opening, opened: OnceCell::new(), ours: true })
    }

    /// Takes what the app opened.
    pub(crate) fn of_app(stream: &MediaStream) -> Rc<OpenStream> {
        let opening = Promise::resolve(&JsValue::from(stream));
        Rc::new(OpenStream { opening, opened: OnceCell::new(), ours: false })
    }

    /// The stream, once it is open. Whoever waits for it holds it, so one that nobody wants any more is stopped on
    /// arrival; therefore whoever makes one waits for it.
    pub(crate) async fn ready(self: Rc<OpenStream>) -> Result<MediaStream, CaptureError> {
        match JsFuture::from(self.opening.clone()).await {
            // Not `stream.clone()`, which would open the device once more (W3C mediacapture-main section 4.2).
            Ok(stream) => {
                let stream = Clone::clone(self.opened.get_or_init(|| stream.unchecked_into()));
                if self.ours {
                    OPENED.with(|opened| opened.tell(()));
                }
                Ok(stream)
            }
            Err(error) => Err(cause(&error)),
        }
    }

    /// Whether it is of devices that the SDK has opened, not of the app.
    pub(crate) fn is_ours(&self) -> bool {
        self.ours
    }

    /// The stream, if it is open.
    pub(crate) fn opened(&self) -> Option<&MediaStream> {
        self.opened.get()
    }

    /// Whether it can be shared: not if one of its devices is gone.
    pub(crate) fn is_alive(&self) -> bool {
        self.opened.get().is_none_or(|stream| tracks(stream).all(|track| is_live(&track)))
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        if let (true, Some(stream)) = (self.ours, self.opened.get()) {
            tracks(stream).for_each(|track| track.stop());
        }
    }
}

fn get_user_media(constraints: &MediaStreamConstraints) -> Promise {
    let opening = media_devices()
        .ok_or(JsValue::UNDEFINED)
        .and_then(|devices| devices.get_user_media_with_constraints(constraints));
    opening.unwrap_or_else(|error| Promise::reject(&error))
}

/// `navigator.mediaDevices`, which only secure contexts have (W3C mediacapture-main section 9.1).
pub(crate) fn media_devices() -> Option<MediaDevices> {
    let devices = web_sys::window()?.navigator().media_devices().ok()?;
    (!devices.is_undefined()).then_some(devices)
}

pub(crate) fn is_live(track: &MediaStreamTrack) -> bool {
    track.ready_state() == MediaStreamTrackState::Live
}

fn tracks(stream: &MediaStream) -> impl Iterator<Item = MediaStreamTrack> {
    stream.get_tracks().into_iter().map(JsCast::unchecked_into)
}

/// Why `getUserMedia` was rejected: with a DOMException or, in older browsers, with an OverconstrainedError that is none.
fn cause(error: &JsValue) -> CaptureError {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    named_cause(&name.unwrap_or_default())
}

/// By the names of W3C mediacapture-main section 10.3.1.
pub(crate) fn named_cause(name: &str) -> CaptureError {
    match name {
        "NotAllowedError" | "SecurityError" => CaptureError::Denied,
        "NotFoundError" | "OverconstrainedError" => CaptureError::NotFound,
        _ => CaptureError::Unavailable,
    }
}

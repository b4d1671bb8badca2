use std::cell::Cell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use js_sys::Promise;
use offhook_core::{Input, MediaPeerId, RemoteStream, RemoteStreamId};
use offhook_protocol::{ApiError, Slot};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::MediaStream;

use super::emitting;
use crate::browser::Size;
use crate::changes::change;
use crate::emitter::Names;
use crate::errors::STREAM_UNAVAILABLE;
use crate::object::{This, mirror, plain, show_mirror};
use crate::passed;
use crate::promises::rejected;
use crate::runtime::Runtime;
use crate::views::Views;

const EVENTS: Names = Names::Only(&["isAvailableChanged", "sizeChanged", "isReceivingChanged"]);

/// How long an app may take to show a stream before its sender is told that it does not, in milliseconds.
const UNSHOWN_MS: u32 = 5000;

/// What its mirror shows.
const GETTERS: &str = "id mediaStreamType isAvailable isReceiving size";

/// A camera of somebody else, or the screen that they share.
#[wasm_bindgen]
pub struct RemoteVideoStream {
    source: Rc<RemoteSource>,
    this: This,
}

/// What stands behind a `RemoteVideoStream`.
pub(crate) struct RemoteSource {
    pub(crate) views: Views,
    runtime: Weak<Runtime>,
    id: RemoteStreamId,
    /// Where its media comes in; nothing while it is not available.
    place: Cell<Option<(MediaPeerId, Slot)>>,
    /// The app has the stream itself, and may show it as it likes.
    is_taken: Cell<bool>,
    this: This,
}

impl RemoteVideoStream {
    pub(crate) fn create(runtime: &Rc<Runtime>, stream: RemoteStream) -> JsValue {
        let this = This::default();
        let source = RemoteSource {
            views: Views::default(),
            runtime: Rc::downgrade(runtime),
            id: stream.id,
            place: Cell::default(),
            is_taken: Cell::default(),
            this: this.clone(),
        };
        let object = JsValue::from(RemoteVideoStream { source: Rc::new(source), this: this.clone() });
        this.bind(&object);
        show_mirror(&object, GETTERS);
        mirror(&object, "id", &stream.id.0.into());
        let kind = if stream.source == Slot::Screen { "ScreenSharing" } else { "Video" };
        mirror(&object, "mediaStreamType", &kind.into());
        mirror(&object, "isAvailable", &JsValue::FALSE);
        mirror(&object, "isReceiving", &JsValue::FALSE);
        mirror(&object, "size", &size_of(Size::default()));
        object
    }
}

#[wasm_bindgen]
impl RemoteVideoStream {
    /// What the browser receives.
    #[wasm_bindgen(js_name = getMediaStream)]
    pub fn get_media_stream(&self) -> Promise {
        match self.source.stream() {
            Ok(stream) => {
                self.source.is_taken.set(true);
                self.source.tell_height();
                Promise::resolve(&JsValue::from(stream))
            }
            Err(error) => rejected(&error),
        }
    }

    /// For the SDK: see [`passed`].
    #[wasm_bindgen(getter, js_name = __offhook_passed)]
    pub fn passed(&self) -> bool {
        passed::pass(self.source.clone())
    }
}

emitting!(RemoteVideoStream, EVENTS);

impl RemoteSource {
    /// The stream to show; 412/43200 while it is not available.
    pub(crate) fn stream(&self) -> Result<MediaStream, ApiError> {
        let place = self.place.get().zip(self.runtime.upgrade());
        place.and_then(|((peer, slot), runtime)| runtime.remote_stream(peer, slot)).ok_or(STREAM_UNAVAILABLE)
    }

    /// Tells how high it is shown, so that no more of it is sent.
    pub(crate) fn tell_height(&self) {
        let height = match self.is_taken.get() {
            true => u32::MAX,
            false => self.views.height().unwrap_or_default(),
        };
        if let (true, Some(runtime)) = (self.is_available(), self.runtime.upgrade()) {
            runtime.input(Input::Shown { stream: self.id, height });
        }
    }

    pub(crate) fn is_available(&self) -> bool {
        self.place.get().is_some()
    }

    /// A view has measured the picture, which may say more of how it is shown.
    pub(crate) fn resized(&self, size: Size) {
        change(&self.this.object(), "size", &size_of(size));
        self.tell_height();
    }
}

pub(super) fn size_of(size: Size) -> JsValue {
    plain(&[("width", size.width.into()), ("height", size.height.into())])
}

/// Its media comes in somewhere else, or no longer.
pub(crate) fn set_place(stream: &JsValue, place: Option<(MediaPeerId, Slot)>) {
    if let Some(source) = passed::take::<RemoteSource>(stream) {
        source.place.set(place);
        match place {
            None => source.views.dispose_waiting(),
            Some(_) => {
                let source = Rc::downgrade(&source);
                let tell = move || source.upgrade().iter().for_each(|source| source.tell_height());
                Timeout::new(UNSHOWN_MS, tell).forget();
            }
        }
    }
}

/// It is gone, and so is what shows it.
pub(crate) fn close(stream: &JsValue) {
    if let Some(source) = passed::take::<RemoteSource>(stream) {
        source.place.set(None);
        source.views.dispose();
    }
}

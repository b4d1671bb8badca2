use std::cell::Cell;
use std::rc::{Rc, Weak};

use js_sys::Promise;
use offhook_core::MediaPeerId;
use offhook_protocol::Slot;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::volume::Volume;
use crate::errors::STREAM_UNAVAILABLE;
use crate::object::This;
use crate::passed;
use crate::promises::rejected;
use crate::runtime::Runtime;

/// What is heard of somebody else.
#[wasm_bindgen]
pub struct RemoteAudioStream {
    source: Rc<RemoteAudio>,
    this: This,
}

/// Where it comes in, as long as it does.
struct RemoteAudio {
    runtime: Weak<Runtime>,
    place: Cell<Option<(MediaPeerId, Slot)>>,
}

impl RemoteAudioStream {
    pub(crate) fn create(runtime: &Rc<Runtime>) -> JsValue {
        let this = This::default();
        let source = Rc::new(RemoteAudio { runtime: Rc::downgrade(runtime), place: Cell::default() });
        let object = JsValue::from(RemoteAudioStream { source, this: this.clone() });
        this.bind(&object);
        object
    }
}

#[wasm_bindgen]
impl RemoteAudioStream {
    /// What the browser receives, and plays already.
    #[wasm_bindgen(js_name = getMediaStream)]
    pub fn get_media_stream(&self) -> Promise {
        let stream = self.source.at(|runtime, peer, slot| runtime.remote_stream(peer, slot));
        match stream.flatten() {
            Some(stream) => Promise::resolve(&JsValue::from(stream)),
            None => rejected(&STREAM_UNAVAILABLE),
        }
    }

    /// Tells how loud it is.
    #[wasm_bindgen(js_name = getVolume)]
    pub fn get_volume(&self) -> Promise {
        let source = self.source.clone();
        let level = move || source.at(|runtime, peer, slot| runtime.remote_level(peer, slot));
        Promise::resolve(&Volume::of(&self.this.object(), level))
    }

    /// For the SDK: see [`passed`].
    #[wasm_bindgen(getter, js_name = __offhook_passed)]
    pub fn passed(&self) -> bool {
        passed::pass(self.source.clone())
    }
}

impl RemoteAudio {
    fn at<T>(&self, look: impl FnOnce(&Runtime, MediaPeerId, Slot) -> T) -> Option<T> {
        let (peer, slot) = self.place.get()?;
        Some(look(&*self.runtime.upgrade()?, peer, slot))
    }
}

/// It comes in somewhere else, or no longer.
pub(crate) fn set_place(stream: &JsValue, place: Option<(MediaPeerId, Slot)>) {
    if let Some(source) = passed::take::<RemoteAudio>(stream) {
        source.place.set(place);
    }
}

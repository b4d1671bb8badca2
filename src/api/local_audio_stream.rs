use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::emitting;
use super::local_stream::{LocalSource, local_stream};
use super::volume::Volume;
use crate::browser::{Devices, TrackKind};
use crate::emitter::Names;
use crate::object::This;
use crate::promises::later;

/// A microphone of one's own, or a stream of the app's own.
#[wasm_bindgen]
pub struct LocalAudioStream {
    source: Rc<LocalSource>,
    this: This,
}

local_stream!(LocalAudioStream, TrackKind::Audio, "audioSourceChanged");

impl LocalAudioStream {
    /// The microphone that is selected, for a call that is given no stream.
    pub(crate) fn of_selected_microphone(devices: &Rc<Devices>) -> JsValue {
        let this = This::default();
        let source = LocalSource::selected_microphone(devices, this.clone());
        let object = JsValue::from(LocalAudioStream { source, this: this.clone() });
        this.bind(&object);
        object
    }
}

#[wasm_bindgen]
impl LocalAudioStream {
    /// Opens the microphone and tells how loud it is, until the stream is disposed.
    #[wasm_bindgen(js_name = getVolume)]
    pub fn get_volume(&self) -> Promise {
        let (this, source) = (self.this.object(), self.source.clone());
        let disposals = source.disposals();
        later(Box::pin(async move {
            source.measure(disposals).await?;
            Ok(Volume::of(&this, move || source.level()))
        }))
    }
}

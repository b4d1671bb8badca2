use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::local_stream::{LocalSource, local_stream};
use super::{emitting, feature, video_effects};
use crate::browser::TrackKind;
use crate::emitter::Names;
use crate::errors::{self, UNKNOWN_FEATURE};
use crate::object::This;

/// A camera or a screen of one's own, or a stream of the app's own.
#[wasm_bindgen]
pub struct LocalVideoStream {
    source: Rc<LocalSource>,
    this: This,
}

impl LocalVideoStream {
    /// What the user will choose to share.
    pub(crate) fn of_screen() -> JsValue {
        let this = This::default();
        let object = JsValue::from(LocalVideoStream { source: LocalSource::screen(), this: this.clone() });
        this.bind(&object);
        object
    }
}

#[wasm_bindgen]
impl LocalVideoStream {
    /// An extension of the stream, made on first use.
    pub fn feature(&self, factory: &JsValue) -> Result<JsValue, JsValue> {
        match &*feature::name_of(factory)? {
            video_effects::NAME => Ok(video_effects::of(&self.this.object())),
            _ => Err(errors::to_js(&UNKNOWN_FEATURE)),
        }
    }
}

local_stream!(LocalVideoStream, TrackKind::Video, "videoSourceChanged");

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::emitting;
use super::local_stream::{LocalSource, local_stream};
use crate::browser::TrackKind;
use crate::emitter::Names;
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

local_stream!(LocalVideoStream, TrackKind::Video, "videoSourceChanged");

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::emitting;
use super::local_stream::{LocalSource, local_stream};
use crate::browser::TrackKind;
use crate::emitter::Names;
use crate::object::This;

/// A camera of one's own, or a stream of the app's own.
#[wasm_bindgen]
pub struct LocalVideoStream {
    source: Rc<LocalSource>,
    this: This,
}

local_stream!(LocalVideoStream, TrackKind::Video, "videoSourceChanged");

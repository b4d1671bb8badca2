//! What `getUserMedia` is asked for (W3C mediacapture-main section 11).

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// This device and no other.
pub(crate) fn exactly(device: &str) -> JsValue {
    object("deviceId", &object("exact", &device.into()))
}

fn object(key: &str, value: &JsValue) -> JsValue {
    let object = Object::new();
    // Cannot fail for a new, plain object.
    let _ = Reflect::set(&object, &key.into(), value);
    object.into()
}

//! The wire's frames as JSON text. The browser's own `JSON` does the text; between it and Rust's types stand
//! serde-wasm-bindgen for what is sent, and [`super::read`] for what is received.

use js_sys::JSON;
use offhook_protocol::{Frame, ServerMessage};
use serde::Serialize;
use serde::de::IgnoredAny;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use super::read::from_js;

/// A value as the plain objects, arrays, strings and numbers that JSON has.
pub(crate) fn to_js<T: Serialize + ?Sized>(value: &T) -> Option<JsValue> {
    value.serialize(&Serializer::json_compatible()).ok()
}

/// A frame as it travels.
pub(crate) fn encode(frame: &Frame<impl Serialize>) -> Option<String> {
    let value = to_js(frame)?;
    JSON::stringify(&value).ok().map(String::from)
}

/// What travelled. A message that only a newer server knows counts as none, but its numbers are kept.
pub(crate) fn decode(text: &str) -> Option<Frame<ServerMessage>> {
    let value = JSON::parse(text).ok()?;
    from_js(value.clone()).or_else(|| {
        let unknown: Frame<IgnoredAny> = from_js(value)?;
        Some(Frame { seq: unknown.seq, ack: unknown.ack, message: None })
    })
}

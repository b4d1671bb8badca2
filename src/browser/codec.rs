//! The wire's frames as JSON text. The browser's own `JSON` does the text; between it and Rust's types stand
//! [`super::write`] for what is sent, and [`super::read`] for what is received.

use js_sys::JSON;
use offhook_protocol::{ClientMessage, Frame, ServerMessage};
use serde::de::IgnoredAny;

use super::read::from_js;
use super::write::to_js;

/// A frame as it travels.
pub(crate) fn encode(frame: &Frame<ClientMessage>) -> Option<String> {
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

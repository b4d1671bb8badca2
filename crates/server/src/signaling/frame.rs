use offhook_protocol::{Frame, ServerMessage};
use offhook_switchboard::Received;
use serde::de::IgnoredAny;

/// Reads a text message. One of a newer client that this version does not know keeps its numbers, so that the
/// session goes on.
pub(super) fn decode(text: &str) -> Received {
    // serde reads a struct from an array as well.
    if !text.trim_start().starts_with('{') {
        return Received::Malformed;
    }
    if let Ok(frame) = serde_json::from_str(text) {
        return Received::Frame(frame);
    }
    match serde_json::from_str::<Frame<IgnoredAny>>(text) {
        Ok(Frame { seq, ack, .. }) => Received::Frame(Frame { seq, ack, message: None }),
        Err(_) => Received::Malformed,
    }
}

/// Writes a text message.
pub(super) fn encode(frame: &Frame<ServerMessage>) -> String {
    // Our own types have string keys only, the one thing that serde_json could refuse.
    serde_json::to_string(frame).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use offhook_protocol::ClientMessage;

    use super::*;

    #[test]
    fn a_known_message_is_read() {
        let read = decode(r#"{"seq":3,"ack":2,"message":"bye"}"#);
        let frame = Frame { seq: 3, ack: 2, message: Some(ClientMessage::Bye) };
        assert_eq!(read, Received::Frame(frame));
    }

    #[test]
    fn an_unknown_message_keeps_its_numbers() {
        let frame = Frame { seq: 3, ack: 2, message: None };
        for message in [r#"{"teleport":{"to":[1,2]}}"#, r#""teleport""#, "null"] {
            let text = format!(r#"{{"seq":3,"ack":2,"message":{message},"later":{{}}}}"#);
            assert_eq!(decode(&text), Received::Frame(frame.clone()), "{text}");
        }
    }

    #[test]
    fn what_is_no_frame_is_malformed() {
        for text in ["", "{", "[]", "3", r#"{"seq":-1}"#, r#"{"seq":"1"}"#, r#"{"ack":1.5}"#, "{\"seq\":1}x"]
        {
            assert_eq!(decode(text), Received::Malformed, "{text}");
        }
        let deep = format!(r#"{{"message":{}{}}}"#, "[".repeat(30_000), "]".repeat(30_000));
        // Whatever it is taken for, it does not overflow the stack.
        decode(&deep);
    }
}

//! What the server writes, the browser's codec reads, and the other way round.

use offhook_protocol::{ClientMessage, Frame};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::browser::codec;

#[path = "../../../crates/protocol/tests/samples/mod.rs"]
mod samples;

#[wasm_bindgen_test]
fn the_server_reads_every_message_of_the_browser() {
    for (name, frame) in samples::client() {
        let text = codec::encode(&frame).expect(name);
        let read: Frame<ClientMessage> = serde_json::from_str(&text).expect(name);
        assert_eq!(read, frame, "{name}: {text}");
    }
}

#[wasm_bindgen_test]
fn the_browser_writes_what_the_snapshots_say() {
    for (name, frame) in samples::client() {
        let text = codec::encode(&frame).expect(name);
        let written: serde_json::Value = serde_json::from_str(&text).expect(name);
        assert_eq!(written, serde_json::to_value(&frame).expect(name), "{name}");
    }
}

#[wasm_bindgen_test]
fn the_browser_reads_every_message_of_the_server() {
    for (name, frame) in samples::server() {
        let text = serde_json::to_string(&frame).expect(name);
        assert_eq!(codec::decode(&text), Some(frame), "{name}: {text}");
    }
}

#[wasm_bindgen_test]
fn numbers_survive_as_long_as_javascript_has_them() {
    let last = (1 << 53) - 1;
    let frame = Frame { seq: last, ack: last, message: Some(ClientMessage::Ping { last }) };
    let text = codec::encode(&frame).expect("a safe integer");
    assert_eq!(serde_json::from_str::<Frame<ClientMessage>>(&text).expect("a frame"), frame);
}

#[wasm_bindgen_test]
fn an_unknown_message_keeps_its_numbers() {
    let unknown = [
        r#"{"addedLater":{"x":[1,null]}}"#,
        r#""addedLater""#,
        // Known by name, but not by what is in it.
        r#"{"pong":{}}"#,
        r#"{"pong":{"last":"3"}}"#,
        r#"{"pong":[3]}"#,
        r#"{"pong":{"last":3},"patch":{}}"#,
        "{}",
    ];
    for message in unknown {
        let text = [r#"{"seq":7,"ack":5,"message":"#, message, "}"].concat();
        assert_eq!(codec::decode(&text), Some(Frame { seq: 7, ack: 5, message: None }), "{text}");
    }
}

#[wasm_bindgen_test]
fn unknown_fields_are_passed_over() {
    let text = r#"{"seq":1,"later":{},"message":{"pong":{"last":3,"later":[1]}}}"#;
    let message = Some(offhook_protocol::ServerMessage::Pong { last: 3 });
    assert_eq!(codec::decode(text), Some(Frame { seq: 1, ack: 0, message }));
}

#[wasm_bindgen_test]
fn what_is_no_frame_is_malformed() {
    for text in [
        "",
        "{",
        "null",
        "7",
        r#""frame""#,
        r#"{"seq":-1}"#,
        r#"{"seq":"1"}"#,
        r#"{"ack":0.5}"#,
        "[]",
        "[1,2]",
    ] {
        assert_eq!(codec::decode(text), None, "{text}");
    }
}

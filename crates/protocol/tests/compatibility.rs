//! An old page and a new server understand each other: what one does not know, it passes over.

mod samples;

use std::fmt::Debug;

use offhook_protocol::{CallPatch, ClientMessage, Frame, ServerMessage};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Value, json};

/// Under these keys stand tagged enums and maps: the keys of their values are no fields.
const NO_FIELDS: [&str; 6] = ["message", "signal", "state", "participants", "peers", "tracks"];

/// Puts a field that nobody knows into every object that is a struct.
fn add_unknown_fields(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields.iter_mut() {
                match value {
                    Value::Object(inner) if NO_FIELDS.contains(&key.as_str()) => {
                        inner.values_mut().for_each(add_unknown_fields);
                    }
                    value => add_unknown_fields(value),
                }
            }
            fields.insert("addedLater".to_owned(), json!({"of": [1, "any", null], "kind": {}}));
        }
        Value::Array(items) => items.iter_mut().for_each(add_unknown_fields),
        _ => {}
    }
}

fn assert_unknown_fields_are_ignored<M>(samples: Vec<samples::Sample<M>>)
where
    M: Serialize + DeserializeOwned + PartialEq + Debug,
{
    for (name, frame) in samples {
        let mut value = serde_json::to_value(&frame).unwrap();
        add_unknown_fields(&mut value);
        let read = serde_json::from_value::<Frame<M>>(value).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(read, frame, "{name}");
    }
}

#[test]
fn unknown_fields_of_client_messages_are_ignored() {
    assert_unknown_fields_are_ignored(samples::client());
}

#[test]
fn unknown_fields_of_server_messages_are_ignored() {
    assert_unknown_fields_are_ignored(samples::server());
}

#[test]
fn an_unknown_message_still_tells_its_numbers() {
    for text in [
        r#"{"seq":7,"ack":5,"message":{"addedLater":{"leg":"x"}}}"#,
        r#"{"seq":7,"ack":5,"message":"addedLater"}"#,
        r#"{"seq":7,"ack":5,"message":{"hangUp":{"changed":"beyond recognition"}}}"#,
    ] {
        serde_json::from_str::<Frame<ClientMessage>>(text).unwrap_err();
        serde_json::from_str::<Frame<ServerMessage>>(text).unwrap_err();
        let frame = serde_json::from_str::<Frame<IgnoredAny>>(text).unwrap();
        assert_eq!((frame.seq, frame.ack, frame.message.is_some()), (7, 5, true));
    }
}

#[test]
fn what_is_no_frame_is_not_taken_for_one() {
    for text in ["", "7", "[]x", "\"bye\"", r#"{"seq":-1}"#, r#"{"seq":"1"}"#, r#"{"ack":1.5}"#, "{\"seq\":1"]
    {
        serde_json::from_str::<Frame<IgnoredAny>>(text).unwrap_err();
    }
}

#[test]
fn absent_fields_have_their_defaults() {
    let nothing = serde_json::from_str::<Frame<ClientMessage>>("{}").unwrap();
    assert_eq!(nothing, Frame { seq: 0, ack: 0, message: None });
    assert_eq!(serde_json::to_string(&nothing).unwrap(), "{}");
    let patch = serde_json::from_str::<CallPatch>("{}").unwrap();
    assert_eq!(patch, CallPatch::default());
}

//! Every message as it travels, held against the files in `snapshots`. A difference is a change of the protocol: an old
//! page and a new server must still understand each other. To write the files anew:
//!
//!     OFFHOOK_UPDATE_SNAPSHOTS=1 cargo test -p offhook-protocol --test snapshots

mod samples;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::{env, fs};

use offhook_protocol::{ClientMessage, Frame, ServerMessage};
use serde::Serialize;
use serde::de::DeserializeOwned;

const UPDATE: &str = "OFFHOOK_UPDATE_SNAPSHOTS";

#[test]
fn client_messages_are_as_in_their_snapshots() {
    compare("client", samples::client());
}

#[test]
fn server_messages_are_as_in_their_snapshots() {
    compare("server", samples::server());
}

#[test]
fn every_client_message_has_a_snapshot() {
    assert_eq!(names(&samples::client()), variants::<ClientMessage>());
}

#[test]
fn every_server_message_has_a_snapshot() {
    assert_eq!(names(&samples::server()), variants::<ServerMessage>());
}

fn compare<M: Serialize + DeserializeOwned + PartialEq + Debug>(
    side: &str,
    samples: Vec<samples::Sample<M>>,
) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(side);
    if env::var_os(UPDATE).is_some() {
        write(&dir, &samples);
    }
    for (name, frame) in &samples {
        let path = dir.join(name).with_extension("json");
        let stored =
            fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}; {}", path.display(), hint()));
        assert_eq!(pretty(frame), stored, "{} differs; {}", path.display(), hint());
        assert_eq!(*frame, serde_json::from_str(&stored).unwrap(), "{} is read otherwise", path.display());
    }
    let expected: BTreeSet<PathBuf> =
        samples.iter().map(|(name, _)| dir.join(name).with_extension("json")).collect();
    assert_eq!(files(&dir), expected, "files without a sample, or the other way round; {}", hint());
}

fn hint() -> String {
    format!("if that is wanted, run this test with {UPDATE}=1 and look at the difference")
}

fn write<M: Serialize>(dir: &Path, samples: &[samples::Sample<M>]) {
    for old in files(dir) {
        fs::remove_file(old).unwrap();
    }
    for (name, frame) in samples {
        fs::write(dir.join(name).with_extension("json"), pretty(frame)).unwrap();
    }
}

fn files(dir: &Path) -> BTreeSet<PathBuf> {
    fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn pretty<M: Serialize>(frame: &Frame<M>) -> String {
    serde_json::to_string_pretty(frame).unwrap() + "\n"
}

/// The names under which the samples' messages travel: a string, or the only key of an object.
fn names<M: Serialize>(samples: &[samples::Sample<M>]) -> BTreeSet<String> {
    let message = |frame: &Frame<M>| frame.message.as_ref().map(|m| serde_json::to_value(m).unwrap());
    let name = |value: serde_json::Value| match value {
        serde_json::Value::String(name) => name,
        value => value.as_object().unwrap().keys().next().unwrap().clone(),
    };
    samples.iter().filter_map(|(_, frame)| message(frame)).map(name).collect()
}

/// The names of all of an enum's variants, which serde lists when it is given one that does not exist.
fn variants<M: DeserializeOwned + Debug>() -> BTreeSet<String> {
    let error = serde_json::from_str::<M>("\"?\"").unwrap_err().to_string();
    let listed = error.split_once("expected one of ").expect("serde's message for an unknown variant").1;
    listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

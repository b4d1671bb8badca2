//! Whole calls in virtual time, for tests: many clients, one switchboard, a seeded network and fake browsers.
//!
//! A [`World`] drives the real [`offhook_core::Client`]s and the real [`offhook_switchboard::Switchboard`] and stands in for
//! everything around them: WebSockets, the server's shell, `getUserMedia`, `RTCPeerConnection`, time and chance. It checks
//! at every moment that nobody's media goes where it must not go, and that apps see events in the order that they rely on.
//! The same seed gives the same run, on any machine.
//!
//! [`Scenario`] is for tests that tell one story, [`walk`] for thousands that nobody thought of.

mod browser;
mod intruder;
mod law;
mod mirror;
mod network;
mod page;
mod random;
mod scenario;
mod schedule;
mod server;
mod trace;
pub mod walk;
mod world;

use offhook_protocol::{GroupId, RawId};

pub use browser::{Device, Devices, End};
pub use intruder::Intruder;
pub use mirror::{Call, IncomingCall, Mirror, Participant};
pub use network::Weather;
pub use page::{PageId, Tokens};
pub use random::Random;
pub use scenario::{Actor, Scenario};
pub use trace::Trace;
pub use world::{Flow, Settings, World};

/// The raw id of the user of this name: of a Teams user, or of a communication user if it begins with `guest`.
pub fn user_id(name: &str) -> RawId {
    let digits = digits(name);
    match name.strip_prefix("guest") {
        None => RawId(format!("8:orgid:{}", guid(&digits))),
        Some(_) => RawId(format!("8:acs:{}_{}", guid("0"), guid(&digits[10..]))),
    }
}

/// The id of the group of this name.
pub fn group_id(name: &str) -> GroupId {
    GroupId(guid(&digits(name)))
}

fn digits(name: &str) -> String {
    name.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn guid(digits: &str) -> String {
    format!("00000000-0000-4000-8000-{digits:0>12.12}")
}

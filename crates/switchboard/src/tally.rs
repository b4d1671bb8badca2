//! Numbers for whoever watches a server.

use std::collections::BTreeMap;

use offhook_protocol::EndReason;

use crate::call::{CallRecord, Stage, Wait};

/// What has happened on a switchboard.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Calls that were placed.
    pub started: u64,
    /// Calls whose media connected.
    pub connected: u64,
    /// Calls that are over, by what their callers were told.
    pub ended: BTreeMap<EndReason, u64>,
}

/// How far a call is as a whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CallState {
    /// No device rings yet.
    Connecting,
    /// One rings at least.
    Ringing,
    /// It was accepted, and media is waited for.
    Accepted,
    /// Media flows, or did and is waited for.
    Connected,
}

impl CallRecord {
    /// How far it is.
    pub fn state(&self) -> CallState {
        let flows = self.peers.values().any(|peer| matches!(peer.wait, Wait::Nothing | Wait::Repair(_)));
        if flows {
            CallState::Connected
        } else if self.is_answered() {
            CallState::Accepted
        } else if self.legs.values().any(|leg| leg.stage == Stage::Ringing) {
            CallState::Ringing
        } else {
            CallState::Connecting
        }
    }
}

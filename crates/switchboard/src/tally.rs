//! Numbers for whoever watches a server.

use std::collections::BTreeMap;

use offhook_protocol::EndReason;

use crate::call::{CallRecord, Leg, Stage, Wait};

/// What has happened on a switchboard.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Calls that were placed.
    pub started: u64,
    /// Calls whose media connected.
    pub connected: u64,
    /// Calls that are over, by what their callers were told, who may have left a group call before.
    pub ended: BTreeMap<EndReason, u64>,
}

/// How far a call is as a whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CallState {
    /// A group call with one person in it, and nobody else is called.
    Alone,
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
        let waits = |how: fn(Wait) -> bool| self.peers.values().any(|peer| how(peer.wait));
        match () {
            () if waits(|wait| matches!(wait, Wait::Nothing | Wait::Repair(_))) => CallState::Connected,
            () if waits(|wait| matches!(wait, Wait::Setup(_))) => CallState::Accepted,
            () if self.legs.values().any(|leg| leg.stage == Stage::Ringing) => CallState::Ringing,
            () if self.members.len() > 1 || !self.invitations.is_empty() => CallState::Connecting,
            () => CallState::Alone,
        }
    }

    /// Once, however often media comes and goes as people do.
    pub(crate) fn count_connected(&mut self, tally: &mut Tally) {
        if !self.connected && self.state() == CallState::Connected {
            self.connected = true;
            tally.connected += 1;
        }
    }

    pub(crate) fn note_end(&mut self, leg: &Leg) {
        if let (Stage::Ended(reason), true) = (leg.stage, leg.user == self.caller) {
            self.caller_left = Some(reason);
        }
    }

    /// Nobody is in it any more. Into a call that was refused at once nobody ever came.
    pub(crate) fn count_end(&self, tally: &mut Tally) {
        if let Some(reason) = self.caller_left {
            *tally.ended.entry(reason).or_default() += 1;
        }
    }
}

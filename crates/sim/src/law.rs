//! The law: before `accept` no capture is opened at a callee and no media leaves it, whatever a caller sends in whatever
//! order; and media goes only to endpoints that started, accepted or joined the call.
//!
//! It is judged by what the apps did, what the server decided and what the browsers do, never by what a client believes.

use std::collections::{BTreeMap, BTreeSet};

use offhook_core::CallState;
use offhook_protocol::{ClientMessage, LegId, PeerId, Signal};
use offhook_switchboard::{CallRecord, Stage};

use crate::browser::{End, Sdp};
use crate::mirror::Call;
use crate::page::{Page, PageId};

/// What the law has to know.
#[derive(Debug, Default)]
pub(crate) struct Law {
    /// By the apps: `accept()` was called.
    accepted: BTreeSet<(PageId, LegId)>,
    /// By the apps: `startCall()` was called.
    started: BTreeSet<(PageId, LegId)>,
    /// By the server: they started the call or were the first to accept it.
    taken_in: BTreeSet<LegId>,
    /// By the server: the other end of each peer of each leg.
    others: BTreeMap<LegId, BTreeMap<PeerId, LegId>>,
    /// To which peer of which leg a media connection belongs, by the descriptions that went over the wire.
    peers: BTreeMap<End, (LegId, PeerId)>,
}

impl Law {
    pub(crate) fn app_accepts(&mut self, page: PageId, leg: &LegId) {
        self.accepted.insert((page, leg.clone()));
    }

    pub(crate) fn app_starts(&mut self, page: PageId, leg: &LegId) {
        self.started.insert((page, leg.clone()));
    }

    /// Looks at what the server knows of a call.
    pub(crate) fn note_decisions(&mut self, call: &CallRecord) {
        for (id, leg) in &call.legs {
            if leg.stage == Stage::In && !self.taken_in.contains(id) {
                self.taken_in.insert(id.clone());
            }
        }
        for (id, peer) in &call.peers {
            self.note_peer(&peer.offerer.leg, *id, &peer.answerer.leg);
            self.note_peer(&peer.answerer.leg, *id, &peer.offerer.leg);
        }
    }

    fn note_peer(&mut self, leg: &LegId, peer: PeerId, other: &LegId) {
        if self.others.get(leg).is_none_or(|peers| !peers.contains_key(&peer)) {
            self.others.entry(leg.clone()).or_default().insert(peer, other.clone());
        }
    }

    /// Reads along what a page sends. One media connection never serves two legs, or two peers of one.
    pub(crate) fn read_along(&mut self, page: PageId, message: &ClientMessage) -> Result<(), String> {
        let ClientMessage::Negotiate { leg, peer, signal: Signal::Description(description) } = message else {
            return Ok(());
        };
        let Some(owner) = Sdp::read(&description.sdp).map(|sdp| sdp.owner) else { return Ok(()) };
        if owner.page != page {
            return Ok(());
        }
        let new = (leg.clone(), *peer);
        match *self.peers.entry(owner).or_insert_with(|| new.clone()) == new {
            true => Ok(()),
            false => Err(format!("{:?} is used twice", owner.peer)),
        }
    }

    pub(crate) fn leg_of(&self, end: End) -> Option<&LegId> {
        self.peers.get(&end).map(|(leg, _)| leg)
    }

    /// Judges all that a page's browser does at this moment.
    pub(crate) fn judge(&self, page: &Page) -> Result<(), String> {
        if let Some(capture) = page.browser.captures.open().next()
            && !self.may_capture(page)
        {
            return Err(format!("{capture:?} is open, and the app is in no call"));
        }
        for peer in page.browser.peers() {
            let tracks = peer.tracks().find(|(_, capture)| page.browser.captures.is_live(*capture));
            let lawful = || self.may_flow(peer.end, peer.remote.as_ref().map(|remote| remote.owner));
            if let Some((slot, _)) = tracks
                && !lawful()
            {
                return Err(format!(
                    "{slot:?} is sent on {:?} to somebody who did not accept",
                    peer.end.peer
                ));
            }
            if peer.plays && !lawful() {
                return Err(format!("{:?} is played, and was not accepted", peer.end.peer));
            }
        }
        Ok(())
    }

    /// What an app is told is available can be shown or heard at once: the slot that it comes in on is there, as long as the app
    /// does not hang up.
    pub(crate) fn judge_streams(page: &Page) -> Result<(), String> {
        let goes_on = |call: &&Call| call.state() != CallState::Disconnecting;
        let calls = page.mirror.current_calls().map(|(_, call)| call).filter(goes_on);
        let others = calls.flat_map(|call| call.participants.values());
        let places = others.flat_map(|other| other.audio.iter().chain(other.streams.values().flatten()));
        for (peer, slot) in places {
            if !page.browser.peer(*peer).is_some_and(|peer| peer.has_transceiver(*slot)) {
                return Err(format!("{slot:?} of {peer:?} is available, and has no transceiver"));
            }
        }
        Ok(())
    }

    /// The app has started or accepted a call that is not over.
    fn may_capture(&self, page: &Page) -> bool {
        let wanted = |calls: &BTreeSet<(PageId, LegId)>| {
            calls
                .range((page.id, LegId(String::new()))..)
                .take_while(|(id, _)| *id == page.id)
                .any(|(_, leg)| self.is_current(page, leg))
        };
        wanted(&self.accepted) || wanted(&self.started)
    }

    fn is_current(&self, page: &Page, leg: &LegId) -> bool {
        match (page.mirror.calls.get(leg), page.mirror.incoming.get(leg)) {
            (Some(call), _) => !call.is_over(),
            (None, Some(incoming)) => incoming.ended.is_none(),
            (None, None) => false,
        }
    }

    /// Where the media would go is known to the server by the peer, and to the browser by the description.
    fn may_flow(&self, here: End, there: Option<End>) -> bool {
        // No description has gone out yet, so nothing can arrive anywhere.
        let Some((leg, peer)) = self.peers.get(&here) else { return true };
        let of_app = |calls: &BTreeSet<(PageId, LegId)>| calls.contains(&(here.page, leg.clone()));
        let by_server = || {
            let other = self.others.get(leg).and_then(|peers| peers.get(peer));
            other.is_some_and(|other| self.taken_in.contains(other))
        };
        let by_browser = |there| self.peers.get(&there).is_some_and(|(leg, _)| self.taken_in.contains(leg));
        (of_app(&self.accepted) || of_app(&self.started)) && by_server() && there.is_none_or(by_browser)
    }
}

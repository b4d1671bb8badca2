use std::collections::BTreeMap;

use offhook_protocol::{
    CallId, EndReason, EndpointId, LegId, PeerId, PeerState, RawId, Sources, StartCall, Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::mail::{Caller, Device};

/// To how many devices of a callee media is connected while they ring.
const WARM_DEVICES: usize = 3;

/// All that the switchboard knows of one call. Only that call's machine changes it; it can be stored, moved and printed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CallRecord {
    /// The call.
    pub id: CallId,
    /// Who placed it.
    pub caller: RawId,
    /// Everybody who is or was in it, or rings.
    pub members: BTreeMap<RawId, Member>,
    /// Their endpoints.
    pub legs: BTreeMap<LegId, Leg>,
    /// The media connections between legs.
    pub peers: BTreeMap<PeerId, Peer>,
    next_peer: PeerId,
}

/// A user in a call.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Member {
    /// The display name.
    pub name: Option<String>,
    /// Until when they are rung.
    pub rings_until: Option<Timestamp>,
    /// Why they are no longer in it.
    pub ended: Option<EndReason>,
}

/// An endpoint in a call.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Leg {
    /// Whose.
    pub user: RawId,
    /// Which page or device.
    pub endpoint: EndpointId,
    /// How far it is.
    pub stage: Stage,
    /// What it sends.
    pub sources: Sources,
    /// Whether its connection to the server is lost.
    pub lost: bool,
}

/// How far an endpoint is in a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Stage {
    /// The call was offered to it.
    Offered,
    /// It says that it rings.
    Ringing,
    /// It started or accepted the call.
    In,
    /// It is over; gone once that was published.
    Ended(EndReason),
}

impl Stage {
    /// Whether it could still accept.
    pub fn may_accept(self) -> bool {
        matches!(self, Stage::Offered | Stage::Ringing)
    }
}

/// A media connection between two legs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Peer {
    /// The end that makes the offers, for the peer's whole life.
    pub offerer: PeerEnd,
    /// The other end.
    pub answerer: PeerEnd,
    /// What is waited for.
    pub wait: Wait,
}

/// One end of a media connection.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PeerEnd {
    /// Which.
    pub leg: LegId,
    /// What it last saw of the connection.
    pub sees: Option<PeerState>,
}

/// What a media connection waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Wait {
    /// For a callee to accept: it warms up.
    Accept,
    /// For its first connection, at both ends.
    Setup(Timestamp),
    /// For nothing: media flows.
    Nothing,
    /// To come back.
    Repair(Timestamp),
}

impl CallRecord {
    pub(crate) fn new(id: CallId) -> CallRecord {
        CallRecord {
            id,
            caller: RawId(String::new()),
            members: BTreeMap::new(),
            legs: BTreeMap::new(),
            peers: BTreeMap::new(),
            next_peer: PeerId::FIRST,
        }
    }

    pub(crate) fn begin(&mut self, caller: Caller, start: StartCall, rings_until: Timestamp) {
        self.caller = caller.user.clone();
        let member = |name, rings_until| Member { name, rings_until, ended: None };
        self.members.insert(caller.user.clone(), member(caller.name, None));
        self.members.insert(start.callee, member(None, Some(rings_until)));
        let leg = Leg {
            user: caller.user,
            endpoint: caller.endpoint,
            stage: Stage::In,
            sources: start.sources,
            lost: false,
        };
        self.legs.insert(start.leg, leg);
    }

    /// Gives a device of a rung user a leg, and warms up a peer to it while there are not too many.
    pub(crate) fn offer_to(&mut self, user: &RawId, leg: LegId, device: Device) {
        if let Some(member) = self.members.get_mut(user) {
            member.name = device.name.or(member.name.take());
        }
        let sources = Sources { muted: true, camera: false };
        let offered = Leg {
            user: user.clone(),
            endpoint: device.endpoint,
            stage: Stage::Offered,
            sources,
            lost: false,
        };
        self.legs.insert(leg.clone(), offered);
        if self.peers.len() < WARM_DEVICES {
            self.open_peers(&leg);
        }
    }

    /// Opens the peers that a leg lacks to those who are in the call. Those who are in it make the offers.
    pub(crate) fn open_peers(&mut self, leg: &LegId) {
        let others: Vec<LegId> = self
            .legs
            .iter()
            .filter(|(id, other)| *id != leg && other.stage == Stage::In && !self.has_peer(id, leg))
            .map(|(id, _)| id.clone())
            .collect();
        for other in others {
            let id = self.next_peer;
            self.next_peer = PeerId(id.0 + 1);
            let end = |leg| PeerEnd { leg, sees: None };
            let peer = Peer { offerer: end(other), answerer: end(leg.clone()), wait: Wait::Accept };
            self.peers.insert(id, peer);
        }
    }

    pub(crate) fn is_ringing(&self, user: &RawId) -> bool {
        self.members.get(user).is_some_and(|member| member.rings_until.is_some())
    }

    pub(crate) fn legs_of(&self, endpoint: &EndpointId) -> Vec<LegId> {
        self.legs.iter().filter(|(_, leg)| leg.endpoint == *endpoint).map(|(id, _)| id.clone()).collect()
    }

    pub(crate) fn set_lost(&mut self, leg: &LegId, lost: bool) {
        if let Some(leg) = self.legs.get_mut(leg) {
            leg.lost = lost;
        }
    }

    /// Takes out the legs that have ended, with their peers.
    pub(crate) fn take_ended(&mut self) -> BTreeMap<LegId, Leg> {
        let is_over = |_: &LegId, leg: &mut Leg| matches!(leg.stage, Stage::Ended(_));
        self.legs.extract_if(.., is_over).collect()
    }

    fn has_peer(&self, one: &LegId, other: &LegId) -> bool {
        self.peers.values().any(|peer| peer.other_end(one) == Some(other))
    }
}

impl Peer {
    /// The leg at the other end; `None` where `leg` is at neither.
    pub fn other_end(&self, leg: &LegId) -> Option<&LegId> {
        if self.offerer.leg == *leg {
            Some(&self.answerer.leg)
        } else if self.answerer.leg == *leg {
            Some(&self.offerer.leg)
        } else {
            None
        }
    }

    pub(crate) fn end_of(&mut self, leg: &LegId) -> Option<&mut PeerEnd> {
        [&mut self.offerer, &mut self.answerer].into_iter().find(|end| end.leg == *leg)
    }

    pub(crate) fn is_connected(&self) -> bool {
        [&self.offerer, &self.answerer].iter().all(|end| end.sees == Some(PeerState::Connected))
    }
}

use std::collections::BTreeMap;

use offhook_protocol::{
    CallId, Direction, EndReason, EndpointId, Group, LegId, Orders, PeerId, PeerState, RawId, Sources,
    ThreadId, Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::mail::{Asker, Caller, Device};

/// To how many devices of a callee media is connected while they ring.
const WARM_DEVICES: usize = 3;
/// The same in a group call, where everybody in it connects to everybody who rings.
const WARM_DEVICES_IN_GROUP: usize = 1;

/// All that the switchboard knows of one call. Only that call's machine changes it; it can be stored, moved and printed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CallRecord {
    /// The call.
    pub id: CallId,
    /// Who placed it, or was the first to join.
    pub caller: RawId,
    /// The caller's tenant.
    pub tenant: Option<String>,
    /// What the caller was told when they left, the last time that they did.
    pub caller_left: Option<EndReason>,
    /// Whether media has ever connected.
    pub connected: bool,
    /// What makes it a group call. A one-to-one call may become one, and a group call stays one.
    pub group: Option<Group>,
    /// Everybody who is in it or rings. Who has left is gone once that was published.
    pub members: BTreeMap<RawId, Member>,
    /// Who shall ring once a chat was looked up.
    pub invitations: BTreeMap<ThreadId, Vec<Invitation>>,
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
    /// Who had them rung; nobody of those who came by themselves.
    pub invited_by: Option<RawId>,
    /// Until when they are rung.
    pub rings_until: Option<Timestamp>,
    /// Until when a device of theirs is waited for, as the last one that rang has left.
    pub awaited_until: Option<Timestamp>,
    /// Why they are no longer in it.
    pub ended: Option<EndReason>,
}

/// Whom somebody wants to be rung.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Invitation {
    /// Whose request it is.
    pub by: LegId,
    /// The request's number.
    pub request: u64,
    /// Who shall ring.
    pub users: Vec<RawId>,
    /// Whether the call begins by it: if it is refused, so is the call.
    pub begins: bool,
}

/// An endpoint in a call.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Leg {
    /// Whose.
    pub user: RawId,
    /// Which page or device.
    pub endpoint: EndpointId,
    /// Whether it was rung, or came by itself.
    pub direction: Direction,
    /// How far it is.
    pub stage: Stage,
    /// What it sends.
    pub sources: Sources,
    /// What others had it do.
    pub orders: Orders,
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
    pub(crate) fn new(id: CallId, group: Option<Group>) -> CallRecord {
        CallRecord {
            id,
            caller: RawId(String::new()),
            tenant: None,
            caller_left: None,
            connected: false,
            group,
            members: BTreeMap::new(),
            invitations: BTreeMap::new(),
            legs: BTreeMap::new(),
            peers: BTreeMap::new(),
            next_peer: PeerId::FIRST,
        }
    }

    /// Somebody comes by themselves; the first of them is the caller.
    pub(crate) fn enter(&mut self, caller: Caller) {
        if self.members.is_empty() {
            self.caller = caller.user.clone();
            self.tenant = caller.tenant;
        }
        let member = Member::new(caller.name, None, None);
        self.members.insert(caller.user.clone(), member);
        let entered = Leg::new(caller.user, caller.endpoint, Direction::Outgoing, Stage::In);
        // Nobody shares from the start: whoever does takes over from others.
        let sources = Sources { screen: false, screen_audio: false, ..caller.sources };
        self.legs.insert(caller.leg, Leg { sources, ..entered });
    }

    /// Somebody shall ring.
    pub(crate) fn expect(&mut self, user: RawId, invited_by: &RawId, rings_until: Timestamp) {
        let member = Member::new(None, Some(invited_by.clone()), Some(rings_until));
        self.members.insert(user, member);
    }

    /// Gives a device of a rung user a leg, and warms up peers to it while there are not too many.
    pub(crate) fn offer_to(&mut self, user: &RawId, leg: LegId, device: Device) {
        if let Some(member) = self.members.get_mut(user) {
            member.name = device.name.or(member.name.take());
            member.awaited_until = None;
        }
        let offered = Leg::new(user.clone(), device.endpoint, Direction::Incoming, Stage::Offered);
        self.legs.insert(leg.clone(), offered);
        let most = if self.group.is_some() { WARM_DEVICES_IN_GROUP } else { WARM_DEVICES };
        if self.legs.values().filter(|leg| leg.user == *user).count() <= most {
            self.open_peers(&leg);
        }
    }

    /// Opens the peers that a leg lacks to those who are in the call. Those who are in it make the offers.
    pub(crate) fn open_peers(&mut self, leg: &LegId) {
        let others: Vec<LegId> = self
            .legs
            .iter()
            .filter(|(id, other)| {
                other.stage == Stage::In && !self.is_of_same_user(id, leg) && !self.has_peer(id, leg)
            })
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
        self.ids_of(|leg| leg.endpoint == *endpoint)
    }

    pub(crate) fn rings(&mut self, leg: &LegId) {
        if let Some(leg) = self.legs.get_mut(leg).filter(|leg| leg.stage == Stage::Offered) {
            leg.stage = Stage::Ringing;
        }
    }

    /// The leg is in; whose it is.
    pub(crate) fn accepted(&mut self, leg: &LegId) -> RawId {
        let leg = self.legs.get_mut(leg).expect("the leg was just looked up");
        leg.stage = Stage::In;
        leg.user.clone()
    }

    pub(crate) fn set_lost(&mut self, leg: &LegId, lost: bool) {
        if let Some(leg) = self.legs.get_mut(leg) {
            leg.lost = lost;
        }
    }

    /// Takes out the legs and members that have left, as all were told so.
    pub(crate) fn take_ended(&mut self) -> BTreeMap<LegId, Leg> {
        self.members.retain(|_, member| member.ended.is_none());
        let is_over = |_: &LegId, leg: &mut Leg| matches!(leg.stage, Stage::Ended(_));
        self.legs.extract_if(.., is_over).collect()
    }

    /// Whose request an invitation is, as long as they are in the call.
    pub(crate) fn asker(&self, invitation: &Invitation) -> Option<Asker> {
        let leg = self.legs.get(&invitation.by).filter(|leg| leg.stage == Stage::In)?;
        let (endpoint, leg) = (leg.endpoint.clone(), invitation.by.clone());
        Some(Asker { endpoint, leg, request: invitation.request })
    }

    /// The requests of a leg that wait for a chat to be looked up.
    pub(crate) fn waiting_of(&self, leg: &LegId) -> Vec<u64> {
        let invitations = self.invitations.values().flatten();
        invitations.filter(|one| one.by == *leg).map(|one| one.request).collect()
    }

    /// Whether a user is in it or rings.
    pub(crate) fn has(&self, user: &RawId) -> bool {
        self.members.get(user).is_some_and(|member| member.ended.is_none())
    }

    /// The legs that are in the call.
    pub(crate) fn inside(&self) -> impl Iterator<Item = (&LegId, &Leg)> {
        self.legs.iter().filter(|(_, leg)| leg.stage == Stage::In)
    }

    fn is_of_same_user(&self, one: &LegId, other: &LegId) -> bool {
        self.legs.get(one).map(|leg| &leg.user) == self.legs.get(other).map(|leg| &leg.user)
    }

    fn has_peer(&self, one: &LegId, other: &LegId) -> bool {
        self.peers.values().any(|peer| peer.other_end(one) == Some(other))
    }
}

impl Member {
    fn new(name: Option<String>, invited_by: Option<RawId>, rings_until: Option<Timestamp>) -> Member {
        Member { name, invited_by, rings_until, awaited_until: None, ended: None }
    }
}

impl Leg {
    fn new(user: RawId, endpoint: EndpointId, direction: Direction, stage: Stage) -> Leg {
        let sources = Sources { muted: true, ..Sources::default() };
        Leg { user, endpoint, direction, stage, sources, orders: Orders::default(), lost: false }
    }

    /// Whether it is a user's, and they could accept on it.
    pub(crate) fn rings_for(&self, user: &RawId) -> bool {
        self.user == *user && self.stage.may_accept()
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

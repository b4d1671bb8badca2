use serde::{Deserialize, Serialize};

use crate::{CallId, EndReason, EndpointId, GroupId, PeerId, RawId, Slot, ThreadId};

/// A call as one of its legs sees it. The server sends it whole once, then [`CallPatch`]es; the client compares old and
/// new and derives the events.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallView {
    /// The call.
    pub call: CallId,
    /// Which way it went from this leg's endpoint.
    pub direction: Direction,
    /// Who placed it; for somebody who was added to it, who did that.
    pub caller: RawId,
    /// The caller's display name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_name: Option<String>,
    /// What makes it a group call; nothing of a one-to-one call, which may become one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// What others had this endpoint do so far.
    #[serde(default)]
    pub orders: Orders,
    /// How far this leg is.
    pub state: LegState,
    /// Everybody else, in the order of their ids.
    pub participants: Vec<ParticipantView>,
    /// The media connections that this leg shall have, and no others, in the order of their ids.
    pub peers: Vec<PeerView>,
}

/// A call of any number of people.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Group {
    /// The chat that belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadId>,
    /// What it was joined by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<GroupId>,
}

/// What others had an endpoint do, each counted from its start in the call: so an order that is sent again, or that comes as
/// part of a whole view, is carried out once.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Orders {
    /// To mute itself.
    pub mute: u32,
    /// To stop sharing, as somebody else does now.
    pub stop_screen: u32,
}

/// Which way a call went.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// To this endpoint.
    Incoming,
    /// From this endpoint.
    Outgoing,
}

/// How far a leg is, named for what it waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LegState {
    /// Outgoing: for a device of the callee to ring. Incoming: for the page to say that it rings.
    Connecting,
    /// For a callee to accept.
    Ringing,
    /// For nothing: it was accepted.
    Accepted,
    /// It is over, and the server has forgotten it.
    Ended(EndReason),
}

/// Somebody else in the call.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParticipantView {
    /// Who.
    pub id: RawId,
    /// The display name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How far they are, the most advanced of their endpoints.
    pub state: ParticipantState,
    /// Whether all their endpoints are muted.
    pub muted: bool,
    /// Whether all their endpoints have the call on hold.
    #[serde(default)]
    pub on_hold: bool,
    /// Their pages and devices in the call.
    #[serde(default)]
    pub endpoints: Vec<EndpointId>,
}

/// How far a participant is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ParticipantState {
    /// Not yet reached.
    Connecting,
    /// A device rings.
    Ringing,
    /// In the call.
    Connected,
    /// No longer in the call; the next patch takes them off the roster.
    Disconnected(EndReason),
}

/// A media connection that a leg shall have.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PeerView {
    /// Which.
    pub id: PeerId,
    /// Whether this end makes the offers, for the peer's whole life.
    pub offerer: bool,
    /// The slots that the offerer creates, in their order.
    pub slots: Vec<Slot>,
    /// Whose media comes on which slots now. Nobody's while the peer only warms up: nothing is sent or played on such
    /// a peer.
    pub tracks: Vec<Track>,
    /// Whether media may flow: the call was accepted by the endpoint at the other end.
    pub live: bool,
    /// Whether none does all the same, as one of the ends has the call on hold.
    #[serde(default)]
    pub paused: bool,
}

impl PeerView {
    /// What every peer between two endpoints has, in the order of its media sections.
    pub const SLOTS: [Slot; 4] = [Slot::Microphone, Slot::Camera, Slot::Screen, Slot::ScreenAudio];

    /// The first peer of a call, as whoever starts the call has it: known before the server names it, so that its description
    /// can follow the invite at once.
    pub fn first() -> PeerView {
        PeerView {
            id: PeerId::FIRST,
            offerer: true,
            slots: PeerView::SLOTS.to_vec(),
            tracks: Vec::new(),
            live: false,
            paused: false,
        }
    }
}

/// Media that comes on a peer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Track {
    /// Where.
    pub slot: Slot,
    /// Whose.
    pub participant: RawId,
}

/// What changed in a [`CallView`].
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CallPatch {
    /// The leg's state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<LegState>,
    /// It became a group call, or belongs to another chat. It never becomes a one-to-one call again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// The endpoint has to do something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orders: Option<Orders>,
    /// Participants who came or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<ParticipantView>,
    /// Participants who are no longer listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<RawId>,
    /// Peers that opened or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub peers: Vec<PeerView>,
    /// Peers that are closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<PeerId>,
}

impl CallPatch {
    /// What turns `old` into `new`; `None` if they are equal. What never changes of a call is not looked at.
    pub fn between(old: &CallView, new: &CallView) -> Option<CallPatch> {
        let patch = CallPatch {
            state: (old.state != new.state).then_some(new.state),
            group: if old.group == new.group { None } else { new.group.clone() },
            orders: (old.orders != new.orders).then_some(new.orders),
            participants: changed(&old.participants, &new.participants),
            left: gone(&old.participants, &new.participants),
            peers: changed(&old.peers, &new.peers),
            closed: gone(&old.peers, &new.peers),
        };
        (patch != CallPatch::default()).then_some(patch)
    }

    /// Turns the old view into the new one.
    pub fn apply(self, view: &mut CallView) {
        if let Some(state) = self.state {
            view.state = state;
        }
        view.group = self.group.or(view.group.take());
        view.orders = self.orders.unwrap_or(view.orders);
        apply(&mut view.participants, self.participants, &self.left);
        apply(&mut view.peers, self.peers, &self.closed);
    }
}

/// What is listed in the order of its ids.
trait Entry: Clone + PartialEq {
    type Id: Clone + Ord;

    fn id(&self) -> &Self::Id;
}

impl Entry for ParticipantView {
    type Id = RawId;

    fn id(&self) -> &RawId {
        &self.id
    }
}

impl Entry for PeerView {
    type Id = PeerId;

    fn id(&self) -> &PeerId {
        &self.id
    }
}

fn changed<E: Entry>(old: &[E], new: &[E]) -> Vec<E> {
    new.iter().filter(|entry| !old.contains(entry)).cloned().collect()
}

fn gone<E: Entry>(old: &[E], new: &[E]) -> Vec<E::Id> {
    let stays = |id: &E::Id| new.iter().any(|entry| entry.id() == id);
    old.iter().map(Entry::id).filter(|id| !stays(id)).cloned().collect()
}

fn apply<E: Entry>(list: &mut Vec<E>, changed: Vec<E>, gone: &[E::Id]) {
    list.retain(|entry| !gone.contains(entry.id()));
    for entry in changed {
        match list.binary_search_by(|known| known.id().cmp(entry.id())) {
            Ok(at) => list[at] = entry,
            Err(at) => list.insert(at, entry),
        }
    }
}

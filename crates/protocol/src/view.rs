use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{CallId, EndReason, EndpointId, PeerId, RawId, Slot};

/// A call as one of its legs sees it. The server sends it whole once, then [`CallPatch`]es; the client compares old and
/// new and derives the events.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallView {
    /// The call.
    pub call: CallId,
    /// Which way it went from this leg's endpoint.
    pub direction: Direction,
    /// Who placed it.
    pub caller: RawId,
    /// The caller's display name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_name: Option<String>,
    /// How far this leg is.
    pub state: LegState,
    /// Everybody else.
    pub participants: BTreeMap<RawId, ParticipantView>,
    /// The media connections that this leg shall have, and no others.
    pub peers: BTreeMap<PeerId, PeerView>,
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
    /// The display name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How far they are, the most advanced of their endpoints.
    pub state: ParticipantState,
    /// Whether all their endpoints are muted.
    pub muted: bool,
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
    /// Whether this end makes the offers, for the peer's whole life.
    pub offerer: bool,
    /// The slots that the offerer creates, in their order.
    pub slots: Vec<Slot>,
    /// Whose media it carries, and on which slots it comes now. Nobody while the peer only warms up: nothing is sent
    /// or played on such a peer.
    pub tracks: BTreeMap<Slot, RawId>,
    /// Whether media may flow: the call was accepted by the endpoint at the other end.
    pub live: bool,
}

/// What changed in a [`CallView`]. An entry that is `None` was removed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CallPatch {
    /// The leg's state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<LegState>,
    /// Participants who came, changed or went.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub participants: BTreeMap<RawId, Option<ParticipantView>>,
    /// Peers that came, changed or went.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub peers: BTreeMap<PeerId, Option<PeerView>>,
}

impl CallPatch {
    /// What turns `old` into `new`; `None` if they are equal. What never changes of a call is not looked at.
    pub fn between(old: &CallView, new: &CallView) -> Option<CallPatch> {
        let patch = CallPatch {
            state: (old.state != new.state).then_some(new.state),
            participants: changed(&old.participants, &new.participants),
            peers: changed(&old.peers, &new.peers),
        };
        (patch != CallPatch::default()).then_some(patch)
    }

    /// Turns the old view into the new one.
    pub fn apply(self, view: &mut CallView) {
        if let Some(state) = self.state {
            view.state = state;
        }
        apply_changes(&mut view.participants, self.participants);
        apply_changes(&mut view.peers, self.peers);
    }
}

fn changed<K: Ord + Clone, V: PartialEq + Clone>(
    old: &BTreeMap<K, V>,
    new: &BTreeMap<K, V>,
) -> BTreeMap<K, Option<V>> {
    let gone = old.keys().filter(|key| !new.contains_key(key)).map(|key| (key.clone(), None));
    let set = new
        .iter()
        .filter(|(key, value)| old.get(key) != Some(value))
        .map(|(key, value)| (key.clone(), Some(value.clone())));
    gone.chain(set).collect()
}

fn apply_changes<K: Ord, V>(map: &mut BTreeMap<K, V>, changes: BTreeMap<K, Option<V>>) {
    for (key, value) in changes {
        match value {
            Some(value) => map.insert(key, value),
            None => map.remove(&key),
        };
    }
}

//! A call as one of its legs sees it, derived from the record.

use offhook_protocol::{
    CallView, Direction, LegId, LegState, ParticipantState, ParticipantView, PeerId, PeerView, RawId, Slot,
    Track,
};

use super::record::{CallRecord, Leg, Member, Peer, Stage, Wait};

impl CallRecord {
    pub(crate) fn view_of(&self, id: &LegId, leg: &Leg) -> CallView {
        let inviter = self.members.get(&leg.user).and_then(|member| member.invited_by.as_ref());
        let caller = inviter.unwrap_or(&self.caller);
        CallView {
            call: self.id.clone(),
            direction: leg.direction,
            caller: caller.clone(),
            caller_name: self.members.get(caller).and_then(|caller| caller.name.clone()),
            group: self.group.clone(),
            orders: leg.orders,
            state: self.state_of(leg),
            participants: self
                .members
                .iter()
                .filter(|(user, _)| **user != leg.user)
                .map(|(user, member)| self.participant(user, member))
                .collect(),
            peers: self.peers.iter().filter_map(|(peer, link)| self.peer_view(id, *peer, link)).collect(),
        }
    }

    /// Whether anybody but the caller is in the call.
    pub(crate) fn is_answered(&self) -> bool {
        self.others_than(&self.caller).any(|leg| leg.stage == Stage::In)
    }

    fn state_of(&self, leg: &Leg) -> LegState {
        match (leg.stage, leg.direction) {
            (Stage::Ended(reason), _) => LegState::Ended(reason),
            (Stage::Offered, _) => LegState::Connecting,
            (Stage::Ringing, _) => LegState::Ringing,
            (Stage::In, Direction::Incoming) => LegState::Accepted,
            // Nobody has to be waited for in a group call.
            (Stage::In, Direction::Outgoing) if self.group.is_some() || self.is_answered() => {
                LegState::Accepted
            }
            (Stage::In, Direction::Outgoing) => {
                match self.others_than(&leg.user).any(|leg| leg.stage == Stage::Ringing) {
                    true => LegState::Ringing,
                    false => LegState::Connecting,
                }
            }
        }
    }

    fn others_than<'a>(&'a self, user: &'a RawId) -> impl Iterator<Item = &'a Leg> {
        self.legs.values().filter(move |leg| leg.user != *user)
    }

    fn participant(&self, user: &RawId, member: &Member) -> ParticipantView {
        let legs = || self.legs.values().filter(|leg| leg.user == *user);
        let any = |stage| legs().any(|leg| leg.stage == stage);
        let state = match member.ended {
            Some(reason) => ParticipantState::Disconnected(reason),
            None if any(Stage::In) => ParticipantState::Connected,
            None if any(Stage::Ringing) => ParticipantState::Ringing,
            None => ParticipantState::Connecting,
        };
        let inside: Vec<&Leg> = legs().filter(|leg| leg.stage == Stage::In).collect();
        let all = |is_so: fn(&Leg) -> bool| !inside.is_empty() && inside.iter().all(|leg| is_so(leg));
        ParticipantView {
            id: user.clone(),
            name: member.name.clone(),
            state,
            muted: all(|leg| leg.sources.muted),
            on_hold: all(|leg| leg.sources.on_hold),
            endpoints: inside.iter().map(|leg| leg.endpoint.clone()).collect(),
        }
    }

    fn peer_view(&self, leg: &LegId, id: PeerId, peer: &Peer) -> Option<PeerView> {
        let (here, there) = (self.legs.get(leg)?, self.legs.get(peer.other_end(leg)?)?);
        let live = peer.wait != Wait::Accept;
        let paused = here.sources.on_hold || there.sources.on_hold;
        let comes = |slot: &Slot| live && !paused && there.sources.fill(*slot);
        let track = |slot| Track { slot, participant: there.user.clone() };
        Some(PeerView {
            id,
            offerer: peer.offerer.leg == *leg,
            slots: PeerView::SLOTS.to_vec(),
            tracks: PeerView::SLOTS.into_iter().filter(comes).map(track).collect(),
            live,
            paused,
        })
    }
}

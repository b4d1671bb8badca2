//! How long a call waits for media, and for an answer.

use offhook_protocol::{EndReason, LegId, PeerId, PeerState, RawId, Timestamp};

use super::record::{CallRecord, Member, Peer, Stage, Wait};
use crate::config::Config;

impl CallRecord {
    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        let rings = self.members.values().flat_map(|member| [member.rings_until, member.awaited_until]);
        let waits = self.peers.values().filter_map(|peer| peer.wait.until());
        rings.flatten().chain(waits).min()
    }

    /// Who was rung, or waited for, for long enough; why they are not any more.
    pub(crate) fn unanswered(&self, now: Timestamp) -> Vec<(RawId, EndReason)> {
        let is_due = |until: Option<Timestamp>| until.is_some_and(|until| until <= now);
        let reason = |member: &Member| match member {
            _ if is_due(member.rings_until) => Some(EndReason::NO_ANSWER),
            _ if is_due(member.awaited_until) => Some(EndReason::NO_DEVICE),
            _ => None,
        };
        self.members.iter().filter_map(|(user, member)| Some((user.clone(), reason(member)?))).collect()
    }

    /// Looks at the waits for media that are over; which leg has to go, and why.
    pub(crate) fn overdue(&mut self, now: Timestamp, config: &Config) -> Option<(LegId, EndReason)> {
        let due: Vec<PeerId> = self
            .peers
            .iter()
            .filter(|(_, peer)| peer.wait.until().is_some_and(|until| until <= now))
            .map(|(id, _)| *id)
            .collect();
        due.into_iter().find_map(|peer| self.overdue_peer(now, config, peer))
    }

    /// An end of a peer tells what it sees.
    pub(crate) fn saw(
        &mut self,
        now: Timestamp,
        config: &Config,
        peer: PeerId,
        leg: &LegId,
        state: PeerState,
    ) {
        let Some(peer) = self.peers.get_mut(&peer) else { return };
        if let Some(end) = peer.end_of(leg) {
            end.sees = Some(state);
        }
        peer.wait = match peer.wait {
            Wait::Accept => Wait::Accept,
            _ if peer.is_connected() => Wait::Nothing,
            Wait::Nothing => Wait::Repair(now + config.media_timeout),
            wait => wait,
        };
    }

    /// Media may flow on the peers between legs that are in the call: from now on it is waited for.
    pub(crate) fn await_media(&mut self, now: Timestamp, config: &Config) {
        let legs = &self.legs;
        let is_in = |leg: &LegId| legs.get(leg).is_some_and(|leg| leg.stage == Stage::In);
        for peer in self.peers.values_mut() {
            if peer.wait == Wait::Accept && is_in(&peer.offerer.leg) && is_in(&peer.answerer.leg) {
                peer.wait = match peer.is_connected() {
                    true => Wait::Nothing,
                    false => Wait::Setup(now + config.setup_timeout),
                };
            }
        }
    }

    /// An end is back: what its peers wait for begins anew, as nothing was known of them meanwhile.
    pub(crate) fn await_anew(&mut self, now: Timestamp, config: &Config, leg: &LegId) {
        for peer in self.peers.values_mut().filter(|peer| peer.other_end(leg).is_some()) {
            peer.wait = match peer.wait {
                Wait::Setup(_) => Wait::Setup(now + config.setup_timeout),
                Wait::Repair(_) => Wait::Repair(now + config.media_timeout),
                wait => wait,
            };
        }
    }

    /// While an end cannot be reached nothing is known of its media: the wait begins anew, and the loss of the
    /// connection has its own limit. It does so too where both ends have media from others: they go on trying.
    fn overdue_peer(&mut self, now: Timestamp, config: &Config, id: PeerId) -> Option<(LegId, EndReason)> {
        let peer = self.peers.get(&id)?;
        let lost = |leg: &LegId| self.legs.get(leg).is_some_and(|leg| leg.lost);
        let unknown = lost(&peer.offerer.leg) || lost(&peer.answerer.leg);
        let cut_off = self.cut_off_end(peer).filter(|_| !unknown).cloned();
        let (again, reason) = match peer.wait {
            Wait::Setup(_) => (Wait::Setup(now + config.setup_timeout), EndReason::MEDIA_SETUP_FAILED),
            Wait::Repair(_) => (Wait::Repair(now + config.media_timeout), EndReason::MEDIA_LOST),
            Wait::Accept | Wait::Nothing => return None,
        };
        self.peers.get_mut(&id)?.wait = again;
        cut_off.map(|leg| (leg, reason))
    }

    /// The end of a broken peer that has no media from anybody; of two such ends the one that came later. Who has just lost all
    /// of it is waited for as long as media may be gone, not only as long as a newcomer may take to connect.
    fn cut_off_end<'a>(&self, broken: &'a Peer) -> Option<&'a LegId> {
        let may_return =
            |peer: &Peer| matches!(broken.wait, Wait::Setup(_)) && matches!(peer.wait, Wait::Repair(_));
        let has_media = |leg: &LegId| {
            let mut peers = self.peers.values().filter(|peer| peer.other_end(leg).is_some());
            peers.any(|peer| peer.is_connected() || may_return(peer))
        };
        [&broken.answerer.leg, &broken.offerer.leg].into_iter().find(|leg| !has_media(leg))
    }
}

impl Wait {
    fn until(self) -> Option<Timestamp> {
        match self {
            Wait::Setup(until) | Wait::Repair(until) => Some(until),
            Wait::Accept | Wait::Nothing => None,
        }
    }
}

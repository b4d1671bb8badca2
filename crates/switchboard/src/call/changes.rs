//! How legs and members leave.

use offhook_protocol::{EndReason, LegId, RawId, Sources};

use super::Call;
use super::record::{CallRecord, Stage};
use crate::desk::Desk;
use crate::mail::{Mail, ToUser};

impl Call {
    /// Ends a one-to-one call for everybody who is still in it or rings.
    pub(super) fn end(&mut self, desk: &mut Desk<'_>, reason: EndReason) {
        for user in self.record.members.keys().cloned().collect::<Vec<_>>() {
            self.stop_ringing(desk, &user);
        }
        self.record.end_all(reason);
    }

    /// An endpoint is gone. One that only rang leaves the call to the user's other devices.
    pub(super) fn leave(&mut self, desk: &mut Desk<'_>, leg: &LegId, reason: EndReason) {
        let Some(left) = self.record.legs.get_mut(leg) else { return };
        if left.stage == Stage::In {
            return self.end(desk, reason);
        }
        let user = left.user.clone();
        left.stage = Stage::Ended(reason);
        self.record.close_peers_of(leg);
        self.end_if_no_device(desk, &user);
    }

    pub(super) fn end_if_no_device(&mut self, desk: &mut Desk<'_>, user: &RawId) {
        let rings = |leg: &super::Leg| leg.user == *user && leg.stage.may_accept();
        if self.record.is_ringing(user) && !self.record.legs.values().any(rings) {
            self.end(desk, EndReason::NO_DEVICE);
        }
    }

    pub(super) fn stop_ringing(&mut self, desk: &mut Desk<'_>, user: &RawId) {
        let Some(member) = self.record.members.get_mut(user) else { return };
        if member.rings_until.take().is_some() {
            desk.post(Mail::User(user.clone(), ToUser::StopRinging(self.record.id.clone())));
        }
    }

    pub(super) fn end_other_legs(&mut self, user: &RawId, accepted: &LegId) {
        let others: Vec<LegId> = self
            .record
            .legs
            .iter()
            .filter(|(id, leg)| leg.user == *user && *id != accepted)
            .map(|(id, _)| id.clone())
            .collect();
        for other in others {
            if let Some(leg) = self.record.legs.get_mut(&other) {
                leg.stage = Stage::Ended(EndReason::ACCEPTED_ELSEWHERE);
            }
            self.record.close_peers_of(&other);
        }
    }
}

impl CallRecord {
    pub(crate) fn rings(&mut self, leg: &LegId) {
        if let Some(leg) = self.legs.get_mut(leg).filter(|leg| leg.stage == Stage::Offered) {
            leg.stage = Stage::Ringing;
        }
    }

    /// The leg is in; whose it is.
    pub(crate) fn accepted(&mut self, leg: &LegId, sources: Sources) -> RawId {
        let leg = self.legs.get_mut(leg).expect("the leg was just looked up");
        leg.stage = Stage::In;
        leg.sources = sources;
        leg.user.clone()
    }

    pub(crate) fn set_sources(&mut self, leg: &LegId, sources: Sources) {
        if let Some(leg) = self.legs.get_mut(leg) {
            leg.sources = sources;
        }
    }

    pub(crate) fn end_all(&mut self, reason: EndReason) {
        for leg in self.legs.values_mut().filter(|leg| !matches!(leg.stage, Stage::Ended(_))) {
            leg.stage = Stage::Ended(reason);
        }
        for member in self.members.values_mut() {
            member.ended.get_or_insert(reason);
        }
        self.peers.clear();
    }

    pub(crate) fn close_peers_of(&mut self, leg: &LegId) {
        self.peers.retain(|_, peer| peer.other_end(leg).is_none());
    }
}

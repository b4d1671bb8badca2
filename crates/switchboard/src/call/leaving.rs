//! How legs and members leave.

use std::time::Duration;

use offhook_protocol::{EndReason, LegId, RawId, Timestamp};

use super::Call;
use super::record::{CallRecord, Leg, Stage};
use crate::desk::Desk;
use crate::mail::{Mail, ToUser};

/// How long a page that is rung may take to be loaded again.
const RELOAD: Duration = Duration::from_secs(5);

impl Call {
    /// Ends the call for everybody who is still in it or rings.
    pub(super) fn end(&mut self, desk: &mut Desk<'_>, reason: EndReason) {
        for user in self.record.members.keys().cloned().collect::<Vec<_>>() {
            self.stop_ringing(desk, &user);
        }
        self.record.end_all(reason);
    }

    /// Somebody is no longer in the call, and no longer rung. A one-to-one call is over by that; a group call goes on for
    /// whoever is in it.
    pub(super) fn drop_member(&mut self, desk: &mut Desk<'_>, user: &RawId, reason: EndReason) {
        if self.record.group.is_none() {
            return self.end(desk, reason);
        }
        self.stop_ringing(desk, user);
        self.record.end_member(user, reason);
        if self.record.inside().next().is_none() {
            self.end(desk, EndReason::CANCELLED);
        }
    }

    /// An endpoint is gone. The user's other devices stay in the call, or go on ringing.
    pub(super) fn leave(&mut self, desk: &mut Desk<'_>, leg: &LegId, reason: EndReason) {
        let Some(left) = self.record.legs.get(leg) else { return };
        let user = left.user.clone();
        let stays = |(id, other): (&LegId, &Leg)| id != leg && other.user == user;
        if left.stage == Stage::In && !self.record.inside().any(stays) {
            return self.drop_member(desk, &user, reason);
        }
        self.record.end_leg(leg, reason);
        self.record.await_device(&user, desk.now + RELOAD);
    }

    pub(super) fn hang_up(&mut self, desk: &mut Desk<'_>, leg: &LegId) {
        let goes_on = self.record.group.is_some() || self.record.is_answered();
        let reason = if goes_on { EndReason::HUNG_UP } else { EndReason::CANCELLED };
        self.leave(desk, leg, reason);
    }

    pub(super) fn stop_ringing(&mut self, desk: &mut Desk<'_>, user: &RawId) {
        let Some(member) = self.record.members.get_mut(user) else { return };
        member.awaited_until = None;
        if member.rings_until.take().is_some() {
            desk.post(Mail::User(user.clone(), ToUser::StopRinging(self.record.id.clone())));
        }
    }

    /// Another device of the user has accepted, or joined.
    pub(super) fn end_ringing_legs(&mut self, user: &RawId) {
        for leg in self.record.ids_of(|leg| leg.rings_for(user)) {
            self.record.end_leg(&leg, EndReason::ACCEPTED_ELSEWHERE);
        }
    }
}

impl CallRecord {
    /// Whether a user has a device that rings for it.
    pub(crate) fn rings_somewhere(&self, user: &RawId) -> bool {
        self.legs.values().any(|leg| leg.rings_for(user))
    }

    /// Somebody who is rung, but no longer anywhere, may yet be back.
    fn await_device(&mut self, user: &RawId, until: Timestamp) {
        let rings_somewhere = self.rings_somewhere(user);
        if let Some(member) = self.members.get_mut(user)
            && member.rings_until.is_some()
            && !rings_somewhere
        {
            member.awaited_until = Some(until);
        }
    }

    /// The leg is no longer in the call.
    pub(crate) fn end_leg(&mut self, id: &LegId, reason: EndReason) {
        if let Some(leg) = self.legs.get_mut(id).filter(|leg| !matches!(leg.stage, Stage::Ended(_))) {
            leg.stage = Stage::Ended(reason);
            self.peers.retain(|_, peer| peer.other_end(id).is_none());
        }
    }

    fn end_member(&mut self, user: &RawId, reason: EndReason) {
        for leg in self.ids_of(|leg| leg.user == *user) {
            self.end_leg(&leg, reason);
        }
        if let Some(member) = self.members.get_mut(user) {
            member.ended.get_or_insert(reason);
        }
    }

    fn end_all(&mut self, reason: EndReason) {
        for user in self.members.keys().cloned().collect::<Vec<_>>() {
            self.end_member(&user, reason);
        }
    }

    pub(crate) fn ids_of(&self, which: impl Fn(&Leg) -> bool) -> Vec<LegId> {
        self.legs.iter().filter(|(_, leg)| which(leg)).map(|(id, _)| id.clone()).collect()
    }
}

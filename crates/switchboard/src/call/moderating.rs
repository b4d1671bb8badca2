//! What somebody in a call does to the others.

use offhook_protocol::{ApiError, EndReason, LegId, Orders, RawId, Sources};

use super::Call;
use super::record::{CallRecord, Stage};
use crate::desk::Desk;

impl Call {
    /// Puts somebody out, stops ringing them, or has them not rung at all.
    pub(super) fn remove(&mut self, desk: &mut Desk<'_>, by: &LegId, user: &RawId) -> Result<(), ApiError> {
        if !self.record.has(user) {
            return self.withdraw(desk, user);
        }
        if self.record.is_of(by, user) {
            return Err(ApiError::REMOVING_YOURSELF);
        }
        if self.record.group.is_none() {
            return Err(ApiError::NOT_IN_ONE_TO_ONE);
        }
        let reason = match self.record.is_ringing(user) {
            true => EndReason::CANCELLED,
            false => EndReason::REMOVED,
        };
        // Somebody else may have wanted them rung, too.
        drop(self.withdraw(desk, user));
        self.drop_member(desk, user, reason);
        Ok(())
    }

    /// Ends the call for all. One-to-one that is what hanging up does.
    pub(super) fn end_for_everyone(&mut self, desk: &mut Desk<'_>, by: &LegId) {
        if self.record.group.is_none() {
            return self.hang_up(desk, by);
        }
        self.record.end_leg(by, EndReason::HUNG_UP);
        for user in self.record.members.keys().cloned().collect::<Vec<_>>() {
            if self.record.is_ringing(&user) {
                self.drop_member(desk, &user, EndReason::CANCELLED);
            }
        }
        self.end(desk, EndReason::ENDED_FOR_EVERYONE);
    }
}

impl CallRecord {
    /// Has others mute themselves: one of them, or all.
    pub(super) fn mute_others(&mut self, by: &LegId, user: Option<&RawId>) -> Result<(), ApiError> {
        if self.group.is_none() {
            return Err(ApiError::NOT_IN_ONE_TO_ONE);
        }
        if let Some(user) = user {
            let is_inside = self.inside().any(|(id, leg)| leg.user == *user && id != by);
            if !is_inside {
                return Err(ApiError::NO_SUCH_PARTICIPANT);
            }
        }
        let own = self.legs.get(by).map(|leg| leg.user.clone());
        for leg in self.legs.values_mut() {
            let is_meant = user.map_or(Some(&leg.user) != own.as_ref(), |user| leg.user == *user);
            if is_meant && leg.stage == Stage::In && !leg.sources.muted {
                leg.sources.muted = true;
                leg.orders.mute += 1;
            }
        }
        Ok(())
    }

    /// A leg sends something else. Who starts to share the screen takes over from whoever did so. What it said before it had
    /// obeyed an order does not undo that.
    pub(super) fn set_sources(&mut self, leg: &LegId, sources: Sources, obeyed: Orders) {
        let Some(sender) = self.legs.get_mut(leg) else { return };
        let screen = sources.screen && obeyed.stop_screen >= sender.orders.stop_screen;
        let muted = sources.muted || obeyed.mute < sender.orders.mute;
        let sources = Sources { screen, screen_audio: screen && sources.screen_audio, muted, ..sources };
        let takes_over = sources.screen && !sender.sources.screen;
        sender.sources = sources;
        if !takes_over {
            return;
        }
        for (_, other) in self.legs.iter_mut().filter(|(id, other)| *id != leg && other.sources.screen) {
            other.sources = Sources { screen: false, screen_audio: false, ..other.sources };
            other.orders.stop_screen += 1;
        }
    }

    fn is_of(&self, leg: &LegId, user: &RawId) -> bool {
        self.legs.get(leg).is_some_and(|leg| leg.user == *user)
    }
}

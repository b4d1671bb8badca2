//! How a call begins, and how people enter it by themselves.

use offhook_protocol::{ApiError, EndReason, EndpointId, Join, LegId, RawId, StartCall, StartGroup};

use super::{Call, Invitation, Leg};
use crate::desk::Desk;
use crate::mail::{Asker, Caller};

impl Call {
    /// A one-to-one call: its callee is rung at once.
    pub(super) fn start(&mut self, desk: &mut Desk<'_>, caller: Caller, start: StartCall) {
        let (from, user) = (caller.asks(&start.leg), caller.user.clone());
        let callee = [start.callee];
        if let Err(error) = self.record.may_invite(desk.config, &user, &callee) {
            return desk.post(from.answer(Err(error)));
        }
        self.note_entry(desk, &caller.endpoint, &start.leg);
        self.record.enter(caller, start.leg, start.sources);
        desk.tally.started += 1;
        self.ring(desk, &user, &callee);
    }

    /// A group call: its callees are rung once their chat was looked up.
    pub(super) fn start_group(&mut self, desk: &mut Desk<'_>, caller: Caller, start: StartGroup) {
        let (by, request) = (start.leg.clone(), caller.request);
        self.note_entry(desk, &caller.endpoint, &start.leg);
        self.record.enter(caller, start.leg, start.sources);
        desk.tally.started += 1;
        let invitation = Invitation { by, request, users: start.callees, begins: true };
        self.invite(desk, invitation, start.thread);
    }

    /// Somebody comes by themselves.
    pub(super) fn join(&mut self, desk: &mut Desk<'_>, caller: Caller, join: Join) {
        let (from, leg) = (caller.asks(&join.leg), join.leg);
        if let Err(error) = self.record.may_join(desk.config, &caller.user, &leg) {
            return desk.post(from.answer(Err(error)));
        }
        if self.record.members.is_empty() {
            desk.tally.started += 1;
        }
        let user = caller.user.clone();
        self.replace_legs(&user, &caller.endpoint);
        self.stop_ringing(desk, &user);
        self.note_entry(desk, &caller.endpoint, &leg);
        self.record.enter(caller, leg.clone(), join.sources);
        self.take_in(desk, &user, &leg);
    }

    /// A leg is in the call from now on: no other device of the user has to ring any more, and media is connected to all
    /// who are in it.
    pub(super) fn take_in(&mut self, desk: &mut Desk<'_>, user: &RawId, leg: &LegId) {
        self.stop_ringing(desk, user);
        self.end_ringing_legs(user);
        self.record.open_peers(leg);
        self.record.await_media(desk.now, desk.config);
    }

    /// Answers a request after what came of it was published.
    pub(super) fn answer(&mut self, from: &Asker, result: Result<(), ApiError>) {
        self.answers.push(from.answer(result));
    }

    /// A page is in a call once, and who comes again need not wait for the server to notice that an earlier page of theirs is
    /// gone.
    fn replace_legs(&mut self, user: &RawId, endpoint: &EndpointId) {
        let is_replaced = |leg: &Leg| leg.user == *user && (leg.lost || leg.endpoint == *endpoint);
        for leg in self.record.ids_of(is_replaced) {
            self.record.end_leg(&leg, EndReason::ACCEPTED_ELSEWHERE);
        }
    }
}

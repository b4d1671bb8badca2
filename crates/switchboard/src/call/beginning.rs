//! How a call begins, and how people enter it by themselves.

use offhook_protocol::{ApiError, EndReason, EndpointId, LegId, RawId, ThreadId};

use super::{Call, Invitation, Leg};
use crate::desk::Desk;
use crate::mail::{Asker, Caller};

impl Call {
    /// A one-to-one call: its callee is rung at once.
    pub(super) fn start(&mut self, desk: &mut Desk<'_>, caller: Caller, callee: RawId) {
        let (user, callee) = (caller.user.clone(), [callee]);
        if let Err(error) = self.record.may_invite(desk.config, &user, &callee) {
            return desk.post(caller.asks().answer(Err(error)));
        }
        self.begin_with(desk, caller);
        self.ring(desk, &user, &callee);
    }

    /// A group call: its callees are rung once their chat was looked up.
    pub(super) fn start_group(
        &mut self,
        desk: &mut Desk<'_>,
        caller: Caller,
        users: Vec<RawId>,
        thread: Option<ThreadId>,
    ) {
        let invitation = Invitation { by: caller.leg.clone(), request: caller.request, users, begins: true };
        self.begin_with(desk, caller);
        self.invite(desk, invitation, thread);
    }

    /// Somebody comes by themselves.
    pub(super) fn join(&mut self, desk: &mut Desk<'_>, caller: Caller) {
        let (user, leg) = (caller.user.clone(), caller.leg.clone());
        if let Err(error) = self.record.may_join(desk.config, &user, &leg) {
            return desk.post(caller.asks().answer(Err(error)));
        }
        self.replace_legs(&user, &caller.endpoint);
        self.stop_ringing(desk, &user);
        match self.record.members.is_empty() {
            true => self.begin_with(desk, caller),
            false => self.let_in(desk, caller),
        }
        self.take_in(desk, &user, &leg);
    }

    fn begin_with(&mut self, desk: &mut Desk<'_>, caller: Caller) {
        desk.tally.started += 1;
        self.let_in(desk, caller);
    }

    fn let_in(&mut self, desk: &mut Desk<'_>, caller: Caller) {
        self.note_entry(desk, &caller.endpoint, &caller.leg);
        self.record.enter(caller);
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
            self.record.end_leg(&leg, EndReason::HUNG_UP);
        }
    }
}

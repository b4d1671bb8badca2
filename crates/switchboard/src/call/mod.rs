//! One call. All that is known of it is the [`CallRecord`], one serde value; the rest of [`Call`] can be made anew.

mod changes;
mod media;
mod record;
mod requests;
mod view;

use std::collections::BTreeMap;

use offhook_protocol::{
    ApiError, CallId, CallPatch, CallView, LegId, RawId, ServerMessage, StartCall, Timestamp,
};

pub use record::{CallRecord, Leg, Member, Peer, PeerEnd, Stage, Wait};

use crate::desk::Desk;
use crate::mail::{Asker, Caller, Device, Mail, Presence, ToCall, ToSession, ToUser};

/// The machine of one call: changes the record, then publishes to every leg what changed for it.
#[derive(Debug)]
pub(crate) struct Call {
    record: CallRecord,
    /// What each leg was told, to send only what changed.
    told: BTreeMap<LegId, CallView>,
}

impl Call {
    pub(crate) fn new(id: CallId) -> Call {
        Call { record: CallRecord::new(id), told: BTreeMap::new() }
    }

    pub(crate) fn record(&self) -> &CallRecord {
        &self.record
    }

    /// Whether nobody is in it any more.
    pub(crate) fn is_over(&self) -> bool {
        self.record.legs.is_empty()
    }

    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        self.record.deadline()
    }

    pub(crate) fn start(&mut self, desk: &mut Desk<'_>, caller: Caller, start: StartCall) {
        let from =
            Asker { endpoint: caller.endpoint.clone(), leg: start.leg.clone(), request: caller.request };
        if let Err(error) = may_call(&caller.user, &start.callee) {
            return desk.post(from.answer(Err(error)));
        }
        let rings_until = desk.now + desk.config.ring_timeout;
        desk.post(Mail::Session(
            caller.endpoint.clone(),
            ToSession::LegOpened(start.leg.clone(), self.record.id.clone()),
        ));
        desk.post(Mail::User(start.callee.clone(), ToUser::Ring(self.record.id.clone())));
        self.record.begin(caller, start, rings_until);
        desk.tally.started += 1;
    }

    pub(crate) fn handle(&mut self, desk: &mut Desk<'_>, message: ToCall) {
        match message {
            // Routed to `start`, for which the call is made.
            ToCall::Start(..) => {}
            ToCall::Devices(user, devices) => self.devices(desk, &user, devices),
            ToCall::Ask { from, ask } => self.ask(desk, &from, ask),
            ToCall::Presence(endpoint, presence) => {
                for leg in self.record.legs_of(&endpoint) {
                    self.presence(desk, &leg, presence);
                }
            }
            ToCall::Resend(endpoint) => {
                for leg in self.record.legs_of(&endpoint) {
                    self.told.remove(&leg);
                }
            }
        }
    }

    pub(crate) fn timeout(&mut self, desk: &mut Desk<'_>) {
        if let Some(reason) = self.record.overdue(desk.now, desk.config) {
            self.end(desk, reason);
        }
    }

    /// Sends to each leg what changed for it, and forgets those that have ended.
    pub(crate) fn publish(&mut self, desk: &mut Desk<'_>) {
        for (id, leg) in &self.record.legs {
            let view = self.record.view_of(id, leg);
            let news = match self.told.get(id) {
                None => Some(ServerMessage::Call { leg: id.clone(), view: view.clone() }),
                Some(old) => CallPatch::between(old, &view)
                    .map(|patch| ServerMessage::Patch { leg: id.clone(), patch }),
            };
            if let Some(message) = news {
                desk.mail.push_back(Mail::Session(leg.endpoint.clone(), ToSession::Deliver(message)));
                self.told.insert(id.clone(), view);
            }
        }
        for (id, leg) in self.record.take_ended() {
            self.count_end(desk, &leg);
            self.told.remove(&id);
            desk.post(Mail::Session(leg.endpoint, ToSession::LegClosed(id)));
        }
    }

    /// A call is counted by what its caller is told.
    fn count_end(&self, desk: &mut Desk<'_>, leg: &Leg) {
        if let (Stage::Ended(reason), true) = (leg.stage, leg.user == self.record.caller) {
            *desk.tally.ended.entry(reason).or_default() += 1;
        }
    }

    /// Devices of a user who is rung: each gets a leg. None at all ends the call.
    fn devices(&mut self, desk: &mut Desk<'_>, user: &RawId, devices: Vec<Device>) {
        if !self.record.is_ringing(user) {
            return;
        }
        for device in devices {
            let leg = LegId(desk.ids.guid());
            let opened = ToSession::LegOpened(leg.clone(), self.record.id.clone());
            desk.post(Mail::Session(device.endpoint.clone(), opened));
            self.record.offer_to(user, leg, device);
        }
        self.end_if_no_device(desk, user);
    }

    fn presence(&mut self, desk: &mut Desk<'_>, leg: &LegId, presence: Presence) {
        match presence {
            Presence::Lost => self.record.set_lost(leg, true),
            Presence::Back => {
                self.record.set_lost(leg, false);
                self.record.await_anew(desk.now, desk.config, leg);
            }
            Presence::Left => self.leave(desk, leg, offhook_protocol::EndReason::PAGE_CLOSED),
            Presence::GivenUp => self.leave(desk, leg, offhook_protocol::EndReason::NETWORK_LOST),
        }
    }
}

/// Whether the request is one that a call can be made of.
fn may_call(caller: &RawId, callee: &RawId) -> Result<(), ApiError> {
    if caller == callee {
        return Err(ApiError::CALLING_YOURSELF);
    }
    if !offhook_protocol::Identifier::parse(callee).is_teams_user() {
        return Err(ApiError::CALLEE_NOT_REACHABLE);
    }
    Ok(())
}

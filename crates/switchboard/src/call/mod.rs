//! One call. All that is known of it is the [`CallRecord`], one serde value; the rest of [`Call`] can be made anew.

mod beginning;
mod inviting;
mod leaving;
mod media;
mod moderating;
mod record;
mod requests;
mod view;

use std::collections::BTreeMap;

use offhook_protocol::{
    CallId, CallPatch, CallView, EndReason, EndpointId, Group, LegId, RawId, ServerMessage, Timestamp,
};

pub use record::{CallRecord, Invitation, Leg, Member, Peer, PeerEnd, Stage, Wait};

use crate::desk::Desk;
use crate::mail::{Device, Mail, Presence, ToCall, ToSession};

/// The machine of one call: changes the record, then publishes to every leg what changed for it.
#[derive(Debug)]
pub(crate) struct Call {
    record: CallRecord,
    /// What each leg was told, to send only what changed.
    told: BTreeMap<LegId, CallView>,
    /// Answers that follow what they are about.
    answers: Vec<Mail>,
}

impl Call {
    pub(crate) fn new(id: CallId, group: Option<Group>) -> Call {
        Call { record: CallRecord::new(id, group), told: BTreeMap::new(), answers: Vec::new() }
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

    pub(crate) fn handle(&mut self, desk: &mut Desk<'_>, message: ToCall) {
        match message {
            ToCall::Start(caller, callee) => self.start(desk, caller, callee),
            ToCall::StartGroup(caller, callees, thread) => self.start_group(desk, caller, callees, thread),
            ToCall::Join(caller) => self.join(desk, caller),
            ToCall::Thread(thread, members) => self.thread_found(desk, &thread, &members),
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
        for (user, reason) in self.record.unanswered(desk.now) {
            self.drop_member(desk, &user, reason);
        }
        while let Some((leg, reason)) = self.record.overdue(desk.now, desk.config) {
            self.leave(desk, &leg, reason);
        }
    }

    /// Sends to each leg what changed for it, and forgets those that have ended.
    pub(crate) fn publish(&mut self, desk: &mut Desk<'_>) {
        self.record.count_connected(desk.tally);
        for (id, leg) in &self.record.legs {
            let view = self.record.view_of(id, leg);
            let news = match self.told.get(id) {
                None => Some(ServerMessage::Call {
                    leg: id.clone(),
                    view: view.clone(),
                    waiting: self.record.waiting_of(id),
                }),
                Some(old) => CallPatch::between(old, &view)
                    .map(|patch| ServerMessage::Patch { leg: id.clone(), patch }),
            };
            if let Some(message) = news {
                desk.mail.push_back(Mail::Session(leg.endpoint.clone(), ToSession::Deliver(message)));
                self.told.insert(id.clone(), view);
            }
        }
        for (id, leg) in self.record.take_ended() {
            self.record.note_end(&leg);
            self.told.remove(&id);
            desk.post(Mail::Session(leg.endpoint, ToSession::LegClosed(id)));
        }
        desk.mail.extend(self.answers.drain(..));
        if self.is_over() {
            self.record.count_end(desk.tally);
        }
    }

    fn presence(&mut self, desk: &mut Desk<'_>, leg: &LegId, presence: Presence) {
        match presence {
            Presence::Lost => self.record.set_lost(leg, true),
            Presence::Back => {
                self.record.set_lost(leg, false);
                self.record.await_anew(desk.now, desk.config, leg);
            }
            Presence::Left => self.leave(desk, leg, EndReason::PAGE_CLOSED),
            Presence::GivenUp => self.leave(desk, leg, EndReason::NETWORK_LOST),
        }
    }

    /// Devices of a user who is rung: each gets a leg, unless it rings there already, as its token may have expired meanwhile and
    /// been renewed. Without any there is nobody to wait for.
    fn devices(&mut self, desk: &mut Desk<'_>, user: &RawId, devices: Vec<Device>) {
        if !self.record.is_ringing(user) {
            return;
        }
        for device in devices {
            if !self.record.legs_of(&device.endpoint).is_empty() {
                continue;
            }
            let leg = LegId(desk.ids.guid());
            let rings = ToSession::LegRings(leg.clone(), self.record.id.clone());
            desk.post(Mail::Session(device.endpoint.clone(), rings));
            self.record.offer_to(user, leg, device);
        }
        if !self.record.rings_somewhere(user) {
            self.drop_member(desk, user, EndReason::NO_DEVICE);
        }
    }

    /// Tells an endpoint's session that it is in the call.
    fn note_entry(&self, desk: &mut Desk<'_>, endpoint: &EndpointId, leg: &LegId) {
        let entered = ToSession::LegEntered(leg.clone(), self.record.id.clone());
        desk.post(Mail::Session(endpoint.clone(), entered));
    }
}

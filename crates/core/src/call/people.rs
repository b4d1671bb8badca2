//! Who else is in a call, and what this end does to them.

use offhook_protocol::{
    ApiError, ClientMessage, EndReason, LegId, ParticipantState, ParticipantView, RawId, Slot, ThreadId,
};

use super::connections::incoming;
use super::roster::{Incoming, Roster};
use super::{Asked, Call, Stage};
use crate::desk::Desk;
use crate::event::Event;
use crate::input::RequestId;

/// Everybody else in a call.
#[derive(Debug)]
pub(super) struct People {
    pub(super) roster: Roster,
    /// Who was called or added here, and whom the server has not named yet.
    expected: Vec<ParticipantView>,
    /// Who has spoken, the latest first.
    speakers: Vec<RawId>,
    /// Who speaks.
    speaking: Vec<RawId>,
}

impl People {
    pub(super) fn new(leg: LegId) -> People {
        People { roster: Roster::new(leg), expected: Vec::new(), speakers: Vec::new(), speaking: Vec::new() }
    }

    /// Somebody was called or added here, and is shown from now on.
    pub(super) fn expect(&mut self, ids: &[RawId]) {
        self.expected.extend(ids.iter().cloned().map(expected));
    }

    /// The server has named people.
    pub(super) fn arrived(&mut self, participants: &[ParticipantView]) {
        self.expected.retain(|one| !participants.iter().any(|other| other.id == one.id && !has_left(other)));
    }

    /// Tells what is new of those whom the server names, and of those whom it will.
    fn sync(
        &mut self,
        desk: &mut Desk,
        named: &[ParticipantView],
        incoming: impl Fn(&RawId, Slot) -> Option<Incoming>,
    ) {
        let is_expected = |one: &&ParticipantView| self.expected.iter().any(|other| other.id == one.id);
        let named = named.iter().filter(|one| !is_expected(one));
        let shown: Vec<_> = named.chain(&self.expected).collect();
        self.roster.sync(desk, &shown, incoming);
    }

    /// Puts who has begun to speak before the others; whether that is news.
    fn note_speakers(&mut self) -> bool {
        let speaking: Vec<RawId> = self.roster.speaking().cloned().collect();
        let before = self.speakers.clone();
        for id in speaking.iter().filter(|id| !self.speaking.contains(id)) {
            self.speakers.retain(|other| other != id);
            self.speakers.insert(0, id.clone());
        }
        self.speaking = speaking;
        self.speakers.retain(|id| self.roster.has(id));
        self.speakers != before
    }
}

impl Call {
    /// Tells what is new of the others.
    pub(super) fn sync_people(&mut self, desk: &mut Desk) {
        let goes_on = self.is_shown_as_call() && !matches!(self.stage, Stage::Leaving { .. });
        if !goes_on {
            return;
        }
        let named = self.view.as_ref().map_or(&[][..], |view| &view.participants);
        // On hold nothing comes, whatever the others still send.
        let peers = if self.sources.is_on_hold() { &[][..] } else { &self.peers };
        self.people.sync(desk, named, |participant, slot| incoming(peers, participant, slot));
        if self.people.note_speakers() {
            let (leg, speakers) = (self.leg.clone(), self.people.speakers.clone());
            desk.event(Event::DominantSpeakersChanged { leg, speakers });
        }
    }

    /// Who has left is still in the server's view, which takes them off with its next word only.
    pub(super) fn forget_who_left(&mut self) {
        if let Some(view) = &mut self.view {
            view.participants.retain(|one| !has_left(one));
        }
    }

    /// Has somebody rung, and shows them at once.
    pub(super) fn add(&mut self, desk: &mut Desk, request: RequestId, id: RawId, thread: Option<ThreadId>) {
        let known = self.people.roster.has(&id).then_some(ApiError::ALREADY_IN_CALL);
        if let Some(error) = desk.session.may_call(&id).err().or(known) {
            return desk.done(request, Err(error));
        }
        let add = ClientMessage::Add { leg: self.leg.clone(), participant: id.clone(), thread };
        let number = desk.request(add);
        desk.session.unanswered.expect(number, self.leg.clone(), Asked::Add(id.clone()));
        self.people.expect(&[id]);
        self.sync_people(desk);
        desk.done(request, Ok(()));
    }

    /// The server has named all who were called from the start; who is not among them has left already, or was added since.
    pub(super) fn all_were_named(&mut self, desk: &mut Desk) {
        if self.view.is_some() {
            self.people.expected.retain(|one| desk.session.unanswered.adds(&self.leg, &one.id));
            self.sync_people(desk);
        }
    }

    /// The server has had somebody rung, or says why not.
    pub(super) fn added(&mut self, desk: &mut Desk, id: &RawId, error: Option<ApiError>) {
        self.people.expected.retain(|expected| expected.id != *id);
        // Somebody else may have had the same idea before.
        let is_named =
            self.view.as_ref().is_some_and(|view| view.participants.iter().any(|one| one.id == *id));
        if let Some(error) = error.filter(|_| !is_named) {
            self.people.roster.remove(desk, id, EndReason::new(error.code, error.sub_code));
        }
        self.sync_people(desk);
    }

    /// Puts somebody out of the call.
    pub(super) fn remove(&mut self, desk: &mut Desk, request: RequestId, id: RawId) {
        if !self.people.roster.has(&id) {
            let error = match desk.session.is_of(&id) {
                true => ApiError::REMOVING_YOURSELF,
                false => ApiError::NO_SUCH_PARTICIPANT,
            };
            return desk.done(request, Err(error));
        }
        self.ask(desk, request, ClientMessage::Remove { leg: self.leg.clone(), participant: id });
    }

    /// Asks the server for something. What comes of it is there before its answer.
    pub(super) fn ask(&mut self, desk: &mut Desk, request: RequestId, message: ClientMessage) {
        let number = desk.request(message);
        desk.session.unanswered.expect(number, self.leg.clone(), Asked::Method(request));
    }
}

/// Somebody whom the server has not named yet.
fn expected(id: RawId) -> ParticipantView {
    ParticipantView {
        id,
        name: None,
        state: ParticipantState::Connecting,
        muted: false,
        on_hold: false,
        endpoints: Vec::new(),
    }
}

fn has_left(one: &ParticipantView) -> bool {
    matches!(one.state, ParticipantState::Disconnected(_))
}

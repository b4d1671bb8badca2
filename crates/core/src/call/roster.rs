//! The remote participants as listeners know them, compared with what the server says.

use std::collections::BTreeMap;

use offhook_protocol::{EndReason, EndpointId, LegId, ParticipantState, ParticipantView, RawId, Slot};

use crate::desk::Desk;
use crate::event::{Event, ParticipantChange, RemoteStream};
use crate::media::MediaPeerId;
use crate::state::RemoteParticipantState;

/// Where a stream's media comes in.
type At = Option<(MediaPeerId, Slot)>;

#[derive(Debug)]
pub(crate) struct Roster {
    leg: LegId,
    shown: BTreeMap<RawId, Shown>,
}

/// What listeners were last told of a participant.
#[derive(Debug)]
struct Shown {
    state: RemoteParticipantState,
    name: Option<String>,
    muted: bool,
    endpoints: Vec<EndpointId>,
    camera: Option<(RemoteStream, At)>,
}

impl Roster {
    pub(crate) fn new(leg: LegId) -> Roster {
        Roster { leg, shown: BTreeMap::new() }
    }

    /// Tells what is new. Who is no longer in the call is taken off. `at` says where a participant's media of a slot
    /// comes in now.
    pub(crate) fn sync(
        &mut self,
        desk: &mut Desk<'_>,
        views: &BTreeMap<RawId, ParticipantView>,
        at: impl Fn(&RawId, Slot) -> At,
    ) {
        let gone: Vec<RawId> = self.shown.keys().filter(|id| !views.contains_key(id)).cloned().collect();
        for id in gone {
            self.remove(desk, &id, EndReason::HUNG_UP);
        }
        for (id, view) in views {
            match view.state {
                ParticipantState::Disconnected(reason) => self.remove(desk, id, reason),
                _ => self.show(desk, id, view, at(id, Slot::Camera)),
            }
        }
    }

    /// The call is over: everybody leaves.
    pub(crate) fn clear(&mut self, desk: &mut Desk<'_>, reason: impl Fn(&RawId) -> EndReason) {
        for id in self.shown.keys().cloned().collect::<Vec<_>>() {
            self.remove(desk, &id, reason(&id));
        }
    }

    fn show(&mut self, desk: &mut Desk<'_>, id: &RawId, view: &ParticipantView, at: At) {
        let leg = &self.leg;
        let shown = self.shown.entry(id.clone()).or_insert_with(|| {
            desk.event(Event::ParticipantAdded { leg: leg.clone(), id: id.clone(), name: view.name.clone() });
            Shown::new(view.name.clone())
        });
        for change in shown.changes_to(desk, view, at) {
            desk.event(Event::Participant { leg: leg.clone(), id: id.clone(), change });
        }
    }

    fn remove(&mut self, desk: &mut Desk<'_>, id: &RawId, reason: EndReason) {
        let Some(shown) = self.shown.remove(id) else { return };
        let mut changes = Vec::new();
        if let Some((stream, at)) = shown.camera {
            if at.is_some() {
                changes.push(ParticipantChange::StreamAvailable { stream: stream.id, at: None });
            }
            changes.push(ParticipantChange::StreamRemoved(stream.id));
        }
        changes.push(ParticipantChange::EndReasonSet(reason));
        changes.push(ParticipantChange::State(RemoteParticipantState::Disconnected));
        for change in changes {
            desk.event(Event::Participant { leg: self.leg.clone(), id: id.clone(), change });
        }
        desk.event(Event::ParticipantRemoved { leg: self.leg.clone(), id: id.clone() });
    }
}

impl Shown {
    fn new(name: Option<String>) -> Shown {
        Shown { state: RemoteParticipantState::Idle, name, muted: false, endpoints: Vec::new(), camera: None }
    }

    fn changes_to(&mut self, desk: &mut Desk<'_>, view: &ParticipantView, at: At) -> Vec<ParticipantChange> {
        let mut changes = Vec::new();
        if self.name != view.name {
            self.name = view.name.clone();
            changes.push(ParticipantChange::Name(view.name.clone()));
        }
        if self.endpoints != view.endpoints {
            self.endpoints = view.endpoints.clone();
            changes.push(ParticipantChange::Endpoints(view.endpoints.clone()));
        }
        let state = public_state(view.state);
        if self.state != state && self.state.may_become(state) {
            self.state = state;
            changes.push(ParticipantChange::State(state));
        }
        if self.muted != view.muted {
            self.muted = view.muted;
            changes.push(ParticipantChange::Muted(view.muted));
        }
        if self.state == RemoteParticipantState::Connected {
            self.camera_changes(desk, at, &mut changes);
        }
        changes
    }

    /// A participant in the call has one camera stream for good; whether it is on is its availability.
    fn camera_changes(&mut self, desk: &mut Desk<'_>, at: At, changes: &mut Vec<ParticipantChange>) {
        let (stream, known) = self.camera.get_or_insert_with(|| {
            let stream = RemoteStream { id: desk.numbers.stream(), source: Slot::Camera };
            changes.push(ParticipantChange::StreamAdded(stream));
            (stream, None)
        });
        if *known != at {
            *known = at;
            changes.push(ParticipantChange::StreamAvailable { stream: stream.id, at });
        }
    }
}

fn public_state(state: ParticipantState) -> RemoteParticipantState {
    match state {
        ParticipantState::Connecting => RemoteParticipantState::Connecting,
        ParticipantState::Ringing => RemoteParticipantState::Ringing,
        ParticipantState::Connected => RemoteParticipantState::Connected,
        ParticipantState::Disconnected(_) => RemoteParticipantState::Disconnected,
    }
}

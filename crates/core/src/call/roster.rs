//! The remote participants as listeners know them, compared with what the server says.

use offhook_protocol::{EndReason, EndpointId, LegId, ParticipantState, ParticipantView, RawId, Slot};

use crate::desk::Desk;
use crate::event::{Event, ParticipantChange, RemoteStream, RemoteStreamId};
use crate::media::MediaPeerId;
use crate::state::RemoteParticipantState;

/// Where a stream's media comes in.
type At = Option<(MediaPeerId, Slot)>;

#[derive(Debug)]
pub(crate) struct Roster {
    leg: LegId,
    shown: Vec<Shown>,
}

/// What listeners were last told of a participant.
#[derive(Debug)]
struct Shown {
    id: RawId,
    state: RemoteParticipantState,
    name: Option<String>,
    muted: bool,
    endpoints: Vec<EndpointId>,
    videos: Vec<Video>,
    audio: At,
    speaking: bool,
}

/// A camera or a screen of a participant.
#[derive(Debug)]
struct Video {
    stream: RemoteStream,
    at: At,
    receiving: bool,
    /// How high it is shown, in pixels, if that is known.
    height: Option<u32>,
}

/// Media of a participant that comes in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Incoming {
    pub(crate) at: (MediaPeerId, Slot),
    /// Whether any arrives now.
    pub(crate) is_received: bool,
    /// Whether it is a voice.
    pub(crate) is_speech: bool,
}

impl Roster {
    pub(crate) fn new(leg: LegId) -> Roster {
        Roster { leg, shown: Vec::new() }
    }

    /// Tells what is new. Who is no longer in the call is taken off. `incoming` says how a participant's media of a slot
    /// comes in now.
    pub(crate) fn sync(
        &mut self,
        desk: &mut Desk,
        views: &[&ParticipantView],
        incoming: impl Fn(&RawId, Slot) -> Option<Incoming>,
    ) {
        let is_gone = |shown: &mut Shown| !views.iter().any(|view| view.id == shown.id);
        for shown in self.shown.extract_if(.., is_gone) {
            shown.leave(desk, &self.leg, EndReason::HUNG_UP);
        }
        for view in views {
            match view.state {
                ParticipantState::Disconnected(reason) => self.remove(desk, &view.id, reason),
                _ => self.show(desk, view, |slot| incoming(&view.id, slot)),
            }
        }
    }

    /// The call is over: everybody leaves.
    pub(crate) fn clear(&mut self, desk: &mut Desk, reason: impl Fn(&RawId) -> EndReason) {
        for shown in std::mem::take(&mut self.shown) {
            let reason = reason(&shown.id);
            shown.leave(desk, &self.leg, reason);
        }
    }

    /// The picture that comes in on a slot of a peer.
    pub(crate) fn video_at(&self, at: (MediaPeerId, Slot)) -> Option<RemoteStreamId> {
        let mut here = self.shown.iter().flat_map(|shown| &shown.videos).filter(|video| video.at == Some(at));
        here.next().map(|video| video.stream.id)
    }

    /// A picture is shown this high from now on.
    pub(crate) fn shown_at(&mut self, stream: RemoteStreamId, height: u32) {
        let videos = self.shown.iter_mut().flat_map(|shown| &mut shown.videos);
        for video in videos.filter(|video| video.stream.id == stream) {
            video.height = Some(height);
        }
    }

    /// How high a participant's picture is shown that comes in here: 0 where another one of theirs is, as of somebody with several
    /// devices in the call; nothing where none is. What the app has not said counts as the most.
    pub(crate) fn height(&self, of: &RawId, here: (MediaPeerId, Slot)) -> Option<u32> {
        let shown = self.shown.iter().find(|shown| shown.id == *of)?;
        let video = shown.videos.iter().find(|video| video.stream.source == here.1)?;
        let is_it = video.at? == here;
        Some(if is_it { video.height.unwrap_or(u32::MAX) } else { 0 })
    }

    /// Whether listeners know a participant.
    pub(crate) fn has(&self, id: &RawId) -> bool {
        self.shown.iter().any(|shown| shown.id == *id)
    }

    /// Who speaks now.
    pub(crate) fn speaking(&self) -> impl Iterator<Item = &RawId> {
        self.shown.iter().filter(|shown| shown.speaking).map(|shown| &shown.id)
    }

    fn show(&mut self, desk: &mut Desk, view: &ParticipantView, incoming: impl Fn(Slot) -> Option<Incoming>) {
        if !self.has(&view.id) {
            self.shown.push(Shown::new(desk, &self.leg, view));
        }
        for shown in self.shown.iter_mut().filter(|shown| shown.id == view.id) {
            for change in shown.changes_to(desk, view, &incoming) {
                desk.event(Event::Participant { leg: self.leg.clone(), id: view.id.clone(), change });
            }
        }
    }

    /// Somebody has left, or could not be called.
    pub(crate) fn remove(&mut self, desk: &mut Desk, id: &RawId, reason: EndReason) {
        if let Some(at) = self.shown.iter().position(|shown| shown.id == *id) {
            self.shown.remove(at).leave(desk, &self.leg, reason);
        }
    }
}

impl Shown {
    fn new(desk: &mut Desk, leg: &LegId, view: &ParticipantView) -> Shown {
        let (id, name) = (view.id.clone(), view.name.clone());
        desk.event(Event::ParticipantAdded { leg: leg.clone(), id: id.clone(), name: name.clone() });
        Shown {
            id,
            state: RemoteParticipantState::Idle,
            name,
            muted: false,
            endpoints: Vec::new(),
            videos: Vec::new(),
            audio: None,
            speaking: false,
        }
    }

    /// Tells that it has left, and why.
    fn leave(mut self, desk: &mut Desk, leg: &LegId, reason: EndReason) {
        let mut changes = Vec::new();
        self.hear(None, &mut changes);
        for video in &mut self.videos {
            video.see(None, &mut changes);
            changes.push(ParticipantChange::StreamRemoved(video.stream.id));
        }
        changes.push(ParticipantChange::EndReasonSet(reason));
        changes.push(ParticipantChange::State(RemoteParticipantState::Disconnected));
        for change in changes {
            desk.event(Event::Participant { leg: leg.clone(), id: self.id.clone(), change });
        }
        desk.event(Event::ParticipantRemoved { leg: leg.clone(), id: self.id });
    }

    fn changes_to(
        &mut self,
        desk: &mut Desk,
        view: &ParticipantView,
        incoming: impl Fn(Slot) -> Option<Incoming>,
    ) -> Vec<ParticipantChange> {
        let mut changes = Vec::new();
        if self.name != view.name {
            self.name = view.name.clone();
            changes.push(ParticipantChange::Name(view.name.clone()));
        }
        if self.endpoints != view.endpoints {
            self.endpoints = view.endpoints.clone();
            changes.push(ParticipantChange::Endpoints(view.endpoints.clone()));
        }
        self.become_state(public_state(view), &mut changes);
        if self.muted != view.muted {
            self.muted = view.muted;
            changes.push(ParticipantChange::Muted(view.muted));
        }
        if view.state == ParticipantState::Connected {
            let heard = incoming(Slot::Microphone)
                .map(|audio| Incoming { is_speech: audio.is_speech && !view.muted, ..audio });
            self.hear(heard, &mut changes);
            // Everybody has a camera stream for good, whose availability says whether it is on; a screen only who shared one.
            self.see(desk, Slot::Camera, incoming(Slot::Camera), &mut changes);
            let screen = incoming(Slot::Screen);
            if screen.is_some() || self.videos.len() > 1 {
                self.see(desk, Slot::Screen, screen, &mut changes);
            }
        }
        changes
    }

    /// Who rings was being reached before, and who is on hold was Connected, also where that was not seen here.
    fn become_state(&mut self, state: RemoteParticipantState, changes: &mut Vec<ParticipantChange>) {
        if self.state == state {
            return;
        }
        match state {
            _ if self.state.may_become(state) => {
                self.state = state;
                changes.push(ParticipantChange::State(state));
            }
            RemoteParticipantState::Ringing if self.state == RemoteParticipantState::Idle => {
                self.become_state(RemoteParticipantState::Connecting, changes);
                self.become_state(state, changes);
            }
            RemoteParticipantState::Hold if self.state != RemoteParticipantState::Disconnected => {
                self.become_state(RemoteParticipantState::Connected, changes);
                self.become_state(state, changes);
            }
            _ => {}
        }
    }

    fn hear(&mut self, audio: Option<Incoming>, changes: &mut Vec<ParticipantChange>) {
        let at = audio.map(|audio| audio.at);
        let speaking = audio.is_some_and(|audio| audio.is_speech);
        if self.audio != at {
            self.audio = at;
            changes.push(ParticipantChange::AudioAt(at));
        }
        if self.speaking != speaking {
            self.speaking = speaking;
            changes.push(ParticipantChange::Speaking(speaking));
        }
    }

    fn see(
        &mut self,
        desk: &mut Desk,
        source: Slot,
        video: Option<Incoming>,
        changes: &mut Vec<ParticipantChange>,
    ) {
        if !self.videos.iter().any(|known| known.stream.source == source) {
            let stream = RemoteStream { id: desk.numbers.stream(), source };
            changes.push(ParticipantChange::StreamAdded(stream));
            self.videos.push(Video { stream, at: None, receiving: false, height: None });
        }
        for known in self.videos.iter_mut().filter(|known| known.stream.source == source) {
            known.see(video, changes);
        }
    }
}

impl Video {
    fn see(&mut self, video: Option<Incoming>, changes: &mut Vec<ParticipantChange>) {
        let stream = self.stream.id;
        let at = video.map(|video| video.at);
        let receiving = video.is_some_and(|video| video.is_received);
        if self.at != at {
            // From another place it is another picture.
            if self.at.is_some() && at.is_some() {
                changes.push(ParticipantChange::StreamAvailable { stream, at: None });
            }
            self.at = at;
            changes.push(ParticipantChange::StreamAvailable { stream, at });
        }
        if self.receiving != receiving {
            self.receiving = receiving;
            changes.push(ParticipantChange::StreamReceiving { stream, on: receiving });
        }
    }
}

fn public_state(view: &ParticipantView) -> RemoteParticipantState {
    match view.state {
        ParticipantState::Connecting => RemoteParticipantState::Connecting,
        ParticipantState::Ringing => RemoteParticipantState::Ringing,
        ParticipantState::Connected if view.on_hold => RemoteParticipantState::Hold,
        ParticipantState::Connected => RemoteParticipantState::Connected,
        ParticipantState::Disconnected(_) => RemoteParticipantState::Disconnected,
    }
}

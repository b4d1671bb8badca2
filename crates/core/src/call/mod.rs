//! One call of this client, from its leg's side.

mod ending;
mod methods;
mod roster;
mod sources;

use offhook_protocol::{
    ApiError, CallView, ClientMessage, Direction, EndReason, LegId, LegState, ParticipantState,
    ParticipantView, PeerId, PeerState, PeerView, RawId, Signal, Slot, Timestamp,
};

use crate::desk::Desk;
use crate::event::{Caller, Diagnostic, Event, RemoteStreamId};
use crate::input::{RequestId, StartMedia};
use crate::media::{CaptureSource, MediaEvent, MediaPeerId};
use crate::peer::Peer;
use crate::quality::Quality;
use crate::state::CallState;
use roster::{Incoming, Roster};
use sources::LocalSources;

/// A call, or an incoming one that was not decided yet.
///
/// ```text
///  startCall() -> Placed ------------------> Joined --+
///                                              ^      |  hangUp(), reject()
///  (it rings) --> Offered --accept()--> Accepting     +------> Leaving -> gone
/// ```
///
/// From every stage the server, or the loss of it, may end it at once.
#[derive(Debug)]
pub(crate) struct Call {
    leg: LegId,
    direction: Direction,
    stage: Stage,
    /// What the server says; nothing before it has answered `StartCall`.
    view: Option<CallView>,
    /// What listeners were last told.
    shown: CallState,
    roster: Roster,
    peers: Vec<Peer>,
    sources: LocalSources,
    incoming_muted: bool,
    diagnostics: Vec<Diagnostic>,
    wants_server_call_id: Vec<RequestId>,
}

/// How far a call is, named for what it waits for.
#[derive(Debug)]
enum Stage {
    /// Incoming: for the app to decide.
    Offered,
    /// Incoming: for the server to agree that this device has it. The request is done once it answered.
    Accepting(Option<RequestId>),
    /// Outgoing: for somebody to accept.
    Placed,
    /// For nothing.
    Joined,
    /// For the server to say that it is over, but not for long.
    Leaving { requests: Vec<RequestId>, until: Timestamp, reason: EndReason },
}

/// Whether a call goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    /// It does.
    Lives,
    /// It is over and everything was told.
    Over,
}

/// Which request the server has answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Asked {
    Start,
    Accept,
    Reject,
}

impl Call {
    /// Places a call; what to send to the server for it.
    pub(crate) fn place(
        desk: &mut Desk<'_>,
        leg: LegId,
        callee: RawId,
        me: RawId,
        media: StartMedia,
    ) -> Call {
        let mut call = Call::new(leg.clone(), Direction::Outgoing, Stage::Placed, None);
        let caller = Caller { id: me, name: None };
        desk.event(Event::CallAdded { leg, direction: Direction::Outgoing, caller, muted: media.muted });
        call.sources.start(desk, media);
        call.set_state(desk, CallState::Connecting);
        let reached = ParticipantView {
            id: callee,
            name: None,
            state: ParticipantState::Connecting,
            muted: false,
            endpoints: Vec::new(),
        };
        call.roster.sync(desk, &[reached], |_, _| None);
        call.peers.push(Peer::open(desk, &call.leg, &PeerView::first()));
        call
    }

    /// Shows an incoming call, and tells the server that it rings.
    pub(crate) fn ring(desk: &mut Desk<'_>, leg: LegId, view: CallView) -> Call {
        let caller = Caller { id: view.caller.clone(), name: view.caller_name.clone() };
        desk.request(ClientMessage::Ringing { leg: leg.clone() });
        desk.event(Event::IncomingCall { leg: leg.clone(), caller });
        let mut call = Call::new(leg, Direction::Incoming, Stage::Offered, None);
        call.update(desk, view);
        call
    }

    fn new(leg: LegId, direction: Direction, stage: Stage, view: Option<CallView>) -> Call {
        Call {
            roster: Roster::new(leg.clone()),
            sources: LocalSources::new(leg.clone()),
            leg,
            direction,
            stage,
            view,
            shown: CallState::None,
            peers: Vec::new(),
            incoming_muted: false,
            diagnostics: Vec::new(),
            wants_server_call_id: Vec::new(),
        }
    }

    pub(crate) fn leg(&self) -> &LegId {
        &self.leg
    }

    pub(crate) fn view(&self) -> Option<&CallView> {
        self.view.as_ref()
    }

    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        let leaving = match self.stage {
            Stage::Leaving { until, .. } => Some(until),
            _ => None,
        };
        self.peers.iter().filter_map(Peer::deadline).chain(leaving).min()
    }

    pub(crate) fn owns_peer(&self, media: MediaPeerId) -> bool {
        self.peers.iter().any(|peer| peer.media() == media)
    }

    pub(crate) fn live_peers(&self) -> Vec<(MediaPeerId, Option<RemoteStreamId>)> {
        let mut live = Vec::new();
        for peer in self.peers.iter().filter(|peer| peer.is_live()) {
            live.push((peer.media(), self.roster.camera_of(peer.media())));
        }
        live
    }

    /// Takes over what the server says of the call now.
    pub(crate) fn update(&mut self, desk: &mut Desk<'_>, view: CallView) -> Fate {
        let state = view.state;
        for request in self.wants_server_call_id.drain(..) {
            desk.out.push(server_call_id(request, &view));
        }
        if !matches!(self.stage, Stage::Leaving { .. }) {
            self.sync_peers(desk, &view);
        }
        self.view = Some(view);
        match (state, &self.stage) {
            (LegState::Ended(reason), _) => return self.finish(desk, reason),
            (LegState::Accepted, Stage::Placed | Stage::Accepting(None)) => self.stage = Stage::Joined,
            _ => {}
        }
        self.sync(desk);
        Fate::Lives
    }

    /// The server answered a request.
    pub(crate) fn answered(&mut self, desk: &mut Desk<'_>, asked: Asked, error: Option<ApiError>) -> Fate {
        match (asked, error, &mut self.stage) {
            (Asked::Start, Some(error), _) => self.finish(desk, EndReason::new(error.code, error.sub_code)),
            (Asked::Accept, None, Stage::Accepting(request)) => {
                if let Some(request) = request.take() {
                    desk.done(request, Ok(()));
                }
                Fate::Lives
            }
            (Asked::Accept | Asked::Reject, Some(error), _) => {
                self.finish(desk, EndReason::new(error.code, error.sub_code))
            }
            (_, _, _) => Fate::Lives,
        }
    }

    pub(crate) fn signal(&mut self, desk: &mut Desk<'_>, peer: PeerId, signal: Signal) {
        if let Some(peer) = self.peers.iter_mut().find(|known| known.id() == peer) {
            peer.signal(desk, signal);
        }
    }

    pub(crate) fn peer_event(&mut self, desk: &mut Desk<'_>, media: MediaPeerId, event: MediaEvent) {
        if let Some(peer) = self.peers.iter_mut().find(|peer| peer.media() == media) {
            peer.media_event(desk, event);
        }
        self.sync(desk);
    }

    /// Takes what the browser says of devices, and of captures of them.
    pub(crate) fn device_event(&mut self, desk: &mut Desk<'_>, event: &MediaEvent) {
        if let MediaEvent::Devices { microphone, speaker } = *event {
            self.diagnose(desk, Diagnostic::NoMicrophone(!microphone));
            self.diagnose(desk, Diagnostic::NoSpeaker(!speaker));
        }
        for diagnostic in self.sources.capture_event(desk, event) {
            self.diagnose(desk, diagnostic);
        }
        self.sync(desk);
    }

    pub(crate) fn source_changed(&mut self, desk: &mut Desk<'_>, source: CaptureSource) {
        self.sources.source_changed(desk, source);
    }

    pub(crate) fn timeout(&mut self, desk: &mut Desk<'_>) -> Fate {
        if let Stage::Leaving { until, reason, .. } = self.stage
            && until <= desk.now
        {
            return self.finish(desk, reason);
        }
        for peer in &mut self.peers {
            peer.timeout(desk);
        }
        Fate::Lives
    }

    /// The session with the server goes on after a loss.
    pub(crate) fn resumed(&mut self, desk: &mut Desk<'_>) {
        for peer in &mut self.peers {
            peer.resumed(desk);
        }
    }

    /// The browser says that it has a network, or none.
    pub(crate) fn network(&mut self, desk: &mut Desk<'_>, online: bool) {
        self.diagnose(desk, Diagnostic::NoNetwork(!online));
    }

    /// Opens, changes and closes peers as the view has them.
    fn sync_peers(&mut self, desk: &mut Desk<'_>, view: &CallView) {
        // The first peer of a placed call is a guess, which stands until the server has found whom to ring.
        let is_undecided = view.state == LegState::Connecting && view.peers.is_empty();
        let is_gone = |peer: &mut Peer| {
            let is_it = |wanted: &PeerView| wanted.id == peer.id() && wanted.offerer == peer.is_offerer();
            !is_undecided && !view.peers.iter().any(is_it)
        };
        for peer in self.peers.extract_if(.., is_gone) {
            peer.close(desk);
        }
        for wanted in &view.peers {
            if !self.peers.iter().any(|peer| peer.id() == wanted.id) {
                self.peers.push(Peer::open(desk, &self.leg, wanted));
            }
            for peer in self.peers.iter_mut().filter(|peer| peer.id() == wanted.id) {
                peer.update(desk, wanted);
            }
        }
    }

    /// Brings everything that follows from the call's state up to date: what is sent and played, who is shown, and
    /// how far the call is.
    fn sync(&mut self, desk: &mut Desk<'_>) {
        let in_call = matches!(self.stage, Stage::Joined);
        let accepting = matches!(self.stage, Stage::Accepting(_));
        for peer in &mut self.peers {
            // Who accepts puts the tracks on at once, towards those who are in the call already and so made the offer.
            let may_send = (in_call && peer.is_live()) || (accepting && !peer.is_offerer());
            for slot in [Slot::Microphone, Slot::Camera] {
                let capture = self.sources.capture_for(slot).filter(|_| may_send);
                peer.send(desk, slot, capture);
            }
            peer.play(desk, in_call && peer.is_live() && !self.incoming_muted);
        }
        self.sync_roster(desk);
        self.sync_state(desk);
        self.measure(desk);
    }

    fn sync_roster(&mut self, desk: &mut Desk<'_>) {
        let goes_on = self.is_shown_as_call() && !matches!(self.stage, Stage::Leaving { .. });
        let Some(view) = self.view.as_ref().filter(|_| goes_on) else { return };
        let peers = &self.peers;
        self.roster.sync(desk, &view.participants, |participant, slot| {
            let peer = peers.iter().find(|peer| peer.is_live() && peer.carries(participant, slot))?;
            Some(Incoming {
                at: (peer.media(), slot),
                is_received: peer.reception().is_receiving(slot),
                is_speech: peer.reception().is_speaking(),
            })
        });
    }

    /// The one place where the public state is derived.
    fn sync_state(&mut self, desk: &mut Desk<'_>) {
        let ringing = self.view.as_ref().is_some_and(|view| view.state == LegState::Ringing);
        let next = match self.stage {
            Stage::Offered | Stage::Leaving { .. } => return,
            Stage::Placed if ringing => CallState::Ringing,
            Stage::Joined if self.has_media() => CallState::Connected,
            Stage::Placed | Stage::Accepting(_) => CallState::Connecting,
            // Accepted, but without media: stays what it was.
            Stage::Joined => return,
        };
        self.set_state(desk, next);
    }

    fn set_state(&mut self, desk: &mut Desk<'_>, next: CallState) {
        if self.shown != next && self.shown.may_become(next) {
            self.shown = next;
            desk.event(Event::CallStateChanged { leg: self.leg.clone(), state: next });
        }
    }

    /// Whether apps have it as a call, and not as an incoming call only.
    fn is_shown_as_call(&self) -> bool {
        self.shown != CallState::None
    }

    fn has_media(&self) -> bool {
        self.peers.iter().any(|peer| peer.is_live() && peer.state() == Some(PeerState::Connected))
    }

    /// What the peers and the microphone say to the user.
    fn measure(&mut self, desk: &mut Desk<'_>) {
        if self.shown == CallState::Connected {
            let bad = !self.has_media();
            self.diagnose(desk, Diagnostic::NetworkReconnect { bad });
            let (receive, send) = self.qualities();
            self.diagnose(desk, Diagnostic::ReceiveQuality(receive));
            self.diagnose(desk, Diagnostic::SendQuality(send));
            self.diagnose(desk, Diagnostic::SpeakingWhileMuted(self.sources.speaks_while_muted()));
        }
    }

    /// Each the worst that any peer has.
    fn qualities(&self) -> (Quality, Quality) {
        let live = self.peers.iter().filter(|peer| peer.is_live());
        live.map(|peer| peer.reception().qualities())
            .fold((Quality::Good, Quality::Good), |worst, one| (worst.0.max(one.0), worst.1.max(one.1)))
    }

    /// Tells a diagnostic if it is news. That something is well is news only after it was not. Of what is no call for
    /// apps yet, nothing is kept.
    fn diagnose(&mut self, desk: &mut Desk<'_>, diagnostic: Diagnostic) {
        if !self.is_shown_as_call() {
            return;
        }
        let known = self.diagnostics.iter_mut().find(|known| known.is_about(diagnostic));
        let news = match known {
            Some(known) => std::mem::replace(known, diagnostic) != diagnostic,
            None if diagnostic.is_well() => false,
            None => {
                self.diagnostics.push(diagnostic);
                true
            }
        };
        if news {
            desk.event(Event::Diagnostic { leg: self.leg.clone(), diagnostic });
        }
    }
}

fn server_call_id(request: RequestId, view: &CallView) -> crate::output::Output {
    crate::output::Output::Done(request, Ok(crate::output::ApiValue::Text(view.call.0.clone())))
}

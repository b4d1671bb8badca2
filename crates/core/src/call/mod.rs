//! One call of this client, from its leg's side.

mod connections;
mod ending;
mod health;
mod methods;
mod people;
mod roster;
mod sources;

use offhook_protocol::{
    ApiError, CallPatch, CallView, ClientMessage, Direction, EndReason, Group, LegId, LegState, PeerView,
    RawId, Timestamp,
};

use crate::desk::Desk;
use crate::event::{Caller, Diagnostic, Event};
use crate::input::{RequestId, StartMedia};
use crate::media::{CaptureSource, MediaEvent};
use crate::peer::Peer;
use crate::state::CallState;
use people::People;
use sources::LocalSources;

/// A call, or an incoming one that was not decided yet.
///
/// ```text
///  startCall(), join() -> Placed ------------> Joined --+
///                                                ^      |  hangUp(), reject()
///  (it rings) ----> Offered --accept()--> Accepting     +------> Leaving -> gone
/// ```
///
/// From every stage the server, or the loss of it, may end it at once.
#[derive(Debug)]
pub(crate) struct Call {
    leg: LegId,
    direction: Direction,
    stage: Stage,
    /// What the server says; nothing before it has answered the request that began it.
    view: Option<CallView>,
    /// What listeners were last told.
    shown: CallState,
    /// The same of what makes it a group call.
    group: Option<Group>,
    people: People,
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
    /// Outgoing: for somebody to accept, or for the server to let this end in.
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
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Asked {
    /// To begin or to enter a call.
    Start,
    Accept,
    Reject,
    /// To have somebody rung.
    Add(RawId),
    /// What the app waits for.
    Method(RequestId),
}

/// How a call begins that this end starts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Beginning {
    /// With one callee, to whom media is connected at once.
    OneToOne(RawId),
    /// With any number of them, or with nobody.
    Group(Vec<RawId>),
}

impl Beginning {
    /// Who is called.
    pub(crate) fn callees(&self) -> &[RawId] {
        match self {
            Beginning::OneToOne(callee) => std::slice::from_ref(callee),
            Beginning::Group(callees) => callees,
        }
    }
}

impl Call {
    /// Begins a call of this end's own; the server was told already.
    pub(crate) fn place(
        desk: &mut Desk,
        leg: LegId,
        me: RawId,
        beginning: Beginning,
        media: StartMedia,
    ) -> Call {
        let mut call = Call::new(leg.clone(), Direction::Outgoing, Stage::Placed);
        let caller = Caller { id: me, name: None };
        desk.event(Event::CallAdded {
            leg,
            direction: Direction::Outgoing,
            caller,
            muted: media.muted,
            is_group: matches!(beginning, Beginning::Group(_)),
        });
        call.sources.start(desk, media);
        call.set_state(desk, CallState::Connecting);
        call.people.expect(beginning.callees());
        call.sync_people(desk);
        if let Beginning::OneToOne(_) = beginning {
            call.peers.push(Peer::open(desk, &call.leg, &PeerView::first()));
        }
        call
    }

    /// Shows an incoming call, and tells the server that it rings.
    pub(crate) fn ring(desk: &mut Desk, leg: LegId, view: CallView) -> Call {
        let caller = Caller { id: view.caller.clone(), name: view.caller_name.clone() };
        desk.request(ClientMessage::Ringing { leg: leg.clone() });
        desk.event(Event::IncomingCall { leg: leg.clone(), caller, group: view.group.clone() });
        let mut call = Call::new(leg, Direction::Incoming, Stage::Offered);
        call.group.clone_from(&view.group);
        call.update(desk, view);
        call
    }

    fn new(leg: LegId, direction: Direction, stage: Stage) -> Call {
        Call {
            people: People::new(leg.clone()),
            sources: LocalSources::new(leg.clone()),
            leg,
            direction,
            stage,
            view: None,
            shown: CallState::None,
            group: None,
            peers: Vec::new(),
            incoming_muted: false,
            diagnostics: Vec::new(),
            wants_server_call_id: Vec::new(),
        }
    }

    pub(crate) fn leg(&self) -> &LegId {
        &self.leg
    }

    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        let leaving = match self.stage {
            Stage::Leaving { until, .. } => Some(until),
            _ => None,
        };
        self.peers.iter().filter_map(Peer::deadline).chain(leaving).min()
    }

    /// Takes over what the server says of the call now.
    pub(crate) fn update(&mut self, desk: &mut Desk, view: CallView) -> Fate {
        let state = view.state;
        for request in self.wants_server_call_id.drain(..) {
            desk.out.push(server_call_id(request, &view));
        }
        self.sync_group(desk, &view);
        if !matches!(self.stage, Stage::Leaving { .. }) {
            self.sync_peers(desk, &view);
        }
        let orders = view.orders;
        self.people.arrived(&view.participants);
        self.view = Some(view);
        if let LegState::Ended(reason) = state {
            return self.finish(desk, reason);
        }
        self.enter();
        if !matches!(self.stage, Stage::Leaving { .. }) {
            self.sources.obey(desk, orders);
        }
        self.sync(desk);
        self.forget_who_left();
        Fate::Lives
    }

    /// The view has come whole, as messages were lost: what others said, and the answers to what it asked for up to this number,
    /// but for what waits for something.
    pub(crate) fn catch_up(&mut self, desk: &mut Desk, received: u64, waiting: &[u64]) -> Fate {
        self.peers.iter_mut().for_each(|peer| peer.resynced(desk));
        for asked in desk.session.unanswered.lost(&self.leg, received, waiting) {
            self.answered(desk, asked, None);
        }
        self.enter();
        self.sync(desk);
        Fate::Lives
    }

    /// Is in it, if the server has taken it in and the app knows that it has accepted.
    fn enter(&mut self) {
        let accepted = self.view.as_ref().is_some_and(|view| view.state == LegState::Accepted);
        if accepted && matches!(self.stage, Stage::Placed | Stage::Accepting(None)) {
            self.stage = Stage::Joined;
        }
    }

    /// Takes over what the server says is new of the call.
    pub(crate) fn patch(&mut self, desk: &mut Desk, patch: CallPatch) -> Fate {
        let Some(mut view) = self.view.take() else { return Fate::Lives };
        patch.apply(&mut view);
        self.update(desk, view)
    }

    /// The server answered a request.
    pub(crate) fn answered(&mut self, desk: &mut Desk, asked: Asked, error: Option<ApiError>) -> Fate {
        match (asked, error) {
            (Asked::Accept, None) => {
                if let Stage::Accepting(request) = &mut self.stage
                    && let Some(request) = request.take()
                {
                    desk.done(request, Ok(()));
                }
                Fate::Lives
            }
            (Asked::Start | Asked::Accept | Asked::Reject, Some(error)) => {
                self.finish(desk, EndReason::new(error.code, error.sub_code))
            }
            (Asked::Start, None) => {
                self.all_were_named(desk);
                Fate::Lives
            }
            (Asked::Reject, None) => Fate::Lives,
            (Asked::Add(id), error) => {
                self.added(desk, &id, error);
                Fate::Lives
            }
            (Asked::Method(request), error) => {
                desk.done(request, error.map_or(Ok(()), Err));
                Fate::Lives
            }
        }
    }

    /// Takes what the browser says of devices, and of captures of them.
    pub(crate) fn device_event(&mut self, desk: &mut Desk, event: &MediaEvent) {
        if let MediaEvent::Devices { microphone, speaker } = *event {
            self.diagnose(desk, Diagnostic::NoMicrophone(!microphone));
            self.diagnose(desk, Diagnostic::NoSpeaker(!speaker));
        }
        for diagnostic in self.sources.capture_event(desk, event) {
            self.diagnose(desk, diagnostic);
        }
        self.sync(desk);
    }

    pub(crate) fn source_changed(&mut self, desk: &mut Desk, source: CaptureSource) {
        self.sources.source_changed(desk, source);
    }

    pub(crate) fn timeout(&mut self, desk: &mut Desk) -> Fate {
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

    /// Brings everything that follows from the call's state up to date: what is sent and played, who is shown, and
    /// how far the call is.
    fn sync(&mut self, desk: &mut Desk) {
        self.sync_media(desk);
        self.sync_people(desk);
        self.tell_wanted(desk);
        self.sync_state(desk);
        self.measure(desk);
    }

    /// Tells what makes it a group call.
    fn sync_group(&mut self, desk: &mut Desk, view: &CallView) {
        if self.group != view.group
            && let Some(group) = &view.group
        {
            self.group = Some(group.clone());
            desk.event(Event::GroupChanged { leg: self.leg.clone(), group: group.clone() });
        }
    }

    /// The one place where the public state is derived.
    fn sync_state(&mut self, desk: &mut Desk) {
        let ringing = self.view.as_ref().is_some_and(|view| view.state == LegState::Ringing);
        let next = match self.stage {
            Stage::Offered | Stage::Leaving { .. } => return,
            Stage::Placed if ringing => CallState::Ringing,
            Stage::Placed | Stage::Accepting(_) => CallState::Connecting,
            Stage::Joined if !self.is_established() => return,
            Stage::Joined if self.sources.is_on_hold() => CallState::LocalHold,
            Stage::Joined if self.is_held_by_other() => CallState::RemoteHold,
            Stage::Joined => CallState::Connected,
        };
        // Who is on hold was Connected before.
        if next.is_established() && !self.shown.is_established() {
            self.set_state(desk, CallState::Connected);
        }
        self.set_state(desk, next);
    }

    fn set_state(&mut self, desk: &mut Desk, next: CallState) {
        if self.shown != next && self.shown.may_become(next) {
            self.shown = next;
            desk.event(Event::CallStateChanged { leg: self.leg.clone(), state: next });
        }
    }

    /// Whether it was Connected: one-to-one with its media, a group call by being in it.
    fn is_established(&self) -> bool {
        self.shown.is_established() || self.is_group() || self.has_media()
    }

    fn is_group(&self) -> bool {
        self.group.is_some()
    }

    /// In a group call, hold is everybody's own.
    fn is_held_by_other(&self) -> bool {
        !self.is_group()
            && self.view.as_ref().is_some_and(|view| view.participants.iter().any(|other| other.on_hold))
    }

    /// Whether apps have it as a call, and not as an incoming call only.
    fn is_shown_as_call(&self) -> bool {
        self.shown != CallState::None
    }
}

fn server_call_id(request: RequestId, view: &CallView) -> crate::output::Output {
    crate::output::Output::Done(request, Ok(crate::output::ApiValue::Text(view.call.0.clone())))
}

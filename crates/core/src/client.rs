use std::time::Duration;

use offhook_protocol::{
    ApiError, CallView, ClientMessage, Direction, EndReason, EndpointId, Identifier, Join, LegId, LegState,
    RawId, ServerMessage, Sources, StartCall, StartGroup, Timestamp,
};

use crate::call::{Asked, Beginning, Call, Fate};
use crate::desk::Desk;
use crate::event::RemoteStreamId;
use crate::input::{ApiCall, Input, RequestId, StartMedia, Token};
use crate::media::{MediaEvent, MediaPeerId};
use crate::output::Output;
use crate::session::News;

/// Which kind of user an agent is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AgentKind {
    /// `createTeamsCallAgent`
    Teams,
    /// `createCallAgent`
    Communication,
}

/// One call agent and its calls.
#[derive(Debug)]
pub struct Client {
    kind: AgentKind,
    desk: Desk,
    /// By how much the clock was set back in all. Here time goes on as if it were not, or what is due would have to wait as long.
    set_back: Duration,
    calls: Vec<Call>,
    resync: Resync,
    disposed: bool,
}

/// Messages of the server were lost. What they were about comes whole.
#[derive(Debug, Default)]
struct Resync {
    /// Up to which number the server had got requests: the answers are lost, but for those that wait for something.
    received: u64,
    /// The calls whose views are still to come.
    legs: Vec<LegId>,
}

impl Client {
    /// A client that does nothing yet: [`ApiCall::SignIn`] starts it.
    pub fn new(kind: AgentKind) -> Client {
        Client {
            kind,
            desk: Desk::new(),
            set_back: Duration::ZERO,
            calls: Vec::new(),
            resync: Resync::default(),
            disposed: false,
        }
    }

    /// Takes what happened.
    pub fn handle_input(&mut self, now: Timestamp, input: Input) {
        self.pass_time(now);
        match input {
            Input::Api(request, _) if self.disposed => self.desk.done(request, Err(ApiError::AGENT_DISPOSED)),
            Input::Api(request, call) => self.api(request, call),
            _ if self.disposed => {}
            Input::Token(token) => {
                let token = token
                    .and_then(|token| self.check_kind(token))
                    .map(|token| Token { expires: token.expires + self.set_back, ..token });
                self.desk.session.take_token(self.desk.now, &mut self.desk.out, token);
            }
            Input::Socket(connection, event) => {
                match self.desk.session.socket(self.desk.now, &mut self.desk.out, connection, event) {
                    Some(News::Message(message, ack)) => self.message(*message, ack),
                    Some(News::Resumed) => self.each_call(Call::resumed),
                    Some(News::Anew) => self.drop_calls(EndReason::NETWORK_LOST),
                    None => {}
                }
            }
            Input::Media(event) => self.media(event),
            Input::SourceChanged(source) => {
                self.each_call(|call, desk| call.source_changed(desk, source));
            }
            Input::Shown { stream, height } => {
                self.each_call(|call, desk| call.shown_at(desk, stream, height));
            }
            Input::Network { online } => {
                if online {
                    self.desk.session.network_back(self.desk.now, &mut self.desk.out);
                }
                self.each_call(|call, desk| call.network(desk, online));
            }
            Input::PageLeaving => self.desk.session.announce_leaving(self.desk.now, &mut self.desk.out),
            Input::PageHide => {
                self.drop_calls(EndReason::PAGE_CLOSED);
                self.desk.session.hide(self.desk.now, &mut self.desk.out);
            }
            Input::Timeout => self.timeout(),
        }
    }

    /// What to do next. Call it until it is [`Output::Timeout`].
    pub fn poll_output(&mut self) -> Output {
        let due = |at: Timestamp| at - self.set_back;
        self.desk.out.pop().unwrap_or_else(|| Output::Timeout(self.deadline().map(due)))
    }

    /// This page as others see it, once it is signed in.
    pub fn endpoint(&self) -> Option<&EndpointId> {
        self.desk.session.endpoint()
    }

    /// The peers that a call's media may flow over now, each with the camera and the screen that come in on it.
    pub fn live_peers(&self, leg: &LegId) -> Vec<(MediaPeerId, [Option<RemoteStreamId>; 2])> {
        self.position(leg).map_or_else(Vec::new, |at| self.calls[at].live_peers())
    }

    /// Time never goes back here.
    fn pass_time(&mut self, clock: Timestamp) {
        let back = self.desk.now - (clock + self.set_back);
        self.set_back += back;
        self.desk.session.set_back(back);
        self.desk.now = clock + self.set_back;
    }

    fn deadline(&self) -> Option<Timestamp> {
        let loss = self.desk.session.loss_deadline().filter(|_| !self.calls.is_empty());
        let calls = self.calls.iter().filter_map(Call::deadline);
        calls.chain(loss).chain(self.desk.session.deadline()).min()
    }

    fn timeout(&mut self) {
        self.desk.session.timeout(self.desk.now, &mut self.desk.out);
        for leg in self.legs(|_| true) {
            self.with_call(&leg, Call::timeout);
        }
        if self.desk.session.loss_deadline().is_some_and(|deadline| deadline <= self.desk.now) {
            self.abandon_calls(Some(EndReason::NETWORK_LOST));
        }
    }

    fn api(&mut self, request: RequestId, call: ApiCall) {
        match call {
            ApiCall::SignIn { name } => {
                self.desk.session.sign_in(self.desk.now, &mut self.desk.out, request, name)
            }
            ApiCall::Dispose => self.dispose(request),
            ApiCall::StartCall { leg, callee, media } => {
                let start = StartCall { leg: leg.clone(), callee: callee.clone(), sources: first(&media) };
                let message = ClientMessage::StartCall(start);
                self.begin(request, leg, Beginning::OneToOne(callee), media, message);
            }
            ApiCall::StartGroup { leg, callees, thread, media } => {
                let (sources, beginning) = (first(&media), Beginning::Group(callees.clone()));
                let start = StartGroup { leg: leg.clone(), callees, thread, sources };
                self.begin(request, leg, beginning, media, ClientMessage::StartGroup(start));
            }
            ApiCall::Join { leg, group, media } => {
                let join = Join { leg: leg.clone(), group, sources: first(&media) };
                let beginning = Beginning::Group(Vec::new());
                self.begin(request, leg, beginning, media, ClientMessage::Join(join));
            }
            ApiCall::OfCall { leg, method } => match self.position(&leg) {
                Some(at) => self.with_call_at(at, |call, desk| call.method(desk, request, method)),
                None => self.desk.done(request, method.of_ended_call()),
            },
        }
    }

    /// Begins a call by the message that tells the server so, if nothing speaks against it.
    fn begin(
        &mut self,
        request: RequestId,
        leg: LegId,
        beginning: Beginning,
        media: StartMedia,
        message: ClientMessage,
    ) {
        let me = match self.may_begin(&beginning) {
            Ok(me) => me,
            Err(error) => return self.desk.done(request, Err(error)),
        };
        let desk = &mut self.desk;
        // The invite goes first: whatever else a call needs, the callee's phone rings meanwhile.
        let number = desk.request(message);
        desk.session.unanswered.expect(number, leg.clone(), Asked::Start);
        let call = Call::place(desk, leg, me, beginning, media);
        desk.done(request, Ok(()));
        self.calls.push(call);
    }

    /// The agent's user, if they can call these people now.
    fn may_begin(&self, beginning: &Beginning) -> Result<RawId, ApiError> {
        let token = self.desk.session.token().ok_or(ApiError::AGENT_DISPOSED)?;
        if self.desk.session.is_expired() {
            return Err(ApiError::TOKEN_EXPIRED);
        }
        let callees = beginning.callees();
        for (at, callee) in callees.iter().enumerate() {
            self.desk.session.may_call(callee)?;
            if callees[..at].contains(callee) {
                return Err(ApiError::ALREADY_IN_CALL);
            }
        }
        Ok(token.user.clone())
    }

    fn message(&mut self, message: ServerMessage, ack: u64) {
        match message {
            ServerMessage::Done { request, error } => {
                if self.desk.session.renewed(self.desk.now, &mut self.desk.out, request, error.is_none()) {
                    return;
                }
                if let Some((leg, asked)) = self.desk.session.unanswered.answered(request) {
                    self.with_call(&leg, |call, desk| call.answered(desk, asked, error));
                }
            }
            ServerMessage::Call { leg, view, waiting } => self.call(leg, view, &waiting),
            ServerMessage::Patch { leg, patch } => {
                self.with_call(&leg, |call, desk| call.patch(desk, patch));
            }
            ServerMessage::Negotiate { leg, peer, signal } => self.with_call(&leg, |call, desk| {
                call.signal(desk, peer, signal);
                Fate::Lives
            }),
            ServerMessage::Resync { legs } => self.resync(legs, ack),
            ServerMessage::Ice(ice) => self.desk.session.renew_ice(ice),
            // Only the session has to do with these.
            ServerMessage::Welcome(_) | ServerMessage::Refused(_) | ServerMessage::Pong { .. } => {}
        }
    }

    fn call(&mut self, leg: LegId, view: CallView, waiting: &[u64]) {
        match self.position(&leg) {
            Some(at) => self.with_call_at(at, |call, desk| call.update(desk, view)),
            None => self.unknown_call(leg.clone(), view),
        }
        if let Some(at) = self.resync.legs.iter().position(|other| *other == leg) {
            self.resync.legs.swap_remove(at);
            let received = self.resync.received;
            self.with_call(&leg, |call, desk| call.catch_up(desk, received, waiting));
        }
    }

    fn unknown_call(&mut self, leg: LegId, view: CallView) {
        if self.desk.session.is_leaving(&leg) {
            return;
        }
        let rings = matches!(view.state, LegState::Connecting | LegState::Ringing);
        if view.direction == Direction::Incoming && rings {
            let call = Call::ring(&mut self.desk, leg, view);
            self.calls.push(call);
        } else {
            // It was given up here while the server could not be told.
            self.desk.request(ClientMessage::HangUp { leg });
        }
    }

    fn resync(&mut self, legs: Vec<LegId>, received: u64) {
        // A call whose start the server has not seen yet is none that is gone.
        let unanswered = &self.desk.session.unanswered;
        let is_gone =
            |call: &Call| !legs.contains(call.leg()) && !unanswered.starts_after(received, call.leg());
        for leg in self.legs(is_gone) {
            self.with_call(&leg, Call::finish_unheard);
        }
        self.resync = Resync { received, legs };
    }

    fn media(&mut self, event: MediaEvent) {
        match event.peer() {
            None => self.each_call(|call, desk| call.device_event(desk, &event)),
            Some(peer) => {
                if let Some(call) = self.calls.iter_mut().find(|call| call.owns_peer(peer)) {
                    call.peer_event(&mut self.desk, peer, event);
                }
            }
        }
    }

    fn dispose(&mut self, request: RequestId) {
        self.abandon_calls(None);
        self.desk.session.sign_out(&mut self.desk.out);
        self.disposed = true;
        self.desk.done(request, Ok(()));
    }

    /// Ends all calls here, and tells the server as soon as that can be reached.
    fn abandon_calls(&mut self, reason: Option<EndReason>) {
        for mut call in std::mem::take(&mut self.calls) {
            call.abandon(&mut self.desk, reason);
        }
    }

    /// Ends all calls here; the server knows already, or will by other means.
    fn drop_calls(&mut self, reason: EndReason) {
        for mut call in std::mem::take(&mut self.calls) {
            call.finish(&mut self.desk, reason);
        }
    }

    fn check_kind(&self, token: Token) -> Result<Token, ApiError> {
        match (self.kind, Identifier::parse(&token.user)) {
            (AgentKind::Teams, Identifier::MicrosoftTeamsUser { is_anonymous: false, .. })
            | (AgentKind::Communication, Identifier::CommunicationUser { .. }) => Ok(token),
            (AgentKind::Teams, _) => Err(ApiError::NOT_A_TEAMS_TOKEN),
            (AgentKind::Communication, _) => Err(ApiError::NOT_A_COMMUNICATION_TOKEN),
        }
    }

    fn legs(&self, which: impl Fn(&Call) -> bool) -> Vec<LegId> {
        self.calls.iter().filter(|call| which(call)).map(|call| call.leg().clone()).collect()
    }

    fn each_call(&mut self, mut handle: impl FnMut(&mut Call, &mut Desk)) {
        for call in &mut self.calls {
            handle(call, &mut self.desk);
        }
    }

    fn position(&self, leg: &LegId) -> Option<usize> {
        self.calls.iter().position(|call| call.leg() == leg)
    }

    /// What is said of a call that is gone is dropped.
    fn with_call(&mut self, leg: &LegId, handle: impl FnOnce(&mut Call, &mut Desk) -> Fate) {
        if let Some(at) = self.position(leg) {
            self.with_call_at(at, handle);
        }
    }

    fn with_call_at(&mut self, at: usize, handle: impl FnOnce(&mut Call, &mut Desk) -> Fate) {
        if handle(&mut self.calls[at], &mut self.desk) == Fate::Over {
            self.calls.remove(at);
        }
    }
}

/// What a call sends before anything is open.
fn first(media: &StartMedia) -> Sources {
    Sources { muted: media.muted, ..Sources::default() }
}

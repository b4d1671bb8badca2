//! The session with the server: signs in, stays connected, resumes.

mod receiving;
mod renewal;
mod unanswered;

use std::rc::Rc;
use std::time::Duration;

use offhook_protocol::{
    ApiError, ClientMessage, EndpointId, Hello, IceConfiguration, Identifier, LegId, Link, RawId, Resume,
    ServerMessage, Timestamp, VERSION, Welcome, close,
};

use crate::desk::Outputs;
use crate::event::{DisconnectReason, Event};
use crate::input::{ConnectionId, RequestId, SocketEvent, Token};
use crate::output::{Output, SocketCommand};
use unanswered::Unanswered;

/// How long the server may be silent before it is asked whether it is there, and how long it may take to answer.
const QUIET: Duration = Duration::from_secs(15);
const ANSWER: Duration = Duration::from_secs(5);
/// How soon a page that may go is taken for one that stays.
const STAYS: Duration = Duration::from_secs(1);
/// How long the app's credential may take.
const CREDENTIAL: Duration = Duration::from_secs(30);
/// How long opening a connection, and then the welcome, may take.
const OPENING: Duration = Duration::from_secs(10);
/// The wait before the second try; it doubles with each further one.
const FIRST_RETRY: Duration = Duration::from_millis(200);
const LONGEST_RETRY: Duration = Duration::from_secs(5);
/// How many tries a sign-in gets.
const SIGN_IN_TRIES: u32 = 3;

/// The session of one agent over all of its connections. The states say what is waited for.
///
/// ```text
/// SignedOut -> Token -> Opening -> Welcome -> Online
///               ^                               |
///               +---- Retry <---- (any loss) ---+
/// ```
#[derive(Debug)]
pub(crate) struct Session {
    state: State,
    link: Link<Rc<ClientMessage>>,
    welcome: Option<Welcome>,
    token: Option<Token>,
    /// The token that the server was offered in place of the current one, and the number of the request.
    newer_token: Option<(u64, Token)>,
    /// When the credential is asked for a newer token, while online.
    renewal: Timestamp,
    /// What `connectionState` is, and why it is not connected.
    shown: Option<Shown>,
    lost_since: Option<Timestamp>,
    tries: u32,
    connections: u32,
    sign_in: Option<RequestId>,
    /// What the user wants to be called.
    name: Option<String>,
    pub(crate) unanswered: Unanswered,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    SignedOut,
    Token { until: Timestamp },
    Opening { connection: ConnectionId, until: Timestamp },
    Welcome { connection: ConnectionId, until: Timestamp },
    Online { connection: ConnectionId, ping: Ping },
    Retry { at: Timestamp },
}

/// What apps were told of the connection last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shown {
    Connected,
    Disconnected(DisconnectReason),
}

/// How it is noticed that a server is gone without a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ping {
    /// It said something lately.
    Quiet { until: Timestamp },
    /// It was asked.
    Asked { until: Timestamp },
}

/// What the rest of the client has to know.
#[derive(Debug)]
pub(crate) enum News {
    /// The server said something.
    Message(Box<ServerMessage>, u64),
    /// The session goes on, nothing was lost.
    Resumed,
    /// The session began anew: whatever the old one had is gone.
    Anew,
}

impl Session {
    pub(crate) fn new() -> Session {
        Session {
            state: State::SignedOut,
            link: Link::new(),
            welcome: None,
            token: None,
            newer_token: None,
            renewal: Timestamp::default(),
            shown: None,
            lost_since: None,
            tries: 0,
            connections: 0,
            sign_in: None,
            name: None,
            unanswered: Unanswered::default(),
        }
    }

    /// A session that has nothing of this one but its user's name and the way in which it numbers connections.
    fn anew(&self) -> Session {
        Session { connections: self.connections, name: self.name.clone(), ..Session::new() }
    }

    pub(crate) fn is_online(&self) -> bool {
        matches!(self.state, State::Online { .. })
    }

    /// Whose session it is, once a token was seen.
    pub(crate) fn token(&self) -> Option<&Token> {
        self.token.as_ref()
    }

    /// Whether somebody is the session's own user.
    pub(crate) fn is_of(&self, user: &RawId) -> bool {
        self.token().is_some_and(|token| token.user == *user)
    }

    /// Whether the user can call somebody, themselves for example not.
    pub(crate) fn may_call(&self, callee: &RawId) -> Result<(), ApiError> {
        match () {
            () if self.is_of(callee) => Err(ApiError::CALLING_YOURSELF),
            () if !Identifier::parse(callee).can_be_called() => Err(ApiError::CALLEE_NOT_REACHABLE),
            () => Ok(()),
        }
    }

    /// This page, as others see it.
    pub(crate) fn endpoint(&self) -> Option<&EndpointId> {
        Some(&self.welcome.as_ref()?.endpoint)
    }

    /// How peers may find their way, by the server's last word.
    pub(crate) fn ice(&self) -> IceConfiguration {
        self.welcome.as_ref().map(|welcome| welcome.ice.clone()).unwrap_or_default()
    }

    pub(crate) fn renew_ice(&mut self, ice: IceConfiguration) {
        if let Some(welcome) = &mut self.welcome {
            welcome.ice = ice;
        }
    }

    /// When calls are given up if the server does not come back before.
    pub(crate) fn loss_deadline(&self) -> Option<Timestamp> {
        let timeout = Duration::from_millis(self.welcome.as_ref()?.loss_timeout);
        self.lost_since.map(|since| since + timeout)
    }

    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        match self.state {
            State::SignedOut => None,
            State::Token { until } | State::Opening { until, .. } | State::Welcome { until, .. } => {
                Some(until)
            }
            State::Online { ping: Ping::Quiet { until } | Ping::Asked { until }, .. } => {
                Some(until.min(self.renewal))
            }
            State::Retry { at } => Some(at),
        }
    }

    /// Whether this end has let go of a call, and the server does not know yet.
    pub(crate) fn is_leaving(&self, leg: &LegId) -> bool {
        self.link.unacknowledged().any(|message| match &**message {
            ClientMessage::Reject { leg: left }
            | ClientMessage::HangUp { leg: left }
            | ClientMessage::EndForEveryone { leg: left } => left == leg,
            _ => false,
        })
    }

    pub(crate) fn sign_in(
        &mut self,
        now: Timestamp,
        out: &mut Outputs,
        request: RequestId,
        name: Option<String>,
    ) {
        self.sign_in = Some(request);
        self.name = name;
        self.fetch_token(now, out);
    }

    /// Leaves for good.
    pub(crate) fn sign_out(&mut self, out: &mut Outputs) {
        if let State::Online { connection, .. } = self.state {
            let frame = self.link.send_once(Rc::new(ClientMessage::Bye));
            out.push(Output::Socket(connection, SocketCommand::Send(frame)));
        }
        if self.shown == Some(Shown::Connected) {
            out.push(Output::Event(Event::ConnectionStateChanged { connected: false, reason: None }));
        }
        self.drop_connection(out, close::NORMAL);
        *self = self.anew();
    }

    /// Lets the server know what to make of a connection that closes now: Firefox closes it before it tells the page that it
    /// goes, and may leave the page no time to say it by another way.
    pub(crate) fn announce_leaving(&mut self, now: Timestamp, out: &mut Outputs) {
        if let State::Online { connection, .. } = self.state {
            let frame = self.link.send_once(Rc::new(ClientMessage::Leaving));
            out.push(Output::Socket(connection, SocketCommand::Send(frame)));
            // Who stays after all takes it back by the next ping.
            self.state = State::Online { connection, ping: Ping::Quiet { until: now + STAYS } };
        }
    }

    /// Leaves because the page goes away, but comes back if the page does.
    pub(crate) fn hide(&mut self, now: Timestamp, out: &mut Outputs) {
        if self.state != State::SignedOut {
            self.say_farewell(out);
            let (sign_in, token) = (self.sign_in.take(), self.token.take());
            self.sign_out(out);
            *self = Session { sign_in, token, state: State::Retry { at: now + FIRST_RETRY }, ..self.anew() };
        }
    }

    /// Without a connection: Firefox closes them as soon as another page is on its way, and tells the page later that it goes.
    fn say_farewell(&mut self, out: &mut Outputs) {
        if let (false, true, Some(hello)) = (self.is_online(), self.welcome.is_some(), self.hello()) {
            let (hello, bye) =
                (self.link.send_once(Rc::new(hello)), self.link.send_once(Rc::new(ClientMessage::Bye)));
            out.push(Output::Farewell(vec![hello, bye]));
        }
    }

    /// Numbers a message and sends it now, or when the session is online again.
    pub(crate) fn request(&mut self, out: &mut Outputs, message: ClientMessage) -> u64 {
        let frame = self.link.send(Rc::new(message));
        let number = frame.seq;
        if let State::Online { connection, .. } = self.state {
            out.push(Output::Socket(connection, SocketCommand::Send(frame)));
        }
        number
    }

    /// The network is back, or another one: no need to wait for the next try, and a connection may be of the old one.
    pub(crate) fn network_back(&mut self, now: Timestamp, out: &mut Outputs) {
        match self.state {
            State::Retry { .. } => self.fetch_token(now, out),
            State::Online { connection, .. } => self.ping(now, out, connection),
            State::Opening { .. } | State::Welcome { .. } => self.lose(now, out, close::TIMED_OUT),
            State::SignedOut | State::Token { .. } => {}
        }
    }

    /// The app's credential gave a token, or failed to.
    pub(crate) fn take_token(&mut self, now: Timestamp, out: &mut Outputs, token: Result<Token, ApiError>) {
        let usable = token.and_then(|token| self.check(now, token));
        match (self.state, usable) {
            (State::Token { .. }, Ok(token)) => {
                self.token = Some(token);
                self.open(now, out);
            }
            (State::Token { .. }, Err(error)) => self.refused(now, out, error),
            (State::Online { .. }, Ok(token)) => self.offer(out, token),
            // What runs goes on with the token that it has.
            _ => {}
        }
    }

    pub(crate) fn socket(
        &mut self,
        now: Timestamp,
        out: &mut Outputs,
        connection: ConnectionId,
        event: SocketEvent,
    ) -> Option<News> {
        if self.connection() != Some(connection) {
            return None;
        }
        match event {
            SocketEvent::Opened => self.say_hello(now, out),
            SocketEvent::Frame(frame) => return self.frame(now, out, *frame),
            SocketEvent::Malformed => self.lose(now, out, close::MALFORMED),
            SocketEvent::Closed { .. } => self.lost(now, out, DisconnectReason::ConnectionIssue),
        }
        None
    }

    pub(crate) fn timeout(&mut self, now: Timestamp, out: &mut Outputs) {
        if self.deadline().is_none_or(|deadline| deadline > now) {
            return;
        }
        match self.state {
            State::Retry { .. } => self.fetch_token(now, out),
            State::Token { .. } => self.refused(now, out, ApiError::NO_TOKEN),
            State::Online { .. } if self.renewal <= now => self.renew(now, out),
            State::Online { connection, ping: Ping::Quiet { .. } } => self.ping(now, out, connection),
            _ => self.lose(now, out, close::TIMED_OUT),
        }
    }

    fn fetch_token(&mut self, now: Timestamp, out: &mut Outputs) {
        self.tries += 1;
        self.state = State::Token { until: now + CREDENTIAL };
        out.push(Output::FetchToken);
    }

    fn ping(&mut self, now: Timestamp, out: &mut Outputs, connection: ConnectionId) {
        let ping = ClientMessage::Ping { last: self.link.last_sent() };
        out.push(Output::Socket(connection, SocketCommand::Send(self.link.send_once(Rc::new(ping)))));
        self.state = State::Online { connection, ping: Ping::Asked { until: now + ANSWER } };
    }

    fn open(&mut self, now: Timestamp, out: &mut Outputs) {
        self.connections += 1;
        let connection = ConnectionId(self.connections);
        self.state = State::Opening { connection, until: now + OPENING };
        out.push(Output::Socket(connection, SocketCommand::Open));
    }

    fn say_hello(&mut self, now: Timestamp, out: &mut Outputs) {
        let (State::Opening { connection, .. }, Some(hello)) = (self.state, self.hello()) else { return };
        self.state = State::Welcome { connection, until: now + OPENING };
        out.push(Output::Socket(connection, SocketCommand::Send(self.link.send_once(Rc::new(hello)))));
    }

    fn hello(&self) -> Option<ClientMessage> {
        let token = self.token.as_ref()?.jwt.clone();
        let resume = self.welcome.as_ref().map(|welcome| Resume { session: welcome.session.clone() });
        Some(ClientMessage::Hello(Hello { version: VERSION, token, resume, name: self.name.clone() }))
    }

    /// Closes the connection and goes on with the next try.
    fn lose(&mut self, now: Timestamp, out: &mut Outputs, code: u16) {
        self.drop_connection(out, code);
        self.lost(now, out, DisconnectReason::ConnectionIssue);
    }

    fn refused(&mut self, now: Timestamp, out: &mut Outputs, error: ApiError) {
        self.drop_connection(out, close::NORMAL);
        match self.sign_in.take() {
            Some(request) => self.give_up(out, request, error),
            None => self.lost(now, out, DisconnectReason::InvalidToken),
        }
    }

    fn lost(&mut self, now: Timestamp, out: &mut Outputs, reason: DisconnectReason) {
        if self.is_online() {
            self.lost_since = Some(now);
        }
        self.show(out, Shown::Disconnected(reason));
        match self.sign_in {
            Some(request) if self.tries >= SIGN_IN_TRIES => {
                self.give_up(out, request, ApiError::SERVER_UNREACHABLE);
            }
            _ => {
                let wait = FIRST_RETRY.saturating_mul(1 << self.tries.min(8)).min(LONGEST_RETRY);
                self.state = State::Retry { at: now + wait };
            }
        }
    }

    /// Tells apps what is new: not before the first connection, and of two reasons the one that they can do something
    /// about.
    fn show(&mut self, out: &mut Outputs, now: Shown) {
        let reason = match (self.shown, now) {
            (_, Shown::Connected) => None,
            (None | Some(Shown::Disconnected(DisconnectReason::InvalidToken)), _) => return,
            (_, Shown::Disconnected(reason)) => Some(reason),
        };
        if self.shown != Some(now) {
            self.shown = Some(now);
            out.push(Output::Event(Event::ConnectionStateChanged { connected: reason.is_none(), reason }));
        }
    }

    fn give_up(&mut self, out: &mut Outputs, request: RequestId, error: ApiError) {
        *self = self.anew();
        out.done(request, Err(error));
    }

    fn drop_connection(&mut self, out: &mut Outputs, code: u16) {
        if let Some(connection) = self.connection() {
            out.push(Output::Socket(connection, SocketCommand::Close { code }));
        }
    }

    fn connection(&self) -> Option<ConnectionId> {
        match self.state {
            State::Opening { connection, .. }
            | State::Welcome { connection, .. }
            | State::Online { connection, .. } => Some(connection),
            State::SignedOut | State::Token { .. } | State::Retry { .. } => None,
        }
    }
}

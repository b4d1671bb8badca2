use std::collections::BTreeMap;

use offhook_protocol::{
    ApiError, CallId, ClientMessage, EndpointId, Frame, IceConfiguration, Identifier, LegId, Link, Receipt,
    ServerMessage, SessionId, Timestamp, VERSION, Welcome, close,
};

use crate::desk::Desk;
use crate::input::{ConnectionId, Identity};
use crate::mail::{Ask, Asker, Caller, Mail, Presence, ToCall, ToGroup, ToSession, ToUser};
use crate::output::{CloseReason, Output};

/// How many messages are kept for a page that is away. Beyond that it gets its legs whole when it comes back.
const KEPT_MESSAGES: usize = 256;

/// How many messages may wait for an acknowledgement while the page is there, which acknowledges much earlier
/// (`offhook_protocol::Link`).
const UNACKNOWLEDGED_MESSAGES: usize = 1024;
/// How many calls a page may be in when it starts another. Nobody talks in so many; a script could have as many phones ring.
/// Those that ring here do not count, or else whoever rings somebody often enough would keep them from calling.
const MOST_LEGS: usize = 16;

/// One signed-in page or device, over all of its connections.
#[derive(Debug)]
pub(crate) struct Session {
    endpoint: EndpointId,
    identity: Identity,
    /// Whether the token is still valid: if not, what runs goes on, but nothing new begins.
    authorized: bool,
    link: Link<ServerMessage>,
    reach: Reach,
    /// The page said so, and nothing since.
    leaving: bool,
    legs: BTreeMap<LegId, Part>,
    /// When the page needs other TURN credentials than those that it has.
    renew_ice_at: Option<Timestamp>,
}

/// The page's part in a call.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Part {
    call: CallId,
    /// It began, joined or accepted the call, which only rings here otherwise.
    entered: bool,
}

/// How the page can be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reach {
    /// By this connection.
    Online(ConnectionId),
    /// Not now, but it may come back.
    Lost {
        until: Timestamp,
        /// More was to be said than is kept.
        overflown: bool,
    },
}

/// What the switchboard has to do about a session after it handled something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    /// Nothing.
    Stays,
    /// The connection is of no use any more; the session waits for another.
    LosesConnection,
    /// The page has left.
    Ends,
}

impl Session {
    /// Signs a page in.
    pub(crate) fn open(desk: &mut Desk<'_>, connection: ConnectionId, identity: Identity) -> Session {
        let mut session = Session {
            endpoint: EndpointId(desk.ids.guid()),
            identity: identity.clone(),
            authorized: false,
            link: Link::new(),
            reach: Reach::Online(connection),
            leaving: false,
            legs: BTreeMap::new(),
            renew_ice_at: None,
        };
        session.authorize(desk, identity);
        session.welcome(desk, false);
        session
    }

    pub(crate) fn endpoint(&self) -> &EndpointId {
        &self.endpoint
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// What the page resumes by. It is no secret: a token of the same user is wanted as well.
    pub(crate) fn id_of(endpoint: &EndpointId) -> SessionId {
        SessionId(endpoint.0.clone())
    }

    pub(crate) fn connection(&self) -> Option<ConnectionId> {
        match self.reach {
            Reach::Online(connection) => Some(connection),
            Reach::Lost { .. } => None,
        }
    }

    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        match self.reach {
            Reach::Online(_) => {
                let expires = self.authorized.then_some(self.identity.expires);
                expires.into_iter().chain(self.renew_ice_at).min()
            }
            Reach::Lost { until, .. } => Some(until),
        }
    }

    /// Goes on over a new connection. `ack` is how far the page has received.
    pub(crate) fn resume(
        &mut self,
        desk: &mut Desk<'_>,
        connection: ConnectionId,
        identity: Identity,
        ack: u64,
    ) {
        if let Reach::Online(old) = self.reach {
            desk.outputs.push_back(Output::Close(old, CloseReason(close::REPLACED)));
        }
        let overflown = matches!(self.reach, Reach::Lost { overflown: true, .. });
        self.authorize(desk, identity);
        self.reach = Reach::Online(connection);
        self.leaving = false;
        self.link.acknowledged(ack);
        self.welcome(desk, true);
        if overflown {
            self.resync(desk);
        } else {
            for frame in self.link.resend() {
                desk.outputs.push_back(Output::Send(connection, frame));
            }
        }
        self.tell_calls(desk, Presence::Back);
    }

    /// What its deadline was for: the page did not come back, or its token has expired.
    pub(crate) fn timeout(&mut self, desk: &mut Desk<'_>) -> Fate {
        match self.reach {
            Reach::Lost { .. } => Fate::Ends,
            Reach::Online(_) => {
                if self.identity.expires <= desk.now {
                    self.expire(desk);
                }
                if self.renew_ice_at.is_some_and(|at| at <= desk.now) {
                    self.renew_ice(desk);
                }
                Fate::Stays
            }
        }
    }

    /// The token is no longer valid: from now on nothing rings here.
    fn expire(&mut self, desk: &mut Desk<'_>) {
        if std::mem::replace(&mut self.authorized, false) {
            desk.post(self.to_user(ToUser::Detach(self.endpoint.clone())));
        }
    }

    /// Takes a valid token. From now on calls ring here, again if they no longer did.
    fn authorize(&mut self, desk: &mut Desk<'_>, identity: Identity) {
        let name = identity.name.clone().or(self.identity.name.take());
        self.identity = Identity { name, ..identity };
        if !std::mem::replace(&mut self.authorized, true) {
            let name = self.identity.name.clone();
            desk.post(self.to_user(ToUser::Attach(self.endpoint.clone(), name)));
        }
    }

    /// A communication user goes by the name that they chose when they signed in, whatever a newer token says.
    fn called_as_before(&self, identity: Identity) -> Identity {
        match Identifier::parse(&identity.user) {
            Identifier::CommunicationUser { .. } => {
                Identity { name: self.identity.name.clone().or(identity.name), ..identity }
            }
            _ => identity,
        }
    }

    fn to_user(&self, message: ToUser) -> Mail {
        Mail::User(self.identity.user.clone(), message)
    }

    /// The connection was closed, by the browser or by what is between.
    pub(crate) fn closed(&self) -> Fate {
        if self.leaving { Fate::Ends } else { Fate::LosesConnection }
    }

    /// The connection is lost.
    pub(crate) fn lose(&mut self, desk: &mut Desk<'_>) {
        let overflown = self.link.unacknowledged() > KEPT_MESSAGES;
        if overflown {
            self.link.drop_unacknowledged();
        }
        self.reach = Reach::Lost { until: desk.now + desk.config.loss_timeout, overflown };
        self.tell_calls(desk, Presence::Lost);
    }

    /// The page is gone for good.
    pub(crate) fn end(&self, desk: &mut Desk<'_>, how: Presence) {
        self.tell_calls(desk, how);
        desk.post(self.to_user(ToUser::Detach(self.endpoint.clone())));
    }

    pub(crate) fn handle(&mut self, desk: &mut Desk<'_>, message: ToSession) {
        match message {
            ToSession::Deliver(message) => self.deliver(desk, message),
            ToSession::LegRings(leg, call) => {
                self.legs.insert(leg, Part { call, entered: false });
            }
            ToSession::LegEntered(leg, call) => {
                self.legs.insert(leg, Part { call, entered: true });
            }
            ToSession::LegClosed(leg) => {
                self.legs.remove(&leg);
            }
        }
    }

    /// Takes a frame of the page.
    pub(crate) fn receive(&mut self, desk: &mut Desk<'_>, frame: Frame<ClientMessage>) -> Fate {
        // An acknowledgement is no word of the page's.
        if let Some(message) = &frame.message {
            self.leaving = *message == ClientMessage::Leaving;
        }
        match self.link.receive(frame.seq, frame.ack) {
            Receipt::Duplicate => return Fate::Stays,
            Receipt::Gap => return self.close(desk, close::OUT_OF_ORDER),
            Receipt::Fresh => {}
        }
        let Some(message) = frame.message else {
            self.not_understood(desk, frame.seq);
            return Fate::Stays;
        };
        let fate = match message {
            ClientMessage::Bye => Fate::Ends,
            ClientMessage::Leaving => Fate::Stays,
            ClientMessage::Ping { last } if last > self.link.last_received() => {
                self.close(desk, close::OUT_OF_ORDER)
            }
            ClientMessage::Ping { .. } => {
                let pong = self.link.send_once(ServerMessage::Pong { last: self.link.last_sent() });
                self.send(desk, pong);
                Fate::Stays
            }
            ClientMessage::Hello(_) => self.close(desk, close::MALFORMED),
            _ if frame.seq == 0 => self.close(desk, close::MALFORMED),
            request => {
                self.request(desk, frame.seq, request);
                Fate::Stays
            }
        };
        self.acknowledge_if_due(desk);
        fate
    }

    /// A request that this version does not know, or cannot read, is answered, so that nobody waits for it.
    fn not_understood(&mut self, desk: &mut Desk<'_>, request: u64) {
        if request > 0 {
            self.fail(desk, request, ApiError::MALFORMED);
        }
    }

    /// Takes a newer token.
    pub(crate) fn reauthorize(
        &mut self,
        desk: &mut Desk<'_>,
        seq: u64,
        ack: u64,
        identity: Result<Identity, ApiError>,
    ) -> Fate {
        self.leaving = false;
        match self.link.receive(seq, ack) {
            Receipt::Duplicate => return Fate::Stays,
            Receipt::Gap => return self.close(desk, close::OUT_OF_ORDER),
            Receipt::Fresh => {}
        }
        let error = match identity {
            Ok(identity) if identity.user == self.identity.user => {
                let identity = self.called_as_before(identity);
                self.authorize(desk, identity);
                None
            }
            Ok(_) => Some(ApiError::TOKEN_REFUSED),
            Err(error) => Some(error),
        };
        self.deliver(desk, ServerMessage::Done { request: seq, error });
        Fate::Stays
    }

    /// What came was no frame.
    pub(crate) fn malformed(&mut self, desk: &mut Desk<'_>) -> Fate {
        self.close(desk, close::MALFORMED)
    }

    fn request(&mut self, desk: &mut Desk<'_>, request: u64, message: ClientMessage) {
        match message {
            ClientMessage::StartCall(start) => {
                self.begin(desk, request, &start.leg.clone(), |call, caller| {
                    Mail::Call(call, ToCall::Start(caller, start))
                })
            }
            ClientMessage::StartGroup(start) => {
                self.begin(desk, request, &start.leg.clone(), |call, caller| {
                    Mail::Call(call, ToCall::StartGroup(caller, start))
                })
            }
            ClientMessage::Join(join) => match join.group.canonical() {
                Some(group) => self.begin(desk, request, &join.leg.clone(), |_, caller| {
                    Mail::Group(group, ToGroup::Join(caller, join))
                }),
                None => self.fail(desk, request, ApiError::GROUP_IS_NO_GUID),
            },
            message => self.ask(desk, request, message),
        }
    }

    /// A new leg of this page's own.
    fn begin(
        &mut self,
        desk: &mut Desk<'_>,
        request: u64,
        leg: &LegId,
        mail: impl FnOnce(CallId, Caller) -> Mail,
    ) {
        if let Err(error) = self.may_start(leg) {
            return self.fail(desk, request, error);
        }
        let call = CallId(desk.ids.guid());
        let caller = Caller {
            endpoint: self.endpoint.clone(),
            user: self.identity.user.clone(),
            name: self.identity.name.clone(),
            tenant: self.identity.tenant.clone(),
            request,
        };
        desk.post(mail(call, caller));
    }

    fn fail(&mut self, desk: &mut Desk<'_>, request: u64, error: ApiError) {
        self.deliver(desk, ServerMessage::Done { request, error: Some(error) });
    }

    fn ask(&self, desk: &mut Desk<'_>, request: u64, message: ClientMessage) {
        let Some((leg, ask)) = Ask::of(message) else { return };
        let from = Asker { endpoint: self.endpoint.clone(), leg, request };
        match self.legs.get(&from.leg) {
            Some(part) => desk.post(Mail::Call(part.call.clone(), ToCall::Ask { from, ask })),
            None => desk.post(from.answer(Err(ApiError::CALL_ENDED))),
        }
    }

    fn may_start(&self, leg: &LegId) -> Result<(), ApiError> {
        match () {
            () if self.legs.contains_key(leg) => Err(ApiError::MALFORMED),
            () if !self.authorized => Err(ApiError::TOKEN_EXPIRED),
            () if self.legs.values().filter(|part| part.entered).count() >= MOST_LEGS => {
                Err(ApiError::TOO_MANY_CALLS)
            }
            () => Ok(()),
        }
    }

    fn welcome(&mut self, desk: &mut Desk<'_>, resumed: bool) {
        let welcome = ServerMessage::Welcome(Welcome {
            version: VERSION,
            session: Session::id_of(&self.endpoint),
            endpoint: self.endpoint.clone(),
            resumed,
            loss_timeout: desk.config.loss_timeout.as_millis() as u64,
            ice: self.ice(desk),
        });
        let frame = self.link.send_once(welcome);
        self.send(desk, frame);
    }

    /// The deadline of a page that is there has come.
    pub(crate) fn renew_ice(&mut self, desk: &mut Desk<'_>) {
        let ice = ServerMessage::Ice(self.ice(desk));
        let frame = self.link.send_once(ice);
        self.send(desk, frame);
    }

    /// What the page shall use from now on.
    fn ice(&mut self, desk: &Desk<'_>) -> IceConfiguration {
        self.renew_ice_at = desk.config.ice.renewal(desk.now);
        desk.config.ice.of(&self.identity.user, desk.now)
    }

    fn resync(&mut self, desk: &mut Desk<'_>) {
        self.link.drop_unacknowledged();
        self.deliver(desk, ServerMessage::Resync { legs: self.legs.keys().cloned().collect() });
        for part in self.legs.values() {
            desk.post(Mail::Call(part.call.clone(), ToCall::Resend(self.endpoint.clone())));
        }
    }

    fn deliver(&mut self, desk: &mut Desk<'_>, message: ServerMessage) {
        let frame = self.link.send(message);
        match &mut self.reach {
            Reach::Online(_) if self.link.unacknowledged() > UNACKNOWLEDGED_MESSAGES => {
                self.close(desk, close::OUT_OF_ORDER);
            }
            Reach::Online(_) => self.send(desk, frame),
            Reach::Lost { overflown, .. } => {
                *overflown |= self.link.unacknowledged() > KEPT_MESSAGES;
                if *overflown {
                    self.link.drop_unacknowledged();
                }
            }
        }
    }

    fn send(&self, desk: &mut Desk<'_>, frame: Frame<ServerMessage>) {
        if let Reach::Online(connection) = self.reach {
            desk.outputs.push_back(Output::Send(connection, frame));
        }
    }

    fn acknowledge_if_due(&mut self, desk: &mut Desk<'_>) {
        if self.link.owes_acknowledgement() {
            let frame = self.link.acknowledge();
            self.send(desk, frame);
        }
    }

    /// Closes the connection, which the shell then reports as closed.
    fn close(&self, desk: &mut Desk<'_>, code: u16) -> Fate {
        if let Reach::Online(connection) = self.reach {
            desk.outputs.push_back(Output::Close(connection, CloseReason(code)));
        }
        Fate::LosesConnection
    }

    fn tell_calls(&self, desk: &mut Desk<'_>, presence: Presence) {
        for part in self.legs.values() {
            desk.post(Mail::Call(part.call.clone(), ToCall::Presence(self.endpoint.clone(), presence)));
        }
    }
}

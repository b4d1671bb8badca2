use std::collections::{BTreeMap, VecDeque};

use offhook_protocol::{
    ApiError, CallId, EndpointId, Group, GroupId, Hello, RawId, ServerMessage, Timestamp, VERSION, close,
};

use crate::call::{Call, CallRecord};
use crate::config::Config;
use crate::desk::{Desk, Ids};
use crate::input::{ConnectionId, Fresh, Identity, Input, Received};
use crate::mail::{Mail, PartId, Presence, ToCall, ToGroup, ToSession, ToUser};
use crate::output::{CloseReason, Output};
use crate::session::{Fate, Session};
use crate::tally::Tally;
use crate::timers::Timers;
use crate::user::User;

/// All of a server's call control.
#[derive(Debug)]
pub struct Switchboard {
    config: Config,
    tally: Tally,
    /// In boxes, as a tree has room for half as many again as there are.
    sessions: BTreeMap<EndpointId, Box<Session>>,
    connections: BTreeMap<ConnectionId, EndpointId>,
    users: BTreeMap<RawId, User>,
    calls: BTreeMap<CallId, Call>,
    /// The calls that groups meet in now.
    groups: BTreeMap<GroupId, CallId>,
    timers: Timers<PartId>,
    mail: VecDeque<Mail>,
    outputs: VecDeque<Output>,
}

/// A desk for one message; a macro, since it borrows some fields while a part of another field handles the message.
macro_rules! desk {
    ($self:ident, $now:expr, $ids:expr) => {
        &mut Desk {
            now: $now,
            config: &$self.config,
            tally: &mut $self.tally,
            ids: $ids,
            mail: &mut $self.mail,
            outputs: &mut $self.outputs,
        }
    };
}

impl Switchboard {
    /// A switchboard on which nobody is signed in.
    pub fn new(config: Config) -> Switchboard {
        Switchboard {
            config,
            tally: Tally::default(),
            sessions: BTreeMap::new(),
            connections: BTreeMap::new(),
            users: BTreeMap::new(),
            calls: BTreeMap::new(),
            groups: BTreeMap::new(),
            timers: Timers::new(),
            mail: VecDeque::new(),
            outputs: VecDeque::new(),
        }
    }

    /// Takes what happened.
    pub fn handle_input(&mut self, now: Timestamp, fresh: Fresh, input: Input) {
        let ids = &mut Ids::new(fresh);
        match input {
            Input::Hello { connection, identity, hello, ack } => {
                self.hello(now, ids, connection, identity, &hello, ack);
            }
            Input::Frame { connection, received } => {
                self.with_session(now, ids, connection, |session, desk| match received {
                    Received::Frame(frame) => session.receive(desk, frame),
                    Received::Malformed => session.malformed(desk),
                })
            }
            Input::Reauth { connection, seq, ack, identity } => {
                self.with_session(now, ids, connection, |session, desk| {
                    session.reauthorize(desk, seq, ack, identity)
                });
            }
            Input::Closed { connection } => {
                self.with_session(now, ids, connection, |session, _| session.closed());
            }
            Input::Thread { call, thread, members } => {
                self.mail.push_back(Mail::Call(call, ToCall::Thread(thread, members)));
            }
            Input::Timeout => self.timeout(now, ids),
        }
        while let Some(mail) = self.mail.pop_front() {
            self.route(now, ids, mail);
        }
    }

    /// What to do next. Call it until it is [`Output::Timeout`].
    pub fn poll_output(&mut self) -> Output {
        self.outputs.pop_front().unwrap_or_else(|| Output::Timeout(self.timers.next()))
    }

    /// All that is known of each call, to be looked at.
    pub fn calls(&self) -> impl ExactSizeIterator<Item = &CallRecord> {
        self.calls.values().map(Call::record)
    }

    /// How many pages and devices are signed in, those included that may yet come back.
    pub fn endpoints(&self) -> usize {
        self.sessions.len()
    }

    /// What has happened so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    fn hello(
        &mut self,
        now: Timestamp,
        ids: &mut Ids,
        connection: ConnectionId,
        identity: Identity,
        hello: &Hello,
        ack: u64,
    ) {
        if hello.version == 0 || hello.version > VERSION {
            return self.refuse(connection);
        }
        let wanted = hello.resume.as_ref().map(|resume| EndpointId(resume.session.0.clone()));
        let known = wanted
            .and_then(|endpoint| self.sessions.get_mut(&endpoint))
            .filter(|session| session.identity().user == identity.user);
        let endpoint = match known {
            Some(session) => {
                if let Some(old) = session.connection() {
                    self.connections.remove(&old);
                }
                session.resume(desk!(self, now, ids), connection, identity, hello.name.clone(), ack);
                session.endpoint().clone()
            }
            None => {
                let name = hello.name.clone();
                let session = Session::open(desk!(self, now, ids), connection, identity, name);
                let endpoint = session.endpoint().clone();
                self.sessions.insert(endpoint.clone(), Box::new(session));
                endpoint
            }
        };
        self.connections.insert(connection, endpoint.clone());
        self.set_session_timer(endpoint);
    }

    fn refuse(&mut self, connection: ConnectionId) {
        let error = ApiError::new(426, 0, "The server does not speak this version: load the page again.");
        let frame = offhook_protocol::Frame { seq: 0, ack: 0, message: Some(ServerMessage::Refused(error)) };
        self.outputs.push_back(Output::Send(connection, frame));
        self.outputs.push_back(Output::Close(connection, CloseReason(close::UNAUTHORIZED)));
    }

    /// Lets the session of a connection handle something, and does with it what that leads to. A connection without
    /// one was closed before.
    fn with_session(
        &mut self,
        now: Timestamp,
        ids: &mut Ids,
        connection: ConnectionId,
        handle: impl FnOnce(&mut Session, &mut Desk<'_>) -> Fate,
    ) {
        let Some(endpoint) = self.connections.get(&connection).cloned() else { return };
        let Some(session) = self.sessions.get_mut(&endpoint) else { return };
        let desk = desk!(self, now, ids);
        let before = session.deadline();
        match handle(session, desk) {
            Fate::Stays => {}
            Fate::LosesConnection => {
                session.lose(desk);
                self.connections.remove(&connection);
            }
            Fate::Ends => {
                self.connections.remove(&connection);
                return self.end_session(now, ids, &endpoint, Presence::Left);
            }
        }
        if session.deadline() != before {
            self.set_session_timer(endpoint);
        }
    }

    fn end_session(&mut self, now: Timestamp, ids: &mut Ids, endpoint: &EndpointId, how: Presence) {
        self.timers.set(&PartId::Session(endpoint.clone()), None);
        if let Some(session) = self.sessions.remove(endpoint) {
            session.end(desk!(self, now, ids), how);
        }
    }

    fn timeout(&mut self, now: Timestamp, ids: &mut Ids) {
        while let Some(part) = self.timers.pop_due(now) {
            match part {
                PartId::Session(endpoint) => self.session_timeout(now, ids, &endpoint),
                PartId::Call(id) => self.with_call(now, ids, &id, Call::timeout),
            }
        }
    }

    fn session_timeout(&mut self, now: Timestamp, ids: &mut Ids, endpoint: &EndpointId) {
        let Some(session) = self.sessions.get_mut(endpoint) else { return };
        match session.timeout(desk!(self, now, ids)) {
            Fate::Ends => self.end_session(now, ids, endpoint, Presence::GivenUp),
            Fate::Stays | Fate::LosesConnection => self.set_session_timer(endpoint.clone()),
        }
    }

    fn set_session_timer(&mut self, endpoint: EndpointId) {
        let deadline = self.sessions.get(&endpoint).and_then(|session| session.deadline());
        self.timers.set(&PartId::Session(endpoint), deadline);
    }

    fn route(&mut self, now: Timestamp, ids: &mut Ids, mail: Mail) {
        match mail {
            Mail::Session(endpoint, message) => self.session_mail(now, ids, &endpoint, message),
            Mail::User(id, message) => self.user_mail(now, ids, id, message),
            Mail::Group(group, ToGroup::Join(caller)) => {
                let id = self.call_of(ids, group);
                self.with_call(now, ids, &id, |call, desk| call.handle(desk, ToCall::Join(caller)));
            }
            Mail::Call(id, message @ (ToCall::Start(..) | ToCall::StartGroup(..))) => {
                self.calls.insert(id.clone(), Call::new(id.clone(), None));
                self.with_call(now, ids, &id, |call, desk| call.handle(desk, message));
            }
            Mail::Call(id, message) => {
                self.with_call(now, ids, &id, |call, desk| call.handle(desk, message));
            }
            Mail::Signal(id, from, peer, signal) => {
                // The call stays as it is, so there is nothing to publish.
                if let Some(call) = self.calls.get(&id) {
                    call.pass_on(desk!(self, now, ids), &from, peer, signal);
                }
            }
        }
    }

    /// Mail to a session that is gone is dropped: nobody is there to be told.
    fn session_mail(&mut self, now: Timestamp, ids: &mut Ids, endpoint: &EndpointId, message: ToSession) {
        if let Some(session) = self.sessions.get_mut(endpoint) {
            session.handle(desk!(self, now, ids), message);
        }
    }

    fn user_mail(&mut self, now: Timestamp, ids: &mut Ids, id: RawId, message: ToUser) {
        let user = self.users.entry(id.clone()).or_insert_with(|| User::new(id.clone()));
        user.handle(desk!(self, now, ids), message);
        if user.is_empty() {
            self.users.remove(&id);
        }
    }

    fn with_call(
        &mut self,
        now: Timestamp,
        ids: &mut Ids,
        id: &CallId,
        handle: impl FnOnce(&mut Call, &mut Desk<'_>),
    ) {
        let Some(call) = self.calls.get_mut(id) else { return };
        let desk = desk!(self, now, ids);
        handle(call, desk);
        call.publish(desk);
        self.timers.set(&PartId::Call(id.clone()), call.deadline());
        if call.is_over() {
            self.forget_call(id);
        }
    }

    fn forget_call(&mut self, id: &CallId) {
        let Some(call) = self.calls.remove(id) else { return };
        if let Some(group) = call.record().group.as_ref().and_then(|group| group.id.as_ref()) {
            self.groups.remove(group);
        }
    }

    /// The call that a group meets in, a new one if there is none.
    fn call_of(&mut self, ids: &mut Ids, group: GroupId) -> CallId {
        if let Some(call) = self.groups.get(&group) {
            return call.clone();
        }
        let id = CallId(ids.guid());
        let of_group = Group { thread: None, id: Some(group.clone()) };
        self.calls.insert(id.clone(), Call::new(id.clone(), Some(of_group)));
        self.groups.insert(group, id.clone());
        id
    }
}

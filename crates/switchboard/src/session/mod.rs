//! One signed-in page or device.

mod authorization;
mod connection;
mod requests;
mod sending;

use std::collections::BTreeMap;

use offhook_protocol::{CallId, EndpointId, LegId, Link, ServerMessage, SessionId, Timestamp};

use self::connection::Reach;
use crate::desk::Desk;
use crate::input::{ConnectionId, Identity};
use crate::mail::{Mail, Presence, ToCall, ToSession, ToUser};

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
    pub(crate) fn open(
        desk: &mut Desk<'_>,
        connection: ConnectionId,
        identity: Identity,
        chosen_name: Option<String>,
    ) -> Session {
        let mut session = Session {
            endpoint: EndpointId(desk.ids.guid()),
            identity: Identity { name: None, ..identity.clone() },
            authorized: false,
            link: Link::new(),
            reach: Reach::Online(connection),
            leaving: false,
            legs: BTreeMap::new(),
            renew_ice_at: None,
        };
        session.authorize(desk, identity, chosen_name);
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

    fn to_user(&self, message: ToUser) -> Mail {
        Mail::User(self.identity.user.clone(), message)
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

    fn tell_calls(&self, desk: &mut Desk<'_>, presence: Presence) {
        for part in self.legs.values() {
            desk.post(Mail::Call(part.call.clone(), ToCall::Presence(self.endpoint.clone(), presence)));
        }
    }
}

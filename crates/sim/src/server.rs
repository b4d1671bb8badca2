//! The shell around the switchboard, as `offhook-server` is one: tokens, the first frame, connections that went silent.

use std::time::Duration;

use offhook_core::Token;
use offhook_protocol::{ApiError, ClientMessage, Frame, RawId, ServerMessage, Timestamp, close};
use offhook_switchboard::{Config, ConnectionId, Identity, Input, Received, Switchboard};
use serde::de::IgnoredAny;

/// How long a connection may be silent.
pub(crate) const IDLE: Duration = Duration::from_secs(30);

/// A server, and whether it runs.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) switchboard: Switchboard,
    pub(crate) config: Config,
    pub(crate) deadline: Option<Timestamp>,
    pub(crate) up: bool,
}

/// What the shell does about a frame.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// Passes it on.
    Pass(Input),
    /// Sends a last word and closes.
    Close(Option<ServerMessage>, u16),
}

impl Server {
    pub(crate) fn new(config: Config) -> Server {
        Server { switchboard: Switchboard::new(config.clone()), config, deadline: None, up: true }
    }
}

/// A token of the simulation says what it claims, and nothing else.
pub(crate) fn token(user: &RawId, name: &str, expires: Timestamp) -> Token {
    let jwt = format!("{user} {} {name}", expires.0);
    Token { jwt, user: user.clone(), expires }
}

/// A token that was not made by this server.
pub(crate) fn forged_token(user: &RawId, expires: Timestamp) -> Token {
    Token { jwt: "forged".to_owned(), user: user.clone(), expires }
}

fn verify(now: Timestamp, jwt: &str) -> Result<Identity, ApiError> {
    let mut parts = jwt.splitn(3, ' ');
    let (Some(user), Some(expires), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(ApiError::TOKEN_REFUSED);
    };
    let expires = Timestamp(expires.parse().map_err(|_| ApiError::TOKEN_REFUSED)?);
    if expires <= now {
        return Err(ApiError::TOKEN_REFUSED);
    }
    Ok(Identity { user: RawId(user.to_owned()), name: Some(name.to_owned()), tenant: None, expires })
}

/// Reads what came on a connection, whose first frame has to be a `Hello`.
pub(crate) fn judge(now: Timestamp, connection: ConnectionId, greeted: bool, text: &str) -> Verdict {
    let received = read(text);
    match (greeted, received) {
        (false, Received::Frame(Frame { ack, message: Some(ClientMessage::Hello(hello)), .. })) => {
            match verify(now, &hello.token) {
                Ok(identity) => Verdict::Pass(Input::Hello { connection, identity, hello, ack }),
                Err(error) => Verdict::Close(Some(ServerMessage::Refused(error)), close::UNAUTHORIZED),
            }
        }
        (false, _) => Verdict::Close(None, close::MALFORMED),
        (true, Received::Frame(Frame { seq, ack, message: Some(ClientMessage::Reauth { token }) })) => {
            let identity = verify(now, &token);
            Verdict::Pass(Input::Reauth { connection, seq, ack, identity })
        }
        (true, received) => Verdict::Pass(Input::Frame { connection, received }),
    }
}

/// A frame whose message this version does not know still tells its numbers.
fn read(text: &str) -> Received {
    let unknown = || {
        serde_json::from_str::<Frame<IgnoredAny>>(text).map(|frame| Frame { message: None, ..empty(frame) })
    };
    match serde_json::from_str(text).or_else(|_| unknown()) {
        Ok(frame) => Received::Frame(frame),
        Err(_) => Received::Malformed,
    }
}

fn empty<M>(frame: Frame<IgnoredAny>) -> Frame<M> {
    Frame { seq: frame.seq, ack: frame.ack, message: None }
}

use std::rc::Rc;

use offhook_protocol::{ApiError, ClientMessage, Frame, Timestamp};

use crate::event::Event;
use crate::input::{ConnectionId, RequestId};
use crate::media::MediaCommand;

/// A frame to the server. The message is kept until it is acknowledged, too.
pub type ClientFrame = Frame<Rc<ClientMessage>>;

/// What the shell has to do next, in the order in which it is polled.
#[derive(Clone, Debug)]
pub enum Output {
    /// Get a token from the app's credential; [`crate::Input::Token`] answers.
    FetchToken,
    /// Both frames to the server without a WebSocket, by what outlives the page (W3C Beacon): `Hello`, then `Bye`.
    Farewell(Vec<ClientFrame>),
    /// To the WebSocket.
    Socket(ConnectionId, SocketCommand),
    /// To the browser's media.
    Media(MediaCommand),
    /// Something that the app can see has changed. It is shown, in this order, after the method that caused it.
    Event(Event),
    /// A method is done. Queued behind the events, so that an event comes before the promise that caused it.
    Done(RequestId, Result<ApiValue, ApiError>),
    /// Nothing more to do: come back with an input, or with `Timeout` at this moment if there is one.
    Timeout(Option<Timestamp>),
}

/// What a method resolves with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ApiValue {
    /// `undefined`, or what the shell already has.
    Nothing,
    /// A string.
    Text(String),
}

/// To a WebSocket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SocketCommand {
    /// Open it, with the subprotocol `offhook.v1`.
    Open,
    /// Send a frame.
    Send(ClientFrame),
    /// Close it. Nothing that it still says matters.
    Close {
        /// A code that a browser may send: 1000, or 4000 and more.
        code: u16,
    },
}

use offhook_protocol::{Frame, ServerMessage, Timestamp};

use crate::input::ConnectionId;

/// What the shell has to do next, in the order in which it is polled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Output {
    /// Send a frame.
    Send(ConnectionId, Frame<ServerMessage>),
    /// Close a connection, after what was sent on it.
    Close(ConnectionId, CloseReason),
    /// Nothing more to do: come back with an input, or with `Timeout` at this moment if there is one.
    Timeout(Option<Timestamp>),
}

/// Why the server closes a connection: a code of [`offhook_protocol::close`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CloseReason(pub u16);

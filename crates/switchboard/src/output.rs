use offhook_protocol::{CallId, Frame, RawId, ServerMessage, ThreadId, Timestamp};

use crate::input::ConnectionId;

/// What the shell has to do next, in the order in which it is polled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Output {
    /// Send a frame.
    Send(ConnectionId, Frame<ServerMessage>),
    /// Close a connection, after what was sent on it.
    Close(ConnectionId, CloseReason),
    /// Look a chat up for a call; [`crate::Input::Thread`] answers.
    FindThread {
        /// Who asks.
        call: CallId,
        /// The chat.
        thread: ThreadId,
    },
    /// Store a new chat.
    CreateThread {
        /// Its id, which is in use already.
        thread: ThreadId,
        /// Of whoever placed the call.
        tenant: Option<String>,
        /// Who is in it. The first has made it.
        members: Vec<RawId>,
    },
    /// Nothing more to do: come back with an input, or with `Timeout` at this moment if there is one.
    Timeout(Option<Timestamp>),
}

/// Why the server closes a connection: a code of [`offhook_protocol::close`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CloseReason(pub u16);

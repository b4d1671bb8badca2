use offhook_protocol::{ApiError, CallId, ClientMessage, Frame, Hello, RawId, ThreadId, Timestamp};

/// Numbers a connection. Never reused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ConnectionId(pub u64);

/// 128 random bits, fresh for each input. Ids are derived from them, so they must not be guessable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fresh(pub u128);

/// Whom a valid token names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Identity {
    /// `sub`
    pub user: RawId,
    /// `name`
    pub name: Option<String>,
    /// `tid`
    pub tenant: Option<String>,
    /// `exp`, on the clock of the inputs.
    pub expires: Timestamp,
}

/// Everything that can happen to a switchboard.
#[derive(Clone, Debug)]
pub enum Input {
    /// The first frame of a connection was a `Hello`, and the shell verified its token.
    Hello {
        /// A new connection.
        connection: ConnectionId,
        /// Whom the token names.
        identity: Identity,
        /// What the client said.
        hello: Hello,
        /// The frame's `ack`.
        ack: u64,
    },
    /// A later frame of a connection.
    Frame {
        /// Which.
        connection: ConnectionId,
        /// What.
        received: Received,
    },
    /// A `Reauth` whose token the shell verified.
    Reauth {
        /// Which.
        connection: ConnectionId,
        /// The frame's `seq`.
        seq: u64,
        /// The frame's `ack`.
        ack: u64,
        /// Whom the token names, or why it was refused.
        identity: Result<Identity, ApiError>,
    },
    /// The connection is closed, however. Who leaves on purpose says `Bye` or `Leaving` before; a close code says nothing
    /// sure, as browsers send 1001 for pages that crash, too.
    Closed {
        /// Which.
        connection: ConnectionId,
    },
    /// The answer to [`crate::Output::FindThread`].
    Thread {
        /// The call that asked.
        call: CallId,
        /// The chat.
        thread: ThreadId,
        /// Who is in it; or [`ApiError::NO_SUCH_THREAD`], or [`ApiError::CHATS_UNAVAILABLE`] where that cannot be told now.
        members: Result<Vec<RawId>, ApiError>,
    },
    /// The moment that [`crate::Output::Timeout`] named has come. Harmless when early.
    Timeout,
}

/// What came on a connection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Received {
    /// A frame; its message is `None` also where this version does not know it.
    Frame(Frame<ClientMessage>),
    /// No frame of the protocol at all.
    Malformed,
}

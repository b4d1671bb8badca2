use serde::{Deserialize, Serialize};

use crate::{ApiError, CallPatch, CallView, EndpointId, IceConfiguration, LegId, PeerId, SessionId, Signal};

/// What the server says. All but `Welcome`, `Refused`, `Pong` and `Ice` are numbered and resent after a loss.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ServerMessage {
    /// The answer to `Hello`.
    Welcome(Welcome),
    /// The token of `Hello` was refused; the connection is closed after this.
    Refused(ApiError),
    /// The answer to `Ping`.
    Pong {
        /// The number of the last message sent, so that a lost one is noticed.
        last: u64,
    },
    /// Stands from now on for what `Welcome` said, whose credentials will expire. Who misses it gets another `Welcome`.
    Ice(IceConfiguration),
    /// A request was done, or not.
    Done {
        /// The number of the client's message.
        request: u64,
        /// Why not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        error: Option<ApiError>,
    },
    /// A new leg of this endpoint: an incoming call, or the one that it started.
    Call {
        /// The endpoint's leg.
        leg: LegId,
        /// All of it.
        view: CallView,
        /// The requests about it that wait for a chat to be looked up: their answers are still to come.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        waiting: Vec<u64>,
    },
    /// A leg of this endpoint has changed.
    Patch {
        /// The endpoint's leg.
        leg: LegId,
        /// What changed.
        patch: CallPatch,
    },
    /// From the other end of a peer.
    Negotiate {
        /// The endpoint's leg.
        leg: LegId,
        /// The peer.
        peer: PeerId,
        /// What the other end said.
        signal: Signal,
    },
    /// Stands for messages that were lost before it: these are all the legs of this endpoint, any other is gone, and
    /// a `Call` with the whole view follows for each. Requests that were not answered until now never will be, but for those that
    /// this names as waiting.
    Resync {
        /// The legs.
        legs: Vec<LegId>,
    },
}

/// A session begins, or goes on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Welcome {
    /// [`crate::VERSION`] of the server.
    pub version: u32,
    /// What to resume by.
    pub session: SessionId,
    /// This page, as others see it.
    pub endpoint: EndpointId,
    /// Whether this is the session that was asked for. If not, numbers start anew and all calls of the old one are
    /// gone.
    pub resumed: bool,
    /// After how many milliseconds without the network a call is given up.
    pub loss_timeout: u64,
    /// For the peers that are opened from now on, and for restarts of ICE.
    #[serde(default)]
    pub ice: IceConfiguration,
}

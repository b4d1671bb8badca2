//! The protocol between the calling SDK and `offhook-server`: the types here *are* the protocol.
//!
//! One WebSocket for each agent, subprotocol [`SUBPROTOCOL`], one JSON [`Frame`] in each text message. The first
//! frame of a connection is [`ClientMessage::Hello`], answered by [`ServerMessage::Welcome`] or
//! [`ServerMessage::Refused`]. Unknown fields and unknown messages are ignored, so that an old page and a new
//! server understand each other; `tests/snapshots` holds every message as it travels.
//!
//! This crate depends on serde and on nothing else, so it can be read without knowing the rest.

mod client;
mod end;
mod error;
mod frame;
mod id;
mod identifier;
mod link;
mod media;
mod server;
pub mod text;
mod time;
mod view;

pub use client::{ClientMessage, Hello, Join, Resume, Sources, StartCall, StartGroup};
pub use end::EndReason;
pub use error::ApiError;
pub use frame::Frame;
pub use id::{CallId, EndpointId, GroupId, LegId, PeerId, SessionId, ThreadId};
pub use identifier::{Cloud, Identifier, RawId, is_guid};
pub use link::{Link, Receipt};
pub use media::{
    Candidate, Description, DescriptionKind, IceConfiguration, IceServer, IceTransportPolicy, PeerState,
    Signal, Slot, SlotUse, Wanted,
};
pub use server::{ServerMessage, Welcome};
pub use time::Timestamp;
pub use view::{
    CallPatch, CallView, Direction, Group, LegState, Orders, ParticipantState, ParticipantView, PeerView,
    Track,
};

/// The WebSocket subprotocol that both ends must name (RFC 6455 section 1.9).
pub const SUBPROTOCOL: &str = "offhook.v1";

/// The path of the signaling WebSocket below the server's public URL.
pub const SIGNALING_PATH: &str = "/v1/signaling";

/// The protocol's version, sent in [`Hello`] and [`Welcome`]. It changes only when an old peer could not go on.
pub const VERSION: u32 = 1;

/// The largest text message that either end accepts, in bytes. A session description of a page with four slots is
/// about 6 kB.
pub const MAX_MESSAGE_BYTES: usize = 64 * 1024;

/// The longest display name that a user can choose, in bytes of UTF-8.
pub const LONGEST_NAME: usize = 256;

/// WebSocket close codes (RFC 6455 section 7.4; 4000 to 4999 are ours to define).
pub mod close {
    /// The user left on purpose, after a `Bye`.
    pub const NORMAL: u16 = 1000;
    /// The page went away. It says nothing sure: browsers send it for pages that crash, too.
    pub const GOING_AWAY: u16 = 1001;
    /// No close frame came: the connection was lost.
    pub const LOST: u16 = 1006;
    /// What was sent is no frame of this protocol.
    pub const MALFORMED: u16 = 4400;
    /// The token was refused; a `Refused` with the reason came before.
    pub const UNAUTHORIZED: u16 = 4401;
    /// No `Hello` came in time, or nothing at all for too long.
    pub const TIMED_OUT: u16 = 4408;
    /// A sequence number is missing; connect again and resume.
    pub const OUT_OF_ORDER: u16 = 4409;
    /// The session goes on over another connection.
    pub const REPLACED: u16 = 4410;
    /// Too many messages in too short a time.
    pub const TOO_FAST: u16 = 4429;
}

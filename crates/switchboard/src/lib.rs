//! The server's call control as a state machine, sans-IO: presence, ringing and calls.
//!
//! # The driving contract
//!
//! The shell passes in what happens with [`Switchboard::handle_input`], together with the time and a fresh random number,
//! then drains [`Switchboard::poll_output`] until it is [`Output::Timeout`]. `handle_input` cannot fail: a bad input becomes
//! an error message to the client that sent it.
//!
//! # The parts
//!
//! A [session](session) is one signed-in page, a [user](user) knows its sessions, a [call](call) is everything about one
//! call. They know each other by id only and talk by [mail](mail), so that one day they can live on different nodes.

mod call;
mod config;
mod desk;
mod ice;
mod input;
mod mail;
mod output;
mod policy;
mod session;
mod switchboard;
mod tally;
mod timers;
mod user;

pub use call::{CallRecord, Invitation, Leg, Member, Peer, PeerEnd, Stage, Wait};
pub use config::Config;
pub use ice::{Ice, TurnSecret};
pub use input::{ConnectionId, Fresh, Identity, Input, Received};
pub use output::{CloseReason, Output};
pub use policy::Policy;
pub use switchboard::Switchboard;
pub use tally::{CallState, Tally};

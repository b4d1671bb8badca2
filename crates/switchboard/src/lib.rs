//! The server's call control as a state machine, sans-IO: presence, ringing and calls.
//!
//! # The driving contract
//!
//! The shell passes in what happens with [`Switchboard::handle_input`], together with the time and a fresh random number,
//! then drains [`Switchboard::poll_output`] until it is [`Output::Timeout`]. `handle_input` cannot fail: a bad input becomes
//! an error message to the client that sent it.

mod input;
mod output;
mod switchboard;

pub use input::{ConnectionId, Fresh, Identity, Input, Received};
pub use output::{CloseReason, Output};
pub use switchboard::{Config, Switchboard};

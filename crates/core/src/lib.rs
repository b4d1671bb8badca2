//! The calling client as a state machine, sans-IO.
//!
//! # The driving contract
//!
//! A [`Client`] is one call agent and its calls. Its shell (the SDK in a browser, or the simulation) passes in what
//! happens with [`Client::handle_input`], together with the time, and then calls [`Client::poll_output`] and does what it
//! says, until that is [`Output::Timeout`]: mutate, drain until it is quiet, then mutate again.
//!
//! - `handle_input` cannot fail. Bad input becomes an output: [`Output::Done`] with an error, or the end of a call.
//! - There is no clock and no randomness in here: the time and fresh ids are passed in.
//! - Ids are never reused, so the late result of something that is gone is dropped by its id.
//! - After [`Output::Done`] of [`ApiCall::Dispose`] a client does nothing more.

mod adaptation;
mod call;
mod client;
mod desk;
mod event;
mod input;
mod media;
mod output;
mod peer;
mod quality;
mod reception;
mod session;
mod state;

pub use adaptation::Shape;
pub use client::{AgentKind, Client};
pub use event::{
    Caller, Diagnostic, DisconnectReason, Event, ParticipantChange, RemoteStream, RemoteStreamId,
};
pub use input::{
    ApiCall, CallMethod, ConnectionId, Input, LocalStreamId, RequestId, SocketEvent, SourceMethod,
    StartMedia, Token,
};
pub use media::{
    CaptureError, CaptureId, CaptureSource, MediaCommand, MediaEvent, MediaPeerId, Sample, Sound,
};
pub use output::{ApiValue, ClientFrame, Output, SocketCommand};
pub use quality::{MEASURED_EVERY, Quality};
pub use state::{CallState, RemoteParticipantState};

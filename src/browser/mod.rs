//! The browser, as the SDK needs it: sockets, timers, clock, devices, peer connections and rendering. No call logic lives
//! here; `offhook-core` says what to do by `MediaCommand`s and hears what happened.
//!
//! Nothing in here reports from within the method that caused it (see [`Sink`]), writes to the console, or outlives what
//! owns it: listeners and closures are dropped with their sockets, peers, captures and views.

mod arrivals;
mod audio_output;
mod candidates;
mod capture;
mod clock;
mod codec;
mod constraints;
mod devices;
mod environment;
mod gestures;
mod listening;
mod local_stream;
mod media;
mod meter;
mod negotiation;
mod open_stream;
mod page;
mod peer;
mod read;
mod rendering;
mod signal;
mod sink;
mod slots;
mod socket;
mod spawn;
pub(crate) mod stats;
mod timer;
mod watchers;
mod watching;

#[cfg(test)]
mod tests;

pub(crate) use audio_output::AudioOutput;
pub(crate) use capture::TrackKind;
pub(crate) use clock::{now, random_guid};
pub(crate) use devices::{Device, DeviceKind, Devices, ask_permission, list_devices, on_device_change};
pub(crate) use environment::Environment;
pub(crate) use local_stream::{LocalMedia, LocalStreams};
pub(crate) use media::Media;
pub(crate) use meter::Meter;
pub(crate) use open_stream::{OpenStream, on_open};
pub(crate) use page::{PageListeners, say_farewell};
pub(crate) use rendering::{FirstFrame, ScalingMode, Size, View};
pub(crate) use sink::Sink;
pub(crate) use socket::Socket;
pub(crate) use spawn::{ignore, spawn};
pub(crate) use timer::{Timer, pause};

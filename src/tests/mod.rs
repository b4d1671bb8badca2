//! The laws of the binding, in a browser: `cargo xtask test wasm`.
//!
//! Most tests hand the runtime what the core would say, and look at what an app sees. Those of [`sign_in`] run the
//! whole way, down to a fake WebSocket.

mod collection;
mod device_manager;
mod errors;
mod features;
mod identifiers;
mod identity;
mod listeners;
mod local_video;
mod media_stats;
mod objects;
mod order;
mod sign_in;
mod support;
mod tokens;
mod volume;

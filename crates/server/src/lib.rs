//! The server that Offhook's calling SDK talks to: HTTP, WebSockets and tokens around the call control of
//! `offhook_switchboard`, which knows nothing of them.
//!
//! ```text
//! WebSocket --- connection ---+                          +--- connection --- WebSocket
//!                             +--> hub -> Switchboard -->+
//! WebSocket --- connection ---+    (one task owns it)    +--- connection --- WebSocket
//! ```
//!
//! Beside it stands what is asked for by plain HTTP, of which chats (`graph`) last in a database (`storage`).
//!
//! A connection's task checks what comes (size, rate, form, token) before the hub sees it, and writes what the hub
//! queues for it.

mod auth;
mod clock;
pub mod commands;
pub mod config;
mod graph;
mod http;
mod listener;
mod metrics;
mod read_ahead;
mod server;
mod serving;
mod shutdown;
mod signaling;
mod storage;
mod tls;

pub use server::{Server, StartError};
pub use shutdown::Shutdown;

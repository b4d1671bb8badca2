//! A real server process, real sockets.

mod calls;
mod client;
mod http;
mod limits;
mod process;
mod server;
mod tokens;

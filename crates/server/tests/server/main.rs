//! A real server process, real sockets.

mod calls;
mod chats;
mod client;
mod commands;
mod graph;
mod groups;
mod http;
mod ice;
mod limits;
mod operation;
mod process;
mod server;
mod tls;
mod tokens;

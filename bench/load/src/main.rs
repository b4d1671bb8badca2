//! `offhook-load`: what a client, a message and a call cost the server, measured from outside.
//!
//! It starts the server, connects clients that speak the real protocol, and prints one line of JSON.

mod call;
mod calls;
mod client;
mod idle;
mod process;
mod relay;
mod server;

use anyhow::Result;
use clap::{Parser, Subcommand};
use serde_json::Value;

use crate::server::Target;

/// What a client, a message and a call cost the server.
#[derive(Debug, Parser)]
#[command(name = "offhook-load")]
struct Cli {
    #[command(flatten)]
    target: Target,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Memory for each client that is signed in and does nothing
    Idle(idle::Options),
    /// Processor time for each message from one client to another
    Relay(relay::Options),
    /// Processor time for each call, from its start until it is hung up
    Calls(calls::Options),
}

// One thread, as it shares the machine with what it measures.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let Cli { target, command } = Cli::parse();
    println!("{}", run(&target, command).await?);
    Ok(())
}

async fn run(target: &Target, command: Command) -> Result<Value> {
    match command {
        Command::Idle(options) => idle::run(target, &options).await,
        Command::Relay(options) => relay::run(target, &options).await,
        Command::Calls(options) => calls::run(target, &options).await,
    }
}

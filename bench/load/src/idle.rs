//! Memory of clients that are signed in and do nothing.

use anyhow::{Result, ensure};
use clap::Args;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::client::{Client, all_go_on};
use crate::server::{PING_INTERVAL, Server, Target};

/// Between two pings, a while after some.
const SETTLED: f64 = 2.5;

/// How many clients. What each takes is the slope between the two counts, so that what the server takes by itself does
/// not matter.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The first count
    #[arg(long, default_value_t = 2000)]
    fewer: usize,
    /// The second count; each takes a file descriptor here and one of the server's
    #[arg(long, default_value_t = 8000)]
    more: usize,
}

pub(crate) async fn run(target: &Target, options: &Options) -> Result<Value> {
    let Options { fewer, more } = *options;
    ensure!(fewer < more, "`--fewer` has to be less than `--more`");
    let server = target.start().await?;
    let mut clients = JoinSet::new();
    let with_fewer = with_clients(&server, &mut clients, fewer).await?;
    let with_more = with_clients(&server, &mut clients, more).await?;
    Ok(json!({
        "measure": "idle",
        "clients": [fewer, more],
        "bytes": [with_fewer, with_more],
        "bytes_per_client": with_more.saturating_sub(with_fewer) / (more - fewer) as u64,
    }))
}

/// The server's memory with so many of them.
async fn with_clients(server: &Server, clients: &mut JoinSet<Result<()>>, count: usize) -> Result<u64> {
    while clients.len() < count {
        clients.spawn(stay(Client::open(server).await?));
    }
    sleep(PING_INTERVAL.mul_f64(SETTLED)).await;
    all_go_on(clients)?;
    server.measured().memory()
}

/// Answers pings, as whoever reads does.
async fn stay(mut client: Client) -> Result<()> {
    loop {
        client.frame().await?;
    }
}

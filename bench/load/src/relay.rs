//! Processor time of messages from one client to another.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep};

use crate::call::{Call, Pair, description};
use crate::client::{Client, all_go_on};
use crate::server::{Server, Target};

/// How much is relayed. In each pair the one who calls sends session descriptions to the other, in a call if the server
/// knows calls.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Pairs of clients
    #[arg(long, default_value_t = 100)]
    pairs: usize,
    /// Messages of all pairs together in a second
    #[arg(long, default_value_t = 2000)]
    rate: usize,
    /// Bytes of a message, about
    #[arg(long, default_value_t = 2048)]
    bytes: usize,
    /// How long
    #[arg(long, default_value_t = 10)]
    seconds: u64,
}

pub(crate) async fn run(target: &Target, options: &Options) -> Result<Value> {
    let server = target.start().await?;
    let pairs = open(&server, options).await?;
    let period = Duration::from_secs(options.seconds);
    let idle = over(&server, period).await?;
    let relayed = Arc::new(AtomicU64::new(0));
    let every = Duration::from_secs_f64(options.pairs as f64 / options.rate as f64);
    let mut clients = JoinSet::new();
    for (pair, call) in pairs {
        clients.spawn(send(pair.caller, call, options.bytes, every));
        clients.spawn(receive(pair.callee, relayed.clone()));
        // Each at a moment of its own.
        sleep(every / u32::try_from(options.pairs)?).await;
    }
    sleep(Duration::from_secs(1)).await;
    let before = relayed.load(Ordering::Relaxed);
    let busy = over(&server, period).await?;
    let messages = relayed.load(Ordering::Relaxed) - before;
    all_go_on(&mut clients)?;
    let cpu = busy.saturating_sub(idle);
    Ok(json!({
        "measure": "relay",
        "pairs": options.pairs,
        "message_bytes": options.bytes,
        "messages_per_second": messages as f64 / period.as_secs_f64(),
        "cpu_seconds_idle": idle.as_secs_f64(),
        "cpu_seconds_busy": busy.as_secs_f64(),
        "cpu_us_per_message": cpu.as_secs_f64() * 1e6 / messages as f64,
    }))
}

async fn open(server: &Server, options: &Options) -> Result<Vec<(Pair, Call)>> {
    let mut pairs = Vec::new();
    for _ in 0..options.pairs {
        let mut pair = Pair::open(server).await?;
        let call = if server.signs_in { pair.call(options.bytes).await? } else { Call::none() };
        pairs.push((pair, call));
    }
    Ok(pairs)
}

/// The server's processor time over the next while.
async fn over(server: &Server, period: Duration) -> Result<Duration> {
    let before = server.measured().cpu()?;
    sleep(period).await;
    Ok(server.measured().cpu()? - before)
}

async fn send(mut client: Client, call: Call, bytes: usize, every: Duration) -> Result<()> {
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => client.say(call.offer(bytes)).await?,
            frame = client.frame() => drop(client.take(frame?).await?),
        }
    }
}

async fn receive(mut client: Client, relayed: Arc<AtomicU64>) -> Result<()> {
    loop {
        client.until(description).await?;
        relayed.fetch_add(1, Ordering::Relaxed);
    }
}

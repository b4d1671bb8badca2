//! Processor time of messages from one client to another.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, sleep};

use crate::call::{Call, Pair, description};
use crate::client::{Client, all_go_on};
use crate::server::{Server, Target};

/// Between silence and what is measured.
const WARM_UP: Duration = Duration::from_secs(2);

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
    let period = Duration::from_secs(options.seconds);
    let pairs = open(&server, options).await?;
    let mut clients = JoinSet::new();
    let relayed = start(&mut clients, pairs, options, Instant::now() + period + WARM_UP / 2);
    let idle = over(&server, period).await?;
    sleep(WARM_UP).await;
    let before = relayed.load(Ordering::Relaxed);
    let busy = over(&server, period).await?;
    let messages = relayed.load(Ordering::Relaxed) - before;
    all_go_on(&mut clients)?;
    Ok(json!({
        "measure": "relay",
        "pairs": options.pairs,
        "message_bytes": options.bytes,
        "messages_per_second": messages as f64 / period.as_secs_f64(),
        "cpu_seconds_idle": idle.as_secs_f64(),
        "cpu_seconds_busy": busy.as_secs_f64(),
        "cpu_us_per_message": busy.saturating_sub(idle).as_secs_f64() * 1e6 / messages as f64,
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

/// Has all of them send from then on, each at a moment of its own. How many messages have come through.
fn start(
    clients: &mut JoinSet<Result<()>>,
    pairs: Vec<(Pair, Call)>,
    options: &Options,
    first: Instant,
) -> Arc<AtomicU64> {
    let relayed = Arc::new(AtomicU64::new(0));
    let between = Duration::from_secs_f64(1.0 / options.rate as f64);
    let every = between.mul_f64(options.pairs as f64);
    let moments = (0..).map(|index| first + between * index);
    for ((pair, call), first) in pairs.into_iter().zip(moments) {
        clients.spawn(send(pair.caller, call, options.bytes, interval_at(first, every)));
        clients.spawn(receive(pair.callee, relayed.clone()));
    }
    relayed
}

/// The server's processor time over the next while.
async fn over(server: &Server, period: Duration) -> Result<Duration> {
    let before = server.measured().cpu()?;
    sleep(period).await;
    Ok(server.measured().cpu()? - before)
}

async fn send(mut client: Client, call: Call, bytes: usize, mut ticks: Interval) -> Result<()> {
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

//! Processor time of whole calls.

use std::time::Duration;

use anyhow::{Result, ensure};
use clap::Args;
use futures_util::future::try_join_all;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::call::Pair;
use crate::server::Target;

/// How much is called. A pair calls again as soon as it has hung up.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Pairs of clients that call at the same time
    #[arg(long, default_value_t = 20)]
    pairs: usize,
    /// Bytes of a session description
    #[arg(long, default_value_t = 2048)]
    bytes: usize,
    /// How long
    #[arg(long, default_value_t = 10)]
    seconds: u64,
}

pub(crate) async fn run(target: &Target, options: &Options) -> Result<Value> {
    ensure!(target.has_calls(), "a plain relay has no calls");
    let server = target.start().await?;
    let mut pairs = Vec::new();
    for _ in 0..options.pairs {
        pairs.push(Pair::open(&server).await?);
    }
    let before = server.measured().cpu()?;
    let until = Instant::now() + Duration::from_secs(options.seconds);
    let calling = pairs.iter_mut().map(|pair| call_until(pair, options.bytes, until));
    let calls: u64 = try_join_all(calling).await?.iter().sum();
    let cpu = server.measured().cpu()? - before;
    Ok(json!({
        "measure": "calls",
        "pairs": options.pairs,
        "description_bytes": options.bytes,
        "calls": calls,
        "cpu_us_per_call": cpu.as_secs_f64() * 1e6 / calls as f64,
        "calls_per_cpu_second": calls as f64 / cpu.as_secs_f64(),
    }))
}

/// How many calls there were.
async fn call_until(pair: &mut Pair, description_bytes: usize, until: Instant) -> Result<u64> {
    let mut calls = 0;
    while Instant::now() < until {
        let call = pair.call(description_bytes).await?;
        pair.hang_up(call).await?;
        calls += 1;
    }
    Ok(calls)
}

//! `offhook-server`: reads the configuration, then serves until it is told to stop.

use std::io::IsTerminal;
use std::process::ExitCode;

use offhook_server::Server;
use offhook_server::config::{Options, command};
use tracing::info;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// What was configured cannot work; the same code as for an unknown flag.
const MISCONFIGURED: u8 = 2;
const FAILED: u8 = 1;

fn main() -> ExitCode {
    let options = match Options::load(&command().get_matches(), std::env::vars_os()) {
        Ok(options) => options,
        Err(error) => return fail(MISCONFIGURED, &error),
    };
    start_logging();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(FAILED, &error),
    };
    match runtime.block_on(serve(options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(FAILED, &error),
    }
}

async fn serve(options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let stop = told_to_stop()?;
    let server = Server::bind(options).await?;
    info!("listening on http://{}", server.local_addr());
    Ok(server.run(stop).await?)
}

fn fail(code: u8, error: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("offhook-server: {error}");
    ExitCode::from(code)
}

/// `RUST_LOG` sets the level, as a whole or for a target: `info`, `offhook_server=debug`.
fn start_logging() {
    let default = Targets::new().with_default(LevelFilter::INFO);
    let filter = std::env::var("RUST_LOG").ok().and_then(|wanted| wanted.parse().ok()).unwrap_or(default);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    tracing_subscriber::registry().with(lines).with(filter).init();
}

/// Listens for the signals that stop a server, from now on.
#[cfg(unix)]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Listens for the signals that stop a server, from now on.
#[cfg(windows)]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move { drop(interrupt.recv().await) })
}

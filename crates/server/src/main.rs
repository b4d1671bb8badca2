//! `offhook-server`: reads the configuration, then serves until it is told to stop.

mod logging;
mod signals;

use std::process::ExitCode;

use offhook_server::commands;
use offhook_server::config::{Options, command};
use offhook_server::{Server, Shutdown, StartError};
use tracing::info;

/// What was configured or typed cannot work; the same code as for an unknown flag.
const MISCONFIGURED: u8 = 2;
const FAILED: u8 = 1;

fn main() -> ExitCode {
    let matches = command().get_matches();
    match commands::run(&matches, std::env::vars_os()) {
        Some(Ok(said)) => {
            println!("{said}");
            return ExitCode::SUCCESS;
        }
        Some(Err(error)) => return fail(MISCONFIGURED, &error),
        None => {}
    }
    let options = match Options::load(&matches, std::env::vars_os()) {
        Ok(options) => options,
        Err(error) => return fail(MISCONFIGURED, &error),
    };
    logging::start(&options.config.log);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(FAILED, &error),
    };
    match runtime.block_on(serve(options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error @ StartError::Config(_)) => fail(MISCONFIGURED, &error),
        Err(error) => fail(FAILED, &error),
    }
}

async fn serve(options: Options) -> Result<(), StartError> {
    let shutdown = Shutdown::default();
    signals::stop(&shutdown).map_err(StartError::Signals)?;
    let server = Server::bind(options, shutdown).await?;
    if let Some(reload) = server.reloading() {
        signals::reload(reload).map_err(StartError::Signals)?;
    }
    info!("listening on {}", server.url());
    server.run().await
}

fn fail(code: u8, error: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("offhook-server: {error}");
    ExitCode::from(code)
}

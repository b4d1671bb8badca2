//! `cargo xtask demo`: from a fresh checkout to the demo page.

use std::{net::TcpListener, path::PathBuf, process::Command};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::{disk, npm, package, paths, step::run as run_step, tools};

/// Where to serve.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The address to serve on; port 0 is any free one, which the server then names
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: String,
}

/// Builds everything and serves the demo page until it is stopped.
pub(crate) fn run(options: &Options) -> Result<()> {
    // Said before minutes of building, not after.
    check_port(&options.listen)?;
    disk::warn_if_scarce();
    package::build()?;
    build_page()?;
    let server = build_server()?;
    println!("\n{} (Ctrl+C ends it)\n", invitation(&options.listen));
    let status = serve(&server, &options.listen).status().with_context(|| server.display().to_string())?;
    ensure!(status.success(), "the server ended: {status}");
    Ok(())
}

/// Only the server knows which port it found, and says it.
fn invitation(listen: &str) -> String {
    if listen.ends_with(":0") {
        return "Open the page that the server names below".to_owned();
    }
    format!("Open http://{}/", listen.replace("127.0.0.1", "localhost"))
}

fn check_port(listen: &str) -> Result<()> {
    TcpListener::bind(listen).map(drop).with_context(|| {
        format!("{listen} cannot be listened on; is something else there? `cargo xtask demo --listen 127.0.0.1:8081`")
    })
}

/// Builds the demo page, which uses the package as an app would.
pub(crate) fn build_page() -> Result<()> {
    let dir = paths::root().join("www");
    npm::install(&dir)?;
    npm::run_script("demo page (www)", &dir, "build")
}

/// Builds the server and tells where its binary is.
///
/// Not optimized: two people on a page do not notice, and a first build takes less than half as long as with `--release`
/// (measured: 80 s of processor time, not 173; 146 with `opt-level = 1`).
pub(crate) fn build_server() -> Result<PathBuf> {
    let mut command = tools::cargo();
    command.args(["build", "--package", "offhook-server"]);
    run_step("server (cargo build)", &mut command)?;
    let name = format!("offhook-server{}", std::env::consts::EXE_SUFFIX);
    Ok(paths::cargo_target().join("debug").join(name))
}

fn serve(server: &std::path::Path, listen: &str) -> Command {
    let mut command = Command::new(server);
    command.args(["--dev", "--listen", listen, "--data"]).arg(paths::root().join("target/demo-data"));
    command
}

//! `cargo xtask bench`: Offhook beside the raw browser and beside others, all of it or the parts that are named.

use std::{path::PathBuf, process::Command};

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::{
    npm,
    package::{self, Package},
    paths,
    step::run as run_step,
    tools,
};

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The parts to run; all of them where none is named
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// How often each arm takes its turn
    #[arg(long, default_value_t = 30)]
    rounds: u32,
}

/// A part of the benchmark: a file of `bench/parts`, and a section of `bench/RESULTS.md`.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Part {
    /// What an app downloads
    Bytes,
    /// From asking for the script to the first object
    Load,
    /// Ringing, and accepting to the first audio
    Calls,
    /// From nothing signed in to the first audio
    Setup,
    /// Somebody joins a call of many
    Groups,
    /// What others in a call notice of who goes and comes
    Gaps,
    /// What a page holds after a thousand calls
    Memory,
    /// What a client, a message and a call cost the server
    Server,
}

/// What the parts are run with.
struct Ground {
    package: Package,
    server: PathBuf,
    /// What makes the server work.
    load: PathBuf,
    browser: PathBuf,
    firefox: PathBuf,
    /// For the part that needs it. Where there is none and none can be built, its arm is left out and the results say so.
    livekit: Option<PathBuf>,
}

/// Measures, and writes `bench/RESULTS.md`.
pub(crate) fn run(options: &Options) -> Result<()> {
    let parts = if options.parts.is_empty() { Part::value_variants() } else { &options.parts };
    let ground = prepare(parts)?;
    for &part in parts {
        measure(&ground, part, options.rounds)?;
    }
    println!("\n{}", paths::root().join("bench/RESULTS.md").display());
    Ok(())
}

/// Everything is built before the first measurement: what compiles meanwhile would be measured too.
fn prepare(parts: &[Part]) -> Result<Ground> {
    let package = package::build()?;
    npm::install(&paths::root().join("bench"))?;
    let [server, load] = binaries()?;
    Ok(Ground {
        package,
        server,
        load,
        browser: tools::browser()?.binary,
        firefox: tools::firefox()?,
        livekit: if parts.contains(&Part::Setup) { tools::livekit_server()? } else { None },
    })
}

/// The server as operators run it, and the load generator.
fn binaries() -> Result<[PathBuf; 2]> {
    let names = ["offhook-server", "offhook-load"];
    let mut command = tools::cargo();
    command.args(["build", "--release"]).args(names.map(|name| format!("--package={name}")));
    run_step("server and load generator (cargo build --release)", &mut command)?;
    let folder = paths::cargo_target().join("release");
    Ok(names.map(|name| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))))
}

fn measure(ground: &Ground, part: Part, rounds: u32) -> Result<()> {
    let name = part.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let mut command = Command::new("node");
    command.arg(paths::root().join("bench/run.mjs")).arg(&name);
    command.env("OFFHOOK_BENCH_ROUNDS", rounds.to_string());
    command.env("OFFHOOK_PACKAGE", &ground.package.folder).env("OFFHOOK_SERVER", &ground.server);
    command.env("OFFHOOK_LOAD", &ground.load);
    command.env("OFFHOOK_BROWSER", &ground.browser).env("OFFHOOK_FIREFOX", &ground.firefox);
    if let Some(livekit) = &ground.livekit {
        command.env("OFFHOOK_LIVEKIT_SERVER", livekit);
    }
    run_step(&format!("measure: {name}"), &mut command).map(drop)
}

//! The project's own commands: `cargo xtask demo`, `test`, `package`, `size`, `bench`.
//!
//! Each command starts from a fresh checkout, installs what it needs, and says so.

mod bench;
mod demo;
mod disk;
mod npm;
mod package;
mod paths;
mod size;
mod step;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build everything and serve the demo page
    Demo(demo::Options),
    /// Run every test there is, or the parts that are named
    Test(test::Options),
    /// Build the npm package into target/npm
    Package,
    /// Measure what an app downloads to place a call
    Size,
    /// Measure calls beside the raw browser and beside others
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Demo(options) => demo::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Package => package::build().map(|package| package.print()),
        Command::Size => size::run(),
        Command::Bench(options) => bench::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

//! `cargo xtask test`: everything, or the parts that are named.

mod parts;
mod session;
mod tally;

use std::time::Instant;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};

use self::{session::Session, tally::Tally};
use crate::{disk, step::seconds};

/// What to test.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The parts to run; all of them where none is named
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// Stop after the first part that fails
    #[arg(long)]
    fail_fast: bool,
}

/// A part of the tests, in the order in which they run: what is quick and finds most comes first.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(crate) enum Part {
    /// Formatters, clippy, type checks
    Lint,
    /// Wire protocol, client core, the server's call control, these commands, statistics of the benchmark
    Unit,
    /// Whole calls in a simulated world
    Sim,
    /// The server as a process
    Server,
    /// The packed npm package, as apps use it, and its size
    Package,
    /// The package's types against apps and against those they were written for
    Types,
    /// The demo page
    Www,
    /// The binding's laws in a headless browser
    Wasm,
    /// Calls between browsers
    E2e,
}

/// Runs the parts, then says how many checks passed.
pub(crate) fn run(options: &Options) -> Result<()> {
    disk::warn_if_scarce();
    let mut session = Session::default();
    let mut total = Tally::default();
    let mut summary = Vec::new();
    for &part in Part::value_variants() {
        if !options.parts.is_empty() && !options.parts.contains(&part) {
            continue;
        }
        let start = Instant::now();
        let tally = run_part(&mut session, part);
        summary.push(format!(
            "{:<8} {:>4} passed {:>3} failed {:>9}",
            name(part),
            tally.passed,
            tally.failed,
            seconds(start.elapsed())
        ));
        total += tally;
        if options.fail_fast && tally.failed > 0 {
            break;
        }
    }
    println!("\n{}\n\n{} passed, {} failed", summary.join("\n"), total.passed, total.failed);
    ensure!(total.failed == 0, "{} failed", total.failed);
    Ok(())
}

/// What a part cannot begin without may be missing: that is a failure of the part, and the others still run.
fn run_part(session: &mut Session, part: Part) -> Tally {
    println!("\n{}", name(part));
    let before = session.tally();
    if let Err(error) = parts::run(session, part) {
        println!("{error:#}");
        session.fail();
    }
    session.since(before)
}

fn name(part: Part) -> String {
    part.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

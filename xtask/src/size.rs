//! What an app downloads to place a call, and the budget that holds it.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{
    package::{self, Package},
    paths,
    step::run as run_step,
};

/// All that an app downloads to place a one-to-one call, as brotli makes it: JS, wasm, and the dependencies that they
/// need. 75,000 of it are for one-to-one calls, 14,000 for what is measured in calls of every kind, 5,000 for calls of many, the rest
/// for what a user may do in a call. The whole surface (meetings and features, too) has 100,000 in all.
const BUDGET: usize = 95_200;

/// One line of the table.
#[derive(Debug)]
struct Part {
    name: String,
    bytes: usize,
    brotli: usize,
}

/// Builds the package and prints its sizes.
pub(crate) fn run() -> Result<()> {
    check(&package::build()?)
}

/// Prints the sizes of a package; fails if an app's download is over the budget.
pub(crate) fn check(package: &Package) -> Result<()> {
    let parts = measure(package)?;
    println!("\n{:<54}{:>10}{:>10}", "", "bytes", "brotli");
    for part in &parts {
        println!("{:<54}{:>10}{:>10}", part.name, part.bytes, part.brotli);
    }
    println!("{:<54}{:>10}{BUDGET:>10}\n", "budget", "");
    let total = parts.last().context("xtask/size.mjs printed nothing")?.brotli;
    ensure!(
        total <= BUDGET,
        "an app downloads {total} bytes to place a call, {} over the budget",
        total - BUDGET
    );
    Ok(())
}

/// The parts; what the app downloads in all comes last.
fn measure(package: &Package) -> Result<Vec<Part>> {
    let mut command = Command::new("node");
    command.arg(paths::root().join("xtask/size.mjs")).arg(&package.parts).arg(&package.folder);
    let output = run_step("sizes (brotli, quality 11)", &mut command)?;
    output
        .lines()
        .map(|line| part(line).with_context(|| format!("xtask/size.mjs printed `{line}`")))
        .collect()
}

fn part(line: &str) -> Option<Part> {
    let mut fields = line.split('\t');
    let (name, bytes, brotli) = (fields.next()?, fields.next()?, fields.next()?);
    Some(Part { name: name.to_owned(), bytes: bytes.parse().ok()?, brotli: brotli.parse().ok()? })
}

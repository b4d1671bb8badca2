//! One run of the tests: what was counted, and what was built already.

use std::{path::PathBuf, process::Command};

use anyhow::{Result, ensure};

use super::tally::{Runner, Tally};
use crate::{
    demo,
    package::{self, Package},
    step::{Outcome, capture, step},
};

/// What the parts share. Whatever several of them need is built once.
#[derive(Debug, Default)]
pub(super) struct Session {
    tally: Tally,
    package: Option<Package>,
    page: bool,
    server: Option<PathBuf>,
}

impl Session {
    /// What was counted so far.
    pub(super) fn tally(&self) -> Tally {
        self.tally
    }

    /// What was counted since it was `before`.
    pub(super) fn since(&self, before: Tally) -> Tally {
        Tally { passed: self.tally.passed - before.passed, failed: self.tally.failed - before.failed }
    }

    /// Counts a failure that no runner counted.
    pub(super) fn fail(&mut self) {
        self.tally.failed += 1;
    }

    /// Runs a check and counts what it says; its output is shown if it fails.
    pub(super) fn check(&mut self, name: &str, runner: Runner, command: &mut Command) {
        let mut tally = Tally::default();
        let result = step(name, || {
            let Outcome { output, succeeded } = capture(command)?;
            tally = runner.tally(&output, succeeded);
            ensure!(tally.failed == 0, "{}", output.trim_end());
            ensure!(tally.passed > 0, "no test ran; the runner says:\n{}", output.trim_end());
            Ok(())
        });
        tally.failed = tally.failed.max(usize::from(result.is_err()));
        self.tally += tally;
        self.show(result);
    }

    /// Counts a check that runs here.
    pub(super) fn check_that(&mut self, result: Result<()>) {
        let passed = usize::from(result.is_ok());
        self.tally += Tally { passed, failed: 1 - passed };
        self.show(result);
    }

    fn show(&self, result: Result<()>) {
        if let Err(error) = result {
            println!("{error:#}");
        }
    }

    /// The npm package.
    pub(super) fn package(&mut self) -> Result<&Package> {
        if self.package.is_none() {
            self.package = Some(package::build()?);
        }
        Ok(self.package.as_ref().expect("was built above"))
    }

    /// The demo page.
    pub(super) fn page(&mut self) -> Result<()> {
        if !self.page {
            self.package()?;
            demo::build_page()?;
            self.page = true;
        }
        Ok(())
    }

    /// The server's binary, which has the demo page in it.
    pub(super) fn server(&mut self) -> Result<PathBuf> {
        if self.server.is_none() {
            self.page()?;
            self.server = Some(demo::build_server()?);
        }
        Ok(self.server.clone().expect("was built above"))
    }
}

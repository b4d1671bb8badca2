//! What the kernel says of a process.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use nix::unistd::{SysconfVar, sysconf};

/// A process that is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Process(pub(crate) u32);

impl Process {
    /// The memory that the process has made itself, in bytes: `Anonymous` of `smaps_rollup`. RSS has the pages of the
    /// program's file in it as well, which more clients do not make more.
    pub(crate) fn memory(self) -> Result<u64> {
        let text = self.read("smaps_rollup")?;
        let line =
            text.lines().find_map(|line| line.strip_prefix("Anonymous:")).context("no `Anonymous:`")?;
        let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kilobytes * 1024)
    }

    /// The processor time of all its threads, in the process and in the kernel on its behalf: `utime` and `stime` of
    /// `stat`. The kernel counts their sum exactly and tells it in ticks, mostly of 10 ms.
    pub(crate) fn cpu(self) -> Result<Duration> {
        let text = self.read("stat")?;
        // The name of the program comes second, in parentheses, and may have spaces in it.
        let (_, fields) = text.rsplit_once(')').context("no name")?;
        let ticks: Vec<u64> = fields.split_whitespace().skip(11).take(2).flat_map(str::parse).collect();
        let ticks_per_second = sysconf(SysconfVar::CLK_TCK)?.context("no CLK_TCK")?;
        Ok(Duration::from_secs_f64(ticks.iter().sum::<u64>() as f64 / ticks_per_second as f64))
    }

    fn read(self, file: &str) -> Result<String> {
        let path = format!("/proc/{}/{file}", self.0);
        fs::read_to_string(&path).with_context(|| path)
    }
}

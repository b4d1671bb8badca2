//! A step of a command: one line with its duration; its output only if it fails.

use std::{
    io::{IsTerminal, Read, Seek, SeekFrom, Write, stdout},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

/// What a command printed, both streams in the order of their lines, and how it ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Both streams, as they came.
    pub(crate) output: String,
    /// Whether it ended with 0.
    pub(crate) succeeded: bool,
}

/// Runs `work` as a step that is printed as `name`.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    announce(name);
    let result = work();
    let mark = if result.is_ok() { "ok  " } else { "FAIL" };
    println!("{mark} {:>7}  {name}", seconds(start.elapsed()));
    result
}

/// Runs a command as a step, quietly; if it fails, the error carries what it printed.
pub(crate) fn run(name: &str, command: &mut Command) -> Result<String> {
    step(name, || {
        let outcome = capture(command)?;
        if !outcome.succeeded {
            bail!("`{}` failed:\n{}", line(command), outcome.output.trim_end());
        }
        Ok(outcome.output)
    })
}

/// Runs a command to its end and keeps what it prints. Both streams go to one file, so that their lines stay in order.
pub(crate) fn capture(command: &mut Command) -> Result<Outcome> {
    let mut log = tempfile::tempfile()?;
    let status = command
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log.try_clone()?)
        .status()
        .with_context(|| format!("`{}` could not be started", line(command)))?;
    log.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    log.read_to_end(&mut bytes)?;
    let output = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Outcome { output, succeeded: status.success() })
}

/// A duration as a person reads it.
pub(crate) fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

/// Who looks at a terminal sees what is being waited for; the step's line is written over it.
fn announce(name: &str) {
    if stdout().is_terminal() {
        print!("...           {name}\r");
        // A line that only entertains may be lost.
        let _ = stdout().flush();
    }
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

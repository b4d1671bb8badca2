//! A step of a command: one line as it begins, one with its duration; its output only if it fails.

use std::{
    io::{IsTerminal, Read, Seek, SeekFrom, Write, stdout},
    process::{Command, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
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
    let result = if stdout().is_terminal() {
        counting(name, start, work)
    } else {
        println!("{}", waiting(None, name));
        work()
    };
    println!("{}", done(result.is_ok(), start.elapsed(), name));
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

/// Says every second for how long the step lasts already, on a line that its last is written over.
fn counting<T>(name: &str, start: Instant, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (working, ended) = mpsc::channel::<()>();
        scope.spawn(move || {
            loop {
                print!("{}\r", waiting(Some(start.elapsed()), name));
                // A line that only entertains may be lost.
                let _ = stdout().flush();
                if ended.recv_timeout(Duration::from_secs(1)) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
            }
        });
        let result = work();
        drop(working);
        result
    })
}

fn waiting(lasts: Option<Duration>, name: &str) -> String {
    let lasts = lasts.map(|lasts| format!("{} s", lasts.as_secs())).unwrap_or_default();
    format!("...  {lasts:>7}  {name}")
}

fn done(succeeded: bool, duration: Duration, name: &str) -> String {
    let mark = if succeeded { "ok  " } else { "FAIL" };
    format!("{mark} {:>7}  {name}", seconds(duration))
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{done, waiting};
    use std::time::Duration;

    #[test]
    fn a_step_is_written_over_its_announcement() {
        let lasts = Duration::from_millis(12_345);
        let (first, later, after) =
            (waiting(None, "server"), waiting(Some(lasts), "server"), done(true, lasts, "server"));
        assert_eq!(first, "...           server");
        assert_eq!(later, "...     12 s  server");
        assert_eq!(after, "ok    12.3 s  server");
        assert_eq!([first.len(), later.len()], [after.len(); 2]);
        assert_eq!(done(false, Duration::from_secs(1), "server"), "FAIL   1.0 s  server");
    }
}

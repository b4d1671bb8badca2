use std::fmt;

use offhook_protocol::Timestamp;

/// What happened in a world, a line each, to be read when something went wrong.
#[derive(Debug, Default)]
pub struct Trace {
    lines: Option<Vec<String>>,
}

impl Trace {
    /// Writes nothing down, which is faster.
    pub fn off() -> Trace {
        Trace { lines: None }
    }

    /// Writes everything down.
    pub fn on() -> Trace {
        Trace { lines: Some(Vec::new()) }
    }

    /// Adds a line, which is only made where it is wanted.
    pub(crate) fn note(&mut self, now: Timestamp, line: impl FnOnce() -> String) {
        if let Some(lines) = &mut self.lines {
            lines.push(format!("{:>9}.{:03}  {}", now.0 / 1000, now.0 % 1000, line()));
        }
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().flatten().try_for_each(|line| writeln!(f, "{line}"))
    }
}

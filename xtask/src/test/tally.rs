//! How many checks passed: read from the closing lines of the runners.

use std::ops::AddAssign;

/// Counts of checks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    /// Those that passed.
    pub(super) passed: usize,
    /// Those that failed.
    pub(super) failed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// How a runner says what it counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Runner {
    /// `test result: ok. 3 passed; 0 failed; ..`, once for each binary: cargo test, wasm-bindgen-test.
    Cargo,
    /// `pass 3` and `fail 0` behind a mark: `node --test`.
    Node,
    /// It counts nothing: it is one check, and its exit code says how it went.
    Single,
}

impl Runner {
    /// What a run counted. A run that failed has one failure at least, also when it died before it counted.
    pub(super) fn tally(self, output: &str, succeeded: bool) -> Tally {
        let mut tally = match self {
            Runner::Cargo => cargo(output),
            Runner::Node => node(output),
            Runner::Single => Tally { passed: usize::from(succeeded), failed: 0 },
        };
        if !succeeded {
            tally.failed = tally.failed.max(1);
        }
        tally
    }
}

fn cargo(output: &str) -> Tally {
    let results = output.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
    let mut tally = Tally::default();
    for result in results {
        tally.passed += number_before(result, " passed");
        tally.failed += number_before(result, " failed");
    }
    tally
}

fn node(output: &str) -> Tally {
    let count = |key| {
        let mut counts = output.lines().filter_map(|line| {
            let mut words = line.split_whitespace().rev();
            let number = words.next()?.parse::<usize>().ok()?;
            (words.next() == Some(key) && words.count() <= 1).then_some(number)
        });
        counts.next_back().unwrap_or(0)
    };
    Tally { passed: count("pass"), failed: count("fail") + count("cancelled") }
}

fn number_before(text: &str, word: &str) -> usize {
    let before = text.split(word).next().unwrap_or_default();
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Runner, Tally};

    #[test]
    fn cargo_results_add_up() {
        let output = "test result: ok. 3 passed; 0 failed; 1 ignored\n\ntest result: FAILED. 4 passed; 2 failed; 0 ignored";
        assert_eq!(Runner::Cargo.tally(output, false), Tally { passed: 7, failed: 2 });
    }

    #[test]
    fn node_results_are_the_last_ones() {
        let output = "pass 99 of it\nℹ tests 5\nℹ pass 4\nℹ fail 1\nℹ cancelled 0\nℹ duration_ms 12.5\n";
        assert_eq!(Runner::Node.tally(output, false), Tally { passed: 4, failed: 1 });
    }

    #[test]
    fn a_run_that_died_has_failed() {
        assert_eq!(Runner::Cargo.tally("error: could not compile", false), Tally { passed: 0, failed: 1 });
        assert_eq!(Runner::Single.tally("", true), Tally { passed: 1, failed: 0 });
    }
}

//! Random walks over what users, devices, networks and servers do, with laws that hold at every step and at the end.

mod action;
mod quiet;
mod shrink;
mod walker;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::{env, thread};

use action::Action;
use walker::Walker;

use crate::random::Random;
use crate::trace::Trace;

const SEED: &str = "OFFHOOK_SIM_SEED";
const WALKS: &str = "OFFHOOK_SIM_WALKS";

/// How many actions a walk has.
const LENGTH: usize = 50;

/// After so many failures no more are looked for.
const ENOUGH: usize = 10;

/// A walk that failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The walk.
    pub seed: u64,
    /// The law that it broke.
    pub broken: String,
}

/// The seed that `OFFHOOK_SIM_SEED` names, to replay one walk or one scenario.
pub fn seed_from_environment() -> Option<u64> {
    env::var(SEED).ok()?.parse().ok()
}

/// How many walks `OFFHOOK_SIM_WALKS` wants.
pub fn walks_from_environment(otherwise: u64) -> u64 {
    env::var(WALKS).ok().and_then(|walks| walks.parse().ok()).unwrap_or(otherwise)
}

/// Walks the seeds from `first` on, on all processors, until a few have failed. The failures, the lowest seed first.
pub fn walk_many(first: u64, count: u64) -> Result<(), Vec<Failure>> {
    let next = AtomicU64::new(first);
    let failures = Mutex::new(Vec::new());
    let few = || failures.lock().is_ok_and(|failures: MutexGuard<'_, Vec<Failure>>| failures.len() < ENOUGH);
    let work = || {
        while few() {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + count {
                return;
            }
            if let Err(failure) = walk(seed) {
                failures.lock().expect("no walk holds the lock").push(failure);
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let mut failures = failures.into_inner().expect("no walk holds the lock");
    failures.sort_by_key(|failure| failure.seed);
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}

/// One walk.
pub fn walk(seed: u64) -> Result<(), Failure> {
    run(seed, &actions(seed), Trace::off()).map(drop).map_err(|(broken, _)| Failure { seed, broken })
}

/// Walks again, finds out which of the actions are needed to fail, and says what happens then.
pub fn explain(seed: u64) -> String {
    let actions = actions(seed);
    let Err((broken, _)) = run(seed, &actions, Trace::off()) else {
        return format!("seed {seed} walks well");
    };
    let needed = shrink::shrink(actions, |fewer| run(seed, fewer, Trace::off()).is_err());
    let steps: String = needed.iter().map(|action| format!("  {action:?}\n")).collect();
    let (last, trace) = match run(seed, &needed, Trace::on()) {
        Err(failed) => failed,
        Ok(trace) => ("nothing".to_owned(), trace),
    };
    let again = format!("{SEED}={seed} cargo test -p offhook-sim --release --test walks -- --nocapture");
    format!(
        "\n{trace}\nThese actions are enough to break it:\n{steps}\nThe walk of seed {seed} broke: {broken}\n\
         The shorter walk above broke: {last}\nReplay it with\n  {again}\n"
    )
}

/// All that happens in a walk.
pub fn record(seed: u64) -> String {
    match run(seed, &actions(seed), Trace::on()) {
        Ok(trace) | Err((_, trace)) => trace.to_string(),
    }
}

fn actions(seed: u64) -> Vec<Action> {
    action::make_up(&mut Random::seeded(seed), LENGTH)
}

/// Walks. A panic is as bad as a broken law.
fn run(seed: u64, actions: &[Action], trace: Trace) -> Result<Trace, (String, Trace)> {
    let mut walker = Walker::new(seed, trace);
    let walked = catch_unwind(AssertUnwindSafe(|| {
        for action in actions {
            walker.act(action);
            quiet::lawful(&walker.world)?;
        }
        quiet::come_to_rest(&mut walker)
    }));
    let trace = walker.world.take_trace();
    match walked {
        Ok(Ok(())) => Ok(trace),
        Ok(Err(broken)) => Err((broken, trace)),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("?");
            Err((format!("panicked: {text}"), trace))
        }
    }
}

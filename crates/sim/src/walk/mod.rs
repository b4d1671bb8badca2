//! Random walks over what users, devices, networks and servers do, with laws that hold at every step and at the end.

mod action;
mod agreement;
mod flows;
mod making;
mod methods;
mod mischief;
mod noticing;
mod quiet;
mod rules;
mod setting;
mod shrink;
mod walker;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{env, thread};

use action::{Action, What};
use walker::Walker;

use offhook_protocol::EndReason;

use crate::random::Random;
use crate::trace::Trace;

const SEED: &str = "OFFHOOK_SIM_SEED";
const WALKS: &str = "OFFHOOK_SIM_WALKS";

/// How many actions a walk has.
const LENGTH: usize = 80;

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

/// How far walks came, so that it is noticed when they no longer come far.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// How many calls were Connected, at either end.
    pub connected: usize,
    /// How many had two or more others in them at once, by whoever saw them so.
    pub crowded: usize,
    /// How many were put on hold.
    pub held: usize,
    /// How many had a screen of somebody else in them.
    pub shared: usize,
    /// How often anybody was muted by others.
    pub muted: usize,
    /// How many had somebody in them who spoke.
    pub spoken: usize,
    /// How many pages ran again after they were frozen.
    pub thawed: usize,
    /// How many pages that keep to no rule had a part in a call.
    pub intruded: usize,
    /// How many apps were told that their token is not valid.
    pub distrusted: usize,
    /// All the reasons for which calls ended, also incoming ones.
    pub reasons: BTreeSet<EndReason>,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.connected += other.connected;
        self.crowded += other.crowded;
        self.held += other.held;
        self.shared += other.shared;
        self.muted += other.muted;
        self.spoken += other.spoken;
        self.thawed += other.thawed;
        self.intruded += other.intruded;
        self.distrusted += other.distrusted;
        self.reasons.extend(other.reasons);
    }
}

/// Walks the seeds from `first` on, on all processors, until a few have failed: the failures, the lowest seed first.
pub fn walk_many(first: u64, count: u64) -> Result<Tally, Vec<Failure>> {
    let next = AtomicU64::new(first);
    let results = Mutex::new((Tally::default(), Vec::new()));
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + count {
                return;
            }
            let walked = walk(seed);
            let (tally, failures) = &mut *results.lock().expect("nothing panics with the lock held");
            match walked {
                Ok(walked) => tally.add(walked),
                Err(failure) => failures.push(failure),
            }
            if failures.len() >= ENOUGH {
                return;
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let (tally, mut failures) = results.into_inner().expect("nothing panics with the lock held");
    failures.sort_by_key(|failure| failure.seed);
    if failures.is_empty() { Ok(tally) } else { Err(failures) }
}

/// One walk.
pub fn walk(seed: u64) -> Result<Tally, Failure> {
    let mut walker = Walker::new(seed, Trace::off());
    let walked = run(&mut walker, &actions(seed));
    walked.map(|()| walker.tally()).map_err(|broken| Failure { seed, broken })
}

/// Walks again, finds out which of the actions are needed to break the same law, and says what happens then.
pub fn explain(seed: u64) -> String {
    let again = |actions: &[Action], trace| {
        let mut walker = Walker::new(seed, trace);
        let broken = run(&mut walker, actions).err();
        (broken, walker.world.take_trace())
    };
    let (Some(broken), _) = again(&actions(seed), Trace::off()) else {
        return format!("seed {seed} walks well");
    };
    let same = |other: &str| kind(other) == kind(&broken);
    let fails = |fewer: &[Action]| again(fewer, Trace::off()).0.is_some_and(|other| same(&other));
    let needed = shrink::shrink(actions(seed), fails);
    let steps: String = needed.iter().map(|action| format!("  {action:?}\n")).collect();
    let (shorter, trace) = again(&needed, Trace::on());
    let command = format!("{SEED}={seed} cargo test -p offhook-sim --release --test walks -- --nocapture");
    format!(
        "\n{trace}\nThese actions are enough to break it:\n{steps}\nThe walk of seed {seed} broke: {broken}\n\
         The shorter walk above broke: {}\nReplay it with\n  {command}\n",
        shorter.unwrap_or_default()
    )
}

/// All that happens in a walk.
pub fn record(seed: u64) -> String {
    let mut walker = Walker::new(seed, Trace::on());
    let broken = run(&mut walker, &actions(seed)).err();
    format!("{}{}", walker.world.trace(), broken.unwrap_or_default())
}

fn actions(seed: u64) -> Vec<Action> {
    making::make_up(&mut Random::seeded(seed), LENGTH)
}

/// Which law it is, without the times and names.
fn kind(broken: &str) -> String {
    let law = broken.rsplit(": ").next().unwrap_or(broken);
    law.chars().filter(|c| c.is_alphabetic()).collect()
}

/// Walks; the law that was broken, if any was. A panic is as bad as a broken law.
fn run(walker: &mut Walker, actions: &[Action]) -> Result<(), String> {
    let walked = catch_unwind(AssertUnwindSafe(|| {
        for action in actions {
            match action.what {
                What::Rest => quiet::rest(walker)?,
                _ => walker.act(action),
            }
            quiet::lawful(&walker.world)?;
            rules::are_kept(walker)?;
        }
        quiet::come_to_rest(walker)
    }));
    walked.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("?");
        Err(format!("panicked: {text}"))
    })
}

//! Thousands of stories that nobody thought of.
//!
//!     OFFHOOK_SIM_WALKS=10000 cargo test -p offhook-sim --release --test walks
//!     OFFHOOK_SIM_SEED=17     cargo test -p offhook-sim --release --test walks -- --nocapture

use offhook_sim::walk;

#[test]
fn every_walk_is_lawful_and_comes_to_rest() {
    let walked = match walk::seed_from_environment() {
        Some(seed) => walk::walk(seed).map_err(|failure| vec![failure]),
        None => walk::walk_many(1, walk::walks_from_environment(2_000)),
    };
    if let Err(failures) = walked {
        panic!("{}\n{failures:#?}", walk::explain(failures[0].seed));
    }
}

#[test]
fn a_seed_replays_exactly() {
    for seed in [3, 14] {
        assert_eq!(walk::record(seed), walk::record(seed));
    }
}

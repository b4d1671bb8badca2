//! Thousands of stories that nobody thought of.
//!
//!     OFFHOOK_SIM_WALKS=10000 cargo test -p offhook-sim --release --test walks
//!     OFFHOOK_SIM_SEED=17     cargo test -p offhook-sim --release --test walks -- --nocapture

use offhook_protocol::{ApiError, EndReason};
use offhook_sim::walk;

#[test]
fn every_walk_is_lawful_and_comes_to_rest() {
    let (first, count) = match walk::seed_from_environment() {
        Some(seed) => (seed, 1),
        None => (1, walk::walks_from_environment(2_000)),
    };
    if let Err(failures) = walk::walk_many(first, count) {
        panic!("{}\n{failures:#?}", walk::explain(failures[0].seed));
    }
}

#[test]
fn walks_lead_to_every_ending() {
    let tally = walk::walk_many(1_000_000, 300).expect("walks are lawful");
    println!("{tally:?}");
    assert!(tally.connected > 500, "only {} calls were connected", tally.connected);
    assert!(tally.crowded > 200, "only {} calls had two others in them", tally.crowded);
    assert!(tally.held > 50, "only {} calls were put on hold", tally.held);
    assert!(tally.shared > 50, "only {} calls had another's screen in them", tally.shared);
    assert!(tally.muted > 8, "only {} were muted by others", tally.muted);
    assert!(tally.spoken > 20, "only {} calls had somebody in them who spoke", tally.spoken);
    assert!(tally.thawed > 100, "only {} pages were frozen for a while", tally.thawed);
    assert!(tally.intruded > 20, "only {} intruders had a part in a call", tally.intruded);
    assert!(tally.distrusted > 5, "only {} apps were told that their token is not valid", tally.distrusted);
    for reason in [
        EndReason::HUNG_UP,
        EndReason::CANCELLED,
        EndReason::REJECTED,
        EndReason::NO_ANSWER,
        EndReason::ACCEPTED_ELSEWHERE,
        EndReason::NO_DEVICE,
        EndReason::PAGE_CLOSED,
        EndReason::NETWORK_LOST,
        EndReason::MEDIA_SETUP_FAILED,
        EndReason::MEDIA_LOST,
        EndReason::REMOVED,
        EndReason::ENDED_FOR_EVERYONE,
    ] {
        assert!(tally.reasons.contains(&reason), "no call ended with {reason:?}");
    }
    for refusal in [
        ApiError::TOO_MANY_PARTICIPANTS,
        ApiError::NOT_IN_THREAD,
        ApiError::CALLEE_NOT_IN_THREAD,
        ApiError::INFORMATION_BARRIER,
    ] {
        let reason = EndReason::new(refusal.code, refusal.sub_code);
        assert!(tally.reasons.contains(&reason), "no call was refused with {reason:?}");
    }
}

#[test]
fn a_seed_replays_exactly() {
    for seed in [3, 14] {
        assert_eq!(walk::record(seed), walk::record(seed));
    }
}

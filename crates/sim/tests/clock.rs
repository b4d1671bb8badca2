//! Wall clocks that are wrong, and are set while a page is open.

use offhook_core::ApiCall;
use offhook_protocol::ApiError;
use offhook_sim::{Scenario, Tokens, World};

const HOUR: i64 = 3_600_000;

#[test]
fn a_clock_that_is_set_back_does_not_keep_a_page_from_connecting_again() {
    let world = Scenario::new();
    let alice = world.user("alice").opens_page();
    alice.world(|world, page| world.set_clock(page, 5 * HOUR));
    alice.api(ApiCall::SignIn { name: None });
    world.settle();
    alice.world(World::break_connections);
    world.passes_millis(200);
    alice.world(|world, page| world.set_clock(page, 0));
    world.passes(30);
    assert!(alice.sees(|mirror| mirror.connected));
}

#[test]
fn a_clock_that_is_set_back_leaves_a_token_as_good_as_it_is() {
    let world = Scenario::new();
    let (alice, bob) = (world.user("alice").signs_in(), world.user("bob").signs_in());
    alice.world(|world, page| world.set_clock(page, 20 * HOUR));
    world.passes(60);
    alice.world(|world, page| world.set_clock(page, 0));
    alice.world(|world, page| world.set_tokens(page, Tokens::None(ApiError::NO_TOKEN)));
    world.passes(5 * 3600);
    alice.is_in_a_call_with(&bob);
}

#[test]
fn a_newer_token_that_is_on_its_way_when_the_clock_is_set_back_is_as_good_as_it_is() {
    let world = Scenario::new();
    let (alice, bob) = (world.user("alice").signs_in(), world.user("bob").signs_in());
    alice.world(World::cut);
    alice.world(|world, page| world.set_clock(page, 13 * HOUR));
    // It looks at the clock when it next has something to do.
    world.passes(17);
    assert_eq!(alice.asks_for_tokens(), 2, "half of the first one's time is over by that clock");
    alice.world(|world, page| world.set_clock(page, 0));
    alice.world(World::restore);
    world.passes(30);
    alice.world(|world, page| world.set_tokens(page, Tokens::None(ApiError::NO_TOKEN)));
    world.passes(13 * 3600);
    alice.is_in_a_call_with(&bob);
}

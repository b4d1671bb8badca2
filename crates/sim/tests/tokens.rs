//! Tokens that are renewed in time, too late, or not at all: what runs goes on, and apps are told once.

use offhook_core::{ApiCall, CallMethod, CallState, DisconnectReason, Event, StartMedia};
use offhook_protocol::{ApiError, EndReason, Slot};
use offhook_sim::{Actor, Scenario, Tokens, World};

const MINUTE: u64 = 60_000;

fn gives(actor: &Actor, tokens: Tokens) {
    actor.world(|world, page| world.set_tokens(page, tokens));
}

fn signs_in_with(world: &Scenario, name: &str, lifetime: u64) -> Actor {
    let actor = world.user(name).opens_page();
    gives(&actor, Tokens::Good { lifetime });
    actor.api(ApiCall::SignIn { name: None });
    world.settle();
    actor
}

/// What `connectionStateChanged` said.
fn connection(actor: &Actor) -> Vec<(bool, Option<DisconnectReason>)> {
    let change = |event| match event {
        Event::ConnectionStateChanged { connected, reason } => Some((connected, reason)),
        _ => None,
    };
    actor.events().into_iter().filter_map(change).collect()
}

fn none() -> Tokens {
    Tokens::None(ApiError::TOKEN_REFUSED)
}

#[test]
fn a_token_is_renewed_before_it_expires_and_nothing_shows() {
    let world = Scenario::new();
    let (alice, bob) = (signs_in_with(&world, "alice", MINUTE), world.user("bob").signs_in());
    let (here, _) = alice.is_in_a_call_with(&bob);
    world.passes(600);
    assert_eq!(connection(&alice), [(true, None)]);
    assert!(!alice.call(&here).is_over());
    assert_eq!(alice.reaches(&bob), [Slot::Microphone]);
    let asked = alice.asks_for_tokens();
    assert!((10..30).contains(&asked), "{asked} questions in ten minutes, for tokens of one minute each");
}

#[test]
fn an_expired_token_ends_nothing_that_runs_and_is_said_once() {
    for tokens in [none(), Tokens::Forged, Tokens::Never] {
        let world = Scenario::new();
        let (alice, bob) = (signs_in_with(&world, "alice", MINUTE), world.user("bob").signs_in());
        let (here, there) = alice.is_in_a_call_with(&bob);
        gives(&alice, tokens);
        world.passes(600);
        assert_eq!(connection(&alice), [(true, None), (false, Some(DisconnectReason::InvalidToken))]);
        assert_eq!(alice.reaches(&bob), [Slot::Microphone]);
        bob.mutes();
        world.passes(5);
        assert_eq!(alice.mute_changes(), [true], "signaling goes on");
        alice.hangs_up();
        world.passes(5);
        assert_eq!((alice.end_of(&here), bob.end_of(&there)), (EndReason::HUNG_UP, EndReason::HUNG_UP));
    }
}

#[test]
fn without_a_valid_token_nothing_new_begins() {
    let world = Scenario::new();
    let (alice, bob) = (signs_in_with(&world, "alice", MINUTE), world.user("bob").signs_in());
    gives(&alice, none());
    world.passes(120);
    let start = |leg: &str| ApiCall::StartCall {
        leg: offhook_protocol::LegId(leg.to_owned()),
        callee: bob.user().clone(),
        media: StartMedia::default(),
    };
    assert_eq!(alice.error(alice.api(start("refused"))), (401, 10009));
    let there = bob.calls_with(alice.user(), StartMedia::default());
    world.passes(5);
    assert_eq!(bob.end_of(&there), EndReason::NO_DEVICE, "nothing rings at a page that is no longer let in");

    gives(&alice, Tokens::Good { lifetime: MINUTE });
    world.passes(30);
    assert_eq!(connection(&alice).last(), Some(&(true, None)));
    bob.is_in_a_call_with(&alice);
}

#[test]
fn a_token_that_expires_while_the_connection_is_lost_is_said_too() {
    let world = Scenario::new();
    let (alice, _) = (signs_in_with(&world, "alice", MINUTE), world.user("bob").signs_in());
    gives(&alice, none());
    alice.world(World::break_connections);
    world.passes(300);
    let (issue, token) = (DisconnectReason::ConnectionIssue, DisconnectReason::InvalidToken);
    assert_eq!(connection(&alice), [(true, None), (false, Some(issue)), (false, Some(token))]);
    let asked = alice.asks_for_tokens();
    assert!(asked < 100, "{asked} questions in five minutes");
}

#[test]
fn a_credential_that_never_answers_fails_the_sign_in() {
    let world = Scenario::new();
    let alice = world.user("alice").opens_page();
    gives(&alice, Tokens::Never);
    let request = alice.api(ApiCall::SignIn { name: None });
    world.passes(35);
    assert_eq!(alice.error(request), (401, 10009));
}

#[test]
fn a_page_that_is_hidden_while_it_signs_in_is_signed_in_when_it_comes_back() {
    for late in [0, 20, 50, 80, 120] {
        let world = Scenario::new();
        let alice = world.user("alice").opens_page();
        let request = alice.api(ApiCall::SignIn { name: None });
        world.passes_millis(late);
        alice.world(World::hide_page);
        world.passes(15);
        assert!(alice.result(request).is_some_and(|result| result.is_ok()), "hidden after {late} ms");
    }
}

#[test]
fn a_call_can_be_placed_by_a_page_that_has_just_come_back() {
    let world = Scenario::new();
    let (alice, bob) = (world.user("alice").signs_in(), world.user("bob").signs_in());
    alice.world(World::hide_page);
    let leg = alice.calls(&bob);
    world.passes(15);
    assert_eq!(alice.states(&leg), [CallState::Connecting, CallState::Ringing]);
}

#[test]
fn a_renewal_that_a_lost_session_took_along_answers_nothing_of_the_next_one() {
    // Whichever number it had, of a request that the next session has, too.
    for earlier_renewals in 0..12 {
        let world = Scenario::new();
        let (alice, bob) = (signs_in_with(&world, "alice", MINUTE), world.user("bob").signs_in());
        world.passes(30 * earlier_renewals + 20);
        alice.world(World::cut);
        world.passes(300);
        alice.world(World::restore);
        world.passes(15);
        bob.calls(&alice);
        world.settle();
        let (leg, method) = (alice.incoming(), CallMethod::Accept(StartMedia::default()));
        let accepted = alice.api(ApiCall::OfCall { leg, method });
        world.passes(5);
        assert!(
            alice.result(accepted).is_some_and(|result| result.is_ok()),
            "after {earlier_renewals} renewals"
        );
    }
}

#[test]
fn a_token_that_is_renewed_late_while_it_rings_has_it_ring_once() {
    let world = Scenario::new();
    let (alice, bob) = (world.user("alice").signs_in(), signs_in_with(&world, "bob", MINUTE));
    gives(&bob, none());
    world.passes(50);
    alice.calls(&bob);
    world.passes(20);
    gives(&bob, Tokens::Good { lifetime: MINUTE });
    world.passes(20);
    bob.accepts();
    world.settle();
    assert_eq!(alice.reaches(&bob), [Slot::Microphone]);
}

//! Every way in which a one-to-one call ends: who did what, and the codes that each side is told.

use offhook_core::{ApiCall, CallState, RemoteParticipantState};
use offhook_protocol::{EndReason, LegId};
use offhook_sim::{Actor, Scenario, World};

const HUNG_UP: EndReason = EndReason::new(0, 0);
const CANCELLED: EndReason = EndReason::new(487, 0);
const REJECTED: EndReason = EndReason::new(603, 0);
const NO_ANSWER: EndReason = EndReason::new(487, 10004);
const ELSEWHERE: EndReason = EndReason::new(487, 10003);
const NO_DEVICE: EndReason = EndReason::new(480, 10037);
const PAGE_CLOSED: EndReason = EndReason::new(0, 4521);
const NETWORK_LOST: EndReason = EndReason::new(496, 7);
const NO_MEDIA: EndReason = EndReason::new(410, 3100);
const MEDIA_LOST: EndReason = EndReason::new(410, 3101);

fn pair(world: &Scenario) -> (Actor, Actor) {
    (world.user("alice").signs_in(), world.user("bob").signs_in())
}

/// The call is over, the other participant with it, and nothing is held any more.
fn assert_ended(actor: &Actor, leg: &LegId, reason: EndReason) {
    assert_eq!(actor.end_of(leg), reason);
    let call = actor.call(leg);
    for participant in call.participants.values() {
        assert_eq!(participant.state(), RemoteParticipantState::Disconnected);
        assert_eq!(participant.reason, Some(reason), "as participant");
        assert!(!participant.listed);
    }
    assert!(actor.has_let_go(), "a device or a connection is still open");
}

fn assert_nothing_left(world: &Scenario) {
    assert_eq!(world.world().server_calls().count(), 0);
}

#[test]
fn the_caller_hangs_up() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    alice.hangs_up();
    world.settle();
    assert_ended(&alice, &here, HUNG_UP);
    assert_ended(&bob, &there, HUNG_UP);
    assert_nothing_left(&world);
}

#[test]
fn the_callee_hangs_up() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    bob.hangs_up();
    world.settle();
    assert_ended(&alice, &here, HUNG_UP);
    assert_ended(&bob, &there, HUNG_UP);
    assert_nothing_left(&world);
}

#[test]
fn both_hang_up_at_once() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    let requests = (alice.hangs_up(), bob.hangs_up());
    world.settle();
    assert_ended(&alice, &here, HUNG_UP);
    assert_ended(&bob, &there, HUNG_UP);
    assert!(alice.result(requests.0).unwrap().is_ok());
    assert!(bob.result(requests.1).unwrap().is_ok());
    assert_nothing_left(&world);
}

#[test]
fn the_caller_cancels_while_it_rings() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let call = alice.calls(&bob);
    world.settle();
    let incoming = bob.incoming();
    alice.hangs_up();
    world.settle();
    assert_ended(&alice, &call, CANCELLED);
    assert_eq!(bob.missed(&incoming), Some(CANCELLED));
    assert!(bob.has_let_go());
    assert_nothing_left(&world);
}

#[test]
fn the_caller_cancels_before_it_rings() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let call = alice.calls(&bob);
    assert_eq!(alice.states(&call), [CallState::Connecting]);
    alice.hangs_up();
    world.settle();
    assert_ended(&alice, &call, CANCELLED);
    assert_eq!(bob.sees(|mirror| mirror.ringing().count()), 0);
    assert_nothing_left(&world);
}

#[test]
fn the_callee_rejects_on_one_of_two_devices() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let bobs_phone = world.user("bob").signs_in();
    let call = alice.calls(&bob);
    world.settle();
    let (on_page, on_phone) = (bob.incoming(), bobs_phone.incoming());
    let request = bob.rejects();
    world.settle();
    assert_eq!(bob.result(request), Some(Ok(offhook_core::ApiValue::Nothing)));
    assert_ended(&alice, &call, REJECTED);
    assert_eq!(bob.missed(&on_page), Some(REJECTED));
    assert_eq!(bobs_phone.missed(&on_phone), Some(REJECTED));
    assert_nothing_left(&world);
}

#[test]
fn nobody_answers() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let call = alice.calls(&bob);
    world.passes(119);
    let incoming = bob.incoming();
    assert_eq!(alice.call(&call).state(), CallState::Ringing);
    world.passes(2);
    assert_ended(&alice, &call, NO_ANSWER);
    assert_eq!(bob.missed(&incoming), Some(NO_ANSWER));
    assert_nothing_left(&world);
}

#[test]
fn the_call_is_accepted_on_another_device() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let bobs_phone = world.user("bob").signs_in();
    alice.calls(&bob);
    world.settle();
    let on_phone = bobs_phone.incoming();
    bob.accepts();
    world.settle();
    assert_eq!(bobs_phone.missed(&on_phone), Some(ELSEWHERE));
    assert!(bobs_phone.has_let_go());
    assert_eq!(alice.reaches(&bob).len(), 1);
}

#[test]
fn the_callee_has_no_device() {
    let world = Scenario::new();
    let alice = world.user("alice").signs_in();
    let nobody = offhook_sim::user_id("nobody");
    let call = alice.calls_with(&nobody, Default::default());
    world.settle();
    assert_ended(&alice, &call, NO_DEVICE);
    assert_eq!(
        alice.states(&call),
        [CallState::Connecting, CallState::Disconnected],
        "it never rings, and nobody hung up"
    );
    assert_nothing_left(&world);
}

#[test]
fn the_callees_only_device_goes_away_while_it_rings() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let call = alice.calls(&bob);
    world.settle();
    bob.closes_page();
    world.passes(4);
    assert!(!alice.call(&call).is_over(), "the page may be back");
    world.passes(2);
    assert_ended(&alice, &call, NO_DEVICE);
}

#[test]
fn a_page_that_is_loaded_again_rings_again() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let call = alice.calls(&bob);
    world.settle();
    bob.closes_page();
    world.passes(2);
    let bob = world.user("bob").signs_in();
    world.passes(10);
    bob.accepts();
    world.settle();
    assert_eq!(alice.call(&call).state(), CallState::Connected);
    assert_eq!(alice.states(&call), [CallState::Connecting, CallState::Ringing, CallState::Connected]);
}

#[test]
fn a_page_is_closed_and_the_other_side_knows_within_a_second() {
    for closer_is_caller in [true, false] {
        let world = Scenario::new();
        let (alice, bob) = pair(&world);
        let (here, there) = alice.is_in_a_call_with(&bob);
        let (closer, other, leg) =
            if closer_is_caller { (&alice, &bob, &there) } else { (&bob, &alice, &here) };
        closer.closes_page();
        world.passes(1);
        assert_ended(other, leg, PAGE_CLOSED);
        assert_nothing_left(&world);
    }
}

/// Firefox closes the connections of a page as soon as another page is on its way, and tells the page later that it goes.
#[test]
fn a_page_is_left_that_has_no_connection_any_more() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (_, there) = alice.is_in_a_call_with(&bob);
    alice.world(World::break_connections);
    world.passes_millis(150);
    alice.closes_page();
    world.passes(1);
    assert_ended(&bob, &there, PAGE_CLOSED);
    assert_nothing_left(&world);
}

#[test]
fn the_callers_page_is_closed_while_it_rings() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.calls(&bob);
    world.settle();
    let incoming = bob.incoming();
    alice.closes_page();
    world.passes(1);
    assert_eq!(bob.missed(&incoming), Some(PAGE_CLOSED));
    assert_nothing_left(&world);
}

#[test]
fn an_agent_is_disposed_in_a_call() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    let request = alice.api(ApiCall::Dispose);
    world.passes(1);
    assert!(alice.result(request).unwrap().is_ok());
    assert_ended(&alice, &here, HUNG_UP);
    assert_ended(&bob, &there, HUNG_UP);
    assert_nothing_left(&world);
}

#[test]
fn a_page_loses_its_network_for_too_long() {
    for loser_is_caller in [true, false] {
        let world = Scenario::new();
        let (alice, bob) = pair(&world);
        let (here, there) = alice.is_in_a_call_with(&bob);
        let (loser, lost, other, kept) =
            if loser_is_caller { (&alice, &here, &bob, &there) } else { (&bob, &there, &alice, &here) };
        loser.world(|world, page| world.cut(page));
        world.passes(110);
        assert!(!loser.call(lost).is_over());
        assert!(!other.call(kept).is_over());
        world.passes(60);
        assert_ended(loser, lost, NETWORK_LOST);
        assert_ended(other, kept, NETWORK_LOST);
        assert_nothing_left(&world);
    }
}

#[test]
fn a_page_dies_and_does_not_come_back() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (_, there) = alice.is_in_a_call_with(&bob);
    alice.world(|world, page| world.kill_page(page));
    world.passes(115);
    assert!(!bob.call(&there).is_over());
    world.passes(10);
    assert_ended(&bob, &there, NETWORK_LOST);
    assert_nothing_left(&world);
}

#[test]
fn media_never_connects() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    world.world_mut().block_media(alice.page(), bob.page());
    let here = alice.calls(&bob);
    world.settle();
    let there = bob.accepts();
    world.passes(14);
    assert_eq!(bob.states(&there), [CallState::Connecting]);
    world.passes(2);
    assert_ended(&alice, &here, NO_MEDIA);
    assert_ended(&bob, &there, NO_MEDIA);
    assert!(!alice.states(&here).contains(&CallState::Connected));
    assert_nothing_left(&world);
}

#[test]
fn media_breaks_and_does_not_come_back() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    world.world_mut().block_media(alice.page(), bob.page());
    world.passes(50);
    assert!(!alice.call(&here).is_over());
    world.passes(30);
    assert_ended(&alice, &here, MEDIA_LOST);
    assert_ended(&bob, &there, MEDIA_LOST);
    assert_nothing_left(&world);
}

#[test]
fn a_page_that_is_closed_before_it_hears_of_it_is_gone_at_once() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (_, there) = alice.is_in_a_call_with(&bob);
    alice.world(|world, page| world.close_page_abruptly(page));
    world.settle();
    assert_ended(&bob, &there, PAGE_CLOSED);
    assert_nothing_left(&world);
}

#[test]
fn a_page_whose_user_stays_after_all_may_lose_its_connection() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    alice.world(|world, page| world.asks_to_leave(page));
    world.passes(2);
    alice.world(|world, page| world.break_connections(page));
    world.settle();
    assert_eq!(alice.call(&here).state(), CallState::Connected);
    assert_eq!(bob.call(&there).state(), CallState::Connected);
}

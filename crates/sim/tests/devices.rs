//! Several devices of one user.

use offhook_core::{ApiCall, CallMethod, CallState};
use offhook_protocol::{EndReason, Slot};
use offhook_sim::{Actor, Scenario};

const ELSEWHERE: EndReason = EndReason::new(487, 10003);

/// Alice, and two devices of Bob.
fn trio(world: &Scenario) -> (Actor, Actor, Actor) {
    (world.user("alice").signs_in(), world.user("bob").signs_in(), world.user("bob").signs_in())
}

#[test]
fn all_devices_ring_with_ids_of_their_own() {
    let world = Scenario::new();
    let (alice, page, phone) = trio(&world);
    let call = alice.calls(&page);
    world.settle();
    assert_ne!(page.incoming(), phone.incoming());
    assert_eq!(alice.participant_states(&call).len(), 2, "one participant: Connecting, Ringing");
}

#[test]
fn the_first_to_accept_has_the_call() {
    let world = Scenario::new();
    let (alice, page, phone) = trio(&world);
    let here = alice.calls(&page);
    world.settle();
    let missed = page.incoming();
    let there = phone.accepts();
    world.settle();
    assert_eq!(phone.call(&there).state(), CallState::Connected);
    assert_eq!(alice.call(&here).state(), CallState::Connected);
    assert_eq!(page.missed(&missed), Some(ELSEWHERE));
    assert_eq!((alice.reaches(&phone), alice.reaches(&page)), (vec![Slot::Microphone], vec![]));
    assert!(page.has_let_go());
}

#[test]
fn of_two_devices_that_accept_at_the_same_moment_exactly_one_has_the_call() {
    for offset in [0, 1, 5, 19, 20, 21, 39] {
        let world = Scenario::new();
        let (alice, page, phone) = trio(&world);
        let here = alice.calls(&page);
        world.settle();
        let (on_page, on_phone) = (page.accepts(), phone.incoming());
        world.passes_millis(offset);
        let request = phone
            .api(ApiCall::OfCall { leg: on_phone.clone(), method: CallMethod::Accept(Default::default()) });
        world.settle();
        assert_eq!(page.call(&on_page).state(), CallState::Connected);
        assert_eq!(phone.end_of(&on_phone), ELSEWHERE);
        assert!(phone.result(request).unwrap().is_err(), "accept() is rejected");
        assert_eq!(alice.call(&here).state(), CallState::Connected);
        assert_eq!((page.reaches(&alice), phone.reaches(&alice)), (vec![Slot::Microphone], vec![]));
        assert!(phone.has_let_go());
    }
}

#[test]
fn a_device_that_signs_in_while_its_user_is_rung_rings_too() {
    let world = Scenario::new();
    let alice = world.user("alice").signs_in();
    let page = world.user("bob").signs_in();
    let here = alice.calls(&page);
    world.passes(10);
    let phone = world.user("bob").signs_in();
    let there = phone.accepts();
    world.settle();
    assert_eq!(phone.call(&there).state(), CallState::Connected);
    assert_eq!(alice.states(&here), [CallState::Connecting, CallState::Ringing, CallState::Connected]);
}

#[test]
fn a_device_that_signs_in_after_the_call_was_accepted_does_not_ring() {
    let world = Scenario::new();
    let alice = world.user("alice").signs_in();
    let page = world.user("bob").signs_in();
    alice.is_in_a_call_with(&page);
    let phone = world.user("bob").signs_in();
    world.settle();
    assert_eq!(phone.sees(|mirror| mirror.incoming.len()), 0);
}

#[test]
fn one_device_that_goes_away_leaves_the_ringing_to_the_other() {
    let world = Scenario::new();
    let (alice, page, phone) = trio(&world);
    let here = alice.calls(&page);
    world.settle();
    page.closes_page();
    world.passes(1);
    assert_eq!(alice.call(&here).state(), CallState::Ringing);
    phone.accepts();
    world.settle();
    assert_eq!(alice.call(&here).state(), CallState::Connected);
}

#[test]
fn more_devices_than_are_warmed_up_can_still_accept() {
    let world = Scenario::new();
    let alice = world.user("alice").signs_in();
    let devices: Vec<Actor> = (0..5).map(|_| world.user("bob").signs_in()).collect();
    let here = alice.calls(&devices[0]);
    world.settle();
    assert!(world.world().connections(alice.page()).len() <= 3, "not all are warmed up");
    let cold = devices.iter().find(|device| world.world().connections(device.page()).is_empty()).unwrap();
    let there = cold.accepts();
    world.settle();
    assert_eq!(cold.call(&there).state(), CallState::Connected);
    assert_eq!(alice.call(&here).state(), CallState::Connected);
    assert_eq!(alice.reaches(cold), [Slot::Microphone]);
    for other in devices.iter().filter(|device| device.page() != cold.page()) {
        assert!(other.has_let_go());
    }
}

#[test]
fn the_callers_other_devices_do_not_ring() {
    let world = Scenario::new();
    let (page, phone) = (world.user("alice").signs_in(), world.user("alice").signs_in());
    let bob = world.user("bob").signs_in();
    page.is_in_a_call_with(&bob);
    assert_eq!(phone.sees(|mirror| mirror.incoming.len() + mirror.calls.len()), 0);
}

//! Who goes, on purpose or not.

use offhook_core::{CallMethod, CallState};
use offhook_protocol::EndReason;
use offhook_sim::Scenario;

use crate::{end_of, four, hear_each_other, roster};

#[test]
fn who_leaves_disturbs_nobody() {
    let world = Scenario::new();
    let [alice, bob, carol, dave] = four(&world);
    let call = alice.is_in_a_group_with(&[&bob, &carol, &dave]);
    let there = bob.leg();
    carol.hangs_up();
    dave.closes_page();
    world.settle();
    assert_eq!(end_of(&alice, &call, carol.user()), Some(EndReason::HUNG_UP));
    assert_eq!(end_of(&bob, &there, dave.user()), Some(EndReason::PAGE_CLOSED));
    assert_eq!(alice.states(&call).last(), Some(&CallState::Connected));
    hear_each_other(&[&alice, &bob]);
    alice.hangs_up();
    world.settle();
    assert_eq!(bob.call(&there).state(), CallState::Connected, "a group call goes on with one");
    assert_eq!(roster(&bob), []);
}

#[test]
fn a_group_nobody_is_in_any_more_rings_no_more() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    alice.calls_all(&[&bob, &carol], None);
    world.settle();
    let missed = bob.incoming();
    alice.hangs_up();
    world.settle();
    assert_eq!(bob.missed(&missed), Some(EndReason::CANCELLED));
    assert_eq!(world.world().server_calls().count(), 0);
}

#[test]
fn who_is_killed_leaves_when_the_time_is_up_and_disturbs_nobody() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    let call = alice.is_in_a_group_with(&[&bob, &carol]);
    carol.world(|world, page| world.kill_page(page));
    world.passes(60);
    assert_eq!(roster(&alice).len(), 2);
    assert_eq!(alice.diagnostics(), [], "the trouble is another's");
    world.passes(70);
    assert_eq!(end_of(&alice, &call, carol.user()), Some(EndReason::NETWORK_LOST));
    hear_each_other(&[&alice, &bob]);
}

#[test]
fn ended_for_everyone() {
    let world = Scenario::new();
    let [alice, bob, carol, dave] = four(&world);
    let call = alice.is_in_a_group_with(&[&bob, &carol]);
    let theirs = bob.leg();
    alice.does(CallMethod::Add(dave.user().clone(), None));
    world.settle();
    let missed = dave.incoming();
    alice.does(CallMethod::EndForEveryone);
    world.settle();
    assert_eq!(alice.end_of(&call), EndReason::HUNG_UP);
    assert_eq!(bob.end_of(&theirs), EndReason::ENDED_FOR_EVERYONE);
    assert_eq!(dave.missed(&missed), Some(EndReason::CANCELLED));
    assert_eq!(world.world().server_calls().count(), 0);
}

#[test]
fn a_one_to_one_call_that_is_ended_for_everyone_is_hung_up() {
    let world = Scenario::new();
    let [alice, bob, ..] = four(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    alice.does(CallMethod::EndForEveryone);
    world.settle();
    assert_eq!((alice.end_of(&here), bob.end_of(&there)), (EndReason::HUNG_UP, EndReason::HUNG_UP));
}

#[test]
fn two_who_cannot_reach_each_other_stay_while_others_reach_them() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    bob.world(|world, page| world.block_media(page, carol.page()));
    let call = alice.is_in_a_group_with(&[&bob, &carol]);
    world.passes(200);
    assert_eq!(roster(&alice).len(), 2);
    hear_each_other(&[&alice, &bob]);
    hear_each_other(&[&alice, &carol]);
    bob.world(|world, page| world.unblock_media(page, carol.page()));
    world.passes(40);
    hear_each_other(&[&alice, &bob, &carol]);
    assert_eq!(alice.call(&call).state(), CallState::Connected);
}

#[test]
fn who_reaches_nobody_has_to_go() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    carol.world(|world, page| {
        world.block_media(page, alice.page());
        world.block_media(page, bob.page());
    });
    let call = alice.calls_all(&[&bob, &carol], None);
    world.settle();
    bob.accepts();
    world.settle();
    let theirs = carol.accepts();
    world.passes(20);
    assert_eq!(carol.end_of(&theirs), EndReason::MEDIA_SETUP_FAILED);
    assert_eq!(end_of(&alice, &call, carol.user()), Some(EndReason::MEDIA_SETUP_FAILED));
    hear_each_other(&[&alice, &bob]);
}

#[test]
fn who_has_just_lost_the_network_is_waited_for_though_somebody_comes() {
    let world = Scenario::new();
    let [alice, bob, carol, dave] = four(&world);
    alice.is_in_a_group_with(&[&bob, &carol]);
    bob.does(CallMethod::Add(dave.user().clone(), None));
    world.settle();
    alice.world(|world, page| world.cut(page));
    world.passes(6);
    dave.accepts();
    world.passes(40);
    assert!(roster(&bob).contains(alice.user()), "gone for less than the two minutes");
    alice.world(|world, page| world.restore(page));
    world.passes(30);
    hear_each_other(&[&alice, &bob, &carol, &dave]);
}

//! Who comes by themselves.

use offhook_core::CallState;
use offhook_protocol::{ApiError, EndReason, GroupId, Slot};
use offhook_sim::{Scenario, group_id};

use crate::{four, hear_each_other, roster};

#[test]
fn people_meet_in_a_group() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    let call = alice.joins("g");
    world.settle();
    assert_eq!(alice.states(&call), [CallState::Connecting, CallState::Connected]);
    bob.joins("g");
    carol.joins("g");
    let other = world.user("erin").signs_in();
    other.joins("another");
    world.settle();
    hear_each_other(&[&alice, &bob, &carol]);
    assert_eq!(roster(&other), []);
    assert_eq!(alice.call(&call).group.and_then(|group| group.id), Some(group_id("g")));
}

#[test]
fn a_group_is_the_same_in_capital_letters() {
    let world = Scenario::new();
    let [alice, bob, ..] = four(&world);
    alice.joins_by(GroupId("29228D3E-040E-4656-A70E-890AB4E173E5".to_owned()));
    bob.joins_by(GroupId("29228d3e-040e-4656-a70e-890ab4e173e5".to_owned()));
    world.settle();
    hear_each_other(&[&alice, &bob]);
    assert_eq!(alice.call(&alice.leg()).group, bob.call(&bob.leg()).group);
}

#[test]
fn a_group_that_is_no_guid_is_refused() {
    let world = Scenario::new();
    let [alice, ..] = four(&world);
    let call = alice.joins_by(GroupId("standup".to_owned()));
    world.settle();
    assert_eq!(alice.end_of(&call).code, ApiError::GROUP_IS_NO_GUID.code);
    assert_eq!(world.world().server_calls().count(), 0);
}

#[test]
fn who_comes_again_is_there_once() {
    let world = Scenario::new();
    let [alice, bob, ..] = four(&world);
    alice.joins("g");
    bob.joins("g");
    world.settle();
    bob.world(|world, page| world.kill_page(page));
    world.passes(2);
    let again = world.user("bob").signs_in();
    again.joins("g");
    world.settle();
    hear_each_other(&[&alice, &again]);
    let legs: usize = world.world().server_calls().map(|call| call.legs.len()).sum();
    assert_eq!(legs, 2, "the page that is gone is not waited for");
    assert_eq!(roster(&alice), [bob.user().clone()]);
}

#[test]
fn of_two_devices_the_one_that_is_connected_is_heard() {
    let world = Scenario::new();
    let [alice, bob, ..] = four(&world);
    alice.joins("g");
    bob.joins("g");
    world.settle();
    bob.world(|world, page| world.cut(page));
    let again = world.user("bob").signs_in();
    again.joins("g");
    world.passes(10);
    let heard = alice.other(&bob).audio.expect("heard");
    let world = world.world();
    let flow = world.flows().into_iter().find(|flow| flow.from.page == again.page()).expect("sends");
    assert_eq!((flow.to.peer, Slot::Microphone), heard);
}

#[test]
fn a_page_is_in_a_group_once() {
    let world = Scenario::new();
    let [alice, bob, ..] = four(&world);
    alice.joins("g");
    bob.joins("g");
    world.settle();
    let first = bob.leg();
    bob.joins("g");
    world.settle();
    assert_eq!(bob.end_of(&first), EndReason::HUNG_UP, "by joining again");
    hear_each_other(&[&alice, &bob]);
    assert_eq!(world.world().connections(alice.page()).len(), 1);
}

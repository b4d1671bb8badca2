//! Who is added and removed.

use offhook_core::{CallMethod, Event, ParticipantChange, RemoteParticipantState as P};
use offhook_protocol::{ApiError, EndReason, RawId, Slot, ThreadId};
use offhook_sim::{Scenario, user_id};

use crate::{end_of, four, hear_each_other, roster, states_of};

#[test]
fn a_call_grows_into_a_group_without_a_gap() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    let before = world.world().flows();
    let request = alice.does(CallMethod::Add(carol.user().clone(), None));
    assert!(alice.result(request).is_some_and(|result| result.is_ok()), "done at once");
    assert_eq!(states_of(&alice, &here, &carol), [P::Connecting]);
    world.settle();
    assert_eq!(states_of(&alice, &here, &carol), [P::Connecting, P::Ringing]);
    assert_eq!(world.world().flows(), before);
    carol.accepts();
    world.settle();
    assert!(before.iter().all(|flow| world.world().flows().contains(flow)), "the same connection goes on");
    hear_each_other(&[&alice, &bob, &carol]);
    assert!(alice.call(&here).group.is_some() && bob.call(&there).group.is_some());
    assert_eq!(carol.call(&carol.leg()).caller.id, *alice.user());
}

#[test]
fn who_was_removed_can_be_added_again() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    let call = alice.is_in_a_group_with(&[&bob, &carol]);
    let theirs = carol.leg();
    let request = bob.does(CallMethod::Remove(carol.user().clone()));
    world.settle();
    assert_eq!(carol.end_of(&theirs), EndReason::REMOVED);
    assert_eq!(end_of(&alice, &call, carol.user()), Some(EndReason::REMOVED));
    assert_eq!(bob.result(request).map(|result| result.is_ok()), Some(true));
    hear_each_other(&[&alice, &bob]);
    alice.does(CallMethod::Add(carol.user().clone(), None));
    assert_eq!(alice.other(&carol).states, [P::Connecting]);
    world.settle();
    assert_eq!(alice.other(&carol).states, [P::Connecting, P::Ringing]);
    carol.accepts();
    world.settle();
    hear_each_other(&[&alice, &bob, &carol]);
}

#[test]
fn a_removal_is_done_once_they_are_gone() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    alice.is_in_a_group_with(&[&bob, &carol]);
    let request = alice.does(CallMethod::Remove(carol.user().clone()));
    for _ in 0..500 {
        world.passes_millis(1);
        if alice.result(request).is_some() {
            break;
        }
    }
    assert_eq!(alice.result(request).map(|result| result.is_ok()), Some(true));
    assert_eq!(roster(&alice), [bob.user().clone()]);
}

#[test]
fn who_rings_can_be_removed() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    let call = alice.calls_all(&[&bob, &carol], None);
    world.settle();
    let missed = carol.incoming();
    alice.does(CallMethod::Remove(carol.user().clone()));
    world.settle();
    assert_eq!(carol.missed(&missed), Some(EndReason::CANCELLED));
    assert_eq!(end_of(&alice, &call, carol.user()), Some(EndReason::CANCELLED));
    bob.accepts();
    world.settle();
    hear_each_other(&[&alice, &bob]);
}

#[test]
fn two_may_have_the_same_idea() {
    let world = Scenario::new();
    let [alice, bob, carol, dave] = four(&world);
    alice.is_in_a_group_with(&[&bob, &carol]);
    alice.does(CallMethod::Add(dave.user().clone(), None));
    bob.does(CallMethod::Add(dave.user().clone(), None));
    world.settle();
    for adder in [&alice, &bob] {
        assert_eq!(adder.other(&dave).states, [P::Connecting, P::Ringing]);
        assert!(adder.other(&dave).listed);
    }
    dave.accepts();
    world.settle();
    hear_each_other(&[&alice, &bob, &carol, &dave]);
}

#[test]
fn what_cannot_be_done_changes_nothing() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    alice.is_in_a_group_with(&[&bob, &carol]);
    let seen = alice.events().len();
    let refused = |method, error: ApiError| {
        let request = alice.does(method);
        world.settle();
        assert_eq!(alice.result(request), Some(Err(error)));
    };
    refused(CallMethod::Add(bob.user().clone(), None), ApiError::ALREADY_IN_CALL);
    refused(CallMethod::Add(alice.user().clone(), None), ApiError::CALLING_YOURSELF);
    let phone = RawId("4:+14255550123".to_owned());
    refused(CallMethod::Add(phone, None), ApiError::CALLEE_NOT_REACHABLE);
    refused(CallMethod::Remove(user_id("nobody")), ApiError::NO_SUCH_PARTICIPANT);
    refused(CallMethod::Remove(alice.user().clone()), ApiError::REMOVING_YOURSELF);
    refused(CallMethod::MuteOthers(Some(user_id("nobody"))), ApiError::NO_SUCH_PARTICIPANT);
    assert_eq!(alice.events().len(), seen);
    hear_each_other(&[&alice, &bob, &carol]);
}

#[test]
fn a_refused_addition_is_told_of_the_participant_and_leaves_the_call_as_it_is() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    let unknown = ThreadId("19:unknown@thread.v2".to_owned());
    alice.does(CallMethod::Add(carol.user().clone(), Some(unknown)));
    world.settle();
    assert_eq!(end_of(&alice, &here, carol.user()).map(|reason| reason.code), Some(404));
    assert_eq!(states_of(&alice, &here, &carol), [P::Connecting, P::Disconnected]);
    assert_eq!((alice.call(&here).group, bob.call(&there).group), (None, None));
    bob.mutes();
    world.settle();
    assert!(!alice.call(&here).participants[carol.user()].listed, "not shown again");
    assert!(carol.sees(|mirror| mirror.incoming.is_empty()));
}

#[test]
fn somebody_who_is_added_hears_who_is_muted() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    alice.is_in_a_call_with(&bob);
    bob.mutes();
    bob.starts_video();
    world.settle();
    alice.does(CallMethod::Add(carol.user().clone(), None));
    world.settle();
    carol.accepts();
    world.settle();
    assert!(carol.other(&bob).muted && !carol.other(&alice).muted);
    assert_eq!(bob.reaches(&carol), [Slot::Camera]);
}

#[test]
fn the_events_of_an_addition_come_in_order() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    alice.is_in_a_call_with(&bob);
    let seen = alice.events().len();
    alice.does(CallMethod::Add(carol.user().clone(), None));
    let events = alice.events().split_off(seen);
    assert!(matches!(&events[0], Event::ParticipantAdded { id, .. } if id == carol.user()));
    assert!(matches!(&events[1], Event::Participant { change: ParticipantChange::State(P::Connecting), .. }));
}

#[test]
fn who_was_removed_sees_the_others_go_on() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    alice.is_in_a_group_with(&[&bob, &carol]);
    let theirs = carol.leg();
    alice.does(CallMethod::Remove(carol.user().clone()));
    world.settle();
    assert_eq!(carol.end_of(&theirs), EndReason::REMOVED);
    assert_eq!(carol.call(&theirs).participants[alice.user()].reason, Some(EndReason::HUNG_UP));
}

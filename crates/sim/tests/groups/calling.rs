//! Who is called, and what becomes of each.

use offhook_core::{CallMethod, CallState, Event, MediaEvent, RemoteParticipantState as P};
use offhook_protocol::{ApiError, EndReason};
use offhook_sim::{Actor, Scenario};

use crate::{end_of, four, hear_each_other, roster, states_of};

#[test]
fn everybody_who_is_called_is_shown_at_once_and_on_their_own() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    let call = alice.calls_all(&[&bob, &carol], None);
    let call_of = |who: &Actor| states_of(&alice, &call, who);
    assert_eq!((call_of(&bob), call_of(&carol)), (vec![P::Connecting], vec![P::Connecting]));
    world.settle();
    assert_eq!(
        (call_of(&bob), call_of(&carol)),
        (vec![P::Connecting, P::Ringing], vec![P::Connecting, P::Ringing])
    );
    bob.accepts();
    carol.rejects();
    world.settle();
    assert_eq!(call_of(&bob), [P::Connecting, P::Ringing, P::Connected]);
    assert_eq!(call_of(&carol), [P::Connecting, P::Ringing, P::Disconnected]);
    assert_eq!(end_of(&alice, &call, carol.user()), Some(EndReason::REJECTED));
    assert_eq!(end_of(&bob, &bob.leg(), carol.user()), Some(EndReason::REJECTED));
}

#[test]
fn a_call_says_from_its_start_whether_it_is_a_group_call() {
    let world = Scenario::new();
    let [alice, bob, carol, dave] = four(&world);
    let begins_as_group = |actor: &Actor| {
        let added = |event: &Event| match event {
            Event::CallAdded { is_group, .. } => Some(*is_group),
            _ => None,
        };
        actor.events().iter().find_map(added)
    };
    alice.calls(&bob);
    assert_eq!(begins_as_group(&alice), Some(false));
    carol.calls_all(&[&dave], None);
    assert_eq!(begins_as_group(&carol), Some(true));
    world.settle();
    bob.accepts();
    dave.accepts();
    assert_eq!((begins_as_group(&bob), begins_as_group(&dave)), (Some(false), Some(true)));
    let erin = world.user("erin").signs_in();
    erin.joins("group");
    assert_eq!(begins_as_group(&erin), Some(true));
}

#[test]
fn the_caller_of_a_group_waits_for_nobody() {
    let world = Scenario::new();
    let [alice, bob, ..] = four(&world);
    let call = alice.calls_all(&[&bob], None);
    world.settle();
    assert_eq!(alice.states(&call), [CallState::Connecting, CallState::Connected]);
    let there = bob.accepts();
    world.settle();
    assert_eq!(bob.states(&there), [CallState::Connecting, CallState::Connected]);
    hear_each_other(&[&alice, &bob]);
}

#[test]
fn who_does_not_answer_or_has_no_device_is_told_of_and_disturbs_nobody() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    let erin = world.user("erin").opens_page();
    let call = alice.calls_all(&[&bob, &carol, &erin], None);
    world.settle();
    assert_eq!(end_of(&alice, &call, erin.user()), Some(EndReason::NO_DEVICE));
    let missed = carol.incoming();
    bob.accepts();
    world.passes(125);
    assert_eq!(end_of(&alice, &call, carol.user()), Some(EndReason::NO_ANSWER));
    assert_eq!(carol.missed(&missed), Some(EndReason::NO_ANSWER));
    assert_eq!(roster(&alice), [bob.user().clone()]);
    hear_each_other(&[&alice, &bob]);
}

#[test]
fn everybody_hears_everybody() {
    let world = Scenario::new();
    let [alice, bob, carol, dave] = four(&world);
    alice.is_in_a_group_with(&[&bob, &carol, &dave]);
    hear_each_other(&[&alice, &bob, &carol, &dave]);
    assert_eq!(world.world().connections(alice.page()).len(), 3);
}

#[test]
fn a_chat_is_made_where_none_is_named() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    let call = alice.is_in_a_group_with(&[&bob, &carol]);
    let thread = alice.call(&call).group.and_then(|group| group.thread).expect("a chat");
    let people = [alice.user(), bob.user(), carol.user()].map(Clone::clone);
    assert_eq!(world.world().members_of(&thread), Some(&people[..]));
    assert_eq!(bob.call(&bob.leg()).group.and_then(|group| group.thread), Some(thread.clone()));
    assert!(thread.as_str().starts_with("19:") && thread.as_str().ends_with("@thread.v2"));
}

#[test]
fn more_than_the_maximum_are_not_called() {
    let world = Scenario::new();
    let alice = world.user("alice").signs_in();
    let names = ["b", "c", "d", "e", "f", "g", "h", "i"];
    let others = names.map(|name| world.user(name).signs_in());
    let eight: Vec<&Actor> = others.iter().collect();
    let refused = alice.calls_all(&eight, None);
    world.settle();
    assert_eq!(alice.end_of(&refused).code, ApiError::TOO_MANY_PARTICIPANTS.code);
    assert_eq!(alice.states(&refused), [CallState::Connecting, CallState::Disconnected]);
    alice.is_in_a_group_with(&eight[..7]);
    hear_each_other(&[&alice, &others[0], &others[6]]);
    alice.does(CallMethod::Add(others[7].user().clone(), None));
    world.settle();
    let call = alice.leg();
    let reason = end_of(&alice, &call, others[7].user()).expect("refused");
    assert_eq!(reason.code, ApiError::TOO_MANY_PARTICIPANTS.code);
    assert!(others[7].sees(|mirror| mirror.incoming.is_empty()));
}

#[test]
fn a_device_that_accepts_has_the_call_in_a_group_too() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    let phone = world.user("bob").signs_in();
    alice.calls_all(&[&bob, &carol], None);
    world.settle();
    let missed = phone.incoming();
    bob.accepts();
    carol.accepts();
    world.settle();
    assert_eq!(phone.missed(&missed), Some(EndReason::ACCEPTED_ELSEWHERE));
    hear_each_other(&[&alice, &bob, &carol]);
    assert!(phone.has_let_go());
}

#[test]
fn a_call_of_a_group_rings_as_one_and_says_of_which_chat() {
    let world = Scenario::new();
    let [alice, bob, ..] = four(&world);
    alice.calls_all(&[&bob], None);
    world.settle();
    let first = bob.events().into_iter().find_map(|event| match event {
        Event::IncomingCall { group, .. } => Some(group),
        _ => None,
    });
    let thread = first.flatten().and_then(|group| group.thread);
    assert!(thread.is_some());
    let call = bob.accepts();
    world.settle();
    assert_eq!(bob.call(&call).group.and_then(|group| group.thread), thread);
    assert!(!bob.events().iter().any(|event| matches!(event, Event::GroupChanged { .. })), "told once");
}

#[test]
fn who_comes_while_others_ring_sees_them_ring() {
    let world = Scenario::new();
    let [alice, bob, carol, dave] = four(&world);
    alice.calls_all(&[&bob, &carol, &dave], None);
    world.settle();
    bob.accepts();
    world.settle();
    assert_eq!(bob.other(&carol).states, [P::Connecting, P::Ringing]);
    carol.accepts();
    world.settle();
    assert_eq!(bob.other(&carol).states, [P::Connecting, P::Ringing, P::Connected]);
    assert_eq!(carol.other(&dave).states, [P::Connecting, P::Ringing]);
}

#[test]
fn who_speaks_last_comes_first() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    alice.is_in_a_group_with(&[&bob, &carol]);
    let speaks = |who: &Actor, on| {
        let (peer, _) = alice.other(who).audio.expect("heard");
        alice.world(|world, page| world.notice(page, MediaEvent::Speaking { peer, on }));
    };
    let speakers = || alice.call(&alice.leg()).speakers;
    speaks(&bob, true);
    assert_eq!(speakers(), [bob.user().clone()]);
    speaks(&carol, true);
    assert_eq!(speakers(), [carol.user().clone(), bob.user().clone()]);
    speaks(&bob, false);
    speaks(&bob, true);
    assert_eq!(speakers(), [bob.user().clone(), carol.user().clone()]);
    bob.hangs_up();
    world.settle();
    assert_eq!(speakers(), [carol.user().clone()]);
}

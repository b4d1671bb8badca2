//! Calls of many: who is called, who comes, who goes, and what the others notice of it.

use offhook_core::{CallMethod, CallState, Event, ParticipantChange, RemoteParticipantState as P};
use offhook_protocol::{ApiError, EndReason, GroupId, LegId, RawId, Slot};
use offhook_sim::{Actor, Scenario, group_id, user_id};

fn four(world: &Scenario) -> [Actor; 4] {
    ["alice", "bob", "carol", "dave"].map(|name| world.user(name).signs_in())
}

/// The reason for which somebody is no longer in a call.
fn end_of(at: &Actor, call: &LegId, of: &RawId) -> Option<EndReason> {
    let participant = at.call(call).participants.get(of).cloned().expect("a participant");
    participant.reason.filter(|_| !participant.listed)
}

fn states_of(at: &Actor, call: &LegId, of: &Actor) -> Vec<P> {
    at.call(call).participants[of.user()].states.clone()
}

fn roster(at: &Actor) -> Vec<RawId> {
    let call = at.call(&at.leg());
    call.participants.iter().filter(|(_, one)| one.listed).map(|(id, _)| id.clone()).collect()
}

fn hear_each_other(people: &[&Actor]) {
    for one in people {
        for other in people.iter().filter(|other| other.page() != one.page()) {
            assert!(one.reaches(other).contains(&Slot::Microphone), "{:?} -> {:?}", one.page(), other.page());
        }
    }
}

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
    refused(CallMethod::Remove(alice.user().clone()), ApiError::NO_SUCH_PARTICIPANT);
    refused(CallMethod::MuteOthers(Some(user_id("nobody"))), ApiError::NO_SUCH_PARTICIPANT);
    assert_eq!(alice.events().len(), seen);
    hear_each_other(&[&alice, &bob, &carol]);
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
fn a_refused_addition_is_told_of_the_participant_and_leaves_the_call_as_it_is() {
    let world = Scenario::new();
    let [alice, bob, carol, _] = four(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    let unknown = offhook_protocol::ThreadId("19:unknown@thread.v2".to_owned());
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
fn who_speaks_last_comes_first() {
    use offhook_core::MediaEvent;
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
    assert!(bob.call(&first).is_over());
    hear_each_other(&[&alice, &bob]);
    assert_eq!(world.world().connections(alice.page()).len(), 1);
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

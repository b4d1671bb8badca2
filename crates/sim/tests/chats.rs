//! The chat that belongs to a group call, and what an organization's policy makes of it.

use std::collections::{BTreeMap, BTreeSet};

use offhook_core::{CallMethod, CallState, Event, RemoteParticipantState as P};
use offhook_protocol::{ApiError, EndReason, ThreadId};
use offhook_sim::{Actor, Scenario, Settings, World, user_id};
use offhook_switchboard::{Config, Policy};

fn under(policy: Policy) -> Scenario {
    let server = Config { policy, ..Config::default() };
    Scenario::with(Settings { server, ..Settings::calm(1) })
}

fn three(world: &Scenario) -> [Actor; 3] {
    ["alice", "bob", "carol"].map(|name| world.user(name).signs_in())
}

/// A chat of these people, whose id is the same in each scenario.
fn project(world: &Scenario, members: &[&Actor]) -> ThreadId {
    let members: Vec<_> = members.iter().map(|member| member.user().clone()).collect();
    world.world_mut().chat_of("project", &members)
}

fn reason(error: &ApiError) -> EndReason {
    EndReason::new(error.code, error.sub_code)
}

#[test]
fn a_call_belongs_to_the_chat_that_is_named() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    let thread = project(&world, &[&alice, &bob]);
    let call = alice.calls_all(&[&bob], Some(&thread));
    world.settle();
    assert_eq!(alice.call(&call).group.and_then(|group| group.thread), Some(thread.clone()));
    alice.does(CallMethod::Add(carol.user().clone(), Some(thread)));
    world.settle();
    carol.accepts();
    world.settle();
    let members =
        world.world().members_of(&carol.call(&carol.leg()).group.unwrap().thread.unwrap()).map(<[_]>::len);
    assert_eq!(members, Some(2), "who is called is not put into the chat");
}

/// Somebody is added to a call; before the chat was looked up, whoever adds them loses messages.
fn adds_while_messages_are_lost(
    members: impl Fn(&[Actor; 3]) -> ThreadId,
    world: &Scenario,
    three: &[Actor; 3],
) {
    let [alice, bob, carol] = three;
    bob.is_in_a_call_with(alice);
    let thread = members(three);
    world.world_mut().slow_storage();
    bob.does(CallMethod::Add(carol.user().clone(), Some(thread)));
    world.passes_millis(25);
    bob.world(World::break_connections);
    for _ in 0..3 {
        alice.mutes();
        alice.unmutes();
        world.passes_millis(5);
    }
    world.passes(20);
    assert!(world.world().trace().to_string().contains("\"resync\""), "messages were lost");
}

fn forgetful() -> Scenario {
    Scenario::with(Settings { server: Config { kept_messages: 2, ..Config::default() }, ..Settings::calm(1) })
}

#[test]
fn who_waits_for_a_chat_while_messages_are_lost_rings_afterwards() {
    let world = forgetful();
    let three = three(&world);
    adds_while_messages_are_lost(|[alice, bob, carol]| project(&world, &[alice, bob, carol]), &world, &three);
    let [_, bob, carol] = &three;
    assert_eq!(bob.other(carol).states, [P::Connecting, P::Ringing]);
    let is_added = |event: &&Event| matches!(event, Event::ParticipantAdded { id, .. } if id == carol.user());
    assert_eq!(bob.events().iter().filter(is_added).count(), 1);
}

#[test]
fn who_is_refused_after_messages_were_lost_leaves_with_the_reason() {
    let world = forgetful();
    let three = three(&world);
    adds_while_messages_are_lost(|[alice, _, carol]| project(&world, &[alice, carol]), &world, &three);
    let [_, bob, carol] = &three;
    let refused = bob.other(carol);
    assert_eq!((refused.reason, refused.listed), (Some(reason(&ApiError::NOT_IN_THREAD)), false));
}

#[test]
fn a_chat_that_does_not_exist_or_is_anothers_is_refused() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    let others = project(&world, &[&bob, &carol]);
    let unknown = ThreadId("19:unknown@thread.v2".to_owned());
    for (thread, error) in [(unknown, ApiError::NO_SUCH_THREAD), (others, ApiError::NOT_IN_THREAD)] {
        let call = alice.calls_all(&[&bob], Some(&thread));
        world.settle();
        assert_eq!(alice.end_of(&call), reason(&error));
        assert_eq!(alice.states(&call), [CallState::Connecting, CallState::Disconnected]);
    }
    assert!(bob.sees(|mirror| mirror.incoming.is_empty()));
    assert_eq!(world.world().server_calls().count(), 0);
}

#[test]
fn a_chat_that_cannot_be_looked_up_is_not_taken_for_one_that_does_not_exist() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    let thread = project(&world, &[&alice, &bob]);
    world.world_mut().break_storage();
    let refused = alice.calls_all(&[&bob], Some(&thread));
    world.settle();
    assert_eq!(alice.end_of(&refused), reason(&ApiError::CHATS_UNAVAILABLE));
    assert_eq!(world.world().server_calls().count(), 0);
    let (here, there) = alice.is_in_a_call_with(&bob);
    alice.does(CallMethod::Add(carol.user().clone(), Some(thread.clone())));
    world.settle();
    let carols = alice.call(&here).participants[carol.user()].clone();
    assert_eq!(carols.reason, Some(reason(&ApiError::CHATS_UNAVAILABLE)));
    assert_eq!((alice.call(&here).group, bob.call(&there).group), (None, None), "nothing has changed");
    world.world_mut().mend_storage();
    alice.does(CallMethod::Add(carol.user().clone(), Some(thread)));
    world.settle();
    carol.accepts();
    world.settle();
    assert_eq!(alice.other(&carol).state(), P::Connected);
}

#[test]
fn who_hangs_up_while_the_chat_is_looked_up_has_nobody_rung() {
    let world = Scenario::new();
    let [alice, bob, _] = three(&world);
    let thread = project(&world, &[&alice, &bob]);
    alice.calls_all(&[&bob], Some(&thread));
    alice.hangs_up();
    world.settle();
    assert!(bob.sees(|mirror| mirror.incoming.is_empty()));
    assert_eq!(world.world().server_calls().count(), 0);
}

#[test]
fn who_is_removed_while_the_chat_is_looked_up_never_rings() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    let thread = project(&world, &[&alice, &bob, &carol]);
    let call = alice.calls_all(&[&bob, &carol], Some(&thread));
    let removed = alice.does(CallMethod::Remove(carol.user().clone()));
    world.settle();
    assert_eq!(alice.result(removed).map(|result| result.is_ok()), Some(true));
    assert!(!alice.call(&call).participants[carol.user()].listed);
    assert!(carol.sees(|mirror| mirror.incoming.is_empty()));
    bob.accepts();
    world.settle();
    assert_eq!(alice.other(&bob).state(), P::Connected);

    alice.does(CallMethod::Add(carol.user().clone(), Some(thread)));
    let removed = alice.does(CallMethod::Remove(carol.user().clone()));
    world.settle();
    assert_eq!(alice.result(removed).map(|result| result.is_ok()), Some(true));
    let carols = alice.call(&call).participants[carol.user()].clone();
    assert_eq!((carols.listed, carols.reason), (false, Some(EndReason::CANCELLED)));
    assert!(carol.sees(|mirror| mirror.incoming.is_empty()));
}

#[test]
fn a_call_whose_only_callee_is_removed_while_the_chat_is_looked_up_is_cancelled() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    let thread = project(&world, &[&alice, &bob, &carol]);
    let call = alice.calls_all(&[&bob], Some(&thread));
    alice.does(CallMethod::Remove(carol.user().clone()));
    alice.does(CallMethod::Remove(bob.user().clone()));
    world.settle();
    assert_eq!(alice.end_of(&call), EndReason::CANCELLED);
    assert!(bob.sees(|mirror| mirror.incoming.is_empty()));
    assert_eq!(world.world().server_calls().count(), 0);
}

#[test]
fn a_call_whose_only_callee_is_removed_while_the_chat_is_looked_up_begins_with_who_was_added() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    let thread = project(&world, &[&alice, &bob, &carol]);
    let call = alice.calls_all(&[&bob], Some(&thread));
    alice.does(CallMethod::Add(carol.user().clone(), None));
    alice.does(CallMethod::Remove(bob.user().clone()));
    world.settle();
    assert_eq!(alice.states(&call), [CallState::Connecting, CallState::Connected]);
    let rings = carol.incoming();
    let group = carol.sees(|mirror| mirror.incoming[&rings].group.clone());
    assert_eq!(group.and_then(|group| group.thread), Some(thread));
    assert!(bob.sees(|mirror| mirror.incoming.is_empty()));
}

#[test]
fn who_is_added_while_the_chat_is_looked_up_is_called_with_the_others() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    let thread = project(&world, &[&alice, &bob]);
    let call = alice.calls_all(&[&bob], Some(&thread));
    alice.does(CallMethod::Add(carol.user().clone(), None));
    world.settle();
    assert_eq!(alice.call(&call).participants[carol.user()].states, [P::Connecting, P::Ringing]);
    carol.accepts();
    bob.accepts();
    world.settle();
    assert_eq!((alice.other(&bob).state(), alice.other(&carol).state()), (P::Connected, P::Connected));
}

#[test]
fn who_is_added_while_the_chat_is_looked_up_is_judged_by_that_chat() {
    let world = under(Policy { only_chat_members: true, ..Policy::default() });
    let [alice, bob, carol] = three(&world);
    let thread = project(&world, &[&alice, &bob]);
    let call = alice.calls_all(&[&bob], Some(&thread));
    alice.does(CallMethod::Add(carol.user().clone(), None));
    world.settle();
    bob.incoming();
    let refused = alice.call(&call).participants[carol.user()].reason;
    assert_eq!(refused, Some(reason(&ApiError::CALLEE_NOT_IN_THREAD)));
    assert!(carol.sees(|mirror| mirror.incoming.is_empty()), "she is not in the chat");
}

#[test]
fn a_call_that_cannot_begin_is_over_for_who_was_added_meanwhile_too() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    let thread = project(&world, &[&alice, &carol]);
    let unknown = ThreadId("19:unknown@thread.v2".to_owned());
    for named in [None, Some(thread)] {
        let call = alice.calls_all(&[&bob], Some(&unknown));
        alice.does(CallMethod::Add(carol.user().clone(), named));
        world.settle();
        assert_eq!(alice.end_of(&call), reason(&ApiError::NO_SUCH_THREAD));
        assert_eq!(world.world().server_calls().count(), 0);
        assert_eq!(carol.sees(|mirror| mirror.ringing().count()), 0);
    }
}

#[test]
fn who_is_added_and_then_leaves_the_call_of_another_is_no_trouble() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    let thread = project(&world, &[&alice, &bob]);
    alice.is_in_a_group_with(&[&bob]);
    alice.does(CallMethod::Add(carol.user().clone(), Some(thread)));
    alice.hangs_up();
    world.settle();
    assert!(carol.sees(|mirror| mirror.incoming.is_empty()), "who asked is gone");
    assert_eq!(bob.call(&bob.leg()).state(), CallState::Connected);
}

#[test]
fn only_members_of_the_chat_can_be_called_where_policy_says_so() {
    let world = under(Policy { only_chat_members: true, ..Policy::default() });
    let [alice, bob, carol] = three(&world);
    let thread = project(&world, &[&alice, &bob]);
    let call = alice.calls_all(&[&bob], Some(&thread));
    world.settle();
    for named in [Some(thread), None] {
        alice.does(CallMethod::Add(carol.user().clone(), named));
        world.settle();
        let carols = alice.call(&call).participants[carol.user()].clone();
        assert_eq!(carols.reason, Some(reason(&ApiError::CALLEE_NOT_IN_THREAD)));
    }
    assert!(carol.sees(|mirror| mirror.incoming.is_empty()));
    bob.accepts();
    world.settle();
    assert_eq!(alice.other(&bob).state(), P::Connected);
}

#[test]
fn information_barriers_keep_people_apart() {
    let segment = |name: &str, segment: &str| (user_id(name), BTreeSet::from([segment.to_owned()]));
    let world = under(Policy {
        only_chat_members: false,
        segments: BTreeMap::from([segment("alice", "research"), segment("carol", "sales")]),
        barriers: BTreeSet::from([("sales".to_owned(), "research".to_owned())]),
    });
    let [alice, bob, carol] = three(&world);
    let barrier = reason(&ApiError::INFORMATION_BARRIER);
    let directly = alice.calls(&carol);
    world.settle();
    assert_eq!(alice.end_of(&directly), barrier);
    let together = bob.calls_all(&[&alice, &carol], None);
    world.settle();
    assert_eq!(bob.end_of(&together), barrier);
    let (here, there) = bob.is_in_a_call_with(&alice);
    bob.does(CallMethod::Add(carol.user().clone(), None));
    world.settle();
    assert_eq!(bob.call(&here).participants[carol.user()].reason, Some(barrier));
    assert_eq!((bob.call(&here).group, alice.call(&there).group), (None, None), "nothing has changed");
    bob.hangs_up();
    world.settle();
    alice.joins("g");
    let refused = carol.joins("g");
    world.settle();
    assert_eq!(carol.end_of(&refused), barrier);
    assert!(carol.sees(|mirror| mirror.incoming.is_empty()));
}

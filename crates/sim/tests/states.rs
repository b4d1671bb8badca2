//! What apps see, exactly and in its order.

use offhook_core::{CallState, Event, ParticipantChange, RemoteParticipantState, StartMedia};
use offhook_protocol::{Direction, EndReason};
use offhook_sim::{Actor, Scenario};

use CallState::{Connected, Connecting, Disconnected, Disconnecting, Ringing};

fn pair(world: &Scenario) -> (Actor, Actor) {
    (world.user("alice").signs_in(), world.user("bob").signs_in())
}

#[test]
fn a_caller_sees_connecting_ringing_connected() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, _) = alice.is_in_a_call_with(&bob);
    assert_eq!(alice.states(&here), [Connecting, Ringing, Connected]);
}

#[test]
fn a_callee_sees_connecting_connected() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (_, there) = alice.is_in_a_call_with(&bob);
    assert_eq!(bob.states(&there), [Connecting, Connected]);
}

#[test]
fn who_hangs_up_passes_disconnecting_and_the_other_does_not() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    alice.hangs_up();
    world.settle();
    assert_eq!(alice.states(&here), [Connecting, Ringing, Connected, Disconnecting, Disconnected]);
    assert_eq!(bob.states(&there), [Connecting, Connected, Disconnected]);
}

#[test]
fn the_caller_sees_the_callee_come_and_go() {
    use RemoteParticipantState as P;
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    assert_eq!(alice.participant_states(&here), [P::Connecting, P::Ringing, P::Connected]);
    assert_eq!(bob.participant_states(&there), [P::Connected]);
    bob.hangs_up();
    world.settle();
    assert_eq!(alice.participant_states(&here).last(), Some(&P::Disconnected));
}

#[test]
fn a_call_is_announced_before_its_first_state() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let call = alice.calls(&bob);
    let events = alice.events();
    let added = events.iter().position(|e| matches!(e, Event::CallAdded { leg, .. } if *leg == call));
    let changed =
        events.iter().position(|e| matches!(e, Event::CallStateChanged { leg, .. } if *leg == call));
    assert!(added.unwrap() < changed.unwrap());
}

#[test]
fn at_the_end_the_reason_comes_first_then_the_removal_then_disconnected() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    bob.hangs_up();
    world.settle();
    for (actor, call) in [(alice, here), (bob, there)] {
        let leg = call.clone();
        let expected = [
            Event::CallEndReasonSet { leg: leg.clone(), reason: EndReason::new(0, 0) },
            Event::CallRemoved { leg: leg.clone() },
            Event::CallStateChanged { leg, state: Disconnected },
        ];
        assert!(actor.events().ends_with(&expected), "{:#?}", actor.events());
    }
}

#[test]
fn the_participant_leaves_before_the_call_is_over() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, _) = alice.is_in_a_call_with(&bob);
    bob.hangs_up();
    world.settle();
    let of_bob = |event: &Event| match event {
        Event::ParticipantRemoved { .. } => Some("removed"),
        Event::Participant { change: ParticipantChange::EndReasonSet(_), .. } => Some("reason"),
        Event::Participant {
            change: ParticipantChange::State(RemoteParticipantState::Disconnected), ..
        } => Some("disconnected"),
        Event::CallRemoved { leg } if *leg == here => Some("call removed"),
        _ => None,
    };
    let order: Vec<_> = alice.events().iter().filter_map(of_bob).collect();
    assert_eq!(order, ["reason", "disconnected", "removed", "call removed"]);
}

#[test]
fn an_accepted_call_has_the_id_of_its_incoming_call_and_no_call_ended() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (_, there) = alice.is_in_a_call_with(&bob);
    assert!(bob.sees(|mirror| mirror.incoming.contains_key(&there)));
    bob.hangs_up();
    world.settle();
    assert_eq!(bob.missed(&there), None);
    assert!(!bob.events().iter().any(|event| matches!(event, Event::IncomingCallEnded { .. })));
}

#[test]
fn both_know_who_called_whom() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    let (ours, theirs) = (alice.call(&here), bob.call(&there));
    assert_eq!((ours.direction, theirs.direction), (Direction::Outgoing, Direction::Incoming));
    assert_eq!(ours.caller.id, *alice.user());
    assert_eq!(theirs.caller.id, *alice.user());
    assert_eq!(theirs.caller.name.as_deref(), Some("alice"));
    assert_eq!(ours.participants[bob.user()].name.as_deref(), Some("bob"));
    assert_eq!(theirs.participants[alice.user()].name.as_deref(), Some("alice"));
}

#[test]
fn mute_is_seen_at_the_other_end_once_for_each_change() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    for request in [alice.mutes(), alice.mutes()] {
        world.settle();
        assert!(alice.result(request).unwrap().is_ok());
    }
    assert!(alice.call(&here).muted);
    assert!(bob.call(&there).participants[alice.user()].muted);
    alice.unmutes();
    world.settle();
    assert_eq!(bob.mute_changes(), [true, false]);
}

#[test]
fn a_call_may_start_muted() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let here = alice.calls_with(bob.user(), StartMedia { muted: true, ..StartMedia::default() });
    world.settle();
    let there = bob.accepts_with(StartMedia { muted: true, ..StartMedia::default() });
    world.settle();
    assert!(alice.call(&here).muted && bob.call(&there).muted);
    assert!(alice.call(&here).participants[bob.user()].muted);
    assert!(bob.call(&there).participants[alice.user()].muted);
    assert_eq!((alice.reaches(&bob), bob.reaches(&alice)), (vec![], vec![]));
}

#[test]
fn a_second_call_rings_too_and_both_go_on() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let carol = world.user("carol").signs_in();
    let (_, first) = alice.is_in_a_call_with(&bob);
    let calling = carol.calls(&bob);
    world.settle();
    assert_eq!(carol.states(&calling), [Connecting, Ringing]);
    let second = bob.accepts();
    world.settle();
    assert_eq!(bob.call(&first).state(), Connected);
    assert_eq!(bob.call(&second).state(), Connected);
    assert_eq!(carol.states(&calling), [Connecting, Ringing, Connected]);
    assert_eq!(alice.reaches(&carol), []);
}

#[test]
fn two_users_who_call_each_other_have_two_calls() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (from_alice, from_bob) = (alice.calls(&bob), bob.calls(&alice));
    world.settle();
    assert_eq!(alice.states(&from_alice), [Connecting, Ringing]);
    assert_eq!(bob.states(&from_bob), [Connecting, Ringing]);
    let accepted = alice.accepts();
    world.settle();
    assert_eq!(alice.call(&accepted).state(), Connected);
    assert_eq!(bob.call(&from_bob).state(), Connected);
    assert_eq!(alice.call(&from_alice).state(), Ringing, "it rings until bob takes it or alice gives up");
}

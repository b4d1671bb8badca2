//! Hold and resume, mute by others, and screens.

use offhook_core::{CallMethod, CallState, Event, RemoteParticipantState as P, SourceMethod};
use offhook_protocol::{ApiError, Slot};
use offhook_sim::{Actor, Device, Scenario};

use CallState::{Connected, Connecting, LocalHold, RemoteHold, Ringing};

fn pair(world: &Scenario) -> (Actor, Actor) {
    (world.user("alice").signs_in(), world.user("bob").signs_in())
}

fn three(world: &Scenario) -> [Actor; 3] {
    ["alice", "bob", "carol"].map(|name| world.user(name).signs_in())
}

#[test]
fn one_to_one_hold_stops_all_media_and_both_see_it() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    alice.starts_video();
    bob.starts_video();
    world.settle();
    let request = alice.does(CallMethod::Hold);
    assert_eq!(alice.call(&here).state(), LocalHold);
    assert!(alice.result(request).is_some_and(|result| result.is_ok()));
    world.settle();
    assert_eq!(bob.call(&there).state(), RemoteHold);
    assert_eq!(bob.other(&alice).state(), P::Hold);
    assert_eq!(alice.other(&bob).state(), P::Connected);
    assert_eq!(world.world().flows(), []);
    alice.does(CallMethod::Resume);
    world.settle();
    assert_eq!(alice.states(&here), [Connecting, Ringing, Connected, LocalHold, Connected]);
    assert_eq!(bob.states(&there), [Connecting, Connected, RemoteHold, Connected]);
    assert_eq!(alice.reaches(&bob), [Slot::Microphone, Slot::Camera], "as it was");
    assert_eq!(bob.reaches(&alice), [Slot::Microphone, Slot::Camera]);
}

#[test]
fn where_both_hold_both_have_to_resume_in_any_order() {
    for first in [0, 1] {
        let world = Scenario::new();
        let (alice, bob) = pair(&world);
        let (here, there) = alice.is_in_a_call_with(&bob);
        alice.does(CallMethod::Hold);
        world.settle();
        bob.does(CallMethod::Hold);
        world.settle();
        let ends = [(&alice, &here), (&bob, &there)];
        assert!(ends.iter().all(|(actor, leg)| actor.call(leg).state() == LocalHold));
        let ((one, ours), (other, theirs)) = (ends[first], ends[1 - first]);
        one.does(CallMethod::Resume);
        world.settle();
        assert_eq!((one.call(ours).state(), other.call(theirs).state()), (RemoteHold, LocalHold));
        assert_eq!(world.world().flows(), []);
        other.does(CallMethod::Resume);
        world.settle();
        assert_eq!((one.call(ours).state(), other.call(theirs).state()), (Connected, Connected));
        assert_eq!(world.world().flows().len(), 2);
    }
}

#[test]
fn in_a_group_hold_is_ones_own() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    let call = alice.is_in_a_group_with(&[&bob, &carol]);
    alice.does(CallMethod::Hold);
    world.settle();
    assert_eq!(alice.call(&call).state(), LocalHold);
    for other in [&bob, &carol] {
        assert_eq!(other.call(&other.leg()).state(), Connected);
        assert_eq!(other.other(&alice).state(), P::Hold);
        assert!(alice.reaches(other).is_empty() && other.reaches(&alice).is_empty());
    }
    assert_eq!(bob.reaches(&carol), [Slot::Microphone]);
    let dave = world.user("dave").signs_in();
    bob.does(CallMethod::Add(dave.user().clone(), None));
    world.settle();
    dave.accepts();
    world.settle();
    assert_eq!(dave.other(&alice).states, [P::Connected, P::Hold], "who was there before shows so too");
    assert!(dave.reaches(&alice).is_empty());
    alice.does(CallMethod::Resume);
    world.settle();
    assert_eq!(alice.reaches(&dave), [Slot::Microphone]);
}

#[test]
fn one_call_is_held_and_another_taken() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    let (first, with_bob) = alice.is_in_a_call_with(&bob);
    carol.calls(&alice);
    world.settle();
    let method = |leg: &offhook_protocol::LegId, method| {
        alice.api(offhook_core::ApiCall::OfCall { leg: leg.clone(), method });
    };
    method(&first, CallMethod::Hold);
    let second = alice.accepts();
    world.settle();
    assert_eq!(bob.call(&with_bob).state(), RemoteHold);
    assert_eq!((alice.reaches(&bob).len(), alice.reaches(&carol).len()), (0, 1));
    method(&second, CallMethod::Hold);
    method(&first, CallMethod::Resume);
    world.settle();
    assert_eq!((alice.reaches(&bob).len(), alice.reaches(&carol).len()), (1, 0));
    assert_eq!((alice.call(&first).state(), alice.call(&second).state()), (Connected, LocalHold));
    method(&second, CallMethod::HangUp);
    world.settle();
    assert_eq!(alice.reaches(&bob), [Slot::Microphone]);
}

#[test]
fn only_a_connected_call_can_be_held() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.calls(&bob);
    let request = alice.does(CallMethod::Hold);
    assert_eq!(alice.result(request), Some(Err(ApiError::HOLD_NEEDS_CALL)));
}

#[test]
fn hold_survives_a_lost_connection() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (_, there) = alice.is_in_a_call_with(&bob);
    alice.world(|world, page| world.break_connections(page));
    alice.does(CallMethod::Hold);
    world.passes(10);
    assert_eq!(bob.call(&there).state(), RemoteHold);
    assert_eq!(world.world().flows(), []);
}

#[test]
fn others_can_be_muted_and_unmute_themselves() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    alice.is_in_a_group_with(&[&bob, &carol]);
    let request = alice.does(CallMethod::MuteOthers(Some(bob.user().clone())));
    world.settle();
    assert!(alice.result(request).is_some_and(|result| result.is_ok()));
    let call = bob.call(&bob.leg());
    assert!(call.muted && call.muted_by_others == 1);
    assert!(alice.other(&bob).muted && carol.other(&bob).muted && !alice.other(&carol).muted);
    assert!(bob.reaches(&carol).is_empty());
    bob.unmutes();
    world.settle();
    assert!(!alice.other(&bob).muted);
    assert_eq!(bob.reaches(&carol), [Slot::Microphone]);
    carol.does(CallMethod::MuteOthers(None));
    world.settle();
    for one in [&alice, &bob] {
        assert!(one.call(&one.leg()).muted);
    }
    assert!(!carol.call(&carol.leg()).muted);
    assert_eq!(bob.call(&bob.leg()).muted_by_others, 2);
}

#[test]
fn muted_by_others_is_told_after_the_change_and_once() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    alice.is_in_a_group_with(&[&bob, &carol]);
    let seen = bob.events().len();
    alice.does(CallMethod::MuteOthers(None));
    alice.does(CallMethod::MuteOthers(None));
    world.settle();
    let events = bob.events().split_off(seen);
    let ours: Vec<&str> = events
        .iter()
        .filter_map(|event| match event {
            Event::MutedChanged { .. } => Some("isMuted"),
            Event::MutedByOthers { .. } => Some("mutedByOthers"),
            _ => None,
        })
        .collect();
    assert_eq!(ours, ["isMuted", "mutedByOthers"]);
}

#[test]
fn nobody_mutes_or_removes_the_other_of_two() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    for method in [CallMethod::MuteOthers(None), CallMethod::Remove(bob.user().clone())] {
        let request = alice.does(method);
        world.settle();
        assert_eq!(alice.result(request), Some(Err(ApiError::NOT_IN_ONE_TO_ONE)));
    }
    assert_eq!(bob.reaches(&alice), [Slot::Microphone]);
}

#[test]
fn a_screen_is_shown_beside_the_camera_with_its_sound() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    alice.starts_video();
    let request = alice.shares();
    world.settle();
    assert!(alice.result(request).is_some_and(|result| result.is_ok()));
    let shown = bob.other(&alice);
    assert!(
        shown.shows(Slot::Camera) && shown.shows(Slot::Screen) && shown.video_arrives(&Default::default())
    );
    let everything = [Slot::Microphone, Slot::Camera, Slot::Screen, Slot::ScreenAudio];
    assert_eq!(alice.reaches(&bob), everything);
    alice.does(CallMethod::Source(SourceMethod::StopScreen));
    world.settle();
    assert!(!bob.other(&alice).shows(Slot::Screen));
    assert_eq!(alice.reaches(&bob), everything[..2]);
    assert_eq!(alice.call(&alice.leg()).screen, None);
}

#[test]
fn who_starts_to_share_takes_over() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    alice.is_in_a_group_with(&[&bob, &carol]);
    alice.shares();
    world.settle();
    bob.shares();
    world.settle();
    assert_eq!(alice.call(&alice.leg()).screen, None);
    assert!(bob.call(&bob.leg()).screen.is_some());
    assert!(carol.other(&bob).shows(Slot::Screen) && !carol.other(&alice).shows(Slot::Screen));
    assert_eq!(world.world().open_captures(alice.page()), 1, "the screen is let go");
    alice.shares();
    world.settle();
    assert!(carol.other(&alice).shows(Slot::Screen) && !carol.other(&bob).shows(Slot::Screen));
}

#[test]
fn two_who_share_at_once_end_with_one() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    alice.is_in_a_group_with(&[&bob, &carol]);
    alice.shares();
    bob.shares();
    world.settle();
    let shares = [&alice, &bob].map(|one| one.call(&one.leg()).screen.is_some());
    assert!(shares[0] != shares[1]);
    assert_eq!(carol.other(&alice).shows(Slot::Screen), shares[0]);
    assert_eq!(carol.other(&bob).shows(Slot::Screen), shares[1]);
}

#[test]
fn the_browsers_own_button_ends_a_share() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    alice.shares();
    world.settle();
    alice.world(|world, page| world.unplug(page, Slot::Screen));
    world.settle();
    assert_eq!(alice.call(&alice.leg()).screen, None);
    assert!(!bob.other(&alice).shows(Slot::Screen));
    let request = alice.does(CallMethod::Source(SourceMethod::StopScreen));
    assert_eq!(alice.result(request), Some(Err(ApiError::SCREEN_NOT_ON)));
    assert_eq!(alice.diagnostics(), [], "it is no trouble");
}

#[test]
fn a_screen_that_is_denied_disturbs_nothing() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    alice.world(|world, page| {
        world.devices(page).screen = Device::Fails(offhook_core::CaptureError::Denied);
    });
    let request = alice.shares();
    world.settle();
    assert_eq!(alice.error(request), (400, 40613));
    assert_eq!(alice.reaches(&bob), [Slot::Microphone]);
    assert_eq!(alice.diagnostics(), []);
}

#[test]
fn a_screen_needs_a_connected_call_and_is_shared_once() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.calls(&bob);
    let early = alice.shares();
    assert_eq!(alice.error(early), (412, 41071));
    world.settle();
    bob.accepts();
    world.settle();
    alice.does(CallMethod::Hold);
    let held = alice.shares();
    assert_eq!(alice.error(held), (412, 41071));
    alice.does(CallMethod::Resume);
    alice.shares();
    let second = alice.shares();
    assert_eq!(alice.result(second), Some(Err(ApiError::SCREEN_ALREADY_ON)));
}

#[test]
fn a_held_screen_comes_back() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    alice.shares();
    world.settle();
    alice.does(CallMethod::Hold);
    world.settle();
    assert!(!bob.other(&alice).shows(Slot::Screen));
    alice.does(CallMethod::Resume);
    world.settle();
    assert!(bob.other(&alice).shows(Slot::Screen));
}

#[test]
fn nobody_is_heard_any_more_when_hold_is_done() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    assert!(alice.other(&bob).audio.is_some());
    alice.does(CallMethod::Hold);
    assert!(alice.other(&bob).audio.is_none());
    alice.does(CallMethod::Resume);
    world.settle();
    assert!(alice.other(&bob).audio.is_some());
}

#[test]
fn what_was_said_before_a_takeover_does_not_undo_it() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    alice.is_in_a_group_with(&[&bob, &carol]);
    alice.shares();
    world.settle();
    // Alice's words wait for the connection, and come after Bob's share.
    alice.world(|world, page| world.cut(page));
    alice.mutes();
    bob.shares();
    world.passes(5);
    alice.world(|world, page| world.restore(page));
    world.passes(20);
    assert_eq!(alice.call(&alice.leg()).screen, None);
    assert!(bob.call(&bob.leg()).screen.is_some(), "who took over goes on");
    assert!(carol.other(&bob).shows(Slot::Screen));
}

#[test]
fn nothing_is_told_of_orders_after_hanging_up() {
    let world = Scenario::new();
    let [alice, bob, carol] = three(&world);
    alice.is_in_a_group_with(&[&bob, &carol]);
    carol.does(CallMethod::MuteOthers(Some(bob.user().clone())));
    let call = bob.leg();
    bob.hangs_up();
    world.settle();
    assert_eq!(bob.call(&call).muted_by_others, 0);
}

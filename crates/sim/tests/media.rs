//! Microphones, cameras and the connections between browsers.

use offhook_core::{CallState, CaptureError, Diagnostic, MediaPeerId, StartMedia};
use offhook_protocol::{PeerState, Slot};
use offhook_sim::{Actor, Device, Scenario, World};

use CallState::{Connected, Connecting, Ringing};
use Slot::{Camera, Microphone};

fn pair(world: &Scenario) -> (Actor, Actor) {
    (world.user("alice").signs_in(), world.user("bob").signs_in())
}

const DENIED: Device = Device::Fails(CaptureError::Denied);

#[test]
fn both_hear_each_other_and_nothing_else_is_sent() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    assert_eq!((alice.reaches(&bob), bob.reaches(&alice)), (vec![Microphone], vec![Microphone]));
}

#[test]
fn while_it_rings_the_connection_is_made_and_carries_nothing() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.calls(&bob);
    world.settle();
    for actor in [&alice, &bob] {
        assert_eq!(world.world().connections(actor.page()), [Some(PeerState::Connected)]);
    }
    assert_eq!(world.world().flows(), []);
    assert_eq!(world.world().open_captures(bob.page()), 0);
}

#[test]
fn a_warm_call_is_connected_one_message_after_it_was_accepted() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let here = alice.calls(&bob);
    world.settle();
    let there = bob.accepts();
    world.passes_millis(41);
    assert_eq!((alice.call(&here).state(), bob.call(&there).state()), (Connected, Connected));
    assert_eq!((alice.reaches(&bob), bob.reaches(&alice)), (vec![Microphone], vec![Microphone]));
}

#[test]
fn a_call_that_is_accepted_at_once_connects_when_media_does() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let here = alice.calls(&bob);
    world.passes_millis(40);
    let there = bob.accepts();
    world.passes_millis(45);
    assert_eq!(bob.states(&there), [Connecting]);
    world.settle();
    assert_eq!(alice.call(&here).state(), Connected);
    assert_eq!(bob.states(&there), [Connecting, Connected]);
}

#[test]
fn mute_takes_the_sound_away_and_the_connection_stays() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    alice.mutes();
    assert_eq!((alice.reaches(&bob), bob.reaches(&alice)), (vec![], vec![Microphone]), "at once");
    world.settle();
    alice.unmutes();
    world.settle();
    assert_eq!(alice.reaches(&bob), [Microphone]);
}

#[test]
fn a_camera_goes_on_and_off() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    let (stream, request) = alice.starts_video();
    world.settle();
    assert!(alice.result(request).unwrap().is_ok());
    assert_eq!(alice.reaches(&bob), [Microphone, Camera]);
    assert!(bob.call(&there).participants[alice.user()].shows(Slot::Camera));
    alice.api(offhook_core::ApiCall::OfCall {
        leg: here.clone(),
        method: offhook_core::CallMethod::Source(offhook_core::SourceMethod::StopVideo(stream)),
    });
    world.settle();
    assert_eq!(alice.call(&here).video, None);
    assert!(!bob.call(&there).participants[alice.user()].shows(Slot::Camera));
    assert_eq!(alice.reaches(&bob), [Microphone]);
    assert_eq!(world.world().open_captures(alice.page()), 1, "the camera is off");
}

#[test]
fn a_call_may_start_with_video_on_both_sides() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let video = || StartMedia { video: Some(world.world_mut().fresh_stream()), ..StartMedia::default() };
    let here = alice.calls_with(bob.user(), video());
    world.settle();
    let there = bob.accepts_with(video());
    world.settle();
    assert_eq!(
        (alice.reaches(&bob), bob.reaches(&alice)),
        (vec![Microphone, Camera], vec![Microphone, Camera])
    );
    assert!(alice.call(&here).participants[bob.user()].shows(Slot::Camera));
    assert!(bob.call(&there).participants[alice.user()].shows(Slot::Camera));
}

#[test]
fn a_refused_microphone_connects_receiving_only() {
    for (cause, diagnostic) in [
        (CaptureError::Denied, Diagnostic::MicrophonePermissionDenied(true)),
        (CaptureError::NotFound, Diagnostic::NoMicrophone(true)),
        (CaptureError::Unavailable, Diagnostic::MicrophoneNotFunctioning(true)),
    ] {
        for caller in [true, false] {
            let world = Scenario::new();
            let (alice, bob) = pair(&world);
            let (deaf, other) = if caller { (&alice, &bob) } else { (&bob, &alice) };
            deaf.has_devices(Device::Fails(cause), Device::Works);
            alice.is_in_a_call_with(&bob);
            assert_eq!((deaf.reaches(other), other.reaches(deaf)), (vec![], vec![Microphone]));
            assert_eq!(deaf.diagnostics(), [diagnostic]);
            let seen = other.call(&other.leg());
            assert!(seen.participants[deaf.user()].muted, "nothing is heard, so the others see it as muted");
        }
    }
}

#[test]
fn a_microphone_that_is_granted_later_is_heard_after_unmute() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.has_devices(DENIED, Device::Works);
    let (here, _) = alice.is_in_a_call_with(&bob);
    assert!(alice.call(&here).muted);
    let request = alice.unmutes();
    world.settle();
    assert_eq!(alice.error(request), (400, 40613));
    alice.has_devices(Device::Works, Device::Works);
    let request = alice.unmutes();
    world.settle();
    assert!(alice.result(request).unwrap().is_ok());
    assert_eq!(alice.reaches(&bob), [Microphone]);
    assert_eq!(alice.diagnostics().last(), Some(&Diagnostic::MicrophonePermissionDenied(false)));
}

#[test]
fn an_unanswered_question_for_the_microphone_does_not_hold_the_call_up() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    bob.has_devices(Device::Unanswered, Device::Works);
    let (here, there) = alice.is_in_a_call_with(&bob);
    assert_eq!((alice.reaches(&bob), bob.reaches(&alice)), (vec![Microphone], vec![]));
    bob.has_devices(Device::Works, Device::Works);
    bob.world(World::answer_questions);
    world.settle();
    assert_eq!(bob.reaches(&alice), [Microphone]);
    assert_eq!(alice.states(&here), [Connecting, Ringing, Connected]);
    assert_eq!(bob.states(&there), [Connecting, Connected]);
}

#[test]
fn a_question_that_is_answered_after_the_call_opens_nothing() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    bob.has_devices(Device::Unanswered, Device::Works);
    alice.is_in_a_call_with(&bob);
    bob.hangs_up();
    world.settle();
    bob.has_devices(Device::Works, Device::Works);
    bob.world(World::answer_questions);
    world.settle();
    assert!(bob.has_let_go());
}

#[test]
fn mute_while_the_microphone_is_asked_for_stays_muted() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let here = alice.is_in_a_muted_call_with(&bob);
    let unmute = alice.unmutes();
    let mute = alice.mutes();
    world.settle();
    assert!(alice.result(unmute).is_some() && alice.result(mute).unwrap().is_ok());
    assert!(alice.call(&here).muted, "the last word was mute");
    assert_eq!(alice.reaches(&bob), []);
}

#[test]
fn a_refused_camera_is_an_error_and_the_call_goes_on() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    alice.has_devices(Device::Works, DENIED);
    let (_, request) = alice.starts_video();
    world.settle();
    assert_eq!(alice.error(request), (400, 40613));
    assert_eq!(alice.diagnostics(), [Diagnostic::CameraPermissionDenied(true)]);
    assert_eq!(alice.call(&here).video, None);
    assert!(!bob.call(&there).participants[alice.user()].shows(Slot::Camera));
    assert_eq!(alice.reaches(&bob), [Microphone]);
    alice.has_devices(Device::Works, Device::Works);
    let (_, request) = alice.starts_video();
    world.settle();
    assert!(alice.result(request).unwrap().is_ok());
}

#[test]
fn a_call_that_starts_with_a_refused_camera_goes_on_without() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.has_devices(Device::Works, DENIED);
    let stream = world.world_mut().fresh_stream();
    let here = alice.calls_with(bob.user(), StartMedia { video: Some(stream), ..StartMedia::default() });
    world.settle();
    bob.accepts();
    world.settle();
    assert_eq!(alice.states(&here), [Connecting, Ringing, Connected]);
    assert_eq!(alice.reaches(&bob), [Microphone]);
    assert_eq!(alice.diagnostics(), [Diagnostic::CameraPermissionDenied(true)]);
}

#[test]
fn a_network_change_restarts_ice_and_the_call_goes_on() {
    for mover_is_caller in [true, false] {
        let world = Scenario::new();
        let (alice, bob) = pair(&world);
        let (here, there) = alice.is_in_a_call_with(&bob);
        let mover = if mover_is_caller { &alice } else { &bob };
        mover.world(World::change_network);
        world.passes_millis(500);
        assert_eq!(world.world().flows(), [], "the old addresses are of no use");
        world.passes(12);
        assert_eq!((alice.reaches(&bob), bob.reaches(&alice)), (vec![Microphone], vec![Microphone]));
        assert_eq!(alice.states(&here), [Connecting, Ringing, Connected]);
        assert_eq!(bob.states(&there), [Connecting, Connected]);
    }
}

#[test]
fn both_networks_change_at_once_and_nobody_offers_but_the_offerer() {
    for offset in [0, 3, 40, 100, 1_000, 3_000] {
        let world = Scenario::new();
        let (alice, bob) = pair(&world);
        alice.is_in_a_call_with(&bob);
        alice.world(World::change_network);
        world.passes_millis(offset);
        bob.world(World::change_network);
        world.passes(25);
        assert_eq!((alice.reaches(&bob), bob.reaches(&alice)), (vec![Microphone], vec![Microphone]));
        assert_eq!(alice.call(&alice.leg()).diagnostics, [Diagnostic::NetworkReconnect { bad: false }]);
    }
}

#[test]
fn an_outage_of_media_is_shown_and_so_is_its_end() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, _) = alice.is_in_a_call_with(&bob);
    world.world_mut().block_media(alice.page(), bob.page());
    world.passes(10);
    for actor in [&alice, &bob] {
        assert_eq!(actor.diagnostics(), [Diagnostic::NetworkReconnect { bad: true }]);
    }
    world.world_mut().unblock_media(alice.page(), bob.page());
    world.passes(15);
    for actor in [&alice, &bob] {
        let expected =
            [Diagnostic::NetworkReconnect { bad: true }, Diagnostic::NetworkReconnect { bad: false }];
        assert_eq!(actor.diagnostics(), expected);
    }
    assert_eq!(alice.call(&here).state(), Connected);
    assert_eq!((alice.reaches(&bob), bob.reaches(&alice)), (vec![Microphone], vec![Microphone]));
}

#[test]
fn a_page_that_dies_is_noticed_by_its_media_within_twenty_seconds() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    alice.world(World::power_off);
    world.passes(20);
    assert_eq!(bob.diagnostics(), [Diagnostic::NetworkReconnect { bad: true }]);
}

#[test]
fn the_browser_says_that_there_is_no_network() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    alice.world(|world, page| {
        world.cut(page);
        world.browser_says_online(page, false);
    });
    assert_eq!(alice.diagnostics(), [Diagnostic::NoNetwork(true)]);
    alice.world(|world, page| {
        world.restore(page);
        world.browser_says_online(page, true);
    });
    assert_eq!(alice.diagnostics(), [Diagnostic::NoNetwork(true), Diagnostic::NoNetwork(false)]);
}

#[test]
fn two_calls_of_one_page_keep_their_media_apart() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let carol = world.user("carol").signs_in();
    alice.is_in_a_call_with(&bob);
    carol.calls(&alice);
    world.settle();
    alice.accepts();
    world.settle();
    assert_eq!((bob.reaches(&carol), carol.reaches(&bob)), (vec![], vec![]));
    bob.hangs_up();
    world.settle();
    assert_eq!((alice.reaches(&carol), carol.reaches(&alice)), (vec![Microphone], vec![Microphone]));
    carol.hangs_up();
    world.settle();
    for actor in [&alice, &bob, &carol] {
        assert!(actor.has_let_go());
    }
}

#[test]
fn the_description_follows_the_invite_before_the_server_has_answered_it() {
    let world = Scenario::new();
    let (alice, bob) = (world.user("alice").signs_in(), world.user("bob").signs_in());
    let here = alice.calls(&bob);
    assert_eq!(world.world().connections(alice.page()).len(), 1, "before anything has come back");
    world.settle();
    assert_eq!(world.world().connections(alice.page()), [Some(PeerState::Connected)]);
    bob.accepts();
    world.settle();
    let of_bob = alice.call(&here).participants[bob.user()].audio;
    assert_eq!(of_bob.map(|(peer, _)| peer), Some(MediaPeerId(1)), "the one that was opened first");
}

#[test]
fn a_peer_that_was_opened_for_nobody_is_closed() {
    let world = Scenario::new();
    let alice = world.user("alice").signs_in();
    let here = alice.calls_with(&world.user("bob").opens_page().user().clone(), StartMedia::default());
    world.settle();
    assert_eq!(alice.end_of(&here).sub_code, 10037);
    assert!(alice.has_let_go());
}

//! Microphones and cameras that change, come and go in the middle of a call.

use offhook_core::{ApiCall, CallMethod, CaptureError, Diagnostic, LocalStreamId, RequestId, SourceMethod};
use offhook_protocol::Slot;
use offhook_sim::{Actor, Device, Scenario};

use Slot::{Camera, Microphone};

fn pair(world: &Scenario) -> (Actor, Actor) {
    (world.user("alice").signs_in(), world.user("bob").signs_in())
}

const DENIED: Device = Device::Fails(CaptureError::Denied);

#[test]
fn another_microphone_takes_the_place_of_an_unplugged_one() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, _) = alice.is_in_a_call_with(&bob);
    alice.world(|world, page| world.unplug(page, Microphone));
    assert_eq!(alice.reaches(&bob), []);
    world.settle();
    assert_eq!(alice.reaches(&bob), [Microphone]);
    assert!(!alice.call(&here).muted);
    let not_functioning = [true, false].map(Diagnostic::MicrophoneNotFunctioning);
    assert_eq!(alice.diagnostics(), not_functioning);
    alice.hangs_up();
    world.settle();
    assert!(alice.has_let_go());
}

#[test]
fn another_microphone_or_camera_is_sent_from_when_it_is_open() {
    for kind in [Microphone, Camera] {
        let world = Scenario::new();
        let (alice, bob) = pair(&world);
        let (here, _) = alice.is_in_a_call_with(&bob);
        alice.starts_video();
        world.settle();
        alice.world(|world, page| world.change_source(page, kind));
        assert_eq!(alice.reaches(&bob), [Microphone, Camera], "there is no gap");
        alice.world(|world, page| world.change_source(page, kind));
        world.settle();
        assert_eq!(alice.reaches(&bob), [Microphone, Camera]);
        assert_eq!(world.world().open_captures(alice.page()), 2, "the old ones are closed");
        assert!(alice.call(&here).video.is_some());
        alice.hangs_up();
        world.settle();
        assert!(alice.has_let_go());
    }
}

#[test]
fn a_microphone_that_cannot_be_opened_does_not_replace_one_that_works() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, _) = alice.is_in_a_call_with(&bob);
    alice.has_devices(DENIED, Device::Works);
    alice.world(|world, page| world.change_source(page, Microphone));
    world.settle();
    assert_eq!(alice.reaches(&bob), [Microphone]);
    assert!(!alice.call(&here).muted);
    assert_eq!(world.world().open_captures(alice.page()), 1);
}

#[test]
fn choosing_a_microphone_while_it_rings_opens_none() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.calls(&bob);
    world.settle();
    bob.world(|world, page| world.change_source(page, Microphone));
    world.settle();
    assert_eq!(world.world().open_captures(bob.page()), 0);
}

#[test]
fn incoming_audio_can_be_muted_for_oneself() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    let leg = || here.clone();
    let muted = alice.api(ApiCall::OfCall { leg: leg(), method: CallMethod::MuteIncomingAudio });
    alice.api(ApiCall::OfCall { leg: leg(), method: CallMethod::MuteIncomingAudio });
    world.settle();
    assert!(alice.result(muted).unwrap().is_ok() && alice.call(&here).incoming_muted);
    assert_eq!((bob.reaches(&alice), alice.reaches(&bob)), (vec![], vec![Microphone]));
    assert!(!alice.call(&here).participants[bob.user()].muted && !bob.call(&there).muted);
    alice.api(ApiCall::OfCall { leg: leg(), method: CallMethod::UnmuteIncomingAudio });
    world.settle();
    assert!(!alice.call(&here).incoming_muted);
    assert_eq!(bob.reaches(&alice), [Microphone]);
}

#[test]
fn an_unplugged_microphone_without_another_mutes_and_can_be_opened_again() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    alice.has_devices(Device::Fails(CaptureError::NotFound), Device::Works);
    alice.world(|world, page| world.unplug(page, Microphone));
    world.settle();
    assert!(alice.call(&here).muted);
    assert!(bob.call(&there).participants[alice.user()].muted);
    let (broken, none) = (Diagnostic::MicrophoneNotFunctioning(true), Diagnostic::NoMicrophone(true));
    assert_eq!(alice.diagnostics(), [broken, none]);
    alice.has_devices(Device::Works, Device::Works);
    alice.unmutes();
    world.settle();
    assert_eq!(alice.reaches(&bob), [Microphone]);
    assert!(alice.diagnostics().contains(&Diagnostic::MicrophoneNotFunctioning(false)));
}

#[test]
fn an_unplugged_camera_stops_the_video() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, there) = alice.is_in_a_call_with(&bob);
    alice.starts_video();
    world.settle();
    alice.world(|world, page| world.unplug(page, Camera));
    world.settle();
    assert_eq!(alice.call(&here).video, None);
    assert!(!bob.call(&there).participants[alice.user()].shows(Slot::Camera));
    assert_eq!(alice.diagnostics(), [Diagnostic::CameraStopped(true)]);
}

/// What stands for the selected microphone.
const MICROPHONE: LocalStreamId = LocalStreamId(0);

fn starts_audio(actor: &Actor, stream: LocalStreamId) -> RequestId {
    actor.api(ApiCall::OfCall {
        leg: actor.leg(),
        method: CallMethod::Source(SourceMethod::StartAudio(stream)),
    })
}

#[test]
fn other_audio_takes_the_microphones_place_until_it_is_stopped() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, _) = alice.is_in_a_call_with(&bob);
    assert_eq!(alice.call(&here).audio, Some(MICROPHONE));
    let stream = world.world_mut().fresh_stream();
    for sent in [stream, MICROPHONE] {
        let started = starts_audio(&alice, sent);
        world.settle();
        let again = starts_audio(&alice, sent);
        assert!([started, again].iter().all(|request| alice.result(*request).unwrap().is_ok()));
        assert_eq!(alice.call(&here).audio, Some(sent));
        assert_eq!((alice.reaches(&bob), world.world().open_captures(alice.page())), (vec![Microphone], 1));
    }
}

#[test]
fn audio_that_is_started_in_a_muted_call_stays_muted() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, _) = alice.is_in_a_call_with(&bob);
    alice.mutes();
    let stream = world.world_mut().fresh_stream();
    starts_audio(&alice, stream);
    world.settle();
    assert!(alice.call(&here).muted && alice.call(&here).audio.is_some());
    assert_eq!(alice.reaches(&bob), []);
    alice.unmutes();
    assert_eq!(alice.reaches(&bob), [Microphone]);
}

#[test]
fn audio_for_a_call_that_was_never_unmuted_opens_nothing_yet() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let here = alice.is_in_a_muted_call_with(&bob);
    let stream = world.world_mut().fresh_stream();
    let started = starts_audio(&alice, stream);
    assert!(alice.result(started).unwrap().is_ok());
    assert_eq!(world.world().open_captures(alice.page()), 0);
    alice.unmutes();
    world.settle();
    assert_eq!((alice.reaches(&bob), alice.call(&here).audio), (vec![Microphone], Some(stream)));
}

#[test]
fn audio_that_is_stopped_before_it_had_started_is_no_longer_waited_for() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, _) = alice.is_in_a_call_with(&bob);
    alice.has_devices(Device::Unanswered, Device::Works);
    let stream = world.world_mut().fresh_stream();
    let started = starts_audio(&alice, stream);
    world.settle();
    assert_eq!(alice.result(started), None);
    alice.has_devices(Device::Works, Device::Works);
    starts_audio(&alice, MICROPHONE);
    assert_eq!(alice.error(started), (400, 0));
    world.settle();
    assert_eq!((alice.reaches(&bob), alice.call(&here).audio), (vec![Microphone], Some(MICROPHONE)));
}

#[test]
fn what_worked_before_is_unmuted_where_other_audio_cannot_be_opened() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (here, _) = alice.is_in_a_call_with(&bob);
    alice.has_devices(Device::Fails(CaptureError::NotFound), Device::Works);
    let stream = world.world_mut().fresh_stream();
    let started = starts_audio(&alice, stream);
    world.settle();
    assert_eq!(alice.error(started), (400, 40614));
    assert!(alice.call(&here).muted);
    alice.has_devices(Device::Works, Device::Works);
    alice.unmutes();
    world.settle();
    assert_eq!((alice.reaches(&bob), alice.call(&here).audio), (vec![Microphone], Some(MICROPHONE)));
}

#[test]
fn an_unmute_that_waits_goes_on_waiting_for_other_audio() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let here = alice.is_in_a_muted_call_with(&bob);
    let unmuted = alice.unmutes();
    let stream = world.world_mut().fresh_stream();
    let started = [0, 1].map(|_| starts_audio(&alice, stream));
    world.settle();
    for request in [unmuted, started[0], started[1]] {
        assert!(alice.result(request).unwrap().is_ok());
    }
    assert!(!alice.call(&here).muted);
    assert_eq!((alice.reaches(&bob), world.world().open_captures(alice.page())), (vec![Microphone], 1));
}

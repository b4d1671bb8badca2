//! What the browsers measure of devices and connections, and what apps are told of it.

use offhook_core::{
    ApiCall, CallMethod, CaptureError, Diagnostic, Event, LocalStreamId, MediaEvent, ParticipantChange,
    Quality, Sample, Sound, SourceMethod,
};
use offhook_protocol::{LegId, Slot};
use offhook_sim::{Actor, Device, Scenario};

use Slot::{Camera, Microphone};

fn pair(world: &Scenario) -> (Actor, Actor, LegId) {
    let (alice, bob) = (world.user("alice").signs_in(), world.user("bob").signs_in());
    let (here, _) = alice.is_in_a_call_with(&bob);
    (alice, bob, here)
}

fn hears(actor: &Actor, sound: Sound) {
    actor.world(|world, page| {
        world.notice_capture(page, Microphone, |capture| MediaEvent::CaptureSound { capture, sound });
    });
}

fn stalls(actor: &Actor, kind: Slot, stalled: bool) {
    actor.world(|world, page| {
        world.notice_capture(page, kind, |capture| MediaEvent::CaptureStalled { capture, stalled });
    });
}

fn measures(actor: &Actor, received: Sample, sent: Sample) {
    actor.world(|world, page| {
        world.measure_peers(page, |peer| MediaEvent::Measured {
            peer,
            received: Some(received),
            sent: Some(sent),
        });
    });
}

fn speaks(actor: &Actor, on: bool) {
    actor.world(|world, page| world.measure_peers(page, |peer| MediaEvent::Speaking { peer, on }));
}

/// What was told of the other participant, of one kind.
fn told(actor: &Actor, of: impl Fn(&ParticipantChange) -> Option<bool>) -> Vec<bool> {
    let change = |event: &Event| match event {
        Event::Participant { change, .. } => of(change),
        _ => None,
    };
    actor.events().iter().filter_map(change).collect()
}

fn speaking(actor: &Actor) -> Vec<bool> {
    told(actor, |change| match change {
        ParticipantChange::Speaking(on) => Some(*on),
        _ => None,
    })
}

fn receiving(actor: &Actor) -> Vec<bool> {
    told(actor, |change| match change {
        ParticipantChange::StreamReceiving { on, .. } => Some(*on),
        _ => None,
    })
}

#[test]
fn a_microphone_that_is_not_open_is_not_muted_by_the_system() {
    let world = Scenario::new();
    let (alice, _, _) = pair(&world);
    stalls(&alice, Microphone, true);
    alice.has_devices(Device::Fails(CaptureError::NotFound), Device::Works);
    let another = alice.does(CallMethod::Source(SourceMethod::StartAudio(LocalStreamId(77))));
    world.settle();
    assert!(alice.result(another).is_some_and(|result| result.is_err()));
    let of_system = |diagnostic: &Diagnostic| matches!(diagnostic, Diagnostic::MicrophoneMuted(_));
    let told: Vec<_> = alice.diagnostics().into_iter().filter(of_system).collect();
    assert_eq!(told, [Diagnostic::MicrophoneMuted(true), Diagnostic::MicrophoneMuted(false)]);
}

#[test]
fn video_that_is_on_is_received_until_nothing_comes() {
    let world = Scenario::new();
    let (alice, bob, here) = pair(&world);
    assert!(receiving(&alice).is_empty(), "there is none");
    bob.starts_video();
    world.settle();
    assert_eq!(receiving(&alice), [true]);
    world.world_mut().block_media(alice.page(), bob.page());
    world.settle();
    assert!(alice.call(&here).participants[bob.user()].shows(Slot::Camera));
    assert_eq!(receiving(&alice), [true, false], "available, but nothing arrives");
    world.world_mut().unblock_media(alice.page(), bob.page());
    world.passes(30);
    assert_eq!(receiving(&alice), [true, false, true]);
    bob.hangs_up();
    world.settle();
    assert_eq!(receiving(&alice), [true, false, true, false]);
}

#[test]
fn who_is_heard_speaks_unless_muted() {
    let world = Scenario::new();
    let (alice, bob, here) = pair(&world);
    assert!(alice.call(&here).participants[bob.user()].audio.is_some());
    speaks(&alice, true);
    assert_eq!(speaking(&alice), [true]);
    bob.mutes();
    world.settle();
    assert_eq!(speaking(&alice), [true, false], "by the server's word, before it is measured");
    speaks(&alice, false);
    bob.unmutes();
    world.settle();
    assert_eq!(speaking(&alice), [true, false]);
    speaks(&alice, true);
    alice.hangs_up();
    world.settle();
    assert_eq!(speaking(&alice), [true, false, true, false]);
}

#[test]
fn a_voice_that_nobody_can_hear_is_told_while_it_is_muted() {
    let world = Scenario::new();
    let (alice, _bob, _) = pair(&world);
    hears(&alice, Sound::Voice);
    assert_eq!(alice.diagnostics(), []);
    alice.mutes();
    alice.unmutes();
    let [talks, heard] = [true, false].map(Diagnostic::SpeakingWhileMuted);
    assert_eq!(alice.diagnostics(), [talks, heard]);
    alice.mutes();
    hears(&alice, Sound::Quiet);
    assert_eq!(alice.diagnostics(), [talks, heard, talks, heard]);
}

#[test]
fn a_microphone_without_any_sound_does_not_function() {
    let world = Scenario::new();
    let (alice, _bob, _) = pair(&world);
    hears(&alice, Sound::Nothing);
    hears(&alice, Sound::Quiet);
    assert_eq!(alice.diagnostics(), [true, false].map(Diagnostic::MicrophoneNotFunctioning));
}

#[test]
fn a_device_that_the_system_mutes_is_told() {
    let world = Scenario::new();
    let (alice, _bob, _) = pair(&world);
    alice.starts_video();
    world.settle();
    stalls(&alice, Microphone, true);
    stalls(&alice, Camera, true);
    assert_eq!(alice.diagnostics(), [Diagnostic::MicrophoneMuted(true), Diagnostic::CameraFrozen(true)]);
    stalls(&alice, Microphone, false);
    alice.world(|world, page| world.unplug(page, Camera));
    let after = [
        Diagnostic::MicrophoneMuted(false),
        Diagnostic::CameraStopped(true),
        Diagnostic::CameraFrozen(false),
    ];
    assert_eq!(alice.diagnostics()[2..], after, "what is gone is not frozen");
}

#[test]
fn a_bad_way_through_the_network_is_told_by_direction() {
    let world = Scenario::new();
    let (alice, bob, _) = pair(&world);
    let (good, lossy) = (Sample::default(), Sample { lost: 200, round_trip: 20 });
    let slow = Sample { lost: 0, round_trip: 500 };
    measures(&alice, good, lossy);
    assert_eq!(alice.diagnostics(), [], "one sample is none");
    measures(&alice, good, lossy);
    assert_eq!(alice.diagnostics(), [Diagnostic::SendQuality(Quality::Bad)]);
    measures(&alice, slow, slow);
    measures(&alice, slow, slow);
    let poor = [Diagnostic::ReceiveQuality(Quality::Poor), Diagnostic::SendQuality(Quality::Poor)];
    assert_eq!(alice.diagnostics()[1..], poor);
    measures(&alice, good, good);
    measures(&alice, good, good);
    let well = [Diagnostic::ReceiveQuality(Quality::Good), Diagnostic::SendQuality(Quality::Good)];
    assert_eq!(alice.diagnostics()[3..], well);
    assert_eq!(bob.diagnostics(), []);
}

#[test]
fn no_speaker_and_no_microphone_are_told_as_they_come_and_go() {
    let world = Scenario::new();
    let (alice, bob, _) = pair(&world);
    let devices = |microphone, speaker| {
        alice.world(|world, page| world.notice(page, MediaEvent::Devices { microphone, speaker }));
    };
    devices(true, true);
    devices(true, false);
    devices(false, true);
    let [none, some] = [true, false].map(Diagnostic::NoSpeaker);
    assert_eq!(alice.diagnostics(), [none, Diagnostic::NoMicrophone(true), some]);
    assert_eq!(alice.reaches(&bob), [Microphone]);
}

#[test]
fn another_device_and_a_stopped_one_have_no_trouble() {
    let world = Scenario::new();
    let (alice, _bob, _) = pair(&world);
    let (stream, _) = alice.starts_video();
    world.settle();
    let muted_and_frozen = || {
        stalls(&alice, Microphone, true);
        stalls(&alice, Camera, true);
    };
    muted_and_frozen();
    let trouble = [true, false].map(|yes| [Diagnostic::MicrophoneMuted(yes), Diagnostic::CameraFrozen(yes)]);
    for kind in [Microphone, Camera] {
        alice.world(|world, page| world.change_source(page, kind));
        world.settle();
    }
    assert_eq!(alice.diagnostics(), trouble.concat());
    muted_and_frozen();
    let (leg, other) = (alice.leg(), world.world_mut().fresh_stream());
    alice.api(ApiCall::OfCall {
        leg: leg.clone(),
        method: CallMethod::Source(SourceMethod::StartAudio(other)),
    });
    world.settle();
    alice.api(ApiCall::OfCall { leg, method: CallMethod::Source(SourceMethod::StopVideo(stream)) });
    assert_eq!(alice.diagnostics()[4..], trouble.concat());
}

#[test]
fn a_blackout_does_not_make_a_bad_way_good() {
    let world = Scenario::new();
    let (alice, _bob, _) = pair(&world);
    let lossy = Sample { lost: 200, round_trip: 20 };
    measures(&alice, lossy, lossy);
    measures(&alice, lossy, lossy);
    let bad = [Diagnostic::ReceiveQuality(Quality::Bad), Diagnostic::SendQuality(Quality::Bad)];
    for _ in 0..3 {
        alice.world(|world, page| {
            world.measure_peers(page, |peer| MediaEvent::Measured { peer, received: None, sent: None });
        });
    }
    assert_eq!(alice.diagnostics(), bad);
}

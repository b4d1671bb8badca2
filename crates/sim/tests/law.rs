//! Before `accept` no capture is opened at a callee and no media leaves it, whatever a caller sends in whatever order; a
//! caller's media goes only to the endpoint that accepted. Each world checks this at every moment; these tests try to
//! break it, and show that the check would notice.

use offhook_core::{CaptureId, CaptureSource, LocalStreamId, MediaCommand, MediaPeerId, StartMedia};
use offhook_protocol::{
    CallView, Candidate, ClientMessage, Description, DescriptionKind, IceConfiguration, LegId, Orders,
    PeerId, PeerState, RawId, ServerMessage, Signal, Slot, SlotUse, Sources, StartCall,
};
use offhook_sim::{Actor, PageId, Random, Scenario, Settings, Trace, Weather, World, user_id};

const SOUND: Sources =
    Sources { muted: false, camera: true, screen: false, screen_audio: false, on_hold: false };

/// A world of which the test wants to see the violations itself.
struct Lawless {
    world: World,
    alice: PageId,
    bob: PageId,
}

/// Alice has called Bob, whose page rings.
fn ringing() -> Lawless {
    let mut world = World::new(Settings::calm(1), Trace::on());
    let [alice, bob] = ["alice", "bob"].map(|name| {
        let page = world.open_page(name);
        world.api(page, offhook_core::ApiCall::SignIn { name: None });
        page
    });
    world.settle();
    let leg = world.fresh_leg();
    world.api(
        alice,
        offhook_core::ApiCall::StartCall { leg, callee: user_id("bob"), media: StartMedia::default() },
    );
    world.settle();
    assert_eq!(world.mirror(bob).ringing().count(), 1);
    assert_eq!(world.violations(), [] as [String; 0]);
    Lawless { world, alice, bob }
}

fn noticed(world: &World) -> bool {
    world.violations().iter().any(|violation| violation.contains("the law is broken"))
}

#[test]
fn a_callee_that_opens_its_microphone_before_accept_is_noticed() {
    let Lawless { mut world, bob, .. } = ringing();
    world.inject(
        bob,
        MediaCommand::Capture { capture: CaptureId(99), source: CaptureSource::Audio(LocalStreamId(0)) },
    );
    assert!(noticed(&world));
}

#[test]
fn a_callee_whose_media_leaves_before_accept_is_noticed() {
    // Bob is in a call with Carol, so his microphone is open lawfully; only its way to Alice is not lawful.
    let mut world = World::new(Settings::calm(1), Trace::on());
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|name| {
        let page = world.open_page(name);
        world.api(page, offhook_core::ApiCall::SignIn { name: None });
        page
    });
    world.settle();
    let mut call = |from: PageId| {
        let leg = world.fresh_leg();
        let (callee, media) = (user_id("bob"), StartMedia::default());
        world.api(from, offhook_core::ApiCall::StartCall { leg, callee, media });
        world.settle();
        world.mirror(bob).ringing().next().cloned().unwrap()
    };
    let leg = call(carol);
    world.api(
        bob,
        offhook_core::ApiCall::OfCall {
            leg,
            method: offhook_core::CallMethod::Accept(StartMedia::default()),
        },
    );
    world.settle();
    let leg = world.fresh_leg();
    world.api(
        alice,
        offhook_core::ApiCall::StartCall { leg, callee: user_id("bob"), media: StartMedia::default() },
    );
    world.settle();
    assert_eq!(world.violations(), [] as [String; 0]);
    let to_alice = MediaPeerId(2);
    world.inject(
        bob,
        MediaCommand::Send { peer: to_alice, slot: Slot::Microphone, capture: Some(CaptureId(1)) },
    );
    assert!(noticed(&world));
    assert!(
        world.flows().iter().any(|flow| (flow.from.page, flow.to.page) == (bob, alice)),
        "it really left"
    );
}

#[test]
fn a_caller_that_sends_or_plays_before_anybody_accepted_is_noticed() {
    for command in [
        MediaCommand::Send { peer: MediaPeerId(1), slot: Slot::Microphone, capture: Some(CaptureId(1)) },
        MediaCommand::Play { peer: MediaPeerId(1), on: true },
    ] {
        let Lawless { mut world, alice, .. } = ringing();
        world.inject(alice, command);
        assert!(noticed(&world));
    }
}

#[test]
fn a_caller_that_sends_to_the_device_that_lost_is_noticed() {
    let Lawless { mut world, alice, bob } = ringing();
    let leg = world.mirror(bob).ringing().next().cloned().unwrap();
    let phone = world.open_page("bob");
    world.api(phone, offhook_core::ApiCall::SignIn { name: None });
    world.settle();
    world.api(
        bob,
        offhook_core::ApiCall::OfCall {
            leg,
            method: offhook_core::CallMethod::Accept(StartMedia::default()),
        },
    );
    world.pass(std::time::Duration::from_millis(25));
    assert_eq!(world.violations(), [] as [String; 0]);
    // Alice does not know yet who accepted; the server does, and it was not the phone.
    let to_phone = MediaPeerId(2);
    world.inject(
        alice,
        MediaCommand::Send { peer: to_phone, slot: Slot::Microphone, capture: Some(CaptureId(1)) },
    );
    assert!(noticed(&world));
}

/// A caller that keeps to no rule: it has called Bob, and its browser sends sound and video from the start.
fn attack(scenario: &Scenario, bob: &Actor) -> (PageId, LegId, CallView) {
    let mut world = scenario.world_mut();
    let mallory = world.open_intruder("mallory");
    world.settle();
    world.intruder_greets(mallory, None);
    world.settle();
    let leg = world.fresh_leg();
    let start = StartCall { leg: leg.clone(), callee: bob.user().clone(), sources: SOUND };
    world.intruder_sends(mallory, ClientMessage::StartCall(start));
    world.settle();
    let view = view_of(&world, mallory);
    let peer = view.peers.first().expect("a warm peer").id;
    let media = MediaPeerId(1);
    world.intruder_binds(mallory, media, leg.clone(), peer);
    let slots = vec![Slot::Microphone, Slot::Camera];
    world.intruder_media(
        mallory,
        MediaCommand::OpenPeer { peer: media, ice: IceConfiguration::default(), slots: slots.clone() },
    );
    for (number, slot) in [(1, Slot::Microphone), (2, Slot::Camera)] {
        let source = match slot {
            Slot::Microphone => CaptureSource::Audio(LocalStreamId(0)),
            Slot::Camera => CaptureSource::Video(LocalStreamId(1)),
            Slot::Screen | Slot::ScreenAudio => CaptureSource::Screen(LocalStreamId(1)),
        };
        world.intruder_media(mallory, MediaCommand::Capture { capture: CaptureId(number), source });
        world.settle();
        let capture = Some(CaptureId(number));
        world.intruder_media(mallory, MediaCommand::Send { peer: media, slot, capture });
    }
    world.intruder_media(
        mallory,
        MediaCommand::Offer { peer: media, generation: 0, restart: false, sending: slots },
    );
    world.settle();
    (mallory, leg, view)
}

fn view_of(world: &World, mallory: PageId) -> CallView {
    let views = world.intruder(mallory).legs().map(|(_, view)| view.clone());
    let mut view = views.last().expect("the call that it started");
    for message in &world.intruder(mallory).heard {
        if let ServerMessage::Patch { patch, .. } = message {
            patch.clone().apply(&mut view);
        }
    }
    view
}

#[test]
fn a_caller_that_sends_from_the_start_is_not_heard_and_hears_nothing() {
    let world = Scenario::new();
    let bob = world.user("bob").signs_in();
    let (mallory, ..) = attack(&world, &bob);
    world.passes(5);
    let flows = world.world().flows();
    assert!(flows.iter().any(|flow| flow.from.page == mallory), "its media really arrives");
    assert!(flows.iter().all(|flow| flow.from.page == mallory && !flow.played), "{flows:?}");
    assert_eq!(world.world().open_captures(bob.page()), 0);
    bob.accepts();
    world.settle();
    assert!(world.world().flows().iter().all(|flow| flow.played || flow.to.page == mallory));
    assert_eq!(bob.sees(|mirror| mirror.current_calls().count()), 1, "and once he accepts, it is a call");
}

#[test]
fn a_caller_cannot_accept_for_the_callee() {
    let world = Scenario::new();
    let bob = world.user("bob").signs_in();
    let (mallory, leg, _) = attack(&world, &bob);
    let theirs = bob.incoming();
    for leg in [leg, theirs.clone()] {
        world.world_mut().intruder_sends(mallory, ClientMessage::Accept { leg: leg.clone(), sources: SOUND });
        world.world_mut().intruder_sends(mallory, ClientMessage::Ringing { leg: leg.clone() });
        world.world_mut().intruder_sends(
            mallory,
            ClientMessage::SetSources { leg, sources: SOUND, obeyed: Orders::default() },
        );
    }
    world.passes(5);
    assert_eq!(bob.incoming(), theirs, "it still rings");
    assert!(world.world().flows().iter().all(|flow| flow.from.page == mallory && !flow.played));
}

/// Anything that a page can say about a call, with ids that it knows or guesses.
fn anything(random: &mut Random, legs: &[LegId], peers: &[PeerId]) -> ClientMessage {
    let leg = random.one_of(legs).cloned().unwrap();
    let peer = random.one_of(peers).copied().unwrap();
    let sources = Sources { muted: random.chance(0.5), camera: random.chance(0.5), ..SOUND };
    match random.below(12) {
        0 => ClientMessage::Accept { leg, sources },
        1 => ClientMessage::SetSources { leg, sources, obeyed: Orders::default() },
        2 => ClientMessage::Ringing { leg },
        3 => {
            let states = [PeerState::Connected, PeerState::Disconnected, PeerState::Failed];
            ClientMessage::Peer { leg, peer, state: states[random.below(3)] }
        }
        4 => ClientMessage::Negotiate { leg, peer, signal: Signal::NeedOffer },
        5 => {
            let candidate = format!("candidate:{} 0", random.below(20));
            let generation = random.below(3) as u32;
            let candidate = Candidate { candidate, sdp_mid: None, sdp_m_line_index: None, generation };
            ClientMessage::Negotiate { leg, peer, signal: Signal::Candidate(candidate) }
        }
        6 => {
            let callee = if random.chance(0.5) { user_id("bob") } else { RawId("8:orgid:x".into()) };
            ClientMessage::StartCall(StartCall { leg: LegId(format!("m{}", random.bits())), callee, sources })
        }
        _ => {
            let description = description(random);
            ClientMessage::Negotiate { leg, peer, signal: Signal::Description(description) }
        }
    }
}

/// Offers and answers of its own browser and of others, with and without sense.
fn description(random: &mut Random) -> Description {
    let kind = if random.chance(0.7) { DescriptionKind::Offer } else { DescriptionKind::Answer };
    let sections = ["", "m", "mc", "cm", "mcmc"][random.below(5)];
    let sdp = match random.below(4) {
        0 => "v=0".to_owned(),
        _ => format!("sdp {} {} {} {sections}", 1 + random.below(3), 1 + random.below(2), random.below(20)),
    };
    let slots = vec![SlotUse { slot: Slot::Microphone, on: true }, SlotUse { slot: Slot::Camera, on: true }];
    Description { kind, generation: random.below(4) as u32, sdp, slots }
}

#[test]
fn whatever_a_caller_sends_in_whatever_order_nothing_leaves_a_callee_before_accept() {
    for seed in 0..300 {
        let scenario = Scenario::with(Settings { weather: Weather::windy(), ..Settings::calm(seed) });
        let bob = scenario.user("bob").signs_in();
        let (mallory, leg, view) = attack(&scenario, &bob);
        let theirs = bob.incoming();
        let mut random = Random::seeded(seed);
        let legs = [leg.clone(), leg, theirs.clone(), LegId("nobody's".into())];
        let peers: Vec<PeerId> = view.peers.iter().map(|peer| peer.id).chain([PeerId(7)]).collect();
        for _ in 0..40 {
            let message = anything(&mut random, &legs, &peers);
            scenario.world_mut().intruder_sends(mallory, message);
            if random.chance(0.3) {
                scenario.passes_millis(random.below(400) as u64);
            }
        }
        scenario.passes(10);
        let world = scenario.world();
        assert_eq!(world.violations(), [] as [String; 0]);
        assert_eq!(world.open_captures(bob.page()), 0);
        assert!(world.flows().iter().all(|flow| flow.from.page == mallory && !flow.played));
        assert_eq!(bob.sees(|mirror| mirror.calls.len()), 0, "no call without accept");
    }
}

#[test]
fn a_callee_that_pretends_to_be_connected_gets_nothing_before_it_accepts() {
    let world = Scenario::new();
    let alice = world.user("alice").signs_in();
    let mallory = {
        let mut world = world.world_mut();
        let mallory = world.open_intruder("mallory");
        world.settle();
        world.intruder_greets(mallory, None);
        world.settle();
        mallory
    };
    let here = alice.calls_with(&user_id("mallory"), StartMedia::default());
    world.settle();
    let (leg, peer) = {
        let world = world.world();
        let (leg, view) = world.intruder(mallory).legs().next().expect("it is rung");
        (leg.clone(), view.peers.first().expect("a warm peer").id)
    };
    {
        let mut world = world.world_mut();
        let media = MediaPeerId(1);
        world.intruder_binds(mallory, media, leg.clone(), peer);
        world.intruder_media(
            mallory,
            MediaCommand::OpenPeer { peer: media, ice: IceConfiguration::default(), slots: vec![] },
        );
        world.intruder_sends(
            mallory,
            ClientMessage::Negotiate { leg: leg.clone(), peer, signal: Signal::NeedOffer },
        );
        world.settle();
        for message in [
            ClientMessage::Ringing { leg: leg.clone() },
            ClientMessage::SetSources { leg: leg.clone(), sources: SOUND, obeyed: Orders::default() },
            ClientMessage::Peer { leg, peer, state: PeerState::Connected },
        ] {
            world.intruder_sends(mallory, message);
            world.settle();
        }
    }
    world.passes(5);
    assert_eq!(world.world().connections(mallory), [Some(PeerState::Connected)], "it really is connected");
    assert_eq!(world.world().flows(), []);
    assert!(!alice.states(&here).contains(&offhook_core::CallState::Connected));
}

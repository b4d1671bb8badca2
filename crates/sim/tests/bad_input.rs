//! What the server makes of frames that no client of ours sends: an error for the sender, and nothing for the others.

use offhook_core::{ApiCall, CallMethod, CallState};
use offhook_protocol::{
    ApiError, ClientMessage, LegId, Orders, PeerId, PeerState, Resume, ServerMessage, SessionId, Signal,
    Sources, StartCall, close,
};
use offhook_sim::{Actor, PageId, Scenario, user_id};

const SOURCES: Sources =
    Sources { muted: false, camera: true, screen: false, screen_audio: false, on_hold: false };

/// A page that is connected, and has not said anything yet.
fn stranger(scenario: &Scenario) -> PageId {
    let mut world = scenario.world_mut();
    let page = world.open_intruder("mallory");
    world.settle();
    page
}

/// A page that is signed in.
fn intruder(scenario: &Scenario) -> PageId {
    let page = stranger(scenario);
    let mut world = scenario.world_mut();
    world.intruder_greets(page, None);
    world.settle();
    assert!(matches!(world.intruder(page).heard[..], [ServerMessage::Welcome(_)]));
    page
}

fn says(scenario: &Scenario, page: PageId, text: &str) {
    scenario.world_mut().intruder_says(page, text);
    scenario.settle();
}

fn closed(scenario: &Scenario, page: PageId) -> Option<u16> {
    scenario.world().intruder(page).closed
}

/// The error that the last message was answered with.
fn last_error(scenario: &Scenario, page: PageId) -> Option<ApiError> {
    match scenario.world().intruder(page).heard.last() {
        Some(ServerMessage::Done { error, .. }) => error.clone(),
        _ => None,
    }
}

/// Alice and Bob are in a call, and nothing that happens meanwhile must change it.
fn beside_a_call(story: impl FnOnce(&Scenario, [(&Actor, &LegId); 2])) {
    let world = Scenario::new();
    let (alice, bob) = (world.user("alice").signs_in(), world.user("bob").signs_in());
    let (here, there) = alice.is_in_a_call_with(&bob);
    let before = (alice.events().len(), bob.events().len());
    story(&world, [(&alice, &here), (&bob, &there)]);
    world.passes(5);
    assert_eq!((alice.events().len(), bob.events().len()), before, "nobody sees anything of it");
    assert_eq!(alice.call(&here).state(), CallState::Connected);
    assert_eq!(bob.call(&there).state(), CallState::Connected);
}

#[test]
fn what_is_no_frame_closes_the_connection() {
    beside_a_call(|world, _| {
        for text in ["", "nonsense", "{\"seq\":-1}", "{\"seq\":1", "null", "\u{0}"] {
            let page = intruder(world);
            says(world, page, text);
            assert_eq!(closed(world, page), Some(close::MALFORMED), "{text:?}");
        }
    });
}

#[test]
fn the_first_frame_must_be_a_hello() {
    beside_a_call(|world, _| {
        for text in
            ["nonsense", "{}", r#"{"message":"bye"}"#, r#"{"seq":1,"message":{"hangUp":{"leg":"x"}}}"#]
        {
            let page = stranger(world);
            says(world, page, text);
            assert_eq!(closed(world, page), Some(close::MALFORMED), "{text:?}");
            assert_eq!(world.world().intruder(page).heard, []);
        }
    });
}

#[test]
fn a_hello_with_a_bad_token_is_refused_with_a_reason() {
    beside_a_call(|world, _| {
        for token in ["", "forged", "8:orgid:x 5 expired"] {
            let page = stranger(world);
            says(world, page, &format!(r#"{{"message":{{"hello":{{"version":1,"token":"{token}"}}}}}}"#));
            assert!(
                matches!(&world.world().intruder(page).heard[..], [ServerMessage::Refused(e)] if e.code == 401)
            );
            assert_eq!(closed(world, page), Some(close::UNAUTHORIZED));
        }
    });
}

#[test]
fn a_version_that_the_server_does_not_speak_is_refused_with_a_reason() {
    let world = Scenario::new();
    for version in [0, 2, u32::MAX] {
        let page = stranger(&world);
        let token = format!("{} 99999999 mallory", user_id("mallory"));
        says(
            &world,
            page,
            &format!(r#"{{"message":{{"hello":{{"version":{version},"token":"{token}"}}}}}}"#),
        );
        assert!(
            matches!(&world.world().intruder(page).heard[..], [ServerMessage::Refused(e)] if e.code == 426)
        );
        assert!(closed(&world, page).is_some());
    }
    assert_eq!(world.world().server_endpoints(), 0);
}

#[test]
fn a_second_hello_closes_the_connection() {
    beside_a_call(|world, _| {
        let page = intruder(world);
        world.world_mut().intruder_greets(page, None);
        world.settle();
        assert_eq!(closed(world, page), Some(close::MALFORMED));
    });
}

#[test]
fn a_message_without_a_number_closes_the_connection() {
    beside_a_call(|world, [(_, leg), _]| {
        let page = intruder(world);
        says(world, page, &format!(r#"{{"message":{{"hangUp":{{"leg":"{leg}"}}}}}}"#));
        assert_eq!(closed(world, page), Some(close::MALFORMED));
    });
}

#[test]
fn a_number_that_is_missing_closes_the_connection() {
    beside_a_call(|world, [(_, leg), _]| {
        let page = intruder(world);
        says(world, page, &format!(r#"{{"seq":2,"message":{{"hangUp":{{"leg":"{leg}"}}}}}}"#));
        assert_eq!(closed(world, page), Some(close::OUT_OF_ORDER));
    });
}

#[test]
fn a_number_that_was_used_is_passed_over() {
    let world = Scenario::new();
    let bob = world.user("bob").signs_in();
    let page = intruder(&world);
    let start = |leg: &str| {
        let start = StartCall { leg: LegId(leg.into()), callee: bob.user().clone(), sources: SOURCES };
        let text = serde_json::to_string(&ClientMessage::StartCall(start)).unwrap();
        format!(r#"{{"seq":1,"message":{text}}}"#)
    };
    says(&world, page, &start("one"));
    says(&world, page, &start("one"));
    says(&world, page, &start("two"));
    assert_eq!(world.world().server_calls().count(), 1);
    assert_eq!(bob.sees(|mirror| mirror.ringing().count()), 1);
    assert_eq!(closed(&world, page), None);
}

#[test]
fn an_unknown_message_is_passed_over_and_counted() {
    beside_a_call(|world, _| {
        let page = intruder(world);
        says(world, page, r#"{"seq":1,"message":{"addedLater":{"leg":"x"}}}"#);
        says(world, page, r#"{"seq":2,"message":"addedLater"}"#);
        says(world, page, r#"{"seq":3,"message":{"hangUp":{"leg":"x"}}}"#);
        assert_eq!(closed(world, page), None);
        let done = ServerMessage::Done { request: 3, error: Some(ApiError::CALL_ENDED) };
        assert_eq!(world.world().intruder(page).heard.last(), Some(&done));
    });
}

#[test]
fn acknowledging_what_was_never_sent_does_no_harm() {
    beside_a_call(|world, _| {
        let page = intruder(world);
        says(world, page, r#"{"ack":18446744073709551615}"#);
        says(world, page, r#"{"seq":1,"ack":99,"message":{"hangUp":{"leg":"x"}}}"#);
        assert!(last_error(world, page).is_some());
    });
}

/// All that can be said about a leg.
fn about(leg: &LegId) -> Vec<ClientMessage> {
    let leg = || leg.clone();
    let peer = PeerId(1);
    vec![
        ClientMessage::Accept { leg: leg(), sources: SOURCES },
        ClientMessage::Reject { leg: leg() },
        ClientMessage::SetSources { leg: leg(), sources: SOURCES, obeyed: Orders::default() },
        ClientMessage::Negotiate { leg: leg(), peer, signal: Signal::NeedOffer },
        ClientMessage::Peer { leg: leg(), peer, state: PeerState::Failed },
        ClientMessage::Ringing { leg: leg() },
        ClientMessage::HangUp { leg: leg() },
    ]
}

#[test]
fn messages_about_a_call_that_the_sender_is_not_in_change_nothing() {
    beside_a_call(|world, [(_, here), (_, there)]| {
        let page = intruder(world);
        let records = || world.world().server_calls().cloned().collect::<Vec<_>>();
        let before = records();
        for message in [here, there].into_iter().flat_map(about) {
            world.world_mut().intruder_sends(page, message.clone());
            world.settle();
            assert_eq!(last_error(world, page), Some(ApiError::CALL_ENDED), "{message:?}");
            assert_eq!(records(), before, "{message:?}");
        }
        assert_eq!(closed(world, page), None);
    });
}

#[test]
fn nobody_resumes_another_users_session() {
    beside_a_call(|world, _| {
        let endpoints: Vec<_> = world
            .world()
            .server_calls()
            .flat_map(|call| call.legs.values())
            .map(|leg| leg.endpoint.clone())
            .collect();
        for endpoint in endpoints {
            let page = stranger(world);
            let session = SessionId(endpoint.0.clone());
            world.world_mut().intruder_greets(page, Some(Resume { session }));
            world.settle();
            match &world.world().intruder(page).heard[..] {
                [ServerMessage::Welcome(welcome)] => {
                    assert!(!welcome.resumed);
                    assert_ne!(welcome.endpoint, endpoint);
                }
                other => panic!("{other:?}"),
            }
        }
    });
}

#[test]
fn a_leg_cannot_be_started_twice() {
    let world = Scenario::new();
    let bob = world.user("bob").signs_in();
    let page = intruder(&world);
    for _ in 0..2 {
        let start = StartCall { leg: LegId("one".into()), callee: bob.user().clone(), sources: SOURCES };
        world.world_mut().intruder_sends(page, ClientMessage::StartCall(start));
        world.settle();
    }
    assert!(last_error(&world, page).is_some());
    assert_eq!(world.world().server_calls().count(), 1);
}

#[test]
fn whoever_is_rung_by_a_script_can_still_call() {
    let world = Scenario::new();
    let (bob, carol) = (world.user("bob").signs_in(), world.user("carol").signs_in());
    let page = intruder(&world);
    let rings = |who: &Actor| who.sees(|mirror| mirror.ringing().cloned().collect::<Vec<_>>());
    for _ in 0..17 {
        let leg = world.world_mut().fresh_leg();
        let start = StartCall { leg, callee: bob.user().clone(), sources: SOURCES };
        world.world_mut().intruder_sends(page, ClientMessage::StartCall(start));
        world.settle();
    }
    assert_eq!(last_error(&world, page), Some(ApiError::TOO_MANY_CALLS));
    assert_eq!(rings(&bob).len(), 16);
    let call = bob.calls(&carol);
    world.settle();
    assert_eq!((rings(&carol).len(), bob.call(&call).state()), (1, CallState::Ringing));
    for leg in rings(&bob) {
        bob.api(ApiCall::OfCall { leg, method: CallMethod::Accept(Default::default()) });
    }
    world.settle();
    let refused = bob.calls(&carol);
    world.settle();
    assert_eq!(bob.end_of(&refused).code, ApiError::TOO_MANY_CALLS.code, "those count that were accepted");
}

#[test]
fn calling_oneself_or_nobody_in_particular_is_an_error() {
    let world = Scenario::new();
    let page = intruder(&world);
    for callee in
        [user_id("mallory"), offhook_protocol::RawId("".into()), offhook_protocol::RawId("4:+1".into())]
    {
        let leg = world.world_mut().fresh_leg();
        let start = StartCall { leg, callee: callee.clone(), sources: SOURCES };
        world.world_mut().intruder_sends(page, ClientMessage::StartCall(start));
        world.settle();
        assert!(last_error(&world, page).is_some(), "{callee}");
    }
    assert_eq!(world.world().server_calls().count(), 0);
}

#[test]
fn an_end_of_a_peer_may_only_say_what_its_role_allows() {
    let world = Scenario::new();
    let alice = world.user("alice").signs_in();
    let page = intruder(&world);
    alice.calls_with(&user_id("mallory"), Default::default());
    world.settle();
    let (leg, peer) = {
        let world = world.world();
        let (leg, view) = world.intruder(page).legs().next().expect("it is rung");
        (leg.clone(), view.peers.first().expect("a warm peer").id)
    };
    let offer = offhook_protocol::Description {
        kind: offhook_protocol::DescriptionKind::Offer,
        generation: 5,
        sdp: "sdp 2 1 9 mc".into(),
        slots: vec![],
    };
    let events = alice.events().len();
    for (peer, signal) in [(peer, Signal::Description(offer)), (PeerId(77), Signal::NeedOffer)] {
        world.world_mut().intruder_sends(page, ClientMessage::Negotiate { leg: leg.clone(), peer, signal });
        world.settle();
        assert!(last_error(&world, page).is_some());
    }
    assert_eq!(alice.events().len(), events);
}

#[test]
fn a_silent_connection_is_closed() {
    let world = Scenario::new();
    let (silent, signed_in) = (stranger(&world), intruder(&world));
    world.passes(60);
    assert_eq!(closed(&world, silent), Some(close::TIMED_OUT));
    assert_eq!(closed(&world, signed_in), Some(close::TIMED_OUT));
}

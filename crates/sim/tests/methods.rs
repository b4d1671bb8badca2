//! What the methods of agents and calls resolve or reject with.

use offhook_core::{ApiCall, ApiValue, CallMethod, CallState, SourceMethod, StartMedia};
use offhook_protocol::{ApiError, LegId, RawId};
use offhook_sim::{Actor, Scenario, Tokens, World};

fn pair(world: &Scenario) -> (Actor, Actor) {
    (world.user("alice").signs_in(), world.user("bob").signs_in())
}

fn accept(leg: &LegId) -> ApiCall {
    ApiCall::OfCall { leg: leg.clone(), method: CallMethod::Accept(StartMedia::default()) }
}

#[test]
fn you_cannot_call_yourself() {
    let world = Scenario::new();
    let alice = world.user("alice").signs_in();
    let leg = world.world_mut().fresh_leg();
    let (callee, media) = (alice.user().clone(), StartMedia::default());
    let request = alice.api(ApiCall::StartCall { leg, callee, media });
    assert!(matches!(alice.result(request), Some(Err(_))), "at once, so that startCall can throw");
    world.settle();
    assert_eq!(alice.sees(|mirror| mirror.calls.len()), 0);
    assert_eq!(world.world().server_calls().count(), 0);
}

#[test]
fn only_users_whom_the_server_can_reach_can_be_called() {
    let world = Scenario::new();
    let alice = world.user("alice").signs_in();
    for raw in ["", "bob", "8:orgid", "28:orgid:x", "8:teamsvisitor:x"] {
        let leg = world.world_mut().fresh_leg();
        let callee = RawId(raw.to_owned());
        let request = alice.api(ApiCall::StartCall { leg, callee, media: StartMedia::default() });
        assert!(matches!(alice.result(request), Some(Err(_))), "{raw}");
    }
    assert_eq!(alice.sees(|mirror| mirror.calls.len()), 0);
}

#[test]
fn a_guid_in_capital_letters_is_the_same_user() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let capital = |actor: &Actor| RawId(actor.user().as_str().to_ascii_uppercase().replace("ORGID", "orgid"));
    let callee = capital(&bob);
    assert_ne!(callee.as_str(), bob.user().as_str());
    let here = alice.calls_with(&callee, StartMedia::default());
    world.settle();
    bob.accepts();
    world.settle();
    assert_eq!(alice.call(&here).state(), CallState::Connected);
    assert_eq!(alice.call(&here).participants.len(), 1);
    let herself = alice.does(CallMethod::Add(capital(&alice), None));
    assert_eq!(alice.error(herself), (400, 41100));
}

#[test]
fn accepting_twice_is_an_error_that_disturbs_nothing() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let here = alice.calls(&bob);
    world.settle();
    let there = bob.accepts();
    let at_once = bob.api(accept(&there));
    world.settle();
    let later = bob.api(accept(&there));
    let rejected = bob.api(ApiCall::OfCall { leg: there.clone(), method: CallMethod::Reject });
    world.settle();
    assert_eq!((bob.error(at_once), bob.error(later)), ((400, 41006), (400, 41006)));
    assert_eq!(bob.error(rejected), (400, 41007));
    assert!(!alice.call(&here).is_over() && !bob.call(&there).is_over());
}

#[test]
fn what_no_longer_rings_can_be_neither_accepted_nor_rejected() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.calls(&bob);
    world.settle();
    let incoming = bob.incoming();
    alice.hangs_up();
    world.settle();
    let (accepted, rejected) =
        (bob.api(accept(&incoming)), bob.api(ApiCall::OfCall { leg: incoming, method: CallMethod::Reject }));
    assert_eq!((bob.error(accepted), bob.error(rejected)), ((400, 41006), (400, 41007)));
}

#[test]
fn an_accept_that_crosses_the_cancellation_is_rejected() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let here = alice.calls(&bob);
    world.settle();
    alice.hangs_up();
    let there = bob.incoming();
    let request = bob.api(accept(&there));
    world.settle();
    assert!(matches!(bob.result(request), Some(Err(_))));
    assert!(alice.call(&here).is_over() && bob.call(&there).is_over());
    assert!(bob.has_let_go());
}

#[test]
fn methods_of_a_call_that_ended_are_rejected_and_hang_up_resolves() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (leg, _) = alice.is_in_a_call_with(&bob);
    bob.hangs_up();
    world.settle();
    let stream = world.world_mut().fresh_stream();
    for call in [
        ApiCall::OfCall { leg: leg.clone(), method: CallMethod::Source(SourceMethod::Mute) },
        ApiCall::OfCall { leg: leg.clone(), method: CallMethod::Source(SourceMethod::Unmute) },
        ApiCall::OfCall { leg: leg.clone(), method: CallMethod::Source(SourceMethod::StartVideo(stream)) },
        ApiCall::OfCall { leg: leg.clone(), method: CallMethod::Source(SourceMethod::StopVideo(stream)) },
        ApiCall::OfCall { leg: leg.clone(), method: CallMethod::ServerCallId },
    ] {
        let request = alice.api(call.clone());
        assert!(matches!(alice.result(request), Some(Err(_))), "{call:?}");
    }
    let request = alice.api(ApiCall::OfCall { leg, method: CallMethod::HangUp });
    assert_eq!(alice.result(request), Some(Ok(ApiValue::Nothing)));
}

#[test]
fn hanging_up_twice_resolves_twice() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    alice.is_in_a_call_with(&bob);
    let requests = [alice.hangs_up(), alice.hangs_up()];
    world.settle();
    assert!(requests.iter().all(|request| alice.result(*request) == Some(Ok(ApiValue::Nothing))));
}

#[test]
fn video_has_its_errors() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let (leg, _) = alice.is_in_a_call_with(&bob);
    let stranger = world.world_mut().fresh_stream();
    let off = alice.api(ApiCall::OfCall {
        leg: leg.clone(),
        method: CallMethod::Source(SourceMethod::StopVideo(stranger)),
    });
    assert_eq!(alice.error(off), (400, 41030));
    alice.starts_video();
    let (_, while_starting) = alice.starts_video();
    world.settle();
    let (_, while_on) = alice.starts_video();
    assert_eq!((alice.error(while_starting), alice.error(while_on)), ((400, 41027), (400, 41027)));
    let wrong =
        alice.api(ApiCall::OfCall { leg, method: CallMethod::Source(SourceMethod::StopVideo(stranger)) });
    assert_eq!(alice.error(wrong), (400, 41032));
}

#[test]
fn the_servers_id_of_a_call_is_the_same_at_all_ends() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let here = alice.calls(&bob);
    let early = alice.api(ApiCall::OfCall { leg: here.clone(), method: CallMethod::ServerCallId });
    assert_eq!(alice.result(early), None, "the server has not named it yet");
    world.settle();
    let there = bob.accepts();
    world.settle();
    let later = alice.api(ApiCall::OfCall { leg: here, method: CallMethod::ServerCallId });
    let theirs = bob.api(ApiCall::OfCall { leg: there, method: CallMethod::ServerCallId });
    let id = alice.result(early).unwrap().unwrap();
    assert!(matches!(&id, ApiValue::Text(text) if !text.is_empty()));
    assert_eq!(alice.result(later), Some(Ok(id.clone())));
    assert_eq!(bob.result(theirs), Some(Ok(id)));
}

#[test]
fn a_disposed_agent_says_so_and_a_new_one_works() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let disposed = alice.api(ApiCall::Dispose);
    assert!(alice.result(disposed).unwrap().is_ok());
    let leg = world.world_mut().fresh_leg();
    let callee = bob.user().clone();
    let request = alice.api(ApiCall::StartCall { leg, callee, media: StartMedia::default() });
    assert!(matches!(alice.result(request), Some(Err(_))));
    world.settle();
    assert_eq!(world.world().server_endpoints(), 1);
    world.user("alice").signs_in().is_in_a_call_with(&bob);
}

#[test]
fn a_token_that_is_refused_rejects_the_sign_in() {
    let world = Scenario::new();
    let alice = world.user("alice").opens_page();
    alice.world(|world, page| world.set_tokens(page, Tokens::Forged));
    let request = alice.api(ApiCall::SignIn { name: None });
    world.passes(30);
    assert_eq!(alice.error(request).0, 401);
    assert_eq!(world.world().server_endpoints(), 0);
    alice.world(|world, page| world.set_tokens(page, Tokens::Good { lifetime: 3_600_000 }));
    let request = alice.api(ApiCall::SignIn { name: None });
    world.settle();
    assert!(alice.result(request).unwrap().is_ok(), "the next try may succeed");
}

#[test]
fn a_credential_that_fails_or_gives_an_old_token_rejects_the_sign_in() {
    for tokens in [Tokens::None(ApiError::new(401, 7, "The app's own error.")), Tokens::Good { lifetime: 0 }]
    {
        let world = Scenario::new();
        let alice = world.user("alice").opens_page();
        alice.world(|world, page| world.set_tokens(page, tokens));
        let request = alice.api(ApiCall::SignIn { name: None });
        world.passes(30);
        assert_eq!(alice.error(request).0, 401);
    }
}

#[test]
fn a_server_that_cannot_be_reached_rejects_the_sign_in() {
    let world = Scenario::new();
    world.world_mut().stop_server();
    let alice = world.user("alice").opens_page();
    let request = alice.api(ApiCall::SignIn { name: None });
    world.passes(60);
    assert_eq!(alice.error(request).0, 503);
}

#[test]
fn a_page_without_a_network_is_told_so_in_time() {
    let world = Scenario::new();
    let alice = world.user("alice").opens_page();
    alice.world(World::cut);
    let request = alice.api(ApiCall::SignIn { name: None });
    world.passes(60);
    assert_eq!(alice.error(request).0, 503);
}

#[test]
fn a_short_lived_token_is_fetched_anew_when_the_session_goes_on() {
    let world = Scenario::new();
    let (alice, bob) = pair(&world);
    let carol = world.user("carol").opens_page();
    carol.world(|world, page| world.set_tokens(page, Tokens::Good { lifetime: 30_000 }));
    carol.api(ApiCall::SignIn { name: None });
    world.settle();
    carol.is_in_a_call_with(&bob);
    world.passes(60);
    carol.world(World::break_connections);
    world.passes(10);
    assert!(carol.sees(|mirror| mirror.connected));
    assert!(!carol.call(&carol.leg()).is_over());
    assert!(alice.sees(|mirror| mirror.connected));
}

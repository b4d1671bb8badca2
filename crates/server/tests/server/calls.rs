use offhook_protocol::{
    CallView, Candidate, ClientMessage, Direction, EndReason, LegId, LegState, PeerId, RawId, ServerMessage,
    Signal, Sources, StartCall,
};

use serde_json::json;

use crate::client::Client;
use crate::server::Server;

pub(crate) const MUTED: Sources =
    Sources { muted: true, camera: false, screen: false, screen_audio: false, on_hold: false };

/// The state that a message gives this leg.
fn state_of(message: ServerMessage, wanted: &LegId) -> Option<LegState> {
    match message {
        ServerMessage::Call { leg, view, .. } if leg == *wanted => Some(view.state),
        ServerMessage::Patch { leg, patch } if leg == *wanted => patch.state,
        _ => None,
    }
}

pub(crate) async fn until_state(client: &mut Client, leg: &LegId, state: LegState) {
    client.until(|message| state_of(message, leg).filter(|now| *now == state).map(drop)).await;
}

pub(crate) async fn start_call(caller: &mut Client, callee: String) -> LegId {
    let leg = LegId("3f0b6a52-96a5-4b8e-8d54-0c7a54e7b1aa".to_owned());
    caller
        .say(ClientMessage::StartCall(StartCall { leg: leg.clone(), callee: RawId(callee), sources: MUTED }))
        .await;
    leg
}

pub(crate) async fn incoming_view(callee: &mut Client) -> (LegId, CallView) {
    let incoming = |message| match message {
        ServerMessage::Call { leg, view, .. } if view.direction == Direction::Incoming => Some((leg, view)),
        _ => None,
    };
    callee.until(incoming).await
}

/// The leg, and who calls.
pub(crate) async fn incoming_call(callee: &mut Client) -> (LegId, String) {
    let (leg, view) = incoming_view(callee).await;
    (leg, view.caller_name.unwrap_or_default())
}

#[tokio::test]
async fn one_calls_the_other_accepts_and_hangs_up() {
    let server = Server::dev(&[]);
    let (mut alice, _) = Client::new_user(&server, "Alice").await;
    let (mut bob, bobs_id) = Client::new_user(&server, "Bob").await;
    let outgoing = start_call(&mut alice, bobs_id).await;
    let (incoming, name) = incoming_call(&mut bob).await;
    assert_eq!(name, "Alice");
    bob.say(ClientMessage::Ringing { leg: incoming.clone() }).await;
    until_state(&mut alice, &outgoing, LegState::Ringing).await;
    bob.say(ClientMessage::Accept { leg: incoming.clone(), sources: MUTED }).await;
    until_state(&mut alice, &outgoing, LegState::Accepted).await;
    bob.say(ClientMessage::HangUp { leg: incoming.clone() }).await;
    until_state(&mut bob, &incoming, LegState::Ended(EndReason::HUNG_UP)).await;
    until_state(&mut alice, &outgoing, LegState::Ended(EndReason::HUNG_UP)).await;
}

#[tokio::test]
async fn nobody_answers_for_as_long_as_configured() {
    let server = Server::dev(&["--call.ring-timeout", "100ms"]);
    let (mut alice, _) = Client::new_user(&server, "Alice").await;
    let (mut bob, bobs_id) = Client::new_user(&server, "Bob").await;
    let outgoing = start_call(&mut alice, bobs_id).await;
    let (incoming, _) = incoming_call(&mut bob).await;
    bob.say(ClientMessage::Ringing { leg: incoming.clone() }).await;
    until_state(&mut alice, &outgoing, LegState::Ended(EndReason::NO_ANSWER)).await;
    until_state(&mut bob, &incoming, LegState::Ended(EndReason::NO_ANSWER)).await;
}

#[tokio::test]
async fn a_closed_page_has_left_at_once() {
    let server = Server::dev(&[]);
    let (mut alice, _) = Client::new_user(&server, "Alice").await;
    let (mut bob, bobs_id) = Client::new_user(&server, "Bob").await;
    let outgoing = start_call(&mut alice, bobs_id).await;
    let (incoming, _) = incoming_call(&mut bob).await;
    bob.say(ClientMessage::Accept { leg: incoming, sources: MUTED }).await;
    until_state(&mut alice, &outgoing, LegState::Accepted).await;
    bob.say(ClientMessage::Bye).await;
    until_state(&mut alice, &outgoing, LegState::Ended(EndReason::PAGE_CLOSED)).await;
}

#[tokio::test]
async fn a_page_without_a_connection_leaves_by_a_request() {
    let server = Server::dev(&[]);
    let (mut alice, _) = Client::new_user(&server, "Alice").await;
    let bob = server.new_user(json!({ "displayName": "Bob" }));
    let (bobs_token, bobs_id) = (bob["token"].as_str().unwrap(), bob["rawId"].as_str().unwrap());
    let mut client = Client::connect(&server).await;
    client.hello(bobs_token).await;
    let session = client.welcome().await.session;
    let outgoing = start_call(&mut alice, bobs_id.to_owned()).await;
    let (incoming, _) = incoming_call(&mut client).await;
    client.say(ClientMessage::Accept { leg: incoming, sources: MUTED }).await;
    until_state(&mut alice, &outgoing, LegState::Accepted).await;
    client.close(1001).await;

    let hello = |token: &str| json!({ "version": 1, "token": token, "resume": { "session": session } });
    let farewell =
        |hello| format!("{}\n{}", json!({ "message": { "hello": hello } }), json!({ "message": "bye" }));
    assert_eq!(server.farewell("{}"), 400);
    assert_eq!(server.farewell(&farewell(json!({ "version": 1, "token": bobs_token }))), 400);
    assert_eq!(server.farewell(&farewell(hello("nonsense"))), 401);
    assert_eq!(server.farewell(&farewell(hello(bobs_token))), 204);
    until_state(&mut alice, &outgoing, LegState::Ended(EndReason::PAGE_CLOSED)).await;
}

#[tokio::test]
async fn a_lost_page_has_left_after_a_while() {
    let server = Server::dev(&["--call.loss-timeout", "0.1"]);
    let (mut alice, _) = Client::new_user(&server, "Alice").await;
    let (mut bob, bobs_id) = Client::new_user(&server, "Bob").await;
    let outgoing = start_call(&mut alice, bobs_id).await;
    let (incoming, _) = incoming_call(&mut bob).await;
    bob.say(ClientMessage::Accept { leg: incoming, sources: MUTED }).await;
    until_state(&mut alice, &outgoing, LegState::Accepted).await;
    // A crash looks the same as a page that was closed: only a `Bye` is sure.
    bob.close(1001).await;
    until_state(&mut alice, &outgoing, LegState::Ended(EndReason::NETWORK_LOST)).await;
}

#[tokio::test]
async fn a_lost_page_comes_back_with_its_call() {
    let server = Server::dev(&[]);
    let (mut alice, _) = Client::new_user(&server, "Alice").await;
    let bob = server.new_user(json!({ "displayName": "Bob" }));
    let (bobs_token, bobs_id) = (bob["token"].as_str().unwrap(), bob["rawId"].as_str().unwrap());
    let mut first = Client::connect(&server).await;
    first.hello(bobs_token).await;
    let session = first.welcome().await.session;
    drop(first);
    let outgoing = start_call(&mut alice, bobs_id.to_owned()).await;

    let mut stranger = Client::connect(&server).await;
    stranger.hello_again(&server.new_token(json!({})), Some(session.clone())).await;
    assert!(!stranger.welcome().await.resumed);

    let mut second = Client::connect(&server).await;
    second.hello_again(bobs_token, Some(session)).await;
    assert!(second.welcome().await.resumed);
    let (incoming, _) = incoming_call(&mut second).await;
    second.say(ClientMessage::Reject { leg: incoming }).await;
    until_state(&mut alice, &outgoing, LegState::Ended(EndReason::REJECTED)).await;
}

#[tokio::test]
async fn a_page_that_does_not_read_is_lost_and_harms_nobody() {
    let flags = ["--limits.send-queue", "64", "--limits.message-burst", "2000", "--call.loss-timeout", "0.1"];
    let server = Server::dev(&flags);
    let (mut alice, _) = Client::new_user(&server, "Alice").await;
    let (mut bob, bobs_id) = Client::new_user(&server, "Bob").await;
    let outgoing = start_call(&mut alice, bobs_id).await;
    let (incoming, _) = incoming_call(&mut bob).await;
    bob.say(ClientMessage::Accept { leg: incoming, sources: MUTED }).await;
    let peer = PeerId(1);
    for _ in 0..1000 {
        let candidate =
            Candidate { candidate: "x".repeat(60_000), sdp_mid: None, sdp_m_line_index: None, generation: 0 };
        let signal = Signal::Candidate(candidate);
        alice.say(ClientMessage::Negotiate { leg: outgoing.clone(), peer, signal }).await;
        if server.log().contains("does not read") {
            break;
        }
    }
    until_state(&mut alice, &outgoing, LegState::Ended(EndReason::NETWORK_LOST)).await;
    drop(bob);
}

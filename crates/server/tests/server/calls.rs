use offhook_protocol::{
    ClientMessage, Direction, EndReason, LegId, LegState, RawId, ServerMessage, Sources, StartCall,
};

use crate::client::Client;
use crate::server::Server;

const MUTED: Sources = Sources { muted: true, camera: false };

/// The state that a message gives this leg.
fn state_of(message: ServerMessage, wanted: &LegId) -> Option<LegState> {
    match message {
        ServerMessage::Call { leg, view } if leg == *wanted => Some(view.state),
        ServerMessage::Patch { leg, patch } if leg == *wanted => patch.state,
        _ => None,
    }
}

async fn until_state(client: &mut Client, leg: &LegId, state: LegState) {
    client.until(|message| state_of(message, leg).filter(|now| *now == state).map(drop)).await;
}

async fn start_call(caller: &mut Client, callee: String) -> LegId {
    let leg = LegId("3f0b6a52-96a5-4b8e-8d54-0c7a54e7b1aa".to_owned());
    caller
        .say(ClientMessage::StartCall(StartCall { leg: leg.clone(), callee: RawId(callee), sources: MUTED }))
        .await;
    leg
}

async fn incoming_call(callee: &mut Client) -> (LegId, String) {
    let incoming = |message| match message {
        ServerMessage::Call { leg, view } if view.direction == Direction::Incoming => Some((leg, view)),
        _ => None,
    };
    let (leg, view) = callee.until(incoming).await;
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
    bob.close(1001).await;
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
    drop(bob);
    until_state(&mut alice, &outgoing, LegState::Ended(EndReason::NETWORK_LOST)).await;
}

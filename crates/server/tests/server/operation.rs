//! What an operator sees of a running server, and how it stops.

use nix::sys::signal::Signal;
use offhook_protocol::{ClientMessage, EndReason, LegId, LegState, PeerId, PeerState};
use serde_json::{Value, json};
use sqlx::Connection;

use crate::calls::{MUTED, incoming_call, start_call, until_state};
use crate::client::{Client, request};
use crate::groups::join;
use crate::server::{Server, agent};

fn get(server: &Server, path: &str) -> (u16, String) {
    let mut response = agent().get(format!("{}{path}", server.url())).call().unwrap();
    (response.status().as_u16(), response.body_mut().read_to_string().unwrap())
}

/// The value of a metric, as it is written.
fn metric(server: &Server, name: &str) -> Option<u64> {
    let (status, text) = get(server, "/metrics");
    assert_eq!(status, 200, "{text}");
    assert!(text.ends_with("# EOF\n"), "{text}");
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.map(|value| value.parse().unwrap())
}

async fn until_metric(server: &Server, name: &str, wanted: u64) {
    let reached = async {
        while metric(server, name) != Some(wanted) {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    let late = || panic!("{name} is not {wanted}:\n{}", get(server, "/metrics").1);
    tokio::time::timeout(crate::server::SOON, reached).await.unwrap_or_else(|_| late());
}

#[tokio::test]
async fn connections_sessions_and_messages_are_counted() {
    let server = Server::dev(&[]);
    assert_eq!(
        metric(&server, &format!("offhook_build_info{{version=\"{}\"}}", env!("CARGO_PKG_VERSION"))),
        Some(1)
    );
    let (mut alice, _) = Client::new_user(&server, "Alice").await;
    let stranger = Client::connect(&server).await;
    until_metric(&server, "offhook_connections", 2).await;
    assert_eq!(metric(&server, "offhook_sessions"), Some(1));
    assert_eq!(metric(&server, "offhook_messages_received_total"), Some(1));
    assert_eq!(metric(&server, "offhook_messages_sent_total"), Some(1));
    alice.say(ClientMessage::Bye).await;
    drop((alice, stranger));
    until_metric(&server, "offhook_connections", 0).await;
    until_metric(&server, "offhook_sessions", 0).await;
}

#[tokio::test]
async fn calls_are_counted_by_state_and_by_their_end() {
    let server = Server::dev(&[]);
    let (mut alice, _) = Client::new_user(&server, "Alice").await;
    let (mut bob, bobs_id) = Client::new_user(&server, "Bob").await;
    let outgoing = start_call(&mut alice, bobs_id).await;
    let (incoming, _) = incoming_call(&mut bob).await;
    assert_eq!(metric(&server, "offhook_calls{state=\"connecting\"}"), Some(1));
    bob.say(ClientMessage::Ringing { leg: incoming.clone() }).await;
    until_metric(&server, "offhook_calls{state=\"ringing\"}", 1).await;
    assert_eq!(metric(&server, "offhook_calls{state=\"connecting\"}"), Some(0));
    bob.say(ClientMessage::Accept { leg: incoming.clone(), sources: MUTED }).await;
    until_metric(&server, "offhook_calls{state=\"accepted\"}", 1).await;
    let (peer, state) = (PeerId(1), PeerState::Connected);
    bob.say(ClientMessage::Peer { leg: incoming.clone(), peer, state }).await;
    alice.say(ClientMessage::Peer { leg: outgoing, peer, state }).await;
    until_metric(&server, "offhook_calls{state=\"connected\"}", 1).await;
    bob.say(ClientMessage::HangUp { leg: incoming }).await;
    until_metric(&server, "offhook_calls_ended_total{code=\"0\",subcode=\"0\"}", 1).await;
    assert_eq!(metric(&server, "offhook_calls{state=\"connected\"}"), Some(0));
    assert_eq!(metric(&server, "offhook_calls_started_total"), Some(1));
    assert_eq!(metric(&server, "offhook_calls_connected_total"), Some(1));
}

/// Two who came by themselves hear each other.
async fn connect(server: &Server, pages: [(&mut Client, &LegId); 2], peer: PeerId) {
    until_metric(server, "offhook_calls{state=\"accepted\"}", 1).await;
    for (page, leg) in pages {
        page.say(ClientMessage::Peer { leg: leg.clone(), peer, state: PeerState::Connected }).await;
    }
    until_metric(server, "offhook_calls{state=\"connected\"}", 1).await;
}

#[tokio::test]
async fn a_group_call_is_counted_once_whoever_comes_and_goes() {
    let server = Server::dev(&[]);
    let (mut alice, _) = Client::new_user(&server, "Alice").await;
    let (mut bob, _) = Client::new_user(&server, "Bob").await;
    let alices = join(&mut alice).await;
    until_metric(&server, "offhook_calls{state=\"alone\"}", 1).await;
    let bobs = join(&mut bob).await;
    connect(&server, [(&mut alice, &alices), (&mut bob, &bobs)], PeerId(1)).await;
    alice.say(ClientMessage::HangUp { leg: alices }).await;
    until_metric(&server, "offhook_calls{state=\"alone\"}", 1).await;
    let alices = join(&mut alice).await;
    connect(&server, [(&mut alice, &alices), (&mut bob, &bobs)], PeerId(2)).await;
    let ended = "offhook_calls_ended_total{code=\"0\",subcode=\"0\"}";
    assert_eq!(metric(&server, ended), None);
    alice.say(ClientMessage::HangUp { leg: alices }).await;
    bob.say(ClientMessage::HangUp { leg: bobs }).await;
    until_metric(&server, "offhook_calls{state=\"alone\"}", 0).await;
    assert_eq!(metric(&server, ended), Some(1));
    assert_eq!(metric(&server, "offhook_calls_started_total"), Some(1));
    assert_eq!(metric(&server, "offhook_calls_connected_total"), Some(1));
}

#[tokio::test]
async fn who_is_turned_away_is_counted() {
    let server = Server::dev(&["--limits.message-burst", "5", "--limits.messages-per-second", "1"]);
    let mut stranger = Client::connect(&server).await;
    stranger.hello("no token").await;
    stranger.close_code().await;
    assert_eq!(metric(&server, "offhook_token_refusals_total{code=\"401\",subcode=\"10009\"}"), Some(1));
    let (mut fast, _) = Client::new_user(&server, "Alice").await;
    for _ in 0..5 {
        fast.send_json(json!({ "message": { "ping": { "last": 0 } } })).await;
    }
    fast.close_code().await;
    assert_eq!(metric(&server, "offhook_rate_limited_total"), Some(1));
}

#[tokio::test]
async fn without_its_database_it_is_not_ready() {
    let server = Server::dev(&[]);
    let ready = || get(&server, "/readyz").0;
    let mut other = server.database().await;
    assert_eq!(ready(), 200);
    let lock = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    assert_eq!(ready(), 503);
    assert_eq!(get(&server, "/healthz").0, 200);
    lock.rollback().await.unwrap();
    let ready_again = async {
        while ready() != 200 {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(crate::server::SOON, ready_again).await.expect("to be ready again");
}

#[tokio::test]
async fn it_waits_for_running_calls_and_takes_nobody_new() {
    let mut server = Server::dev(&["--server.drain-timeout", "10m"]);
    let (mut alice, _) = Client::new_user(&server, "Alice").await;
    let (mut bob, bobs_id) = Client::new_user(&server, "Bob").await;
    let outgoing = start_call(&mut alice, bobs_id).await;
    let (incoming, _) = incoming_call(&mut bob).await;
    assert_eq!(get(&server, "/readyz").0, 200);
    server.signal(Signal::SIGTERM);
    server.wait_for_log("draining");
    assert_eq!(get(&server, "/readyz").0, 503);
    assert_eq!(get(&server, "/healthz").0, 200);
    assert_eq!(Client::request(request(&server)).await.err().unwrap(), 503);
    bob.say(ClientMessage::Accept { leg: incoming.clone(), sources: MUTED }).await;
    until_state(&mut alice, &outgoing, LegState::Accepted).await;
    bob.say(ClientMessage::HangUp { leg: incoming }).await;
    until_state(&mut alice, &outgoing, LegState::Ended(EndReason::HUNG_UP)).await;
    assert_eq!(alice.close_code().await, 1012);
    assert_eq!(server.wait_for_end().code(), Some(0), "{}", server.log());
}

#[tokio::test]
async fn it_does_not_wait_for_calls_for_ever() {
    for (timeout, signals) in [("0.1", 1), ("10m", 2)] {
        let mut server = Server::dev(&["--server.drain-timeout", timeout]);
        let (mut alice, _) = Client::new_user(&server, "Alice").await;
        let (mut bob, bobs_id) = Client::new_user(&server, "Bob").await;
        start_call(&mut alice, bobs_id).await;
        incoming_call(&mut bob).await;
        for _ in 0..signals {
            server.signal(Signal::SIGTERM);
            server.wait_for_log("draining");
        }
        assert_eq!(bob.close_code().await, 1012);
        assert_eq!(server.wait_for_end().code(), Some(0), "{}", server.log());
    }
}

#[tokio::test]
async fn a_log_for_programs_has_an_object_in_each_line() {
    let server = Server::dev(&["--log.format", "json", "--log.level", "debug"]);
    let token = server.new_token(json!({ "displayName": "Alice" }));
    let mut client = Client::sign_in(&server, &token).await;
    client.close(1000).await;
    server.wait_for_log("closed");
    let log = server.log();
    assert!(!log.contains(token.rsplit('.').next().unwrap()), "{log}");
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let signed_in = lines.iter().find(|line| line["message"] == "signed in").unwrap();
    assert_eq!(signed_in["level"], "INFO");
    assert!(signed_in["user"].as_str().unwrap().starts_with("8:orgid:"));
    assert!(signed_in["span"]["id"].is_u64() && signed_in["timestamp"].is_string(), "{signed_in}");
}

#[tokio::test]
async fn the_level_of_the_log_is_as_configured() {
    let server = Server::dev(&["--log.level", "info,offhook_server=debug"]);
    drop(Client::connect(&server).await);
    assert!(server.wait_for_log("cannot be read from").contains("DEBUG"));
    let flags = |name: &'static str, value: &'static str| crate::process::complaint(&["--dev", name, value]);
    crate::process::assert_names(&flags("--log.level", "loud"), &["`log.level`", "loud", "debug"]);
    crate::process::assert_names(&flags("--log.format", "xml"), &["`log.format`", "xml", "text", "json"]);
}

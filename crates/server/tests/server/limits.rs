use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use offhook_protocol::{ClientMessage, MAX_MESSAGE_BYTES, SUBPROTOCOL, ServerMessage, close};
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use crate::client::{Client, request};
use crate::server::{Server, agent, new_folder};

const TOO_BIG: u16 = 1009;

#[tokio::test]
async fn the_subprotocol_is_wanted_and_named() {
    let server = Server::dev(&[]);
    let mut none = request(&server);
    none.headers_mut().remove("Sec-WebSocket-Protocol");
    assert_eq!(Client::request(none).await.err().unwrap(), 400);
    let mut other = request(&server);
    other.headers_mut().insert("Sec-WebSocket-Protocol", "offhook.v0".parse().unwrap());
    assert_eq!(Client::request(other).await.err().unwrap(), 400);
    let mut both = request(&server);
    both.headers_mut()
        .insert("Sec-WebSocket-Protocol", format!("offhook.v2, {SUBPROTOCOL}").parse().unwrap());
    assert!(Client::request(both).await.is_ok());
}

#[test]
fn what_asks_for_no_websocket_is_told_so() {
    let server = Server::dev(&[]);
    let mut response = agent().get(format!("{}/v1/signaling", server.url())).call().unwrap();
    assert_eq!(response.status(), 400);
    assert!(response.body_mut().read_to_string().unwrap().contains("upgrade"));
}

#[tokio::test]
async fn only_pages_of_allowed_origins_may_connect() {
    let flags = [
        "--server.public-url",
        "https://calls.contoso.com",
        "--server.allowed-origins",
        "https://app.contoso.com, http://localhost:3000",
        "--auth.secret",
        "0123456789abcdef0123456789abcdef",
    ];
    let server = Server::in_folder(new_folder(), &flags);
    let from = |origin: &str| {
        let mut request = request(&server);
        request.headers_mut().insert("Origin", origin.parse().unwrap());
        Client::request(request)
    };
    for refused in
        ["https://evil.example", "https://app.contoso.com.evil.example", "http://app.contoso.com", "null"]
    {
        assert_eq!(from(refused).await.err().unwrap(), 403, "{refused}");
    }
    assert!(from("https://app.contoso.com").await.is_ok());
    assert!(from("http://localhost:3000").await.is_ok());
    // No page: browsers always say where theirs is from.
    assert!(Client::request(request(&server)).await.is_ok());

    let health = |origin: &str| {
        let answer =
            agent().get(format!("{}/healthz", server.url())).header("Origin", origin).call().unwrap();
        answer.headers().get("access-control-allow-origin").map(|value| value.to_str().unwrap().to_owned())
    };
    assert_eq!(health("https://evil.example"), None);
    assert_eq!(health("https://app.contoso.com").as_deref(), Some("https://app.contoso.com"));
    assert_eq!(server.post_token(b"").0, 404);
}

#[tokio::test]
async fn who_says_nothing_is_disconnected() {
    let server = Server::dev(&["--limits.hello-timeout", "0.05"]);
    let mut client = Client::connect(&server).await;
    assert_eq!(client.close_code().await, close::TIMED_OUT);
}

#[tokio::test]
async fn the_first_frame_must_be_a_hello() {
    let server = Server::dev(&[]);
    for frame in [r#"{"message":"bye"}"#, "{", "{}", r#"{"message":{"later":1}}"#] {
        let mut client = Client::connect(&server).await;
        client.send(Message::text(frame)).await;
        assert_eq!(client.close_code().await, close::MALFORMED, "{frame}");
    }
    let mut client = Client::connect(&server).await;
    client.send(Message::binary(&b"{}"[..])).await;
    assert_eq!(client.close_code().await, close::MALFORMED);
}

#[tokio::test]
async fn what_is_no_frame_ends_the_connection() {
    let server = Server::dev(&[]);
    let hello = json!({ "message": { "hello": { "version": 1, "token": server.new_token(json!({})) } } });
    let frames = [
        Message::text("hello?"),
        Message::text("[]"),
        Message::binary(&b"{}"[..]),
        Message::text(hello.to_string()),
    ];
    for frame in frames {
        let (mut client, _) = Client::new_user(&server, "Alice").await;
        client.send(frame.clone()).await;
        assert_eq!(client.close_code().await, close::MALFORMED, "{frame:?}");
    }
}

#[tokio::test]
async fn an_unknown_message_of_a_newer_client_is_passed_over() {
    let server = Server::dev(&[]);
    let (mut client, _) = Client::new_user(&server, "Alice").await;
    client.send_json(json!({ "seq": 1, "message": { "teleport": { "to": "Bob" } } })).await;
    client.send_json(json!({ "message": { "ping": { "last": 1 } } })).await;
    let pong = |message| matches!(message, ServerMessage::Pong { .. }).then_some(());
    client.until(pong).await;
}

#[tokio::test]
async fn a_message_that_is_too_long_ends_the_connection() {
    let server = Server::dev(&[]);
    let (mut client, _) = Client::new_user(&server, "Alice").await;
    let padded = |length: usize| {
        let start = r#"{"message":{"ping":{"last":0}},"x":""#;
        format!("{start}{}\"}}", "x".repeat(length - start.len() - 2))
    };
    client.send(Message::text(padded(MAX_MESSAGE_BYTES))).await;
    assert_eq!(client.message().await, ServerMessage::Pong { last: 0 });
    client.send(Message::text(padded(MAX_MESSAGE_BYTES + 1))).await;
    assert_eq!(client.close_code().await, TOO_BIG);
}

#[tokio::test]
async fn a_message_that_is_absurdly_long_is_not_even_read() {
    let server = Server::dev(&[]);
    let mut client = Client::connect(&server).await;
    // The server may be gone before all of it is written.
    drop(futures_util::SinkExt::send(&mut client.socket, Message::text("x".repeat(8 << 20))).await);
    assert!([1006, TOO_BIG].contains(&client.close_code().await));
    server.wait_for_log("closed code=");
}

#[tokio::test]
async fn who_is_too_fast_is_disconnected() {
    let server = Server::dev(&["--limits.message-burst", "5", "--limits.messages-per-second", "1"]);
    let (mut client, _) = Client::new_user(&server, "Alice").await;
    for _ in 0..5 {
        client.send_json(json!({ "message": { "ping": { "last": 0 } } })).await;
    }
    assert_eq!(client.close_code().await, close::TOO_FAST);
}

#[tokio::test]
async fn who_does_not_answer_pings_is_lost() {
    let server = Server::dev(&["--limits.ping-interval", "0.1"]);
    // Pongs are written by whoever reads, and nobody reads here.
    let (_client, _) = Client::new_user(&server, "Alice").await;
    server.wait_for_log("closed code=1006");
}

#[tokio::test]
async fn who_answers_pings_stays() {
    let server = Server::dev(&["--limits.ping-interval", "0.3"]);
    let (mut client, _) = Client::new_user(&server, "Alice").await;
    for _ in 0..3 {
        let next = futures_util::StreamExt::next(&mut client.socket).await;
        assert!(matches!(next, Some(Ok(Message::Ping(_)))), "{next:?}");
    }
    client.say(ClientMessage::Ping { last: 0 }).await;
    client.until(|message| matches!(message, ServerMessage::Pong { .. }).then_some(())).await;
}

/// What the server says on a connection on which this was sent, until it closes it.
fn said_until_closed(server: &Server, sent: &str) -> String {
    let mut connection = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    connection.write_all(sent.as_bytes()).unwrap();
    let mut said = String::new();
    connection.read_to_string(&mut said).expect("the server closes it");
    said
}

#[test]
fn a_connection_that_asks_for_nothing_is_closed() {
    let server = Server::dev(&["--limits.hello-timeout", "0.2"]);
    said_until_closed(&server, "");
    said_until_closed(&server, "GET /healthz HTTP/1.1\r\nHost: loc");
    let answer = said_until_closed(&server, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

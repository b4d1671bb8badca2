use std::fs;
use std::sync::Arc;

use jsonwebtoken::{Algorithm, EncodingKey};
use offhook_protocol::{ApiError, ClientMessage, ServerMessage, close};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::Client;
use crate::server::{Server, command, new_folder, sign};

/// Signs in with a token that is no good, and says why it was refused.
async fn refusal(server: &Server, token: &str) -> ApiError {
    let mut client = Client::connect(server).await;
    client.hello(token).await;
    let ServerMessage::Refused(error) = client.message().await else { panic!("taken: {token}") };
    assert_eq!(client.close_code().await, close::UNAUTHORIZED);
    let parts = token.split('.').filter(|part| part.len() > 3);
    let shown = format!("{error:?}{}", server.log());
    parts.for_each(|part| assert!(!shown.contains(part), "{shown}"));
    error
}

async fn assert_refused(server: &Server, token: &str, why: &str) {
    let error = refusal(server, token).await;
    assert_eq!((error.code, error.sub_code), (401, 10009), "{error:?}");
    assert!(error.message.contains(why), "{error:?} does not say `{why}`");
}

fn with(mut claims: Value, name: &str, value: Value) -> Value {
    claims[name] = value;
    claims
}

fn without(mut claims: Value, name: &str) -> Value {
    claims.as_object_mut().unwrap().remove(name);
    claims
}

#[tokio::test]
async fn a_good_token_is_taken() {
    let server = Server::dev(&[]);
    Client::sign_in(&server, &server.new_token(json!({}))).await;
    Client::sign_in(&server, &server.new_token(json!({ "kind": "communication" }))).await;
    Client::sign_in(&server, &server.sign(&server.good_claims())).await;
    let fraction = with(server.good_claims(), "exp", json!(4_000_000_000.5));
    Client::sign_in(&server, &server.sign(&fraction)).await;
    let scopes = with(server.good_claims(), "scp", json!("chat voip"));
    Client::sign_in(&server, &server.sign(&scopes)).await;
    let localhost = with(server.good_claims(), "iss", json!(format!("http://localhost:{}", server.port)));
    Client::sign_in(&server, &server.sign(&localhost)).await;
}

#[tokio::test]
async fn an_expired_token_is_refused() {
    let server = Server::dev(&[]);
    assert_refused(&server, &server.new_token(json!({ "expiresIn": -6 })), "expired").await;
    let now = jsonwebtoken::get_current_timestamp();
    let early = with(server.good_claims(), "nbf", json!(now + 60));
    assert_refused(&server, &server.sign(&early), "not good yet").await;
    // Clocks that differ by a second or two are no reason.
    Client::sign_in(&server, &server.new_token(json!({ "expiresIn": -2 }))).await;
}

#[tokio::test]
async fn a_token_of_another_key_is_refused() {
    let server = Server::dev(&[]);
    let key = EncodingKey::from_secret(&[7; 64]);
    let token = sign(Algorithm::HS256, &key, &server.good_claims());
    assert_refused(&server, &token, "signature").await;
}

#[tokio::test]
async fn a_token_that_was_changed_is_refused() {
    let server = Server::dev(&[]);
    let token = server.sign(&server.good_claims());
    let other = with(server.good_claims(), "sub", json!("8:orgid:00000000-0000-4000-8000-000000000000"));
    let other = server.sign(&other);
    let [head, _, signature] = token.split('.').collect::<Vec<_>>()[..] else { panic!() };
    let payload = other.split('.').nth(1).unwrap();
    assert_refused(&server, &format!("{head}.{payload}.{signature}"), "signature").await;
    assert_refused(&server, &format!("{head}.{payload}."), "signature").await;
}

#[tokio::test]
async fn the_algorithm_is_never_the_tokens_choice() {
    let server = Server::dev(&[]);
    let secret = fs::read(server.folder.path().join("dev-hs256.key")).unwrap();
    let key = EncodingKey::from_secret(&secret);
    let hs512 = sign(Algorithm::HS512, &key, &server.good_claims());
    assert_refused(&server, &hs512, "another algorithm").await;
    // {"alg":"none","typ":"JWT"} and {"alg":"None"}, with the payload of a good token.
    let good = server.sign(&server.good_claims());
    let payload = good.split('.').nth(1).unwrap();
    for head in ["eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0", "eyJhbGciOiJOb25lIn0"] {
        assert_refused(&server, &format!("{head}.{payload}."), "no JWT").await;
    }
}

#[tokio::test]
async fn what_is_no_token_is_refused() {
    let server = Server::dev(&[]);
    for text in ["", "alice", "a.b.c", "....", "\u{1F4DE}"] {
        assert_refused(&server, text, "no JWT").await;
    }
}

#[tokio::test]
async fn a_token_of_another_issuer_or_for_another_audience_is_refused() {
    let server = Server::dev(&[]);
    let claims = server.good_claims();
    for issuer in ["https://evil.example", "http://127.0.0.1:1", "", &format!("{}/", server.url())] {
        let token = server.sign(&with(claims.clone(), "iss", json!(issuer)));
        assert_refused(&server, &token, "issuer").await;
    }
    assert_refused(&server, &server.sign(&without(claims.clone(), "iss")), "`iss`").await;
    assert_refused(&server, &server.sign(&with(claims, "aud", json!("somebody"))), "audience").await;
}

#[tokio::test]
async fn a_token_that_lacks_something_is_refused() {
    let server = Server::dev(&[]);
    let claims = server.good_claims();
    assert_refused(&server, &server.sign(&without(claims.clone(), "tid")), "tenant").await;
    assert_refused(&server, &server.sign(&without(claims.clone(), "exp")), "`exp`").await;
    assert_refused(&server, &server.sign(&without(claims.clone(), "sub")), "`sub`").await;
    assert_refused(&server, &server.sign(&with(claims.clone(), "sub", json!("alice"))), "`sub`").await;
    assert_refused(&server, &server.sign(&with(claims, "exp", json!("tomorrow"))), "`exp`").await;
}

#[tokio::test]
async fn a_token_without_the_scope_for_calling_is_refused() {
    let server = Server::dev(&[]);
    let missing = server.sign(&without(server.good_claims(), "scp"));
    for token in [
        missing,
        server.new_token(json!({ "scopes": [] })),
        server.new_token(json!({ "scopes": ["voip.join"] })),
    ] {
        assert_eq!(refusal(&server, &token).await, ApiError::SCOPE_MISSING);
    }
}

#[tokio::test]
async fn only_the_listed_tenants_may_sign_in() {
    let tenant = "6f4c1b1e-21a4-4f0e-b4f4-1b9a1c5c7a02";
    let server = Server::dev(&["--auth.tenants", &format!("00000000-0000-4000-8000-000000000000, {tenant}")]);
    Client::sign_in(&server, &server.new_token(json!({ "tenantId": tenant }))).await;
    assert_refused(&server, &server.new_token(json!({})), "tenant").await;
    Client::sign_in(&server, &server.new_token(json!({ "kind": "communication" }))).await;
}

#[tokio::test]
async fn a_newer_token_is_verified_too() {
    let server = Server::dev(&[]);
    let mut client = Client::sign_in(&server, &server.sign(&server.good_claims())).await;
    for (exp, code) in [(4_000_000_000_u64, None), (1_000_000_000, Some(401))] {
        let token = server.sign(&with(server.good_claims(), "exp", json!(exp)));
        let asked = client.say(ClientMessage::Reauth { token }).await;
        let ServerMessage::Done { request, error } = client.message().await else { panic!() };
        assert_eq!((request, error.map(|error| error.code)), (asked, code));
    }
}

#[tokio::test]
async fn keys_are_kept_between_starts() {
    let folder = new_folder();
    let first = Server::in_folder(folder.clone(), &["--dev"]);
    let mut claims = first.good_claims();
    drop(first);
    let second = Server::in_folder(folder, &["--dev"]);
    claims["iss"] = json!(second.url());
    let token = second.sign(&claims);
    Client::sign_in(&second, &token).await;
}

#[cfg(unix)]
#[test]
fn a_key_can_be_read_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::dev(&[]);
    let file = fs::metadata(server.folder.path().join("dev-hs256.key")).unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
}

const ED25519: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f
-----END PRIVATE KEY-----
";
const ED25519_PUBLIC: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=
-----END PUBLIC KEY-----
";

/// A server as it runs in earnest, with a key that can only verify.
fn in_earnest(folder: &Arc<TempDir>) -> Server {
    let key = folder.path().join("public.pem");
    fs::write(&key, ED25519_PUBLIC).unwrap();
    let flags = [
        "--server.public-url",
        "https://calls.contoso.com",
        "--server.allowed-origins",
        "https://app.contoso.com",
        "--auth.algorithm",
        "EdDSA",
        "--auth.key-file",
        key.to_str().unwrap(),
    ];
    Server::in_folder(folder.clone(), &flags)
}

#[tokio::test]
async fn a_public_key_is_enough_to_verify() {
    let server = in_earnest(&new_folder());
    let key = EncodingKey::from_ed_pem(ED25519.as_bytes()).unwrap();
    let claims = with(server.good_claims(), "iss", json!("https://calls.contoso.com"));
    Client::sign_in(&server, &sign(Algorithm::EdDSA, &key, &claims)).await;
    let reached = sign(Algorithm::EdDSA, &key, &server.good_claims());
    assert_refused(&server, &reached, "issuer").await;
    // The public key is no secret, so it must not pass for one.
    let confused = EncodingKey::from_secret(ED25519_PUBLIC.as_bytes());
    assert_refused(&server, &sign(Algorithm::HS256, &confused, &claims), "another algorithm").await;
}

#[tokio::test]
async fn a_made_ed25519_key_signs_and_verifies() {
    let server = Server::dev(&["--auth.algorithm", "EdDSA"]);
    Client::sign_in(&server, &server.new_token(json!({}))).await;
}

#[tokio::test]
async fn no_token_is_logged() {
    let mut talkative = command(&["--dev"]);
    talkative.env("RUST_LOG", "trace");
    let server = Server::start(new_folder(), talkative);
    let token = server.new_token(json!({ "displayName": "Alice" }));
    let mut client = Client::sign_in(&server, &token).await;
    client.say(ClientMessage::Reauth { token: token.clone() }).await;
    client.message().await;
    client.close(1000).await;
    let log = server.wait_for_log("closed code=1000") + &server.log();
    assert!(!log.contains(token.rsplit('.').next().unwrap()), "{log}");
}

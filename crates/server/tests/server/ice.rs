use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use offhook_protocol::{IceConfiguration, IceTransportPolicy, ServerMessage};
use serde_json::json;

use crate::client::Client;
use crate::process::{assert_names, complaint};
use crate::server::Server;

const TURN: &str = r#"[{urls=["stun:stun.example"]},{urls=["turn:turn.example"]}]"#;

/// A user's user name for the TURN server, and the second in which it expires.
fn username(ice: &IceConfiguration) -> (u64, &str) {
    let username = ice.ice_servers[1].username.as_deref().unwrap();
    let (expiry, user) = username.split_once(':').unwrap();
    (expiry.parse().unwrap(), user)
}

async fn welcomed(server: &Server) -> (Client, IceConfiguration, String) {
    let user = server.new_user(json!({}));
    let mut client = Client::connect(server).await;
    client.hello(user["token"].as_str().unwrap()).await;
    let ice = client.welcome().await.ice;
    (client, ice, user["rawId"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn credentials_are_made_and_renewed() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    fs::write(&secret, "north\n").unwrap();
    let secret = secret.to_str().unwrap();
    let flags = ["--ice.servers", TURN, "--ice.secret-file", secret, "--ice.credential-ttl", "2"];
    let server = Server::dev(&flags);
    let before = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let (mut client, first, raw_id) = welcomed(&server).await;
    assert_eq!(first.ice_transport_policy, IceTransportPolicy::All);
    assert_eq!(first.ice_servers[0].username, None);
    let (expiry, user) = username(&first);
    assert_eq!(user, raw_id);
    assert!(expiry >= before + 2, "{first:?}, made at {before}");
    assert!(first.ice_servers[1].credential.is_some());
    let ice = |message| if let ServerMessage::Ice(ice) = message { Some(ice) } else { None };
    for last in [expiry, expiry + 1] {
        let renewed = client.until(ice).await;
        assert!(username(&renewed).0 > last, "{renewed:?} after {last}");
        assert_ne!(renewed.ice_servers[1].credential, first.ice_servers[1].credential);
    }
    assert!(!server.log().contains("north"));
}

#[tokio::test]
async fn a_servers_own_credentials_stay_and_relays_may_be_the_only_way() {
    let servers = r#"[{urls=["turn:turn.example"],username=u,credential=c}]"#;
    let server = Server::dev(&["--ice.servers", servers, "--ice.transport-policy", "relay"]);
    let (_, ice, _) = welcomed(&server).await;
    assert_eq!(ice.ice_transport_policy, IceTransportPolicy::Relay);
    assert_eq!(ice.ice_servers[0].username.as_deref(), Some("u"));
    assert_eq!(ice.ice_servers[0].credential.as_deref(), Some("c"));
}

#[test]
fn what_would_hinder_every_call_is_refused() {
    let wrong = |flags: &[&str]| complaint(&[&["--dev"], flags].concat());
    let servers = |servers| wrong(&["--ice.servers", servers]);
    assert_names(
        &servers(r#"[{urls=["turn:a.example"]}]"#),
        &["`ice.servers`", "turn:a.example", "ice.secret_file"],
    );
    assert_names(&servers(r#"[{urls=["turn:a.example"],username=u}]"#), &["turn:a.example", "`credential`"]);
    assert_names(
        &servers(r#"[{urls=["http://a.example"]}]"#),
        &["`ice.servers`", "http://a.example", "stun:"],
    );
    assert_names(&servers("[{urls=[]}]"), &["`ice.servers`", "`urls`"]);
    let policy = |value| wrong(&["--ice.transport-policy", value]);
    assert_names(&policy("relay"), &["`ice.transport_policy`", "turn:"]);
    assert_names(&policy("some"), &["`ice.transport_policy`", "some", "all", "relay"]);
    assert_names(&wrong(&["--ice.secret-file", "/no/such/file"]), &["`ice.secret_file`", "/no/such/file"]);
    assert_names(&wrong(&["--ice.secret", " "]), &["`ice.secret`", "static-auth-secret"]);
    assert_names(
        &wrong(&["--ice.secret", "a", "--ice.secret-file", "b"]),
        &["`ice.secret`", "`ice.secret_file`"],
    );
    assert_names(&wrong(&["--ice.credential-ttl", "0"]), &["`ice.credential_ttl`", "above 0"]);
}

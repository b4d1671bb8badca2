use std::fs;
use std::net::TcpListener;

use nix::sys::signal::Signal;

use crate::client::Client;
use crate::server::{Server, command, run};

/// What the server says when it is started so, which it must not be.
pub(crate) fn complaint(flags: &[&str]) -> String {
    said(run(flags), 2)
}

pub(crate) fn said(output: std::process::Output, code: i32) -> String {
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{text}");
    text
}

pub(crate) fn assert_names(text: &str, wanted: &[&str]) {
    wanted.iter().for_each(|wanted| assert!(text.contains(wanted), "no `{wanted}` in: {text}"));
}

#[tokio::test]
async fn it_stops_on_a_signal_and_has_clients_come_back() {
    for signal in [Signal::SIGTERM, Signal::SIGINT] {
        let mut server = Server::dev(&[]);
        let (mut client, _) = Client::new_user(&server, "Alice").await;
        let mut stranger = Client::connect(&server).await;
        server.signal(signal);
        assert_eq!(client.close_code().await, 1012);
        assert_eq!(stranger.close_code().await, 1012);
        assert_eq!(server.wait_for_end().code(), Some(0), "{}", server.log());
    }
}

#[tokio::test]
async fn it_stops_although_a_client_does_not_answer() {
    let mut server = Server::dev(&[]);
    let (_client, _) = Client::new_user(&server, "Alice").await;
    server.signal(Signal::SIGTERM);
    assert_eq!(server.wait_for_end().code(), Some(0), "{}", server.log());
}

#[test]
fn without_dev_it_says_all_that_is_missing() {
    assert_names(
        &complaint(&[]),
        &["server.public_url", "server.allowed_origins", "auth.key_file", "auth.secret", "--dev"],
    );
}

#[test]
fn a_wrong_value_is_named_with_what_is_wanted() {
    let wrong = |flag: &str, value: &str| complaint(&["--dev", flag, value]);
    assert_names(&wrong("--call.ring-timeout", "soon"), &["`call.ring_timeout`", "soon", "2m"]);
    for never in ["0", "-1", "1e30", "-0.5"] {
        let text = complaint(&["--dev", &format!("--call.loss-timeout={never}")]);
        assert_names(&text, &["`call.loss_timeout`", "above 0"]);
    }
    assert_names(&wrong("--auth.algorithm", "none"), &["`auth.algorithm`", "none", "HS256", "EdDSA"]);
    assert_names(&wrong("--limits.send-queue", "0"), &["`limits.send_queue`", "0"]);
    assert_names(&wrong("--server.public-url", "calls.contoso.com"), &["`server.public_url`", "https://"]);
    assert_names(
        &wrong("--server.allowed-origins", "https://a.example/"),
        &["`server.allowed_origins`", "a.example"],
    );
    assert_names(&wrong("--ice.servers", "stun:a.example"), &["`ice.servers`", "stun:a.example"]);
    assert_names(&wrong("--no-such-flag", "1"), &["--no-such-flag"]);
}

#[test]
fn an_unknown_key_of_a_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("offhook.toml");
    let path = path.to_str().unwrap();
    let with = |text: &str| {
        fs::write(path, text).unwrap();
        complaint(&["--dev", "--config", path])
    };
    assert_names(&with("[call]\nring_timout = 5"), &["`call.ring_timout`", "ring_timeout", path]);
    assert_names(&with("[cal]\nring_timeout = 5"), &["`cal`", "call", path]);
    assert_names(&with("[call\n"), &[path, "line 1"]);
    assert_names(&with("[[ice.servers]]\nusername = 'x'"), &["urls", path]);
    let secret = with("[auth]\nsecret = 1234567890");
    assert_names(&secret, &["`auth.secret`", path]);
    assert!(!secret.contains("1234567890"), "{secret}");
    assert_names(&complaint(&["--dev", "--config", "/no/such/file"]), &["/no/such/file"]);
}

#[test]
fn an_unknown_variable_is_named_and_others_are_left_alone() {
    let output = command(&[]).env("OFFHOOK_CALL__RING", "5").output().unwrap();
    assert_names(&said(output, 2), &["OFFHOOK_CALL__RING ", "OFFHOOK_CALL__RING_TIMEOUT"]);
    let output = command(&[]).env("OFFHOOK_HOME", "/").output().unwrap();
    assert_names(&said(output, 2), &["not configured"]);
}

#[test]
fn flags_go_before_the_environment_and_that_before_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("offhook.toml");
    fs::write(&path, "[call]\nring_timeout = 'file'\nloss_timeout = 5").unwrap();
    let flags = ["--dev", "--config", path.to_str().unwrap()];
    let said = |flags: &[&str], variable: &str| {
        let output = command(flags).env("OFFHOOK_CALL__RING_TIMEOUT", variable).output().unwrap();
        said(output, 2)
    };
    assert_names(&complaint(&flags), &["\"file\""]);
    assert_names(&said(&flags, "environment"), &["\"environment\""]);
    let flags = [&flags[..], &["--call.ring-timeout", "flag"]].concat();
    assert_names(&said(&flags, "environment"), &["\"flag\""]);
}

#[test]
fn keys_that_are_none_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    let path = path.to_str().unwrap();
    fs::write(path, "short").unwrap();
    let with = |flags: &[&str]| said(run(&[&["--dev", "--listen", "127.0.0.1:0"], flags].concat()), 1);
    assert_names(&with(&["--auth.key-file", path]), &[path, "5 bytes", "32"]);
    assert_names(&with(&["--auth.key-file", path, "--auth.algorithm", "EdDSA"]), &[path, "Ed25519"]);
    assert_names(&with(&["--auth.key-file", "/no/such/key"]), &["/no/such/key"]);
    let secret = with(&["--auth.secret", "hunter2"]);
    assert_names(&secret, &["auth.secret", "7 bytes"]);
    assert!(!secret.contains("hunter2"), "{secret}");
    assert_names(&complaint(&["--dev", "--auth.key-file", path, "--auth.secret", "x"]), &["auth.key_file"]);
}

#[test]
fn a_taken_port_is_an_error() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let output = run(&["--dev", "--listen", &address, "--data", folder.path().to_str().unwrap()]);
    assert_names(&said(output, 1), &[&address, "server.listen"]);
}

#[test]
fn a_data_folder_that_cannot_be_used_ends_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let data = file.join("data");
    let data = data.to_str().unwrap();
    let secret = "0123456789abcdef0123456789abcdef";
    let flags = ["--dev", "--listen", "127.0.0.1:0", "--auth.secret", secret, "--data", data];
    assert_names(&said(run(&flags), 1), &[data, "offhook.db", "`server.data`"]);
}

#[test]
fn ports_of_servers_with_port_0_differ() {
    let servers = [Server::dev(&[]), Server::dev(&[])];
    assert_ne!(servers[0].port, servers[1].port);
}

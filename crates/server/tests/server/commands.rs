use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::client::Client;
use crate::http::claims_of;
use crate::process::{assert_names, complaint, said};
use crate::server::{Server, new_folder, run};

const USER: &str = "5b20a0a0-7f6c-4a4e-8a6b-6a1c1f0b5a01";
const TENANT: &str = "6f4c1b1e-21a4-4f0e-b4f4-1b9a1c5c7a02";

/// What the program prints when all is well.
fn printed(flags: &[&str]) -> String {
    let output = run(flags);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The configuration of a server in earnest whose key `offhook-server keys` made.
fn configured(folder: &Path, algorithm: &str) -> String {
    let (key, config) = (folder.join("key"), folder.join("offhook.toml"));
    printed(&["keys", "--algorithm", algorithm, "--file", text(&key)]);
    let lines = format!(
        "[server]\npublic_url = 'https://calls.contoso.com'\nallowed_origins = []\n\
         [auth]\nalgorithm = '{algorithm}'\nkey_file = '{}'\ntenants = ['{TENANT}']\n",
        text(&key)
    );
    fs::write(&config, lines).unwrap();
    text(&config).to_owned()
}

#[tokio::test]
async fn a_printed_token_is_taken_by_a_server_of_the_same_configuration() {
    for algorithm in ["HS256", "EdDSA"] {
        let folder = new_folder();
        let config = configured(folder.path(), algorithm);
        let server = Server::in_folder(folder, &["--config", &config]);
        for kind in ["teams", "communication"] {
            let token = printed(&["token", "--user", USER, "--kind", kind, "--config", &config]);
            Client::sign_in(&server, &token).await;
        }
    }
}

#[tokio::test]
async fn with_dev_it_uses_the_key_that_the_server_made() {
    let server = Server::dev(&[]);
    let (data, listen) = (server.folder.path().to_str().unwrap(), format!("127.0.0.1:{}", server.port));
    let token = printed(&["token", "--dev", "--data", data, "--listen", &listen, "--user", USER]);
    Client::sign_in(&server, &token).await;
}

#[test]
fn a_token_says_what_was_asked_for() {
    let folder = new_folder();
    let config = configured(folder.path(), "HS256");
    let flags = ["token", "--user", USER, "--name", "Älice", "--expires-in", "2h", "--config", &config];
    let claims: Value = claims_of(&printed(&flags));
    assert_eq!(claims["sub"], format!("8:orgid:{USER}"));
    assert_eq!((&claims["name"], &claims["tid"]), (&"Älice".into(), &TENANT.into()));
    assert_eq!((&claims["iss"], &claims["scp"]), (&"https://calls.contoso.com".into(), &"voip".into()));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 2 * 3600);
}

#[test]
fn wrong_input_for_a_token_is_named() {
    let folder = new_folder();
    let config = configured(folder.path(), "EdDSA");
    let token =
        |flags: &[&str]| complaint(&[&["token", "--config", &config, "--user", USER], flags].concat());
    assert_names(&complaint(&["token"]), &["--user"]);
    assert_names(&complaint(&["token", "--user", "alice"]), &["alice", "--user", "GUID such as"]);
    assert_names(&token(&["--kind", "phone"]), &["phone", "--kind", "teams", "communication"]);
    assert_names(&token(&["--tenant", "contoso"]), &["contoso", "--tenant"]);
    assert_names(&token(&["--tenant", USER]), &["--tenant", USER, TENANT]);
    for never in ["soon", "0s", "1000years"] {
        assert_names(&token(&["--expires-in", never]), &[never, "--expires-in", "1h"]);
    }
    assert_names(&complaint(&["token", "--user", USER]), &["auth.key_file"]);
    let secret = "0123456789abcdef0123456789abcdef";
    assert_names(&complaint(&["token", "--user", USER, "--auth.secret", secret]), &["server.public_url"]);
    let public = folder.path().join("key.pub");
    assert_names(&token(&["--auth.key-file", text(&public)]), &["public key only"]);
}

#[test]
fn a_key_never_replaces_another() {
    let folder = new_folder();
    let (key, public) = (folder.path().join("key"), folder.path().join("key.pub"));
    for algorithm in ["HS256", "EdDSA"] {
        let make = || run(&["keys", "--file", text(&key), "--algorithm", algorithm]);
        assert!(make().status.success());
        let made = fs::read(&key).unwrap();
        assert_names(&said(make(), 2), &[text(&key), "there already"]);
        assert_eq!(fs::read(&key).unwrap(), made);
        fs::remove_file(&key).unwrap();
    }
    let made = fs::read(&public).unwrap();
    assert_names(&complaint(&["keys", "--file", text(&key), "--algorithm", "EdDSA"]), &[text(&public)]);
    assert_eq!(fs::read(&public).unwrap(), made);
    assert!(!key.exists());
    assert_names(&complaint(&["keys", "--file", "/no/such/folder/key"]), &["/no/such/folder/key"]);
    assert_names(&complaint(&["keys", "--file", "x", "--algorithm", "none"]), &["none", "HS256", "EdDSA"]);
}

#[cfg(unix)]
#[test]
fn a_private_key_can_be_read_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = new_folder();
    configured(folder.path(), "EdDSA");
    let mode = fs::metadata(folder.path().join("key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

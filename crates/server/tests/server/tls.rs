use std::fs;
use std::path::Path;

use nix::sys::signal::Signal;
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use serde_json::json;
use tokio_rustls::rustls::pki_types::CertificateDer;

use crate::client::Client;
use crate::process::{assert_names, complaint};
use crate::server::{Server, command, new_folder};

/// Puts a new certificate for `localhost` into the folder.
fn write_certificate(folder: &Path) -> CertificateDer<'static> {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    fs::write(folder.join("cert.pem"), cert.pem()).unwrap();
    fs::write(folder.join("key.pem"), signing_key.serialize_pem()).unwrap();
    cert.der().clone()
}

fn flags(folder: &Path) -> Vec<String> {
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let flags = ["--dev", "--server.tls-cert", &path("cert.pem"), "--server.tls-key", &path("key.pem")];
    flags.map(str::to_owned).to_vec()
}

fn start(folder: &std::sync::Arc<tempfile::TempDir>) -> Server {
    let flags = flags(folder.path());
    Server::start(folder.clone(), command(&flags.iter().map(String::as_str).collect::<Vec<_>>()))
}

#[tokio::test]
async fn clients_connect_by_tls_and_by_nothing_else() {
    let folder = new_folder();
    let authority = write_certificate(folder.path());
    let server = start(&folder);
    assert!(server.log().contains("listening on https://"));
    let mut client = Client::connect_securely(&server, &authority).await.unwrap();
    let mut claims = server.good_claims();
    claims["iss"] = json!(format!("https://localhost:{}", server.port));
    client.hello(&server.sign(&claims)).await;
    client.welcome().await;
    let plain = crate::server::agent().get(format!("{}/healthz", server.url())).call();
    assert!(plain.is_err(), "{plain:?}");
    // A handshake that does not come holds up nobody.
    let _silent = std::net::TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    assert!(Client::connect_securely(&server, &authority).await.is_some());
}

#[tokio::test]
async fn a_new_certificate_is_taken_and_a_wrong_one_is_not() {
    let folder = new_folder();
    let first = write_certificate(folder.path());
    let server = start(&folder);
    let second = write_certificate(folder.path());
    assert!(Client::connect_securely(&server, &first).await.is_some());
    assert!(Client::connect_securely(&server, &second).await.is_none());
    server.signal(Signal::SIGHUP);
    server.wait_for_log("read anew");
    assert!(Client::connect_securely(&server, &second).await.is_some());
    assert!(Client::connect_securely(&server, &first).await.is_none());
    fs::write(folder.path().join("cert.pem"), "nonsense").unwrap();
    server.signal(Signal::SIGHUP);
    assert!(server.wait_for_log("the old certificate stays").contains("server.tls_cert"));
    assert!(Client::connect_securely(&server, &second).await.is_some());
}

#[test]
fn files_that_are_no_certificate_are_named() {
    let folder = new_folder();
    write_certificate(folder.path());
    let wrong = |change: &[&str]| {
        let flags = flags(folder.path());
        let mut flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        flags.extend(["--listen", "127.0.0.1:0", "--data"]);
        flags.push(folder.path().to_str().unwrap());
        for pair in change.chunks(2) {
            let at = flags.iter().position(|flag| *flag == pair[0]).unwrap();
            flags[at + 1] = pair[1];
        }
        complaint(&flags)
    };
    assert_names(
        &wrong(&["--server.tls-cert", "/no/such/file"]),
        &["`server.tls_cert`", "/no/such/file", "PEM"],
    );
    assert_names(&wrong(&["--server.tls-key", "/no/such/file"]), &["`server.tls_key`", "/no/such/file"]);
    let key = folder.path().join("key.pem");
    let key = key.to_str().unwrap();
    assert_names(&wrong(&["--server.tls-cert", key]), &["`server.tls_cert`", key, "no certificate"]);
    fs::write(key, KeyPair::generate().unwrap().serialize_pem()).unwrap();
    assert_names(&wrong(&[]), &["`server.tls_key`", key, "server.tls_cert"]);
    assert_names(&complaint(&["--dev", "--server.tls-key", key]), &["`server.tls_key`", "`server.tls_cert`"]);
}

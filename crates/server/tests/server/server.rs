use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStderr, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use offhook_protocol::SIGNALING_PATH;
use serde_json::{Value, json};
use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use tempfile::TempDir;

/// How long anything may take that happens at once, on a machine that is busy with something else.
pub(crate) const SOON: Duration = Duration::from_secs(20);

/// A server of its own, on a free port, with a folder of its own. Ends with the test.
pub(crate) struct Server {
    process: Child,
    pub(crate) port: u16,
    pub(crate) folder: Arc<TempDir>,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// `--dev` and these flags.
    pub(crate) fn dev(flags: &[&str]) -> Server {
        Server::in_folder(new_folder(), &[&["--dev"], flags].concat())
    }

    pub(crate) fn in_folder(folder: Arc<TempDir>, flags: &[&str]) -> Server {
        Server::start(folder, command(flags))
    }

    pub(crate) fn start(folder: Arc<TempDir>, mut command: Command) -> Server {
        let mut process = command
            .args(["--listen", "127.0.0.1:0", "--data", folder.path().to_str().unwrap()])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = follow(process.stderr.take().unwrap());
        let mut server = Server { process, port: 0, folder, log };
        let line = server.wait_for_log("listening on http");
        let port = line.split("://127.0.0.1:").nth(1).unwrap();
        let end = port.find(|c: char| !c.is_ascii_digit()).unwrap_or(port.len());
        server.port = port[..end].parse().unwrap();
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A connection of its own to the server's database.
    pub(crate) async fn database(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(self.folder.path().join("offhook.db"));
        options.connect().await.unwrap()
    }

    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// The line of the log that has this in it, once it is there.
    pub(crate) fn wait_for_log(&self, wanted: &str) -> String {
        let deadline = Instant::now() + SOON;
        loop {
            let log = self.log();
            if let Some(line) = log.lines().find(|line| line.contains(wanted)) {
                return line.to_owned();
            }
            assert!(Instant::now() < deadline, "no `{wanted}` in the log:\n{log}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The body of the answer to `POST /dev/token`.
    pub(crate) fn new_user(&self, wanted: Value) -> Value {
        let (status, body) = self.post_token(wanted.to_string().as_bytes());
        assert_eq!(status, 200, "{body}");
        body
    }

    pub(crate) fn new_token(&self, wanted: Value) -> String {
        self.new_user(wanted)["token"].as_str().unwrap().to_owned()
    }

    pub(crate) fn post_token(&self, body: &[u8]) -> (u16, Value) {
        let mut response = agent().post(format!("{}/dev/token", self.url())).send(body).unwrap();
        (response.status().as_u16(), response.body_mut().read_json().unwrap_or_default())
    }

    /// What is answered to who leaves without a WebSocket.
    pub(crate) fn farewell(&self, frames: &str) -> u16 {
        let url = format!("{}{SIGNALING_PATH}", self.url());
        agent().post(url).send(frames).unwrap().status().as_u16()
    }

    /// The claims of a token that the server takes, to be spoilt.
    pub(crate) fn good_claims(&self) -> Value {
        let exp = jsonwebtoken::get_current_timestamp() + 60;
        json!({
            "sub": "8:orgid:5b20a0a0-7f6c-4a4e-8a6b-6a1c1f0b5a01", "iss": self.url(), "exp": exp,
            "tid": "6f4c1b1e-21a4-4f0e-b4f4-1b9a1c5c7a02", "scp": "voip",
        })
    }

    /// A token with these claims, signed with the server's own key.
    pub(crate) fn sign(&self, claims: &Value) -> String {
        let secret = fs::read_to_string(self.folder.path().join("dev-hs256.key")).unwrap();
        sign(Algorithm::HS256, &EncodingKey::from_secret(secret.as_bytes()), claims)
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.process.id().cast_signed()), signal).unwrap();
    }

    /// How the process ended, if it did so soon.
    pub(crate) fn wait_for_end(&mut self) -> ExitStatus {
        let deadline = Instant::now() + SOON;
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "does not end:\n{}", self.log());
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

pub(crate) fn new_folder() -> Arc<TempDir> {
    Arc::new(tempfile::tempdir().unwrap())
}

pub(crate) fn sign(algorithm: Algorithm, key: &EncodingKey, claims: &Value) -> String {
    encode(&Header::new(algorithm), claims, key).unwrap()
}

/// What a server does that cannot start.
pub(crate) fn run(flags: &[&str]) -> Output {
    let (stdout, stderr) = (Stdio::piped(), Stdio::piped());
    let mut process = command(flags).stdout(stdout).stderr(stderr).spawn().unwrap();
    let deadline = Instant::now() + SOON;
    while process.try_wait().unwrap().is_none() {
        if Instant::now() > deadline {
            // Its exit code is none that a test wants.
            process.kill().unwrap();
        }
        thread::sleep(Duration::from_millis(5));
    }
    process.wait_with_output().unwrap()
}

pub(crate) fn command(flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offhook-server"));
    command.args(flags).env_remove("RUST_LOG");
    command
}

/// Asks, whatever the status of the answer is.
pub(crate) fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(SOON)).build().into()
}

fn follow(stderr: ChildStderr) -> Arc<Mutex<String>> {
    let log = Arc::new(Mutex::new(String::new()));
    let written = log.clone();
    thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            written.lock().unwrap().push_str(&(line + "\n"));
        }
    });
    log
}

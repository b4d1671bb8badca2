//! The server that is measured, started for it.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde_json::Value;
use tempfile::TempDir;
use tokio::time::sleep;

use crate::process::Process;

/// How often a client is asked whether it is there. Shorter than by default, so that those who idle have answered a few
/// times before they are measured.
pub(crate) const PING_INTERVAL: Duration = Duration::from_secs(5);

/// Far above what is sent here: nobody shall be disconnected for being too fast.
const MESSAGES_PER_SECOND: &str = "100000";

/// What to measure.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Target {
    /// The binary of `offhook-server`
    #[arg(long)]
    server: Option<PathBuf>,
    /// The script of a relay to compare it with, run by `node`
    #[arg(long)]
    plain: Option<PathBuf>,
}

impl Target {
    /// Whether it knows users and calls.
    pub(crate) fn has_calls(&self) -> bool {
        self.server.is_some()
    }

    pub(crate) async fn start(&self) -> Result<Server> {
        let folder = tempfile::tempdir()?;
        let log = folder.path().join("log");
        let mut command = self.command(&folder);
        let process = command.stdin(Stdio::null()).stderr(File::create(&log)?).spawn();
        let process = process.with_context(|| format!("{command:?}"))?;
        let mut server = Server {
            process,
            address: String::new(),
            folder,
            signs_in: self.has_calls(),
            tokens: ureq::agent(),
        };
        server.address = server.wait_for_address().await?;
        Ok(server)
    }

    fn command(&self, folder: &TempDir) -> Command {
        if let Some(script) = &self.plain {
            let mut command = Command::new("node");
            command.arg(script);
            return command;
        }
        let mut command = Command::new(self.server.clone().unwrap_or_default());
        command.args(["--dev", "--listen", "127.0.0.1:0", "--data"]).arg(folder.path());
        command.arg("--limits.ping-interval").arg(PING_INTERVAL.as_secs().to_string());
        for limit in ["--limits.messages-per-second", "--limits.message-burst"] {
            command.args([limit, MESSAGES_PER_SECOND]);
        }
        command
    }
}

/// A server that runs, with a folder of its own. Ends with this value.
pub(crate) struct Server {
    process: Child,
    /// `127.0.0.1:<port>`
    pub(crate) address: String,
    folder: TempDir,
    pub(crate) signs_in: bool,
    tokens: ureq::Agent,
}

impl Server {
    pub(crate) fn measured(&self) -> Process {
        Process(self.process.id())
    }

    /// A new user's token and raw id.
    pub(crate) fn new_user(&self) -> Result<(String, String)> {
        let url = format!("http://{}/dev/token", self.address);
        let user: Value = self.tokens.post(url).send_empty()?.body_mut().read_json()?;
        let text =
            |field: &str| user[field].as_str().map(str::to_owned).with_context(|| format!("no {field}"));
        Ok((text("token")?, text("rawId")?))
    }

    async fn wait_for_address(&mut self) -> Result<String> {
        loop {
            let log = fs::read_to_string(self.folder.path().join("log"))?;
            let rest = log.split_once("listening on http://").map(|(_, rest)| rest);
            if let Some((address, _)) = rest.and_then(|rest| rest.split_once('\n')) {
                return Ok(address.to_owned());
            }
            ensure!(self.process.try_wait()?.is_none(), "it ended:\n{log}");
            sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

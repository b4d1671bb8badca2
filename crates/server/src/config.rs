//! What an operator can set, by a TOML file, the environment and flags, each going before the one named first.

mod check;
mod duration;
mod error;
mod ice;
mod load;
mod log;
mod policy;
mod table;

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use offhook_switchboard as switchboard;
use serde::Deserialize;

pub use error::ConfigError;
pub use ice::IceConfig;
pub use load::command;
pub(crate) use load::{config_arg, dev_arg, flags_of};
pub use log::{LogConfig, LogFormat};
pub use policy::PolicyConfig;

/// All that a server is started with.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether `--dev` was given.
    pub dev: bool,
    /// Everything else.
    pub config: Config,
}

/// Every key there is, with its default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the server is.
    pub server: ServerConfig,
    /// How long calls wait for things.
    pub call: CallConfig,
    /// Whose tokens are taken.
    pub auth: AuthConfig,
    /// Who may be called by whom.
    pub policy: PolicyConfig,
    /// What one connection may do.
    pub limits: Limits,
    /// How media finds its way.
    pub ice: IceConfig,
    /// What the server tells of itself.
    pub log: LogConfig,
}

/// `[server]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// `host:port`; port 0 means any free one.
    pub listen: String,
    /// The folder of all state.
    pub data: PathBuf,
    /// The URL that clients reach the server by, and the `iss` of its tokens.
    pub public_url: Option<String>,
    /// The origins of pages that may connect.
    pub allowed_origins: Option<Vec<String>>,
    /// A PEM file with the server's certificate and those that vouch for it.
    pub tls_cert: Option<PathBuf>,
    /// A PEM file with its private key.
    pub tls_key: Option<PathBuf>,
    /// How long running calls may go on once the server is told to stop.
    #[serde(with = "duration")]
    pub drain_timeout: Duration,
}

impl Default for ServerConfig {
    fn default() -> ServerConfig {
        ServerConfig {
            listen: "127.0.0.1:8080".to_owned(),
            data: PathBuf::from("offhook-data"),
            public_url: None,
            allowed_origins: None,
            tls_cert: None,
            tls_key: None,
            drain_timeout: Duration::from_secs(10),
        }
    }
}

/// `[call]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CallConfig {
    /// How long somebody is rung.
    #[serde(with = "duration")]
    pub ring_timeout: Duration,
    /// How long a lost endpoint is waited for.
    #[serde(with = "duration")]
    pub loss_timeout: Duration,
    /// How long media between two people may take to connect.
    #[serde(with = "duration")]
    pub setup_timeout: Duration,
    /// How long media between two people may be gone.
    #[serde(with = "duration")]
    pub media_timeout: Duration,
    /// How many people a call may have.
    pub max_participants: NonZeroU32,
}

impl Default for CallConfig {
    fn default() -> CallConfig {
        let defaults = switchboard::Config::default();
        let most = u32::try_from(defaults.max_participants).ok().and_then(NonZeroU32::new);
        CallConfig {
            ring_timeout: defaults.ring_timeout,
            loss_timeout: defaults.loss_timeout,
            setup_timeout: defaults.setup_timeout,
            media_timeout: defaults.media_timeout,
            max_participants: most.unwrap_or(NonZeroU32::MIN),
        }
    }
}

/// `[auth]`
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuthConfig {
    /// The one algorithm that tokens are signed with.
    pub algorithm: Algorithm,
    /// A file with the key.
    pub key_file: Option<PathBuf>,
    /// The key itself, for HS256.
    pub secret: Option<String>,
    /// The tenants whose users may sign in; all if it is not set.
    pub tenants: Option<Vec<String>>,
}

impl std::fmt::Debug for AuthConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AuthConfig").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

/// How tokens are signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
pub enum Algorithm {
    /// HMAC with SHA-256 and a secret that the server shares with whoever makes the tokens (RFC 7518 section 3.2).
    #[default]
    HS256,
    /// Ed25519; the server needs the public key only (RFC 8037).
    EdDSA,
}

/// `[limits]`, for each connection.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// How long a connection may take to say who it is.
    #[serde(with = "duration")]
    pub hello_timeout: Duration,
    /// How often the server asks whether the client is there, and how long it waits for the answer.
    #[serde(with = "duration")]
    pub ping_interval: Duration,
    /// How many messages a second it may send for long.
    pub messages_per_second: NonZeroU32,
    /// How many messages it may send at once.
    pub message_burst: NonZeroU32,
    /// How many messages wait for a client that does not read before it is taken for lost.
    pub send_queue: NonZeroU32,
}

impl Default for Limits {
    fn default() -> Limits {
        let count = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Limits {
            hello_timeout: Duration::from_secs(10),
            ping_interval: Duration::from_secs(20),
            messages_per_second: count(100),
            message_burst: count(500),
            send_queue: count(1024),
        }
    }
}

impl Config {
    pub(crate) fn switchboard(&self) -> switchboard::Config {
        switchboard::Config {
            ring_timeout: self.call.ring_timeout,
            loss_timeout: self.call.loss_timeout,
            setup_timeout: self.call.setup_timeout,
            media_timeout: self.call.media_timeout,
            ice: self.ice.switchboard(),
            max_participants: self.call.max_participants.get() as usize,
            policy: self.policy.switchboard(),
            kept_messages: switchboard::Config::default().kept_messages,
        }
    }
}

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use offhook_protocol::{IceServer, IceTransportPolicy};
use offhook_switchboard::{Ice, TurnSecret};
use serde::Deserialize;

use super::{ConfigError, duration};

/// The schemes of RFC 7064 and RFC 7065.
const SCHEMES: [&str; 4] = ["stun:", "stuns:", "turn:", "turns:"];
const DAY: Duration = Duration::from_secs(24 * 3600);

/// `[ice]`
#[derive(Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IceConfig {
    /// STUN and TURN servers, given to every client.
    pub servers: Vec<IceServer>,
    /// A file with the secret that is shared with TURN servers.
    pub secret_file: Option<PathBuf>,
    /// The secret itself.
    pub secret: Option<String>,
    /// How long credentials that are made with it are good.
    #[serde(with = "duration")]
    pub credential_ttl: Duration,
    /// Which ways media may take.
    pub transport_policy: IceTransportPolicy,
}

impl Default for IceConfig {
    fn default() -> IceConfig {
        IceConfig {
            servers: Vec::new(),
            secret_file: None,
            secret: None,
            credential_ttl: DAY,
            transport_policy: IceTransportPolicy::All,
        }
    }
}

impl fmt::Debug for IceConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let urls: Vec<&String> = self.servers.iter().flat_map(|server| &server.urls).collect();
        f.debug_struct("IceConfig").field("urls", &urls).finish_non_exhaustive()
    }
}

impl IceConfig {
    pub(super) fn switchboard(&self) -> Ice {
        let ttl = self.credential_ttl;
        Ice {
            servers: self.servers.clone(),
            transport_policy: self.transport_policy,
            turn: self.secret.clone().map(|secret| TurnSecret { secret, ttl }),
        }
    }

    /// Takes the secret out of its file.
    pub(super) fn read_secret(&mut self) -> Result<(), ConfigError> {
        let Some(path) = &self.secret_file else { return Ok(()) };
        if self.secret.is_some() {
            return Err(ConfigError::both("ice.secret_file", "ice.secret"));
        }
        let text = fs::read_to_string(path).map_err(|error| {
            let found = format!("{} ({error})", path.display());
            ConfigError::value("ice.secret_file", &found, "a text file that can be read")
        })?;
        self.secret = Some(text.trim().to_owned());
        Ok(())
    }

    /// Browsers refuse the whole list for one wrong entry, and with it every call.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        self.servers.iter().try_for_each(|server| self.check_server(server))?;
        if self.secret.as_ref().is_some_and(|secret| secret.trim().is_empty()) {
            let wanted = "the text that TURN servers know as their secret (coturn: `static-auth-secret`)";
            return Err(ConfigError::value("ice.secret", "", wanted));
        }
        let relays = self.servers.iter().any(is_turn);
        if self.transport_policy == IceTransportPolicy::Relay && !relays {
            let wanted = "a `turn:` or `turns:` server in `ice.servers` with it, or else no call can connect";
            return Err(ConfigError::value("ice.transport_policy", "relay", wanted));
        }
        Ok(())
    }

    fn check_server(&self, server: &IceServer) -> Result<(), ConfigError> {
        let wrong = server.urls.iter().find(|url| !SCHEMES.iter().any(|scheme| url.starts_with(scheme)));
        if let Some(url) = wrong {
            let wanted = "a URL such as \"stun:stun.contoso.com\" or \"turn:turn.contoso.com:3478\"";
            return Err(ConfigError::value("ice.servers", url, wanted));
        }
        let Some(url) = server.urls.first() else {
            return Err(ConfigError::value(
                "ice.servers",
                "an entry without `urls`",
                "at least one URL in each",
            ));
        };
        if server.username.is_some() != server.credential.is_some() {
            let wanted = "with it both `username` and `credential`, or neither";
            return Err(ConfigError::value("ice.servers", url, wanted));
        }
        if is_turn(server) && server.credential.is_none() && self.secret.is_none() {
            let wanted =
                "with it `username` and `credential`, or the secret of its server in `ice.secret_file`";
            return Err(ConfigError::value("ice.servers", url, wanted));
        }
        Ok(())
    }
}

fn is_turn(server: &IceServer) -> bool {
    server.urls.iter().any(|url| url.starts_with("turn"))
}

/// How the text of an environment variable or a flag is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// As it is.
    Text,
    /// Several texts with commas between them.
    List,
    /// A number, a duration, or `[{..}]`.
    Value,
}

/// A key that can be set.
pub(super) struct Key {
    pub(super) path: &'static str,
    pub(super) form: Form,
    pub(super) help: &'static str,
}

impl Key {
    /// `call.ring_timeout` is `OFFHOOK_CALL__RING_TIMEOUT`.
    pub(super) fn variable(&self) -> String {
        format!("{VARIABLE_PREFIX}{}", self.path.replace('.', "__").to_ascii_uppercase())
    }

    /// `call.ring_timeout` is `--call.ring-timeout`.
    pub(super) fn flag(&self) -> String {
        self.path.replace('_', "-")
    }
}

pub(super) const VARIABLE_PREFIX: &str = "OFFHOOK_";

const fn key(path: &'static str, form: Form, help: &'static str) -> Key {
    Key { path, form, help }
}

/// Every key of [`super::Config`]; a test holds the two, and the README, together.
pub(super) const KEYS: &[Key] = &[
    key("server.listen", Form::Text, "Address to listen on; port 0 means any free one"),
    key("server.data", Form::Text, "Folder of all state"),
    key("server.public_url", Form::Text, "URL that clients reach the server by, and the `iss` of its tokens"),
    key("server.allowed_origins", Form::List, "Origins of the pages that may connect"),
    key("server.tls_cert", Form::Text, "PEM file with the certificate, for TLS without a proxy"),
    key("server.tls_key", Form::Text, "PEM file with the private key of the certificate"),
    key("server.drain_timeout", Form::Value, "How long running calls may go on once it is told to stop"),
    key("call.ring_timeout", Form::Value, "How long somebody is rung"),
    key("call.loss_timeout", Form::Value, "How long a client that lost its network is waited for"),
    key("call.setup_timeout", Form::Value, "How long media between two people may take to connect"),
    key("call.media_timeout", Form::Value, "How long media between two people may be gone"),
    key("call.max_participants", Form::Value, "How many people a call may have, those who ring included"),
    key(
        "policy.only_chat_members",
        Form::Value,
        "Whether only members of its chat can be called into a group call",
    ),
    key(
        "policy.segments",
        Form::Value,
        "Groups of people, by their names: {research=[<id>, ..], sales=[..]}",
    ),
    key(
        "policy.barriers",
        Form::Value,
        "Pairs of segments whose people may not be in a call together: [[research, sales]]",
    ),
    key("auth.algorithm", Form::Text, "How tokens are signed: HS256 or EdDSA"),
    key("auth.key_file", Form::Text, "File with the key: text for HS256, PEM for EdDSA"),
    key("auth.secret", Form::Text, "The key itself, for HS256; a file keeps it off the process list"),
    key("auth.tenants", Form::List, "Tenants whose users may sign in; all if not set"),
    key(
        "limits.hello_timeout",
        Form::Value,
        "How long a connection may take to send a request, and a client then to sign in",
    ),
    key("limits.ping_interval", Form::Value, "How often a client is asked whether it is there"),
    key("limits.messages_per_second", Form::Value, "Messages that a client may send each second"),
    key("limits.message_burst", Form::Value, "Messages that a client may send at once"),
    key("limits.send_queue", Form::Value, "Messages that wait for a client that does not read"),
    key("ice.servers", Form::Value, "STUN and TURN servers: [{urls=[..], username=.., credential=..}]"),
    key("ice.secret_file", Form::Text, "File with the secret that is shared with TURN servers"),
    key("ice.secret", Form::Text, "The secret itself; a file keeps it off the process list"),
    key("ice.credential_ttl", Form::Value, "How long credentials that are made with the secret are good"),
    key(
        "ice.transport_policy",
        Form::Text,
        "Which ways media may take: all, or relay for those by TURN only",
    ),
    key("log.level", Form::Text, "What is logged: error, warn, info, debug, trace, also for each target"),
    key("log.format", Form::Text, "How: text or json"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use figment::Figment;
    use figment::error::Kind;

    use super::super::Config;
    use super::*;

    /// The names that are known below this, from the error about one that is not.
    fn names_below(prefix: &str) -> Vec<String> {
        let figment = Figment::from((format!("{prefix}nobody"), 1));
        match figment.extract::<Config>().unwrap_err().kind {
            Kind::UnknownField(_, known) => known.iter().map(|name| format!("{prefix}{name}")).collect(),
            other => panic!("{prefix}: {other}"),
        }
    }

    #[test]
    fn the_table_has_every_key() {
        let sections = names_below("");
        let keys: BTreeSet<String> =
            sections.iter().flat_map(|section| names_below(&format!("{section}."))).collect();
        assert_eq!(KEYS.iter().map(|key| key.path.to_owned()).collect::<BTreeSet<_>>(), keys);
    }

    #[test]
    fn the_readme_has_every_key() {
        let readme = include_str!("../../README.md");
        for key in KEYS {
            let row = format!("| `{}` | `{}` | `--{}` |", key.path, key.variable(), key.flag());
            assert!(readme.contains(&row), "README.md lacks a row that starts with: {row}");
        }
    }
}

use figment::error::{Actual, Kind};

use super::table::{KEYS, Key};

/// Why the server cannot be started with what was configured: which key, what was found, what is wanted.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A key has no meaning, or its value has not.
    #[error("{0}")]
    Wrong(String),
    /// What a server needs that is not started with `--dev`.
    #[error("not configured: {}. For a first try, start it with `--dev`.", .0.join("; "))]
    Missing(Vec<String>),
}

impl ConfigError {
    /// A value that was read, but does not make sense.
    pub(crate) fn value(path: &str, found: &str, wanted: &str) -> ConfigError {
        ConfigError::Wrong(format!("`{path}`: found {found:?}, wanted {wanted}"))
    }

    pub(super) fn both(one: &str, other: &str) -> ConfigError {
        ConfigError::Wrong(format!("`{one}` and `{other}` are both set: wanted only one"))
    }

    pub(super) fn lonely(set: &str, missing: &str) -> ConfigError {
        ConfigError::Wrong(format!("`{set}` is set and `{missing}` is not: wanted both, or neither"))
    }

    pub(super) fn unknown_variable(name: &str) -> ConfigError {
        let all = KEYS.iter().map(Key::variable);
        let section = |variable: &str| variable.split("__").next().map(str::to_owned);
        let near: Vec<String> = all.clone().filter(|known| section(known) == section(name)).collect();
        let wanted = if near.is_empty() { all.collect() } else { near };
        ConfigError::Wrong(format!(
            "the environment variable {name} names no key: wanted one of {}",
            wanted.join(", ")
        ))
    }
}

/// Never shown, as it may be a secret that was set in a wrong form.
const SECRETS: [&str; 2] = ["secret", "credential"];

impl From<figment::Error> for ConfigError {
    fn from(error: figment::Error) -> ConfigError {
        let origin = error.metadata.as_ref().map(describe).unwrap_or_default();
        let path = error.path.join(".");
        let secret = error.path.last().is_some_and(|name| SECRETS.contains(&name.as_str()));
        let problem = match &error.kind {
            Kind::UnknownField(_, wanted) => {
                format!("there is no such key, wanted one of {}", wanted.join(", "))
            }
            Kind::UnknownVariant(found, wanted) => {
                format!("found {found:?}, wanted one of {}", wanted.join(", "))
            }
            Kind::MissingField(name) => format!("`{name}` is missing in it"),
            Kind::InvalidType(found, wanted) | Kind::InvalidValue(found, wanted) => {
                format!("found {}, wanted {wanted}", shown(found, secret))
            }
            other => other.to_string(),
        };
        let subject = if path.is_empty() { String::new() } else { format!("`{path}`") };
        ConfigError::Wrong(format!("{}: {}", [subject, origin].join(" ").trim(), problem.trim_end()))
    }
}

fn describe(metadata: &figment::Metadata) -> String {
    match &metadata.source {
        Some(source) => format!("in {source}"),
        None => format!("in the {}", metadata.name),
    }
}

fn shown(found: &Actual, secret: bool) -> String {
    if secret { "something that is not text".to_owned() } else { found.to_string() }
}

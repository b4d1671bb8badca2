use serde::Deserialize;
use tracing_subscriber::filter::{LevelFilter, Targets};

use super::ConfigError;

/// `[log]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogConfig {
    /// What is logged: a level, as a whole or for targets.
    pub level: String,
    /// How.
    pub format: LogFormat,
}

/// How lines of the log look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One object a line, for programs.
    Json,
}

impl Default for LogConfig {
    fn default() -> LogConfig {
        LogConfig { level: "info".to_owned(), format: LogFormat::Text }
    }
}

impl LogConfig {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let wanted =
            "error, warn, info, debug, trace or off, also for a target: \"info,offhook_server=debug\"";
        // A lone word that is no level would be read as a target.
        let is_level =
            |part: &str| part.rsplit('=').next().is_some_and(|level| level.parse::<LevelFilter>().is_ok());
        let good = self.level.split(',').all(is_level) && self.level.parse::<Targets>().is_ok();
        good.then_some(()).ok_or_else(|| ConfigError::value("log.level", &self.level, wanted))
    }
}

//! What the program does besides serving: `token` and `keys`.

mod keys;
mod token;

use std::ffi::OsString;

use clap::{ArgMatches, Command};

use crate::auth::KeyError;
use crate::config::ConfigError;

/// Why a command could not be done; all of it can be mended by who typed it.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// There is no key to sign with.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// What was typed makes no sense.
    #[error("{0}")]
    Wrong(String),
}

/// The command lines.
pub(crate) fn all() -> [Command; 2] {
    [token::command(), keys::command()]
}

/// Does the command that was given, if one was; what it prints.
pub fn run(
    matches: &ArgMatches,
    environment: impl Iterator<Item = (OsString, OsString)>,
) -> Option<Result<String, CommandError>> {
    match matches.subcommand()? {
        (token::NAME, arguments) => Some(token::run(arguments, environment)),
        (_, arguments) => Some(keys::run(arguments)),
    }
}

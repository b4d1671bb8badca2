use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, value_parser};

use super::CommandError;
use crate::auth::{new_ed25519, new_secret, write_private_file};

pub(super) fn command() -> Command {
    let algorithm = Arg::new("algorithm")
        .long("algorithm")
        .value_name("ALGORITHM")
        .value_parser(PossibleValuesParser::new(["HS256", "EdDSA"]))
        .default_value("HS256")
        .help("What tokens are signed with: `auth.algorithm`");
    let file = Arg::new("file")
        .long("file")
        .value_name("FILE")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help("Where to put it: `auth.key_file`; with EdDSA, the public half comes to FILE.pub");
    Command::new("keys")
        .about("Makes a key that tokens are signed with, in a new file")
        .args([algorithm, file])
}

pub(super) fn run(arguments: &ArgMatches) -> Result<String, CommandError> {
    let file = arguments.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    if arguments.get_one::<String>("algorithm").is_some_and(|algorithm| algorithm == "HS256") {
        write(&file, &(new_secret() + "\n"))?;
        return Ok(format!("wrote the secret {}", file.display()));
    }
    let public = PathBuf::from(format!("{}.pub", file.display()));
    if public.exists() {
        return Err(exists(&public));
    }
    let key = new_ed25519();
    write(&file, &key.private)?;
    write(&public, &key.public)?;
    Ok(format!("wrote the private key {} and the public key {}", file.display(), public.display()))
}

fn write(path: &Path, content: &str) -> Result<(), CommandError> {
    write_private_file(path, content).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => exists(path),
        _ => CommandError::Wrong(format!("--file: {} cannot be made: {error}", path.display())),
    })
}

fn exists(path: &Path) -> CommandError {
    CommandError::Wrong(format!(
        "--file: {} is there already: wanted a new file, as no token is good any more once its key is gone",
        path.display()
    ))
}

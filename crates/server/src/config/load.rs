use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use figment::providers::{Format, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider};

use super::table::{Form, KEYS, Key, VARIABLE_PREFIX};
use super::{Config, ConfigError, Options, check};

/// The command line.
pub fn command() -> Command {
    Command::new("offhook-server")
        .version(env!("CARGO_PKG_VERSION"))
        .about("The server that Offhook's calling SDK talks to")
        .after_help(
            "Each key can be set in the TOML file, by environment (OFFHOOK_CALL__RING_TIMEOUT) and by flag.",
        )
        .args([dev_arg(), config_arg()])
        .args(flags_of(&[""]))
        .subcommands(crate::commands::all())
        .args_conflicts_with_subcommands(true)
}

pub(crate) fn dev_arg() -> Arg {
    Arg::new("dev")
        .long("dev")
        .action(ArgAction::SetTrue)
        .help("For development: makes keys, gives anybody a token, takes every origin, serves the demo page")
}

pub(crate) fn config_arg() -> Arg {
    Arg::new("config")
        .long("config")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help("TOML file with any of the keys")
}

/// The flags of the keys that begin with one of these.
pub(crate) fn flags_of(prefixes: &'static [&'static str]) -> impl Iterator<Item = Arg> {
    let wanted = |key: &&Key| prefixes.iter().any(|prefix| key.path.starts_with(prefix));
    KEYS.iter().filter(wanted).map(flag)
}

fn flag(key: &Key) -> Arg {
    let arg = Arg::new(key.path).long(key.flag()).value_name("VALUE").help(key.help);
    match key.path {
        "server.listen" => arg.visible_alias("listen"),
        "server.data" => arg.visible_alias("data"),
        _ => arg,
    }
}

impl Options {
    /// What a server is started with, and nothing of it missing.
    pub fn load(
        flags: &ArgMatches,
        environment: impl Iterator<Item = (OsString, OsString)>,
    ) -> Result<Options, ConfigError> {
        let options = Options::read(flags, environment)?;
        check::check_complete(&options)?;
        Ok(options)
    }

    /// Reads the configuration file, the environment and the flags, and checks what they say.
    pub(crate) fn read(
        flags: &ArgMatches,
        environment: impl Iterator<Item = (OsString, OsString)>,
    ) -> Result<Options, ConfigError> {
        let environment = Texts::from_environment(environment)?;
        let flags_set = Texts::from_flags(flags);
        let file = flags.get_one::<PathBuf>("config").map(Toml::file_exact);
        let figment = file.map_or_else(Figment::new, Figment::from).merge(environment).merge(flags_set);
        let mut config: Config = figment.extract()?;
        config.ice.read_secret()?;
        let options = Options { dev: flags.get_flag("dev"), config };
        check::check(&options)?;
        Ok(options)
    }
}

/// Keys that are set by texts.
struct Texts {
    origin: &'static str,
    set: Vec<(&'static Key, String)>,
}

impl Texts {
    fn from_flags(flags: &ArgMatches) -> Texts {
        let set = KEYS.iter().filter_map(|key| Some((key, of(flags, key)?)));
        Texts { origin: "flags", set: set.collect() }
    }

    /// Takes the variables whose names have the form of a key's; others with the prefix are not ours to judge.
    fn from_environment(variables: impl Iterator<Item = (OsString, OsString)>) -> Result<Texts, ConfigError> {
        let mut set = Vec::new();
        for (name, value) in variables {
            let Some(name) = name.to_str().filter(|name| is_key_like(name)) else { continue };
            let key = KEYS.iter().find(|key| key.variable() == name);
            let key = key.ok_or_else(|| ConfigError::unknown_variable(name))?;
            let value =
                value.into_string().map_err(|_| ConfigError::value(key.path, "other bytes", "UTF-8"))?;
            set.push((key, value));
        }
        Ok(Texts { origin: "environment", set })
    }
}

fn is_key_like(variable: &str) -> bool {
    variable.strip_prefix(VARIABLE_PREFIX).is_some_and(|rest| rest.contains("__"))
}

/// A subcommand does not have the flags of all keys.
fn of(flags: &ArgMatches, key: &Key) -> Option<String> {
    flags.try_get_one::<String>(key.path).ok().flatten().cloned()
}

impl Provider for Texts {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.origin)
    }

    fn data(&self) -> figment::Result<Map<Profile, Dict>> {
        let mut sections = Dict::new();
        for (key, text) in &self.set {
            let (section, name) = key.path.split_once('.').unwrap_or((key.path, ""));
            let section = sections.entry(section.to_owned()).or_insert_with(|| Value::from(Dict::new()));
            if let Value::Dict(_, keys) = section {
                keys.insert(name.to_owned(), read(key.form, text));
            }
        }
        Ok(Map::from([(Profile::Default, sections)]))
    }
}

fn read(form: Form, text: &str) -> Value {
    match form {
        Form::Text => Value::from(text),
        Form::List => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Value::from(items.map(Value::from).collect::<Vec<_>>())
        }
        Form::Value => match text.parse() {
            Ok(value) => value,
            Err(never) => match never {},
        },
    }
}

use std::ffi::OsString;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};

use super::CommandError;
use crate::auth::{CALLING_SCOPE, Claims, Keys, Kind, check_guid, new_guid};
use crate::config::{ConfigError, Options, config_arg, dev_arg, flags_of};

pub(super) const NAME: &str = "token";

/// The keys that a token depends on.
const KEYS: &[&str] = &["auth.", "server.public_url", "server.listen", "server.data"];

pub(super) fn command() -> Command {
    let text = |name: &'static str, value: &'static str| Arg::new(name).long(name).value_name(value);
    let user = text("user", "GUID").required(true).value_parser(guid).help("Whom it names");
    let kind = text("kind", "KIND").value_parser(PossibleValuesParser::new(["teams", "communication"]));
    let tenant = text("tenant", "GUID").value_parser(guid).help("The tenant of the user (`tid`)");
    let expires = text("expires-in", "DURATION").value_parser(duration).default_value("1h");
    Command::new(NAME)
        .about("Prints a token that the configured server takes")
        .args([user, text("name", "NAME").help("The name that others see")])
        .args([kind.default_value("teams").help("What kind of user it is"), tenant])
        .args([expires.help("How long it is good"), config_arg(), dev_arg()])
        .args(flags_of(KEYS))
}

pub(super) fn run(
    arguments: &ArgMatches,
    environment: impl Iterator<Item = (OsString, OsString)>,
) -> Result<String, CommandError> {
    let options = Options::read(arguments, environment)?;
    let keys = Keys::of(&options)?;
    let claims = claims(arguments, &options)?;
    keys.sign(&claims).ok_or_else(|| {
        CommandError::Wrong(
            "`auth.key_file` has a public key only: wanted the private one, to sign with".to_owned(),
        )
    })
}

fn claims(arguments: &ArgMatches, options: &Options) -> Result<Claims, CommandError> {
    let given = |name| arguments.get_one::<String>(name).cloned();
    let kind = match given("kind").as_deref() {
        Some("communication") => Kind::Communication,
        _ => Kind::Teams,
    };
    let lifetime = arguments.get_one::<Duration>("expires-in").copied().unwrap_or_default();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Claims {
        sub: kind.raw_id(&given("user").unwrap_or_default()),
        iss: issuer(options)?,
        exp: (now + lifetime).as_secs().cast_signed(),
        iat: Some(now.as_secs().cast_signed()),
        jti: Some(new_guid()),
        tid: tenant(kind, given("tenant"), options)?,
        name: given("name"),
        scp: CALLING_SCOPE.to_owned(),
    })
}

/// Without a configured URL, one of those that a server with `--dev` on the same port takes.
fn issuer(options: &Options) -> Result<String, CommandError> {
    let server = &options.config.server;
    let port = server.listen.rsplit(':').next().filter(|port| *port != "0");
    match (&server.public_url, port) {
        (Some(url), _) => Ok(url.clone()),
        (None, Some(port)) if options.dev => Ok(format!("http://localhost:{port}")),
        _ => {
            Err(ConfigError::Missing(vec!["`server.public_url` (the `iss` of the token)".to_owned()]).into())
        }
    }
}

/// One that the server takes: the first of those that may sign in, if none is given.
fn tenant(kind: Kind, given: Option<String>, options: &Options) -> Result<Option<String>, CommandError> {
    let Some(allowed) = &options.config.auth.tenants else { return Ok(kind.tenant(given)) };
    match given {
        Some(tenant) if !allowed.contains(&tenant) => {
            let wanted = format!("one of `auth.tenants`: {}", allowed.join(", "));
            Err(CommandError::Wrong(format!("--tenant: found {tenant:?}, wanted {wanted}")))
        }
        None if kind == Kind::Teams => Ok(allowed.first().cloned()),
        given => Ok(given),
    }
}

fn guid(text: &str) -> Result<String, String> {
    check_guid(text).map(|()| text.to_owned())
}

fn duration(text: &str) -> Result<Duration, String> {
    let duration = humantime::parse_duration(text).ok();
    let sensible =
        duration.filter(|duration| !duration.is_zero() && *duration <= Duration::from_secs(3650 * 86_400));
    sensible
        .ok_or_else(|| "wanted a duration above 0 and of at most 10 years, such as 1h or 30days".to_owned())
}

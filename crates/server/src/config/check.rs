use axum::http::Uri;

use super::{Algorithm, ConfigError, Options, ServerConfig};

/// What single values cannot tell: that they make sense.
pub(super) fn check(options: &Options) -> Result<(), ConfigError> {
    let server = &options.config.server;
    if let Some(url) = &server.public_url {
        check_public_url(url)?;
    }
    server.allowed_origins.iter().flatten().try_for_each(|origin| check_origin(origin))?;
    check_tls(server)?;
    check_key_source(options)?;
    options.config.ice.check()?;
    options.config.policy.check()?;
    options.config.log.check()
}

fn check_public_url(url: &str) -> Result<(), ConfigError> {
    let uri = url.parse::<Uri>().ok();
    let good = uri.is_some_and(|uri| is_http(&uri) && uri.query().is_none()) && !url.ends_with('/');
    let wanted = "a URL such as \"https://calls.contoso.com\", without a slash at its end";
    good.then_some(()).ok_or_else(|| ConfigError::value("server.public_url", url, wanted))
}

/// An origin as browsers send it (RFC 6454 section 6.2), so that comparing texts is enough.
fn check_origin(origin: &str) -> Result<(), ConfigError> {
    let uri = origin.parse::<Uri>().ok();
    let good = uri.is_some_and(|uri| is_http(&uri) && uri.path() == "/" && uri.query().is_none())
        && !origin.ends_with('/')
        && !origin.bytes().any(|byte| byte.is_ascii_uppercase());
    let wanted = "an origin such as \"https://app.contoso.com\", in small letters and without a path";
    good.then_some(()).ok_or_else(|| ConfigError::value("server.allowed_origins", origin, wanted))
}

fn check_tls(server: &ServerConfig) -> Result<(), ConfigError> {
    match (&server.tls_cert, &server.tls_key) {
        (Some(_), None) => Err(ConfigError::lonely("server.tls_cert", "server.tls_key")),
        (None, Some(_)) => Err(ConfigError::lonely("server.tls_key", "server.tls_cert")),
        _ => Ok(()),
    }
}

fn is_http(uri: &Uri) -> bool {
    let scheme = matches!(uri.scheme_str(), Some("http" | "https"));
    scheme && uri.authority().is_some_and(|authority| !authority.as_str().contains('@'))
}

fn check_key_source(options: &Options) -> Result<(), ConfigError> {
    let auth = &options.config.auth;
    match (&auth.key_file, &auth.secret) {
        (Some(_), Some(_)) => Err(ConfigError::both("auth.key_file", "auth.secret")),
        (None, Some(_)) if auth.algorithm == Algorithm::EdDSA => Err(ConfigError::Wrong(
            "`auth.secret` is set, but `auth.algorithm` is EdDSA: wanted a PEM file in `auth.key_file`"
                .to_owned(),
        )),
        _ => Ok(()),
    }
}

/// That nothing is missing which a server needs.
pub(super) fn check_complete(options: &Options) -> Result<(), ConfigError> {
    if options.dev {
        return Ok(());
    }
    let (server, auth) = (&options.config.server, &options.config.auth);
    let needs = [
        (server.public_url.is_none(), "`server.public_url` (the URL that clients reach the server by)"),
        (
            server.allowed_origins.is_none(),
            "`server.allowed_origins` (the origins of the pages that may connect)",
        ),
        (
            auth.key_file.is_none() && auth.secret.is_none(),
            "`auth.key_file` or `auth.secret` (the key that tokens are signed with)",
        ),
    ];
    let missing: Vec<String> =
        needs.into_iter().filter(|(missing, _)| *missing).map(|(_, what)| what.to_owned()).collect();
    if missing.is_empty() { Ok(()) } else { Err(ConfigError::Missing(missing)) }
}

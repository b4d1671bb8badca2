/// What URL the server takes for its own, and so for the `iss` of tokens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Issuer {
    /// The one that was configured.
    Configured(String),
    /// `--dev` without a configured one: the URL by which a request came. Nobody gains by lying about it, as `--dev`
    /// gives everybody a token anyway, and the signature is checked all the same.
    Reached {
        /// `http`, or `https` with TLS of the server's own.
        scheme: &'static str,
        /// The port that is listened on.
        port: u16,
    },
}

/// The names of this machine itself. A page may have been given its token by one and connect by another.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

impl Issuer {
    pub(crate) fn of(public_url: Option<String>, secure: bool, port: u16) -> Issuer {
        let scheme = if secure { "https" } else { "http" };
        public_url.map_or(Issuer::Reached { scheme, port }, Issuer::Configured)
    }

    /// The `iss` of a token that is asked for with this `Host` header.
    pub(crate) fn url(&self, host: &str) -> String {
        match self {
            Issuer::Configured(url) => url.clone(),
            Issuer::Reached { scheme, .. } => format!("{scheme}://{host}"),
        }
    }

    /// Every `iss` that is taken on a connection with this `Host` header.
    pub(crate) fn accepted(&self, host: &str) -> Vec<String> {
        match self {
            Issuer::Configured(url) => vec![url.clone()],
            Issuer::Reached { scheme, port } => {
                let loopback = LOOPBACK.iter().map(|name| format!("{scheme}://{name}:{port}"));
                loopback.chain([self.url(host)]).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configured_url_is_the_only_one() {
        let issuer = Issuer::Configured("https://calls.contoso.com".into());
        assert_eq!(issuer.url("evil.example"), "https://calls.contoso.com");
        assert_eq!(issuer.accepted("evil.example"), ["https://calls.contoso.com"]);
    }

    #[test]
    fn in_development_the_url_is_how_the_server_was_reached() {
        let issuer = Issuer::of(None, false, 8080);
        assert_eq!(issuer.url("laptop.lan:8080"), "http://laptop.lan:8080");
        let accepted = issuer.accepted("laptop.lan:8080");
        assert!(accepted.contains(&"http://laptop.lan:8080".to_owned()));
        assert!(accepted.contains(&"http://localhost:8080".to_owned()));
        assert!(!accepted.contains(&"http://localhost:8081".to_owned()));
    }
}

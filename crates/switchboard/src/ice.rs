//! How media finds its way, and the credentials of TURN servers.

use std::fmt;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, Mac};
use offhook_protocol::{IceConfiguration, IceServer, IceTransportPolicy, RawId, Timestamp};
use sha1::Sha1;

/// What clients are told of STUN and TURN servers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ice {
    /// Given to every client.
    pub servers: Vec<IceServer>,
    /// Which candidates clients may use.
    pub transport_policy: IceTransportPolicy,
    /// What the credentials of those TURN servers are made with that have none of their own.
    pub turn: Option<TurnSecret>,
}

/// A secret that is shared with TURN servers, which take a user name that ends the validity of its own password
/// ("A REST API For Access To TURN Services", draft-uberti-behave-turn-rest-00; coturn's `use-auth-secret`).
#[derive(Clone, PartialEq, Eq)]
pub struct TurnSecret {
    /// coturn's `static-auth-secret`.
    pub secret: String,
    /// How long credentials are good. They are renewed at half of it.
    pub ttl: Duration,
}

impl fmt::Debug for TurnSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TurnSecret").field("ttl", &self.ttl).finish_non_exhaustive()
    }
}

impl Ice {
    /// What a user's client uses from now on.
    pub(crate) fn of(&self, user: &RawId, now: Timestamp) -> IceConfiguration {
        let mut ice_servers = self.servers.clone();
        if let Some(turn) = &self.turn {
            let (username, credential) = turn.credentials(user, now);
            for server in ice_servers.iter_mut().filter(|server| wants_credentials(server)) {
                server.username = Some(username.clone());
                server.credential = Some(credential.clone());
            }
        }
        IceConfiguration { ice_servers, ice_transport_policy: self.transport_policy }
    }

    /// When what a client is told now has to be told anew.
    pub(crate) fn renewal(&self, now: Timestamp) -> Option<Timestamp> {
        self.turn.as_ref().map(|turn| now + turn.ttl / 2)
    }
}

impl TurnSecret {
    fn credentials(&self, user: &RawId, now: Timestamp) -> (String, String) {
        // Whole seconds, and never fewer than the TTL.
        let expiry = (now + self.ttl).0.div_ceil(1000);
        let username = format!("{expiry}:{user}");
        // HMAC takes keys of every length (RFC 2104 section 2).
        let tag = Hmac::<Sha1>::new_from_slice(self.secret.as_bytes())
            .map(|mac| mac.chain_update(&username).finalize().into_bytes());
        (username, tag.map(|tag| BASE64_STANDARD.encode(tag)).unwrap_or_default())
    }
}

/// STUN servers ask for none.
fn wants_credentials(server: &IceServer) -> bool {
    let is_turn = |url: &String| url.starts_with("turn:") || url.starts_with("turns:");
    server.credential.is_none() && server.urls.iter().any(is_turn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str, credential: Option<&str>) -> IceServer {
        let own = |text: &str| text.to_owned();
        IceServer { urls: vec![own(url)], username: credential.map(own), credential: credential.map(own) }
    }

    fn ice() -> Ice {
        let servers = vec![
            server("stun:a.example", None),
            server("turn:a.example", None),
            server("turn:b.example", Some("own")),
        ];
        let turn = TurnSecret { secret: "north".to_owned(), ttl: Duration::from_secs(86_400) };
        Ice { servers, turn: Some(turn), ..Ice::default() }
    }

    #[test]
    fn turn_servers_without_credentials_get_some_that_expire() {
        let told = ice().of(&RawId("8:orgid:alice".into()), Timestamp(1_700_000_000_000));
        let [stun, turn, own] = &told.ice_servers[..] else { panic!("{told:?}") };
        assert_eq!((stun, own), (&server("stun:a.example", None), &server("turn:b.example", Some("own"))));
        assert_eq!(turn.username.as_deref(), Some("1700086400:8:orgid:alice"));
        // printf '1700086400:8:orgid:alice' | openssl dgst -sha1 -hmac north -binary | base64
        assert_eq!(turn.credential.as_deref(), Some("3N7InJ0VVeORRP2ffH8HJZfkF0c="));
    }

    #[test]
    fn they_are_good_for_at_least_the_ttl_and_renewed_at_half_of_it() {
        let mut ice = ice();
        ice.turn.as_mut().unwrap().ttl = Duration::from_secs(10);
        let told = ice.of(&RawId("8:orgid:alice".into()), Timestamp(1_001));
        assert_eq!(told.ice_servers[1].username.as_deref(), Some("12:8:orgid:alice"));
        assert_eq!(ice.renewal(Timestamp(1_001)), Some(Timestamp(6_001)));
        ice.turn = None;
        assert_eq!(ice.renewal(Timestamp(1_001)), None);
    }

    #[test]
    fn the_secret_is_not_shown() {
        assert!(!format!("{:?}", ice()).contains("north"));
    }
}

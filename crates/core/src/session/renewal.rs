//! A newer token for a session that goes on. An expired one ends nothing that runs: apps are told once, and no call can be
//! placed until there is a valid one.

use std::time::Duration;

use offhook_protocol::{ApiError, ClientMessage, Timestamp};

use super::{Session, Shown};
use crate::desk::Outputs;
use crate::event::DisconnectReason;
use crate::input::Token;
use crate::output::Output;

/// The wait before the credential is asked once more for a token that has not expired.
const AGAIN: Duration = Duration::from_secs(10);
/// The shortest wait between two questions while the token is still good.
const SHORTEST: Duration = Duration::from_secs(1);

impl Session {
    /// An agent is one user's.
    pub(super) fn check(&self, now: Timestamp, token: Token) -> Result<Token, ApiError> {
        if token.expires <= now {
            return Err(ApiError::TOKEN_EXPIRED);
        }
        match &self.token {
            Some(known) if known.user != token.user => Err(ApiError::TOKEN_REFUSED),
            _ => Ok(token),
        }
    }

    /// The clock on which tokens expire was set back.
    pub(crate) fn set_back(&mut self, by: Duration) {
        let newer = self.newer_token.iter_mut().map(|(_, token)| token);
        newer.chain(&mut self.token).for_each(|token| token.expires = token.expires + by);
    }

    /// Tells the server of a newer token; credentials give the one they have for as long as they can.
    pub(super) fn offer(&mut self, out: &mut Outputs, token: Token) {
        if self.token.as_ref().is_some_and(|known| known.jwt != token.jwt) {
            let number = self.request(out, ClientMessage::Reauth { token: token.jwt.clone() });
            self.newer_token = Some((number, token));
        }
    }

    /// The server answered a request: whether it was that for a newer token.
    pub(crate) fn renewed(&mut self, now: Timestamp, out: &mut Outputs, number: u64, accepted: bool) -> bool {
        let Some((_, token)) = self.newer_token.take_if(|(offered, _)| *offered == number) else {
            return false;
        };
        if accepted {
            self.renewal = next_renewal(now, token.expires);
            self.token = Some(token);
            self.show(out, Shown::Connected);
        }
        true
    }

    /// Asks for a newer token. That the old one has expired is said only if the credential, asked at that moment, gave
    /// no other.
    pub(super) fn renew(&mut self, now: Timestamp, out: &mut Outputs) {
        let Some(expires) = self.token.as_ref().map(|token| token.expires) else { return };
        out.push(Output::FetchToken);
        if expires + AGAIN <= now {
            self.show(out, Shown::Disconnected(DisconnectReason::InvalidToken));
        }
        self.renewal = next_renewal(now, expires);
    }

    /// Whether the server takes no new calls, as it has no valid token.
    pub(crate) fn is_expired(&self) -> bool {
        self.shown == Some(Shown::Disconnected(DisconnectReason::InvalidToken))
    }
}

/// When to ask for a newer token: after half of the time that is left, again and again. Credentials refresh when they see
/// fit, at the latest when the token has expired.
pub(super) fn next_renewal(now: Timestamp, expires: Timestamp) -> Timestamp {
    match expires > now {
        true => (now + ((expires - now) / 2).max(SHORTEST)).min(expires),
        false => now + AGAIN,
    }
}

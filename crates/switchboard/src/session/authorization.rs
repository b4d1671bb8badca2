//! Whose page it is, by the tokens that it shows.

use offhook_protocol::{ApiError, Identifier, LONGEST_NAME, Receipt, ServerMessage, close};

use super::{Fate, Session};
use crate::desk::Desk;
use crate::input::Identity;
use crate::mail::ToUser;

impl Session {
    /// Takes a valid token, and what the page wants its user to be called. From now on calls ring here, again if they no longer
    /// did.
    pub(super) fn authorize(&mut self, desk: &mut Desk<'_>, identity: Identity, chosen: Option<String>) {
        let name = name_of(&identity, chosen, self.identity.name.take());
        self.identity = Identity { name: name.clone(), ..identity };
        if !std::mem::replace(&mut self.authorized, true) {
            desk.post(self.to_user(ToUser::Attach(self.endpoint.clone(), name)));
        }
    }

    /// The token is no longer valid: from now on nothing rings here.
    pub(super) fn expire(&mut self, desk: &mut Desk<'_>) {
        if std::mem::replace(&mut self.authorized, false) {
            desk.post(self.to_user(ToUser::Detach(self.endpoint.clone())));
        }
    }

    /// Takes a newer token.
    pub(crate) fn reauthorize(
        &mut self,
        desk: &mut Desk<'_>,
        seq: u64,
        ack: u64,
        identity: Result<Identity, ApiError>,
    ) -> Fate {
        self.leaving = false;
        match self.link.receive(seq, ack) {
            Receipt::Duplicate => return Fate::Stays,
            Receipt::Gap => return self.close(desk, close::OUT_OF_ORDER),
            Receipt::Fresh => {}
        }
        let error = match identity {
            Ok(identity) if identity.user == self.identity.user => {
                self.authorize(desk, identity, None);
                None
            }
            Ok(_) => Some(ApiError::TOKEN_REFUSED),
            Err(error) => Some(error),
        };
        self.deliver(desk, ServerMessage::Done { request: seq, error });
        Fate::Stays
    }
}

/// What a user is called. A communication user goes by the name that they chose when they signed in, whatever a newer token says;
/// that of others is their tenant's.
fn name_of(identity: &Identity, chosen: Option<String>, before: Option<String>) -> Option<String> {
    let claimed = identity.name.clone();
    match Identifier::parse(&identity.user) {
        Identifier::CommunicationUser { .. } => {
            chosen.filter(|name| name.len() <= LONGEST_NAME).or(before).or(claimed)
        }
        _ => claimed.or(before),
    }
}

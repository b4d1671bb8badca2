//! How a page is connected, and what becomes of it when it is not.

use offhook_protocol::{Timestamp, close};

use super::{Fate, Session};
use crate::desk::Desk;
use crate::input::{ConnectionId, Identity};
use crate::mail::Presence;
use crate::output::{CloseReason, Output};

/// How the page can be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// By this connection.
    Online(ConnectionId),
    /// Not now, but it may come back.
    Lost {
        until: Timestamp,
        /// More was to be said than is kept.
        overflown: bool,
    },
}

impl Session {
    pub(crate) fn connection(&self) -> Option<ConnectionId> {
        match self.reach {
            Reach::Online(connection) => Some(connection),
            Reach::Lost { .. } => None,
        }
    }

    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        match self.reach {
            Reach::Online(_) => {
                let expires = self.authorized.then_some(self.identity.expires);
                expires.into_iter().chain(self.renew_ice_at).min()
            }
            Reach::Lost { until, .. } => Some(until),
        }
    }

    /// Goes on over a new connection. `ack` is how far the page has received.
    pub(crate) fn resume(
        &mut self,
        desk: &mut Desk<'_>,
        connection: ConnectionId,
        identity: Identity,
        chosen_name: Option<String>,
        ack: u64,
    ) {
        if let Reach::Online(old) = self.reach {
            desk.outputs.push_back(Output::Close(old, CloseReason(close::REPLACED)));
        }
        let overflown = matches!(self.reach, Reach::Lost { overflown: true, .. });
        self.authorize(desk, identity, chosen_name);
        self.reach = Reach::Online(connection);
        self.leaving = false;
        self.link.acknowledged(ack);
        self.welcome(desk, true);
        if overflown {
            self.resync(desk);
        } else {
            for frame in self.link.resend() {
                desk.outputs.push_back(Output::Send(connection, frame));
            }
        }
        self.tell_calls(desk, Presence::Back);
    }

    /// What its deadline was for: the page did not come back, or its token has expired.
    pub(crate) fn timeout(&mut self, desk: &mut Desk<'_>) -> Fate {
        match self.reach {
            Reach::Lost { .. } => Fate::Ends,
            Reach::Online(_) => {
                if self.identity.expires <= desk.now {
                    self.expire(desk);
                }
                if self.renew_ice_at.is_some_and(|at| at <= desk.now) {
                    self.renew_ice(desk);
                }
                Fate::Stays
            }
        }
    }

    /// The connection was closed, by the browser or by what is between.
    pub(crate) fn closed(&self) -> Fate {
        if self.leaving { Fate::Ends } else { Fate::LosesConnection }
    }

    /// The connection is lost.
    pub(crate) fn lose(&mut self, desk: &mut Desk<'_>) {
        let overflown = self.link.unacknowledged().len() > desk.config.kept_messages;
        if overflown {
            self.link.drop_unacknowledged();
        }
        self.reach = Reach::Lost { until: desk.now + desk.config.loss_timeout, overflown };
        self.tell_calls(desk, Presence::Lost);
    }
}

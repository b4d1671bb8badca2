use std::collections::BTreeMap;
use std::fmt;

use offhook_core::{Client, ConnectionId, Input, RequestId};
use offhook_protocol::{ApiError, RawId, Timestamp};

use crate::browser::Browser;
use crate::intruder::Intruder;
use crate::mirror::Mirror;
use crate::network::SocketId;

/// Numbers a page, over all users.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PageId(pub u32);

/// One page of a user: a client, its browser, and what its app has seen.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) id: PageId,
    pub(crate) user: RawId,
    pub(crate) name: String,
    pub(crate) mind: Mind,
    pub(crate) browser: Browser,
    pub(crate) mirror: Mirror,
    pub(crate) sockets: BTreeMap<ConnectionId, SocketId>,
    pub(crate) deadline: Option<Timestamp>,
    /// By how many milliseconds its clock is ahead of the world's.
    pub(crate) ahead: i64,
    pub(crate) tokens: Tokens,
    /// How often the credential was asked.
    pub(crate) asked: u32,
    /// Whether packets reach it.
    pub(crate) online: bool,
    /// Counts the networks it was on: addresses of an earlier one are of no use.
    pub(crate) network: u32,
    pub(crate) alive: bool,
    /// What its client will hear once the browser lets the page run again.
    pub(crate) frozen: Option<Vec<Input>>,
    /// When it did so the last time.
    pub(crate) thawed: Option<Timestamp>,
    pub(crate) last_request: u32,
}

/// Who drives a page.
#[derive(Debug)]
pub(crate) enum Mind {
    Client(Box<Client>),
    Intruder(Box<Intruder>),
}

/// What the app's credential gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tokens {
    /// Good tokens, which live for so many milliseconds.
    Good {
        /// `exp` is so far away.
        lifetime: u64,
    },
    /// Tokens that the server does not take.
    Forged,
    /// None: it rejects.
    None(ApiError),
    /// None, and it says nothing either.
    Never,
}

impl Page {
    pub(crate) fn is_client(&self) -> bool {
        matches!(self.mind, Mind::Client(_))
    }

    /// When its timer fires.
    pub(crate) fn due(&self) -> Option<Timestamp> {
        self.deadline.filter(|_| self.frozen.is_none())
    }

    /// What its clock shows.
    pub(crate) fn clock(&self, now: Timestamp) -> Timestamp {
        Timestamp(now.0.saturating_add_signed(self.ahead))
    }

    /// Sets its timer for a moment of its clock, which may be set meanwhile: timers wait for as long as they were told.
    pub(crate) fn set_timer(&mut self, at: Option<Timestamp>) {
        self.deadline = at.map(|at| Timestamp(at.0.saturating_add_signed(-self.ahead)));
    }

    pub(crate) fn next_request(&mut self) -> RequestId {
        self.last_request += 1;
        RequestId(self.last_request)
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.name, self.id.0)
    }
}

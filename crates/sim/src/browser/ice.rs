//! How two fake peer connections find each other, lose each other and come back. Each end has its own view of the
//! connection, as in a browser.

use std::ops::RangeInclusive;

use offhook_protocol::PeerState;

use super::peer::Peer;
use super::sdp::End;
use crate::schedule::Haste;

/// Milliseconds until ICE and DTLS are through.
const CONNECTS: RangeInclusive<u64> = 40..=400;
/// Until an end notices that nothing comes any more.
const NOTICES: RangeInclusive<u64> = 4000..=6000;
/// Until it gives up.
const GIVES_UP: RangeInclusive<u64> = 14_000..=20_000;

/// One end's view of its connection.
#[derive(Debug, Default)]
pub(crate) struct Ice {
    pub(crate) state: Option<PeerState>,
    /// What media takes.
    pub(crate) pair: Option<Pair>,
    /// The credentials that led nowhere.
    dead: Option<(u32, u32)>,
    plan: Option<Plan>,
    /// Counts plans, so that an old one is told from the current one.
    pub(crate) epoch: u32,
}

/// Two ends that found each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Pair {
    local: u32,
    remote: u32,
    pub(crate) other: End,
    networks: (u32, u32),
}

/// What will happen to an end if nothing else does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Plan {
    Connect(Pair),
    Notice,
    GiveUp,
}

/// What one end can see of the world: the other end, if it is still there, and the networks that they are on.
pub(crate) struct Surroundings<'a> {
    pub(crate) other: Option<&'a Peer>,
    /// Whether packets pass between the two pages.
    pub(crate) path: bool,
    pub(crate) networks: (u32, u32),
}

impl Plan {
    pub(crate) fn delay(self) -> RangeInclusive<u64> {
        match self {
            Plan::Connect(_) => CONNECTS,
            Plan::Notice => NOTICES,
            Plan::GiveUp => GIVES_UP,
        }
    }

    /// A world is quiet though something may break in it later.
    pub(crate) fn haste(self) -> Haste {
        match self {
            Plan::Connect(_) => Haste::OnTheWay,
            Plan::Notice | Plan::GiveUp => Haste::Patient,
        }
    }
}

impl Peer {
    /// What will happen to this end's connection; `None` where it stays as it is.
    pub(crate) fn foresee(&self, around: &Surroundings<'_>) -> Option<Plan> {
        let reachable = self.reachable(around);
        match self.ice.state {
            Some(PeerState::Connected) => match reachable {
                Some(pair) if self.ice.pair != Some(pair) => Some(Plan::Connect(pair)),
                _ if self.is_usable(around) => None,
                _ => Some(Plan::Notice),
            },
            Some(PeerState::Disconnected) => reachable.map(Plan::Connect).or(Some(Plan::GiveUp)),
            None | Some(PeerState::Failed) => {
                let credentials = self.credentials()?;
                let alive = self.ice.dead != Some(credentials);
                alive.then_some(reachable.map_or(Plan::GiveUp, Plan::Connect))
            }
        }
    }

    /// Replaces the plan; its number if it is a new one.
    pub(crate) fn replan(&mut self, plan: Option<Plan>) -> Option<(Plan, u32)> {
        if self.ice.plan == plan {
            return None;
        }
        self.ice.plan = plan;
        self.ice.epoch += 1;
        plan.map(|plan| (plan, self.ice.epoch))
    }

    /// The plan comes true; what the page hears.
    pub(crate) fn come_true(&mut self, epoch: u32) -> Option<PeerState> {
        if self.ice.epoch != epoch {
            return None;
        }
        let state = match self.ice.plan.take()? {
            Plan::Connect(pair) => {
                self.ice.pair = Some(pair);
                PeerState::Connected
            }
            Plan::Notice => PeerState::Disconnected,
            Plan::GiveUp => {
                self.ice.dead = self.credentials();
                PeerState::Failed
            }
        };
        self.ice.state = Some(state);
        Some(state)
    }

    /// Whether what this end sends arrives.
    pub(crate) fn carries_media(&self, around: &Surroundings<'_>) -> bool {
        self.ice.state == Some(PeerState::Connected) && self.is_usable(around)
    }

    fn credentials(&self) -> Option<(u32, u32)> {
        Some((self.local?.ufrag, self.remote.as_ref()?.ufrag))
    }

    /// Whether the current descriptions let the two ends find each other: both know the other's credentials, and one
    /// of them an address of the other.
    fn reachable(&self, around: &Surroundings<'_>) -> Option<Pair> {
        let other = around.other.filter(|_| around.path)?;
        let (local, remote) = self.credentials()?;
        let mutual = other.credentials() == Some((remote, local));
        let current = self.local?.network == around.networks.0 && other.local?.network == around.networks.1;
        let knows = |peer: &Peer, ufrag, network| {
            peer.remote_addresses.iter().any(|address| (address.ufrag, address.network) == (ufrag, network))
        };
        let found = knows(self, remote, around.networks.1) || knows(other, local, around.networks.0);
        let pair = Pair { local, remote, other: other.end, networks: around.networks };
        (mutual && current && found).then_some(pair)
    }

    fn is_usable(&self, around: &Surroundings<'_>) -> bool {
        let unmoved = self.ice.pair.is_some_and(|pair| pair.networks == around.networks);
        unmoved && around.path && around.other.is_some()
    }
}

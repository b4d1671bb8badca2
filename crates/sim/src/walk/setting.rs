//! What differs from walk to walk before anything is done: what the operator has set, and who the people are.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use offhook_protocol::{IceServer, RawId};
use offhook_switchboard::{Config, Ice, Policy, TurnSecret};

use crate::random::Random;
use crate::user_id;

/// In milliseconds.
pub(super) const DAY: u64 = 24 * 3600 * 1000;

/// What a walk begins with.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub(super) server: Config,
    pub(super) users: [&'static str; 4],
    /// Two who may not talk to each other.
    pub(super) apart: Option<[RawId; 2]>,
    /// How many milliseconds a token is good for.
    pub(super) token_lifetime: u64,
}

impl Setting {
    /// Makes one up.
    pub(super) fn of(seed: u64) -> Setting {
        // Other numbers than those that the walk's actions are made of.
        let random = &mut Random::seeded(!seed);
        let users = match random.chance(0.3) {
            true => ["alice", "bob", "guestcarl", "guestdora"],
            false => ["alice", "bob", "carol", "dave"],
        };
        let apart = random.chance(0.15).then(|| [users[0], users[1]].map(user_id));
        let policy = policy(random.chance(0.2), apart.as_ref());
        let server = Config {
            ring_timeout: Duration::from_secs(40),
            loss_timeout: Duration::from_secs(40),
            media_timeout: Duration::from_secs(35),
            // Every other server keeps so little that whoever is lost for a moment gets its calls whole.
            kept_messages: [Config::default().kept_messages, 3][random.below(2)],
            max_participants: [8, 8, 8, 8, 3, 2][random.below(6)],
            ice: if random.chance(0.3) { expiring_ice() } else { Ice::default() },
            policy,
            ..Config::default()
        };
        Setting { server, users, apart, token_lifetime: [DAY, DAY, 90_000, 30_000][random.below(4)] }
    }
}

fn policy(only_chat_members: bool, apart: Option<&[RawId; 2]>) -> Policy {
    let segment = |name: &str| BTreeSet::from([name.to_owned()]);
    let Some([one, other]) = apart else { return Policy { only_chat_members, ..Policy::default() } };
    Policy {
        only_chat_members,
        segments: BTreeMap::from([(one.clone(), segment("one")), (other.clone(), segment("other"))]),
        barriers: BTreeSet::from([("one".to_owned(), "other".to_owned())]),
    }
}

/// Credentials that a walk outlasts.
fn expiring_ice() -> Ice {
    let turn = TurnSecret { secret: "north".to_owned(), ttl: Duration::from_secs(150) };
    let server = IceServer { urls: vec!["turn:turn.example".to_owned()], username: None, credential: None };
    Ice { servers: vec![server], turn: Some(turn), ..Ice::default() }
}

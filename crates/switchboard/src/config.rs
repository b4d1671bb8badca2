use std::time::Duration;

use crate::ice::Ice;
use crate::policy::Policy;

/// What an operator can set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// How long a call rings before it ends with 487/10004.
    pub ring_timeout: Duration,
    /// How long a lost endpoint is waited for before it leaves its calls with 496/7.
    pub loss_timeout: Duration,
    /// How long an accepted call may take to connect its media before it ends with 410/3100.
    pub setup_timeout: Duration,
    /// How long connected media may be gone, while both ends are signed in, before the call ends with 410/3101. It must
    /// be longer than the server takes to notice a lost connection, else lost networks end calls too early.
    pub media_timeout: Duration,
    /// How media finds its way.
    pub ice: Ice,
    /// How many people a call may have, those who ring included.
    pub max_participants: usize,
    /// Who may be called by whom.
    pub policy: Policy,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            ring_timeout: Duration::from_secs(120),
            loss_timeout: Duration::from_secs(120),
            setup_timeout: Duration::from_secs(15),
            media_timeout: Duration::from_secs(60),
            ice: Ice::default(),
            max_participants: 8,
            policy: Policy::default(),
        }
    }
}

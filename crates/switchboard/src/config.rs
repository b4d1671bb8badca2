use std::time::Duration;

use crate::ice::Ice;
use crate::policy::Policy;

/// What can be set: how long things last, how many there may be, and who may call whom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// How long somebody is rung. Then a one-to-one call ends with 487/10004; a group call goes on without them.
    pub ring_timeout: Duration,
    /// How long a lost endpoint is waited for before it leaves its calls with 496/7.
    pub loss_timeout: Duration,
    /// How many messages are kept for an endpoint that is lost. Beyond that it gets its calls whole when it comes back.
    pub kept_messages: usize,
    /// How long the media of a peer may take to connect. Then a one-to-one call ends with 410/3100; of a group call whichever end
    /// has media from nobody leaves with that, and if neither has, the later one.
    pub setup_timeout: Duration,
    /// How long the media of a peer that was connected may be gone, while both ends are signed in. Then a one-to-one call ends
    /// with 410/3101, and who leaves a group call with that is decided as above. It must be longer than the server takes to
    /// notice a lost connection, else lost networks end calls too early.
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
            kept_messages: 256,
            setup_timeout: Duration::from_secs(15),
            media_timeout: Duration::from_secs(60),
            ice: Ice::default(),
            max_participants: 8,
            policy: Policy::default(),
        }
    }
}

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use offhook_protocol::Timestamp;
use tokio::time::Instant;

/// The clock of the switchboard's inputs: milliseconds since 1970 when the server started, and from then on monotonic.
/// So a token's `exp` is on the same clock, and a step of the system's time neither ends nor prolongs a ringing call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    base: Timestamp,
    started: Instant,
}

impl Clock {
    pub(crate) fn start() -> Clock {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Clock { base: Timestamp(0) + since_1970, started: Instant::now() }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.base + self.started.elapsed()
    }

    /// When to wake up for a moment that an output named.
    pub(crate) fn instant(&self, at: Timestamp) -> Instant {
        self.started + (at - self.base)
    }

    /// A moment that a token gives in seconds since 1970 (RFC 7519 section 2, `NumericDate`).
    pub(crate) fn at_unix_time(seconds: i64) -> Timestamp {
        Timestamp(0) + Duration::from_secs(seconds.max(0).unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_moment_has_come_when_its_instant_has() {
        let clock = Clock::start();
        let at = clock.now() + Duration::from_secs(5);
        let wait = clock.instant(at) - Instant::now();
        assert!(wait > Duration::from_millis(4900) && wait <= Duration::from_secs(5), "{wait:?}");
    }

    #[test]
    fn a_tokens_time_is_on_the_same_clock() {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let ahead = Clock::at_unix_time(now as i64 + 60) - Clock::start().now();
        assert!(ahead > Duration::from_secs(58) && ahead <= Duration::from_secs(60), "{ahead:?}");
        assert_eq!(Clock::at_unix_time(-1), Timestamp(0));
    }
}

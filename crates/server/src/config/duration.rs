use std::fmt;
use std::time::Duration;

use serde::de::{Deserializer, Error, Unexpected, Visitor};

/// Longer waits are surely mistakes, and would overflow clocks.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);

/// For `#[serde(with = "duration")]`: seconds as a number, or text such as `2m`.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    deserializer.deserialize_any(Seconds)
}

struct Seconds;

impl Visitor<'_> for Seconds {
    type Value = Duration;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a duration above 0 and of at most a year: seconds such as 5 or 0.5, or text such as \"2m\"",
        )
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Duration, E> {
        within(Duration::from_secs(seconds), Unexpected::Unsigned(seconds))
    }

    fn visit_i64<E: Error>(self, seconds: i64) -> Result<Duration, E> {
        let wrong = Unexpected::Signed(seconds);
        let seconds = u64::try_from(seconds).map_err(|_| E::invalid_value(wrong, &self))?;
        within(Duration::from_secs(seconds), wrong)
    }

    fn visit_f64<E: Error>(self, seconds: f64) -> Result<Duration, E> {
        let wrong = Unexpected::Float(seconds);
        let duration = Duration::try_from_secs_f64(seconds).map_err(|_| E::invalid_value(wrong, &self))?;
        within(duration, wrong)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Duration, E> {
        let wrong = Unexpected::Str(text);
        let duration = humantime::parse_duration(text).map_err(|_| E::invalid_value(wrong, &self))?;
        within(duration, wrong)
    }
}

fn within<E: Error>(duration: Duration, found: Unexpected<'_>) -> Result<Duration, E> {
    let sensible = !duration.is_zero() && duration <= LONGEST;
    sensible.then_some(duration).ok_or_else(|| E::invalid_value(found, &Seconds))
}

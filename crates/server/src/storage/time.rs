use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// As the database has it: milliseconds since 1970.
pub(super) fn to_millis(time: SystemTime) -> i64 {
    let since_1970 = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX)
}

pub(super) fn from_millis(millis: i64) -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(millis.max(0).unsigned_abs())
}

pub(super) fn now() -> i64 {
    to_millis(SystemTime::now())
}

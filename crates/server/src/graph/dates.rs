use std::time::SystemTime;

/// The first moment that there is (`DateTimeOffset.MinValue`): all that was said in a chat is seen.
const BEGINNING: &str = "0001-01-01T00:00:00";

/// In the form of RFC 3339.
pub(super) fn date(time: SystemTime) -> String {
    humantime::format_rfc3339_millis(time).to_string()
}

/// From when on a member sees what was said; `None` is from the beginning.
pub(super) fn history_start(time: Option<SystemTime>) -> String {
    time.map_or_else(|| format!("{BEGINNING}Z"), date)
}

/// The reverse of [`history_start`]. Some clients write UTC as an offset.
pub(super) fn read_history_start(text: &str) -> Result<Option<SystemTime>, String> {
    if text.starts_with(BEGINNING) {
        return Ok(None);
    }
    let utc = text.strip_suffix("+00:00").map(|local| format!("{local}Z"));
    let time = humantime::parse_rfc3339(utc.as_deref().unwrap_or(text));
    time.map(Some)
        .map_err(|_| format!("a time such as \"2026-01-31T09:30:00Z\", or \"{BEGINNING}Z\" for all"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        for text in ["2026-01-31T09:30:00.250Z", "0001-01-01T00:00:00Z"] {
            assert_eq!(history_start(read_history_start(text).unwrap()), text);
        }
        let utc = read_history_start("2026-01-31T09:30:00+00:00").unwrap();
        assert_eq!(history_start(utc), "2026-01-31T09:30:00.000Z");
        assert_eq!(read_history_start("0001-01-01T00:00:00.000Z"), Ok(None));
        for wrong in ["", "yesterday", "2026-01-31", "1969-12-31T23:59:59Z", "2026-01-31T09:30:00+02:00"] {
            assert!(read_history_start(wrong).is_err(), "{wrong}");
        }
    }
}

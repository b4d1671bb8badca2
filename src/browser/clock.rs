//! Time and randomness, which the state machines are handed by their shell.

use js_sys::Date;
use offhook_protocol::Timestamp;

/// The wall clock: a token's `exp` can be compared with it, and the time that a computer slept counts.
pub(crate) fn now() -> Timestamp {
    Timestamp(Date::now() as u64)
}

/// Milliseconds that only go forward, for what lasts; the wall clock may be set (W3C hr-time section 4).
pub(crate) fn ticks() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// A random UUID, version 4 (RFC 9562 section 5.4). `crypto.randomUUID` would make one too, but exists in secure contexts
/// only.
pub(crate) fn random_guid() -> String {
    let mut bytes = [0; 16];
    // Present, and without a way to fail for 16 bytes, wherever WebAssembly is.
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    guid_text(&bytes)
}

fn guid_text(bytes: &[u8; 16]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 0x0f)]));
    }
    text
}

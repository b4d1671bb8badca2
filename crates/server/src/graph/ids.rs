//! Ids as Graph has them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use offhook_protocol::{RawId, ThreadId, is_guid};
use uuid::Uuid;

/// Between the parts of an opaque id; in none of them.
const SEPARATOR: char = '#';

/// That of a chat that nobody has had.
pub(super) fn new_thread_id() -> ThreadId {
    ThreadId(format!("19:{}@thread.v2", Uuid::new_v4().simple()))
}

/// The GUID that Graph knows a Teams user by.
pub(super) fn guid_of(user: &RawId) -> Option<&str> {
    user.as_str().strip_prefix("8:orgid:").filter(|guid| is_guid(guid))
}

/// Two things in one text that clients only hand back. Of what ids are made of, base64 makes neither `+` nor `/`.
pub(super) fn opaque(first: &str, second: &str) -> String {
    STANDARD.encode(format!("{first}{SEPARATOR}{second}"))
}

/// The two things again, unless the text is none of ours.
pub(super) fn parts(opaque: &str) -> Option<(String, String)> {
    let text = String::from_utf8(STANDARD.decode(opaque).ok()?).ok()?;
    text.split_once(SEPARATOR).map(|(first, second)| (first.to_owned(), second.to_owned()))
}

/// The id of a user's being in a chat.
pub(super) fn membership(chat: &ThreadId, user: &RawId) -> String {
    opaque(chat.as_str(), user.as_str())
}

/// Whose membership of this chat it is.
pub(super) fn user_of_membership(membership: &str, chat: &ThreadId) -> Option<RawId> {
    let (of, user) = parts(membership)?;
    (of == chat.as_str()).then_some(RawId(user))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_membership_is_of_one_chat() {
        let (chat, other) = (new_thread_id(), new_thread_id());
        let user = RawId("8:orgid:5b20a0a0-7f6c-4a4e-8a6b-6a1c1f0b5a01".to_owned());
        let id = membership(&chat, &user);
        assert!(!id.contains(['+', '/']), "{id}");
        assert_eq!(user_of_membership(&id, &chat), Some(user));
        assert_eq!(user_of_membership(&id, &other), None);
        assert_eq!(user_of_membership("nonsense", &chat), None);
        assert_eq!(user_of_membership("", &chat), None);
    }
}

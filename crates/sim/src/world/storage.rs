//! The chats that the server keeps.

use std::collections::BTreeMap;
use std::time::Duration;

use offhook_protocol::{ApiError, RawId, ThreadId};

use super::World;

/// The server's database.
#[derive(Debug, Default)]
pub(super) struct Storage {
    /// Who is in which chat.
    chats: BTreeMap<ThreadId, Vec<RawId>>,
    broken: bool,
    slow: bool,
}

impl World {
    /// A chat of these people, as the server's storage has it.
    pub fn chat_of(&mut self, name: &str, members: &[RawId]) -> ThreadId {
        let thread = ThreadId(format!("19:{name}@thread.v2"));
        self.storage.chats.insert(thread.clone(), members.to_vec());
        thread
    }

    /// Who is in a chat.
    pub fn members_of(&self, thread: &ThreadId) -> Option<&[RawId]> {
        self.storage.chats.get(thread).map(Vec::as_slice)
    }

    /// From now on the server's storage answers with errors.
    pub fn break_storage(&mut self) {
        self.storage.broken = true;
    }

    /// From now on it takes seconds.
    pub fn slow_storage(&mut self) {
        self.storage.slow = true;
    }

    /// The server's storage works again.
    pub fn mend_storage(&mut self) {
        (self.storage.broken, self.storage.slow) = (false, false);
    }

    /// How long it takes to answer.
    pub(super) fn look_up_time(&mut self) -> Duration {
        let millis = if self.storage.slow { 500..=5_000 } else { 0..=20 };
        self.random.millis(millis)
    }

    pub(super) fn look_up(&self, thread: &ThreadId) -> Result<Vec<RawId>, ApiError> {
        match self.storage.broken {
            true => Err(ApiError::CHATS_UNAVAILABLE),
            false => self.storage.chats.get(thread).cloned().ok_or(ApiError::NO_SUCH_THREAD),
        }
    }

    pub(super) fn store_chat(&mut self, thread: ThreadId, members: Vec<RawId>) {
        if !self.storage.broken {
            self.storage.chats.insert(thread, members);
        }
    }
}

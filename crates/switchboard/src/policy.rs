//! What an organization says about who may be called by whom.

use std::collections::{BTreeMap, BTreeSet};

use offhook_protocol::RawId;

/// An organization's rules. Without any, everybody may call everybody.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Policy {
    /// Only members of the chat that belongs to a group call may be rung for it.
    pub only_chat_members: bool,
    /// Which segments people belong to. Who belongs to none may talk to everybody.
    pub segments: BTreeMap<RawId, BTreeSet<String>>,
    /// Pairs of segments that may not talk to each other (information barriers).
    pub barriers: BTreeSet<(String, String)>,
}

impl Policy {
    /// Whether a user may be in a call with all the others.
    pub(crate) fn may_talk<'a>(&self, user: &RawId, others: impl IntoIterator<Item = &'a RawId>) -> bool {
        let Some(segments) = self.segments.get(user) else { return true };
        let apart = |other: &RawId| {
            let theirs = self.segments.get(other).into_iter().flatten();
            theirs.into_iter().any(|theirs| segments.iter().any(|ours| self.is_barrier(ours, theirs)))
        };
        !others.into_iter().any(apart)
    }

    fn is_barrier(&self, one: &str, other: &str) -> bool {
        let holds = |(a, b): &(String, String)| (a == one && b == other) || (a == other && b == one);
        self.barriers.iter().any(holds)
    }
}

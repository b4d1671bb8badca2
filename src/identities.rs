//! The users that have an agent in this page: one each.

use std::cell::RefCell;
use std::collections::BTreeSet;

use offhook_protocol::RawId;

thread_local! {
    static SIGNED_IN: RefCell<BTreeSet<RawId>> = const { RefCell::new(BTreeSet::new()) };
}

/// Whether the user had no agent yet; now they have.
pub(crate) fn claim(user: &RawId) -> bool {
    SIGNED_IN.with_borrow_mut(|users| users.insert(user.clone()))
}

/// The user's agent is over.
pub(crate) fn release(user: &RawId) {
    SIGNED_IN.with_borrow_mut(|users| users.remove(user));
}

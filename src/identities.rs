//! The users that have an agent in this page: one each.

use std::cell::RefCell;

use offhook_protocol::RawId;

thread_local! {
    static SIGNED_IN: RefCell<Vec<RawId>> = const { RefCell::new(Vec::new()) };
}

/// Whether the user had no agent yet; now they have.
pub(crate) fn claim(user: &RawId) -> bool {
    SIGNED_IN.with_borrow_mut(|users| {
        let is_free = !users.contains(user);
        if is_free {
            users.push(user.clone());
        }
        is_free
    })
}

/// The user's agent is over.
pub(crate) fn release(user: &RawId) {
    SIGNED_IN.with_borrow_mut(|users| {
        if let Some(at) = users.iter().position(|signed_in| signed_in == user) {
            users.swap_remove(at);
        }
    });
}

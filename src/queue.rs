//! First in, first out.

use std::cell::RefCell;

/// What waits for its turn. Queues are short, so it stands in a list.
pub(crate) struct Queue<T>(RefCell<Vec<T>>);

impl<T> Default for Queue<T> {
    fn default() -> Queue<T> {
        Queue(RefCell::default())
    }
}

impl<T> Queue<T> {
    /// Adds the last.
    pub(crate) fn push(&self, item: T) {
        self.0.borrow_mut().push(item);
    }

    /// Takes the first.
    pub(crate) fn pop(&self) -> Option<T> {
        let mut items = self.0.borrow_mut();
        if items.is_empty() { None } else { Some(items.remove(0)) }
    }

    /// Whether nothing waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Forgets all.
    pub(crate) fn clear(&self) {
        self.0.take();
    }
}

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use super::Sink;

type Watcher<T> = Weak<dyn Fn(T)>;

/// Who wants to hear of something, as long as they keep their sinks.
pub(crate) struct Watchers<T>(RefCell<Vec<Watcher<T>>>);

impl<T> Default for Watchers<T> {
    fn default() -> Watchers<T> {
        Watchers::new()
    }
}

impl<T> Watchers<T> {
    /// Nobody.
    pub(crate) const fn new() -> Watchers<T> {
        Watchers(RefCell::new(Vec::new()))
    }
}

impl<T: Copy> Watchers<T> {
    /// Adds one.
    pub(crate) fn add(&self, sink: &Sink<T>) {
        let mut watchers = self.0.borrow_mut();
        watchers.retain(|watcher| watcher.strong_count() > 0);
        watchers.push(Rc::downgrade(sink));
    }

    /// Tells all. They may add others meanwhile.
    pub(crate) fn tell(&self, happened: T) {
        let watchers: Vec<Sink<T>> = self.0.borrow().iter().filter_map(Weak::upgrade).collect();
        for watcher in watchers {
            watcher(happened);
        }
    }
}

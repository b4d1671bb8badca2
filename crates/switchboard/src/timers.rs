use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use offhook_protocol::Timestamp;

/// The one deadline that each part may have, ordered by time.
#[derive(Debug)]
pub(crate) struct Timers<K> {
    by_time: BTreeSet<(Timestamp, Arc<K>)>,
    /// The same keys.
    by_key: BTreeMap<Arc<K>, Timestamp>,
}

impl<K: Ord + Clone> Timers<K> {
    pub(crate) fn new() -> Timers<K> {
        Timers { by_time: BTreeSet::new(), by_key: BTreeMap::new() }
    }

    /// Replaces the key's deadline.
    pub(crate) fn set(&mut self, key: &K, deadline: Option<Timestamp>) {
        if self.by_key.get(key) == deadline.as_ref() {
            return;
        }
        if let Some((key, old)) = self.by_key.remove_entry(key) {
            self.by_time.remove(&(old, key));
        }
        if let Some(new) = deadline {
            let key = Arc::new(key.clone());
            self.by_key.insert(key.clone(), new);
            self.by_time.insert((new, key));
        }
    }

    /// The earliest deadline.
    pub(crate) fn next(&self) -> Option<Timestamp> {
        self.by_time.first().map(|(time, _)| *time)
    }

    /// Takes a key whose deadline has come.
    pub(crate) fn pop_due(&mut self, now: Timestamp) -> Option<K> {
        let (_, key) = self.by_time.first().filter(|(time, _)| *time <= now)?.clone();
        self.by_time.pop_first();
        self.by_key.remove(&key);
        Some(Arc::unwrap_or_clone(key))
    }
}

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use offhook_protocol::Timestamp;

/// What will happen, the earliest first, and in the order of scheduling where it is at the same moment.
#[derive(Debug)]
pub(crate) struct Schedule<T> {
    order: BinaryHeap<Reverse<(Timestamp, u64)>>,
    items: BTreeMap<u64, (Haste, T)>,
    next: u64,
    on_the_way: usize,
}

/// Whether a world is quiet while something is still to happen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Haste {
    /// It is on its way: not quiet.
    OnTheWay,
    /// It will happen if nothing else does: quiet.
    Patient,
}

impl<T> Schedule<T> {
    pub(crate) fn new() -> Schedule<T> {
        Schedule { order: BinaryHeap::new(), items: BTreeMap::new(), next: 0, on_the_way: 0 }
    }

    pub(crate) fn put(&mut self, at: Timestamp, haste: Haste, item: T) {
        self.order.push(Reverse((at, self.next)));
        self.items.insert(self.next, (haste, item));
        self.next += 1;
        self.on_the_way += usize::from(haste == Haste::OnTheWay);
    }

    pub(crate) fn next_at(&self) -> Option<Timestamp> {
        self.order.peek().map(|Reverse((at, _))| *at)
    }

    pub(crate) fn pop(&mut self) -> Option<T> {
        let Reverse((_, number)) = self.order.pop()?;
        let (haste, item) = self.items.remove(&number)?;
        self.on_the_way -= usize::from(haste == Haste::OnTheWay);
        Some(item)
    }

    pub(crate) fn is_quiet(&self) -> bool {
        self.on_the_way == 0
    }
}

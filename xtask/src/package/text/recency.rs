//! Locals by how recently they were used.
//!
//! What is put into a local is mostly read soon after, whatever its number is: "the last one again" repeats in all
//! functions, numbers don't.

/// The locals of a function: the one used last comes first, those that were not used yet last, in the order of their
/// numbers.
#[derive(Debug, Default)]
pub(super) struct Recency(Vec<i64>);

impl Recency {
    /// How many locals were used since this one was, which is now the last that was used.
    pub(super) fn rank(&mut self, local: i64) -> i64 {
        let known = self.0.len() as i64;
        self.0.extend(known..=local);
        let rank = self.0.iter().take_while(|&&other| other != local).count();
        self.0[..=rank].rotate_right(1);
        rank as i64
    }
}

#[cfg(test)]
mod tests {
    use super::Recency;

    #[test]
    fn the_local_used_last_is_the_first() {
        let mut recency = Recency::default();
        let ranks = [2, 2, 0, 2, 1, 5, 4].map(|local| recency.rank(local));
        assert_eq!(ranks, [2, 0, 1, 1, 2, 5, 5]);
    }
}

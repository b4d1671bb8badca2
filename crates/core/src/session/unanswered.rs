use offhook_protocol::{LegId, RawId};

use crate::call::Asked;

/// The requests that calls wait for an answer to, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Unanswered(Vec<(u64, LegId, Asked)>);

impl Unanswered {
    /// A call wants to know what becomes of its request.
    pub(crate) fn expect(&mut self, number: u64, leg: LegId, asked: Asked) {
        self.0.push((number, leg, asked));
    }

    /// Whether a call waits for the answer to having somebody rung.
    pub(crate) fn adds(&self, leg: &LegId, user: &RawId) -> bool {
        let is_it = |asked: &Asked| matches!(asked, Asked::Add(added) if added == user);
        self.0.iter().any(|(_, asking, asked)| asking == leg && is_it(asked))
    }

    /// Whether a call begins here by a request with a higher number.
    pub(crate) fn starts_after(&self, number: u64, leg: &LegId) -> bool {
        self.0
            .iter()
            .any(|(at, asking, asked)| *at > number && asking == leg && matches!(asked, Asked::Start))
    }

    /// The server answered: who asked, and what.
    pub(crate) fn answered(&mut self, number: u64) -> Option<(LegId, Asked)> {
        let at = self.0.iter().position(|(unanswered, ..)| *unanswered == number)?;
        let (_, leg, asked) = self.0.remove(at);
        Some((leg, asked))
    }

    /// The answers to what a call asked for up to a number are lost for good, but for those that are still waited for.
    pub(crate) fn lost(&mut self, leg: &LegId, number: u64, waiting: &[u64]) -> Vec<Asked> {
        let is_lost = |at: &u64| *at <= number && !waiting.contains(at);
        let lost = self.0.extract_if(.., |(at, asking, _)| asking == leg && is_lost(at));
        lost.map(|(.., asked)| asked).collect()
    }

    /// A call is over: what it still waits for.
    pub(crate) fn forget(&mut self, leg: &LegId) -> Vec<Asked> {
        self.lost(leg, u64::MAX, &[])
    }
}

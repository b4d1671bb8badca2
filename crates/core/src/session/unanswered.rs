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

    /// The answers to what a call asked for up to a number are lost for good.
    pub(crate) fn lost(&mut self, number: u64, leg: &LegId) -> Vec<Asked> {
        let lost = self.0.extract_if(.., |(at, asking, _)| *at <= number && asking == leg);
        lost.map(|(.., asked)| asked).collect()
    }

    /// A call is over: what it still waits for.
    pub(crate) fn forget(&mut self, leg: &LegId) -> Vec<Asked> {
        let forgotten = self.0.extract_if(.., |(_, asking, _)| asking == leg);
        forgotten.map(|(.., asked)| asked).collect()
    }
}

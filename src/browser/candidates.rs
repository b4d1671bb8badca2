use offhook_protocol::Candidate;

/// The other end's candidates, sorted by the generation of the description they belong to. A browser takes none before
/// that description, and forgets those of the one before (RFC 8829 section 4.1.19).
#[derive(Default)]
pub(crate) struct RemoteCandidates {
    described: Option<u32>,
    early: Vec<Candidate>,
}

impl RemoteCandidates {
    /// Takes one in; gives it back if the browser can have it now.
    pub(crate) fn take(&mut self, candidate: Candidate) -> Option<Candidate> {
        match self.described {
            Some(described) if candidate.generation == described => Some(candidate),
            Some(described) if candidate.generation < described => None,
            _ => {
                self.early.push(candidate);
                None
            }
        }
    }

    /// A description was set; gives back those that waited for it.
    pub(crate) fn described(&mut self, generation: u32) -> Vec<Candidate> {
        self.described = Some(generation);
        let early = std::mem::take(&mut self.early);
        early.into_iter().filter_map(|candidate| self.take(candidate)).collect()
    }
}

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use offhook_core::{CaptureId, MediaEvent, Shape};
use offhook_protocol::{Candidate, Description, DescriptionKind, IceConfiguration, Slot, SlotUse, Timestamp};

use super::ice::Ice;
use super::sdp::{Address, End, Sdp};

/// The fake `RTCPeerConnection`. Descriptions and candidates pass through one chain of operations, each of which takes
/// its time, as webrtc-pc section 4.4.1.2 has it.
#[derive(Debug)]
pub(crate) struct Peer {
    pub(crate) end: End,
    pub(crate) configuration: IceConfiguration,
    /// What this end creates if it is the offerer.
    slots: Vec<Slot>,
    /// The media sections of the descriptions: the transceivers there are.
    sections: Vec<Slot>,
    signaling: Signaling,
    pub(crate) local: Option<Local>,
    pub(crate) remote: Option<Sdp>,
    /// Where the other end can be reached.
    pub(crate) remote_addresses: Vec<Address>,
    /// Candidates that came before the description.
    early: Vec<Address>,
    chain: VecDeque<Operation>,
    /// Whether the next description cannot be made or set, for reasons of the browser's own.
    pub(crate) fails_next: bool,
    senders: BTreeMap<Slot, CaptureId>,
    /// The most that is sent of each picture.
    pub(crate) shapes: BTreeMap<Slot, Shape>,
    pub(crate) plays: bool,
    pub(crate) arrivals: Arrivals,
    pub(crate) ice: Ice,
}

/// This end's credentials, and where they can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Local {
    pub(crate) ufrag: u32,
    pub(crate) generation: u32,
    pub(crate) network: u32,
}

/// `signalingState`, the part that one offerer leaves of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Signaling {
    Stable,
    HaveLocalOffer,
}

/// What a page was told of what arrives on a peer.
#[derive(Debug, Default)]
pub(crate) struct Arrivals {
    pub(crate) told: BTreeSet<Slot>,
    /// It will be looked at soon.
    pub(crate) is_due: bool,
}

/// What is to be done next on a peer connection.
#[derive(Clone, Debug)]
pub(crate) enum Operation {
    Offer { generation: u32, restart: bool, sending: Vec<Slot> },
    SetRemote { description: Description, sending: Vec<Slot> },
    AddCandidate(Candidate),
}

/// What came of an operation.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) event: Option<MediaEvent>,
    /// New local credentials: candidates will be gathered for them.
    pub(crate) gathers: Option<Local>,
    /// Something that a page which keeps to the rules never asks of a browser.
    pub(crate) misuse: Option<&'static str>,
}

impl Peer {
    pub(crate) fn new(end: End, configuration: IceConfiguration, slots: Vec<Slot>) -> Peer {
        Peer {
            end,
            configuration,
            slots,
            sections: Vec::new(),
            signaling: Signaling::Stable,
            local: None,
            remote: None,
            remote_addresses: Vec::new(),
            early: Vec::new(),
            chain: VecDeque::new(),
            fails_next: false,
            senders: BTreeMap::new(),
            shapes: BTreeMap::new(),
            plays: false,
            arrivals: Arrivals::default(),
            ice: Ice::default(),
        }
    }

    /// Whether a TURN server would turn it away, as its user names begin with the second in which they expire.
    pub(crate) fn has_expired_credentials(&self, now: Timestamp) -> bool {
        let names = self.configuration.ice_servers.iter().filter_map(|server| server.username.as_deref());
        let expiries = names.filter_map(|name| name.split(':').next()?.parse::<u64>().ok());
        expiries.into_iter().any(|expiry| expiry * 1000 <= now.0)
    }

    /// Puts an operation on the chain; whether it is the only one, so that it has to be started.
    pub(crate) fn chain(&mut self, operation: Operation) -> bool {
        self.chain.push_back(operation);
        self.chain.len() == 1
    }

    /// Whether more is to be done.
    pub(crate) fn is_busy(&self) -> bool {
        !self.chain.is_empty()
    }

    /// Does the first operation of the chain. `fresh` are credentials that it may need.
    pub(crate) fn perform(&mut self, fresh: u32, network: u32) -> Outcome {
        let Some(operation) = self.chain.pop_front() else { return Outcome::default() };
        match operation {
            Operation::Offer { .. } | Operation::SetRemote { .. } if std::mem::take(&mut self.fails_next) => {
                self.failed(None)
            }
            Operation::Offer { generation, restart, sending } => {
                let keep = self.local.filter(|_| !restart);
                let fresh = Local { ufrag: fresh, generation, network };
                self.offer(keep, fresh, &sending)
            }
            Operation::SetRemote { description, sending } => {
                let fresh = Local { ufrag: fresh, generation: description.generation, network };
                self.set_remote(&description, fresh, &sending)
            }
            Operation::AddCandidate(candidate) => self.add_candidate(&candidate),
        }
    }

    /// `replaceTrack`
    pub(crate) fn send(&mut self, slot: Slot, capture: Option<CaptureId>) {
        match capture {
            Some(capture) => self.senders.insert(slot, capture),
            None => self.senders.remove(&slot),
        };
    }

    /// The tracks on the slots, whether or not the slots have been negotiated yet.
    pub(crate) fn tracks(&self) -> impl Iterator<Item = (Slot, CaptureId)> {
        self.senders.iter().map(|(slot, capture)| (*slot, *capture))
    }

    /// Whether there is something that the slot's media comes out of: the offerer makes it, the answerer has it from the offer.
    pub(crate) fn has_transceiver(&self, slot: Slot) -> bool {
        self.slots.contains(&slot) || self.has_slot(slot)
    }

    /// The slots that both ends know.
    pub(crate) fn has_slot(&self, slot: Slot) -> bool {
        self.sections.contains(&slot)
    }

    fn offer(&mut self, keep: Option<Local>, fresh: Local, sending: &[Slot]) -> Outcome {
        let local = keep.unwrap_or(fresh);
        let generation = fresh.generation;
        self.local = Some(Local { generation, ..local });
        self.signaling = Signaling::HaveLocalOffer;
        self.sections = self.slots.clone();
        Outcome {
            event: Some(self.described(DescriptionKind::Offer, sending)),
            gathers: keep.is_none().then_some(fresh),
            misuse: self.slots.is_empty().then_some("an offer of an end that has no slots"),
        }
    }

    fn set_remote(&mut self, description: &Description, fresh: Local, sending: &[Slot]) -> Outcome {
        let Some(sdp) = Sdp::read(&description.sdp) else { return self.failed(None) };
        let known = self.remote.as_ref().is_none_or(|remote| remote.owner == sdp.owner);
        if !known || !sdp.sections.starts_with(&self.sections) {
            return self.failed(Some("another end's description, or one that lacks media sections"));
        }
        match (description.kind, self.signaling) {
            (DescriptionKind::Offer, Signaling::Stable) => self.answer(sdp, fresh, sending),
            (DescriptionKind::Answer, Signaling::HaveLocalOffer) => self.answered(description, sdp),
            (DescriptionKind::Offer, Signaling::HaveLocalOffer) => self.failed(Some("glare")),
            (DescriptionKind::Answer, Signaling::Stable) => self.failed(Some("an answer without an offer")),
        }
    }

    fn answer(&mut self, sdp: Sdp, fresh: Local, sending: &[Slot]) -> Outcome {
        let same = self.remote.as_ref().is_some_and(|remote| remote.ufrag == sdp.ufrag);
        let keep = self.local.filter(|_| same);
        self.local = Some(Local { generation: fresh.generation, ..keep.unwrap_or(fresh) });
        self.sections = sdp.sections.clone();
        self.take_remote(sdp);
        Outcome {
            event: Some(self.described(DescriptionKind::Answer, sending)),
            gathers: keep.is_none().then_some(fresh),
            misuse: None,
        }
    }

    fn answered(&mut self, description: &Description, sdp: Sdp) -> Outcome {
        if self.local.is_some_and(|local| local.generation != description.generation) {
            return self.failed(Some("an answer to an earlier offer"));
        }
        self.signaling = Signaling::Stable;
        self.take_remote(sdp);
        Outcome::default()
    }

    fn take_remote(&mut self, sdp: Sdp) {
        let early = std::mem::take(&mut self.early);
        self.remote_addresses.extend(early.into_iter().filter(|address| address.ufrag == sdp.ufrag));
        self.remote = Some(sdp);
    }

    /// Candidates of other credentials than the current ones are passed over, as browsers do.
    fn add_candidate(&mut self, candidate: &Candidate) -> Outcome {
        if let Some(address) = Address::read(&candidate.candidate) {
            match &self.remote {
                None => self.early.push(address),
                Some(remote) if remote.ufrag == address.ufrag => self.remote_addresses.push(address),
                Some(_) => {}
            }
        }
        Outcome::default()
    }

    fn failed(&self, misuse: Option<&'static str>) -> Outcome {
        let event = MediaEvent::NegotiationFailed { peer: self.end.peer };
        Outcome { event: Some(event), gathers: None, misuse }
    }

    fn described(&self, kind: DescriptionKind, sending: &[Slot]) -> MediaEvent {
        let Local { ufrag, generation, .. } = self.local.expect("set before it is described");
        let sdp = Sdp { owner: self.end, ufrag, sections: self.sections.clone() };
        let slots = self.sections.iter().map(|slot| SlotUse { slot: *slot, on: sending.contains(slot) });
        let description = Description { kind, generation, sdp: sdp.write(), slots: slots.collect() };
        MediaEvent::Described { peer: self.end.peer, description }
    }
}

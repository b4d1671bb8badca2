//! A page that keeps to no rule: it says what a test tells it to, with a browser of its own.

use std::collections::BTreeMap;

use offhook_core::{MediaCommand, MediaEvent, MediaPeerId};
use offhook_protocol::{
    ClientMessage, DescriptionKind, Frame, LegId, Link, PeerId, Receipt, ServerMessage, Signal, Slot,
};

/// The state of such a page.
#[derive(Debug, Default)]
pub struct Intruder {
    pub(crate) link: Link<ClientMessage>,
    /// All that the server said to it.
    pub heard: Vec<ServerMessage>,
    /// With which code the server closed its connection.
    pub closed: Option<u16>,
    /// Which peers of a call its own media connections are.
    pub(crate) bound: BTreeMap<MediaPeerId, (LegId, PeerId)>,
}

impl Intruder {
    /// Takes a frame; what its browser shall do about it.
    pub(crate) fn hear(&mut self, frame: Frame<ServerMessage>) -> Option<MediaCommand> {
        let fresh = self.link.receive(frame.seq, frame.ack) == Receipt::Fresh;
        let message = frame.message.filter(|_| fresh)?;
        self.heard.push(message.clone());
        let ServerMessage::Negotiate { leg, peer, signal } = message else { return None };
        let bound = self.bound.iter().find(|(_, bound)| **bound == (leg.clone(), peer));
        let peer = *bound?.0;
        let sending = vec![Slot::Microphone, Slot::Camera];
        match signal {
            Signal::Description(description) => Some(MediaCommand::SetRemote { peer, description, sending }),
            Signal::Candidate(candidate) => Some(MediaCommand::AddCandidate { peer, candidate }),
            Signal::NeedOffer | Signal::Wanted(_) | Signal::NeedWanted => None,
        }
    }

    /// Passes on what its browser made.
    pub(crate) fn pass_on(&self, event: MediaEvent) -> Option<ClientMessage> {
        let (media_peer, signal) = match event {
            MediaEvent::Described { peer, description } => (peer, Signal::Description(description)),
            MediaEvent::Candidate { peer, candidate } => (peer, Signal::Candidate(candidate)),
            _ => return None,
        };
        let (leg, peer) = self.bound.get(&media_peer)?.clone();
        Some(ClientMessage::Negotiate { leg, peer, signal })
    }

    /// What the server said of its legs.
    pub fn legs(&self) -> impl Iterator<Item = (&LegId, &offhook_protocol::CallView)> {
        self.heard.iter().filter_map(|message| match message {
            ServerMessage::Call { leg, view, .. } => Some((leg, view)),
            _ => None,
        })
    }

    /// The kinds of the descriptions that came to it.
    pub fn descriptions(&self) -> impl Iterator<Item = DescriptionKind> {
        self.heard.iter().filter_map(|message| match message {
            ServerMessage::Negotiate { signal: Signal::Description(description), .. } => {
                Some(description.kind)
            }
            _ => None,
        })
    }
}

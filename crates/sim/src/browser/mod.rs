//! The fake browser: what a page's `getUserMedia` and `RTCPeerConnection`s do, without any media.

mod capture;
mod ice;
mod peer;
mod sdp;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

use offhook_core::{CaptureId, MediaCommand, MediaEvent, MediaPeerId, Shape};
use offhook_protocol::{IceConfiguration, Slot};

pub use capture::{Device, Devices};
pub use sdp::End;

pub(crate) use capture::Captures;
pub(crate) use ice::Surroundings;
pub(crate) use peer::{Operation, Outcome, Peer};
pub(crate) use sdp::{Address, Sdp};

use crate::page::PageId;

/// What a page's browser has open.
#[derive(Debug)]
pub(crate) struct Browser {
    page: PageId,
    pub(crate) devices: Devices,
    pub(crate) captures: Captures,
    peers: BTreeMap<MediaPeerId, Peer>,
    last_peer: Option<MediaPeerId>,
}

/// What has to be waited for after a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Pending {
    Nothing,
    /// A device is being opened.
    Capture(CaptureId),
    /// The first operation on a peer's chain runs.
    Operation(MediaPeerId),
}

impl Browser {
    pub(crate) fn new(page: PageId, delay: Duration) -> Browser {
        Browser {
            page,
            devices: Devices::new(delay),
            captures: Captures::default(),
            peers: BTreeMap::new(),
            last_peer: None,
        }
    }

    /// Does as it is told. An error is a command that the shell of a real browser could not make sense of.
    pub(crate) fn execute(&mut self, command: MediaCommand) -> Result<Pending, String> {
        match command {
            MediaCommand::Capture { capture, source } => {
                let answers = self.captures.ask(&self.devices, capture, source)?;
                Ok(if answers { Pending::Capture(capture) } else { Pending::Nothing })
            }
            MediaCommand::Release { capture } => self.captures.release(capture).map(|()| Pending::Nothing),
            MediaCommand::OpenPeer { peer, ice, slots } => self.open(peer, ice, slots),
            MediaCommand::Configure { peer, ice } => {
                self.known(peer)?.configuration = ice;
                Ok(Pending::Nothing)
            }
            MediaCommand::Offer { peer, generation, restart, sending } => {
                self.chain(peer, Operation::Offer { generation, restart, sending })
            }
            MediaCommand::SetRemote { peer, description, sending } => {
                self.chain(peer, Operation::SetRemote { description, sending })
            }
            MediaCommand::AddCandidate { peer, candidate } => {
                self.chain(peer, Operation::AddCandidate(candidate))
            }
            MediaCommand::Send { peer, slot, capture } => self.send(peer, slot, capture),
            MediaCommand::Shape { peer, slot, shape } => self.shape(peer, slot, shape),
            MediaCommand::Play { peer, on } => {
                self.known(peer)?.plays = on;
                Ok(Pending::Nothing)
            }
            MediaCommand::ClosePeer { peer } => {
                self.known(peer)?;
                self.peers.remove(&peer);
                Ok(Pending::Nothing)
            }
        }
    }

    pub(crate) fn peer(&self, id: MediaPeerId) -> Option<&Peer> {
        self.peers.get(&id)
    }

    pub(crate) fn peer_mut(&mut self, id: MediaPeerId) -> Option<&mut Peer> {
        self.peers.get_mut(&id)
    }

    pub(crate) fn peers(&self) -> impl Iterator<Item = &Peer> {
        self.peers.values()
    }

    pub(crate) fn peers_mut(&mut self) -> impl Iterator<Item = &mut Peer> {
        self.peers.values_mut()
    }

    /// The page is gone, and all that it had open.
    pub(crate) fn shut(&mut self) {
        self.captures.clear();
        self.peers.clear();
    }

    /// A device is unplugged.
    pub(crate) fn unplug(&mut self, kind: Slot) -> Vec<MediaEvent> {
        self.captures.unplug(kind)
    }

    fn open(
        &mut self,
        peer: MediaPeerId,
        ice: IceConfiguration,
        slots: Vec<Slot>,
    ) -> Result<Pending, String> {
        if self.last_peer >= Some(peer) {
            return Err(format!("{peer:?} was used before"));
        }
        self.last_peer = Some(peer);
        self.peers.insert(peer, Peer::new(End { page: self.page, peer }, ice, slots));
        Ok(Pending::Nothing)
    }

    fn chain(&mut self, peer: MediaPeerId, operation: Operation) -> Result<Pending, String> {
        let starts = self.known(peer)?.chain(operation);
        Ok(if starts { Pending::Operation(peer) } else { Pending::Nothing })
    }

    fn send(&mut self, peer: MediaPeerId, slot: Slot, capture: Option<CaptureId>) -> Result<Pending, String> {
        if let Some(capture) = capture.filter(|capture| !self.captures.is_live(*capture)) {
            return Err(format!("{capture:?} has no live track that could be put on {peer:?}"));
        }
        self.known(peer)?.send(slot, capture);
        Ok(Pending::Nothing)
    }

    fn shape(&mut self, peer: MediaPeerId, slot: Slot, shape: Shape) -> Result<Pending, String> {
        if !matches!(slot, Slot::Camera | Slot::Screen) {
            return Err(format!("{slot:?} has no picture whose size could be set"));
        }
        self.known(peer)?.shapes.insert(slot, shape);
        Ok(Pending::Nothing)
    }

    fn known(&mut self, peer: MediaPeerId) -> Result<&mut Peer, String> {
        self.peers.get_mut(&peer).ok_or_else(|| format!("{peer:?} is not open"))
    }
}

use std::cell::RefCell;
use std::rc::Rc;

use offhook_core::{CaptureId, CaptureSource, MediaCommand, MediaEvent, MediaPeerId};
use offhook_protocol::{IceConfiguration, Slot};
use web_sys::MediaStream;

use super::Sink;
use super::capture::{Captures, TrackKind};
use super::devices::Devices;
use super::local_stream::LocalStreams;
use super::peer::{Operation, Peer};
use super::spawn::spawn;

/// Does what a client wants of the browser's media. Dropping it closes everything.
pub(crate) struct Media {
    sink: Sink<MediaEvent>,
    devices: Rc<Devices>,
    streams: Rc<LocalStreams>,
    captures: Rc<Captures>,
    peers: RefCell<Vec<Rc<Peer>>>,
}

impl Media {
    /// What happens is reported to `sink`, never from within [`Media::execute`].
    pub(crate) fn new(sink: Sink<MediaEvent>, devices: Rc<Devices>, streams: Rc<LocalStreams>) -> Media {
        Media { captures: Captures::new(sink.clone()), sink, devices, streams, peers: RefCell::default() }
    }

    /// Does one thing.
    pub(crate) fn execute(&self, command: MediaCommand) {
        match command {
            MediaCommand::Capture { capture, source } => self.capture(capture, source),
            MediaCommand::Release { capture } => self.captures.release(capture),
            MediaCommand::OpenPeer { peer, ice, slots } => self.open_peer(peer, &ice, &slots),
            MediaCommand::Configure { peer, ice } => self.configure(peer, &ice),
            MediaCommand::Offer { peer, generation, restart, sending } => {
                self.enqueue(peer, Operation::Offer { generation, restart, sending });
            }
            MediaCommand::SetRemote { peer, description, sending } => {
                self.enqueue(peer, Operation::SetRemote { description, sending });
            }
            MediaCommand::AddCandidate { peer, candidate } => {
                self.enqueue(peer, Operation::AddCandidate(candidate));
            }
            MediaCommand::Send { peer, slot, capture } => {
                let track = capture.and_then(|capture| self.captures.track(capture));
                self.enqueue(peer, Operation::Put { slot, track });
            }
            MediaCommand::Play { peer, on } => {
                if let Some(peer) = self.peer(peer) {
                    peer.play(on);
                }
            }
            MediaCommand::ClosePeer { peer } => self.close_peer(peer),
        }
    }

    /// What comes in on a slot of a peer, to be shown; the same object every time.
    pub(crate) fn remote_stream(&self, peer: MediaPeerId, slot: Slot) -> Option<MediaStream> {
        self.peer(peer)?.remote(slot)
    }

    fn capture(&self, id: CaptureId, source: CaptureSource) {
        match source {
            CaptureSource::Microphone => {
                self.captures.start(id, TrackKind::Audio, Some(self.devices.open_microphone()));
            }
            CaptureSource::Video(stream) => {
                self.captures.start(id, TrackKind::Video, self.streams.open(stream))
            }
        }
    }

    fn open_peer(&self, id: MediaPeerId, ice: &IceConfiguration, slots: &[Slot]) {
        match Peer::open(id, ice, slots, self.devices.clone(), self.sink.clone()) {
            Some(peer) => self.peers.borrow_mut().push(peer),
            None => {
                let sink = self.sink.clone();
                spawn(async move { sink(MediaEvent::NegotiationFailed { peer: id }) });
            }
        }
    }

    fn configure(&self, id: MediaPeerId, ice: &IceConfiguration) {
        if let Some(peer) = self.peer(id) {
            peer.configure(ice);
        }
    }

    fn close_peer(&self, id: MediaPeerId) {
        let mut peers = self.peers.borrow_mut();
        if let Some(index) = peers.iter().position(|peer| peer.id == id) {
            peers.swap_remove(index).close();
        }
    }

    fn enqueue(&self, id: MediaPeerId, operation: Operation) {
        if let Some(peer) = self.peer(id) {
            peer.enqueue(operation);
        }
    }

    pub(super) fn peer(&self, id: MediaPeerId) -> Option<Rc<Peer>> {
        self.peers.borrow().iter().find(|peer| peer.id == id).cloned()
    }
}

impl Drop for Media {
    fn drop(&mut self) {
        self.peers.take().iter().for_each(|peer| peer.close());
    }
}

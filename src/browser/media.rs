use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use offhook_core::{CaptureId, CaptureSource, MediaCommand, MediaEvent, MediaPeerId};
use offhook_protocol::{IceConfiguration, Slot};
use web_sys::MediaStream;

use super::Sink;
use super::capture::{Captures, TrackKind};
use super::devices::{Devices, device_kinds, on_device_change};
use super::local_stream::LocalStreams;
use super::open_stream::on_open;
use super::peer::{Operation, Peer};
use super::spawn::spawn;

/// Does what a client wants of the browser's media. Dropping it closes everything.
pub(crate) struct Media {
    sink: Sink<MediaEvent>,
    devices: Rc<Devices>,
    streams: Rc<LocalStreams>,
    captures: Rc<Captures>,
    peers: RefCell<Vec<Rc<Peer>>>,
    _changes: (Option<EventListener>, Sink<()>),
}

impl Media {
    /// What happens is reported to `sink`, never from within [`Media::execute`].
    pub(crate) fn new(sink: Sink<MediaEvent>, devices: Rc<Devices>, streams: Rc<LocalStreams>) -> Media {
        Media {
            captures: Captures::new(sink.clone()),
            _changes: watch_devices(sink.clone()),
            sink,
            devices,
            streams,
            peers: RefCell::default(),
        }
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
                let track = capture.and_then(|capture| self.captures.track(capture, slot));
                self.enqueue(peer, Operation::Put { slot, track });
            }
            MediaCommand::Shape { peer, slot, shape } => {
                self.enqueue(peer, Operation::Shape { slot, shape });
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

    /// How loud it is.
    pub(crate) fn remote_level(&self, peer: MediaPeerId, slot: Slot) -> f64 {
        self.peer(peer).map_or(0.0, |peer| peer.level(slot))
    }

    fn capture(&self, id: CaptureId, source: CaptureSource) {
        let (kind, stream) = match source {
            CaptureSource::Audio(stream) => (TrackKind::Audio, stream),
            CaptureSource::Video(stream) | CaptureSource::Screen(stream) => (TrackKind::Video, stream),
        };
        self.captures.start(id, kind, self.streams.open(stream));
    }

    fn open_peer(&self, id: MediaPeerId, ice: &IceConfiguration, slots: &[Slot]) {
        let (devices, captures) = (self.devices.clone(), self.captures.clone());
        match Peer::open(id, ice, slots, devices, captures, self.sink.clone()) {
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

    /// An open peer.
    pub(crate) fn peer(&self, id: MediaPeerId) -> Option<Rc<Peer>> {
        self.peers.borrow().iter().find(|peer| peer.id == id).cloned()
    }
}

impl Drop for Media {
    fn drop(&mut self) {
        self.peers.take().iter().for_each(|peer| peer.close());
    }
}

/// Reports which kinds of devices there are, whenever that may be news.
fn watch_devices(sink: Sink<MediaEvent>) -> (Option<EventListener>, Sink<()>) {
    let report: Sink<()> = Rc::new(move |()| {
        let sink = sink.clone();
        spawn(async move {
            let (microphone, speaker) = device_kinds().await;
            sink(MediaEvent::Devices { microphone, speaker });
        });
    });
    on_open(&report);
    let again = report.clone();
    (on_device_change(move || again(())), report)
}

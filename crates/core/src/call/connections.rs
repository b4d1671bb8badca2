//! The media connections of a call: which there are, and what goes over them.

use offhook_protocol::{CallView, LegState, PeerId, PeerState, PeerView, RawId, Signal, Slot};

use super::roster::Incoming;
use super::{Call, Stage};
use crate::desk::Desk;
use crate::event::RemoteStreamId;
use crate::media::{MediaEvent, MediaPeerId};
use crate::peer::Peer;

/// The slots with pictures.
const VIDEO: [Slot; 2] = [Slot::Camera, Slot::Screen];

impl Call {
    pub(crate) fn owns_peer(&self, media: MediaPeerId) -> bool {
        self.peers.iter().any(|peer| peer.media() == media)
    }

    pub(crate) fn live_peers(&self) -> Vec<(MediaPeerId, [Option<RemoteStreamId>; 2])> {
        let mut live = Vec::new();
        for peer in self.peers.iter().filter(|peer| peer.is_live()) {
            let streams = VIDEO.map(|slot| self.people.roster.video_at((peer.media(), slot)));
            live.push((peer.media(), streams));
        }
        live
    }

    pub(crate) fn signal(&mut self, desk: &mut Desk, peer: PeerId, signal: Signal) {
        let is_asked = signal == Signal::NeedWanted;
        if let Some(peer) = self.peers.iter_mut().find(|known| known.id() == peer) {
            peer.signal(desk, signal);
        }
        if is_asked {
            self.tell_wanted(desk);
        }
        self.sync_media(desk);
    }

    pub(crate) fn peer_event(&mut self, desk: &mut Desk, media: MediaPeerId, event: MediaEvent) {
        if let Some(peer) = self.peers.iter_mut().find(|peer| peer.media() == media) {
            peer.media_event(desk, event);
        }
        self.sync(desk);
    }

    /// A picture is shown this high from now on.
    pub(crate) fn shown_at(&mut self, desk: &mut Desk, stream: RemoteStreamId, height: u32) {
        self.people.roster.shown_at(stream, height);
        self.tell_wanted(desk);
    }

    /// Tells those whose pictures come in how large they are shown.
    pub(super) fn tell_wanted(&mut self, desk: &mut Desk) {
        for peer in self.peers.iter_mut().filter(|peer| peer.is_live()) {
            for slot in VIDEO {
                let here = (peer.media(), slot);
                if let Some(height) = peer.brings(slot).and_then(|of| self.people.roster.height(of, here)) {
                    peer.want(desk, slot, height);
                }
            }
        }
    }

    /// The session with the server goes on after a loss.
    pub(crate) fn resumed(&mut self, desk: &mut Desk) {
        for peer in &mut self.peers {
            peer.resumed(desk);
        }
    }

    /// Opens, changes and closes peers as the view has them.
    pub(super) fn sync_peers(&mut self, desk: &mut Desk, view: &CallView) {
        // The first peer of a placed call is a guess, which stands until the server has found whom to ring.
        let is_undecided = view.state == LegState::Connecting && view.peers.is_empty();
        let is_gone = |peer: &mut Peer| {
            let is_it = |wanted: &PeerView| wanted.id == peer.id() && wanted.offerer == peer.is_offerer();
            !is_undecided && !view.peers.iter().any(is_it)
        };
        for peer in self.peers.extract_if(.., is_gone) {
            peer.close(desk);
        }
        for wanted in &view.peers {
            if !self.peers.iter().any(|peer| peer.id() == wanted.id) {
                self.peers.push(Peer::open(desk, &self.leg, wanted));
            }
            for peer in self.peers.iter_mut().filter(|peer| peer.id() == wanted.id) {
                peer.update(desk, wanted);
            }
        }
    }

    /// Puts on the slots what is to be sent, and plays what is to be heard.
    pub(super) fn sync_media(&mut self, desk: &mut Desk) {
        let in_call = matches!(self.stage, Stage::Joined);
        let accepting = matches!(self.stage, Stage::Accepting(_));
        let heard = in_call && !self.incoming_muted && !self.sources.is_on_hold();
        let receivers = VIDEO.map(|slot| self.live().filter(|peer| peer.receives(slot)).count());
        for peer in &mut self.peers {
            // Who accepts puts the tracks on at once, towards those who are in the call already and so made the offer.
            let may_send = (in_call && peer.is_live()) || (accepting && !peer.is_offerer());
            for slot in PeerView::SLOTS {
                let capture = self.sources.capture_for(slot).filter(|_| may_send && peer.receives(slot));
                peer.send(desk, slot, capture);
            }
            for (slot, receivers) in VIDEO.into_iter().zip(receivers) {
                peer.shape(desk, slot, receivers);
            }
            peer.play(desk, heard && peer.is_live() && !peer.is_paused());
        }
    }

    pub(super) fn has_media(&self) -> bool {
        self.live().any(Peer::is_connected)
    }

    pub(super) fn live(&self) -> impl Iterator<Item = &Peer> {
        self.peers.iter().filter(|peer| peer.is_live())
    }
}

/// How a participant's media of a slot comes in now. Of several devices, that which is connected is heard and seen.
pub(super) fn incoming(peers: &[Peer], participant: &RawId, slot: Slot) -> Option<Incoming> {
    let carriers = || peers.iter().filter(|peer| peer.is_live() && peer.carries(participant, slot));
    let peer = carriers().find(|peer| peer.state() == Some(PeerState::Connected)).or(carriers().next())?;
    Some(Incoming {
        at: (peer.media(), slot),
        is_received: peer.reception().is_receiving(slot),
        is_speech: peer.reception().is_speaking(),
    })
}

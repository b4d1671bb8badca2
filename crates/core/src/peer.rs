//! One media connection of a call: who offers, what is negotiated, what is sent on which slot.

use std::time::Duration;

use offhook_protocol::{
    Candidate, ClientMessage, Description, DescriptionKind, LegId, PeerId, PeerState, PeerView, RawId,
    Signal, Slot, Timestamp, Track, Wanted,
};

use crate::adaptation::{Shape, step};
use crate::desk::Desk;
use crate::media::{CaptureId, MediaCommand, MediaEvent, MediaPeerId};
use crate::reception::Reception;

/// How long a connection may be gone before ICE is restarted; it often comes back by itself.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long a restart gets before the next one.
const NEXT_RESTART: Duration = Duration::from_secs(8);

/// One media connection. One end offers for its whole life, so there is no glare (RFC 8829 section 4.1.8).
#[derive(Debug)]
pub(crate) struct Peer {
    leg: LegId,
    id: PeerId,
    media: MediaPeerId,
    offerer: bool,
    /// Whether there is something that media comes out of: the offerer makes its slots, the other end has them from the offer.
    has_slots: bool,
    live: bool,
    paused: bool,
    tracks: Vec<Track>,
    negotiation: Negotiation,
    generation: u32,
    state: Option<PeerState>,
    was_connected: bool,
    sending: Vec<(Slot, CaptureId)>,
    /// What is sent of pictures at most.
    shapes: Vec<(Slot, Shape)>,
    /// How high the other end shows what is sent, and this end what comes, as far as they said.
    wanted: Vec<(Slot, u32)>,
    told_wanted: Vec<(Slot, u32)>,
    playing: bool,
    reception: Reception,
    repair_at: Option<Timestamp>,
    repaired_at: Option<Timestamp>,
}

/// What negotiation waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Negotiation {
    /// Offerer: for the browser to make the offer.
    Offer,
    /// Offerer: for the other end.
    Answer,
    /// Offerer: for nothing. Answerer: for an offer.
    Settled,
}

impl Peer {
    /// Opens it; the offerer makes its first offer at once.
    pub(crate) fn open(desk: &mut Desk, leg: &LegId, view: &PeerView) -> Peer {
        let media = desk.numbers.peer();
        let slots = if view.offerer { view.slots.clone() } else { Vec::new() };
        desk.media(MediaCommand::OpenPeer { peer: media, ice: desk.session.ice(), slots });
        let mut peer = Peer {
            leg: leg.clone(),
            id: view.id,
            media,
            offerer: view.offerer,
            has_slots: view.offerer,
            live: false,
            paused: false,
            tracks: Vec::new(),
            negotiation: Negotiation::Settled,
            generation: 0,
            state: None,
            was_connected: false,
            sending: Vec::new(),
            shapes: Vec::new(),
            wanted: Vec::new(),
            told_wanted: Vec::new(),
            playing: false,
            reception: Reception::default(),
            repair_at: None,
            repaired_at: None,
        };
        if peer.offerer {
            peer.offer(desk);
        }
        peer
    }

    pub(crate) fn close(self, desk: &mut Desk) {
        desk.media(MediaCommand::ClosePeer { peer: self.media });
    }

    /// Takes over what the server says of it now.
    pub(crate) fn update(&mut self, desk: &mut Desk, view: &PeerView) {
        self.tracks = view.tracks.clone();
        self.paused = view.paused;
        let became_live = view.live && !self.live;
        self.live = view.live;
        if became_live && matches!(self.state, Some(PeerState::Disconnected | PeerState::Failed)) {
            self.repair_at = Some(desk.now);
        }
    }

    pub(crate) fn id(&self) -> PeerId {
        self.id
    }

    pub(crate) fn media(&self) -> MediaPeerId {
        self.media
    }

    pub(crate) fn is_offerer(&self) -> bool {
        self.offerer
    }

    pub(crate) fn is_live(&self) -> bool {
        self.live
    }

    /// Whether one of its ends has the call on hold.
    pub(crate) fn is_paused(&self) -> bool {
        self.paused
    }

    pub(crate) fn is_connected(&self) -> bool {
        self.state == Some(PeerState::Connected)
    }

    /// Whether it was connected at any time.
    pub(crate) fn was_connected(&self) -> bool {
        self.was_connected
    }

    pub(crate) fn state(&self) -> Option<PeerState> {
        self.state
    }

    pub(crate) fn reception(&self) -> &Reception {
        &self.reception
    }

    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        self.repair_at
    }

    /// Whose media comes on a slot.
    pub(crate) fn brings(&self, slot: Slot) -> Option<&RawId> {
        self.tracks.iter().find(|track| track.slot == slot).map(|track| &track.participant)
    }

    /// Whether it brings this participant's media for a slot, and there is something that it comes out of.
    pub(crate) fn carries(&self, participant: &RawId, slot: Slot) -> bool {
        self.has_slots && self.brings(slot) == Some(participant)
    }

    /// Puts a capture on a slot or takes it off, if that is a change.
    pub(crate) fn send(&mut self, desk: &mut Desk, slot: Slot, capture: Option<CaptureId>) {
        if set(&mut self.sending, slot, capture) {
            desk.media(MediaCommand::Send { peer: self.media, slot, capture });
        }
    }

    /// Whether what is sent on a slot is of use to the other end.
    pub(crate) fn receives(&self, slot: Slot) -> bool {
        !self.paused && get(&self.wanted, slot) != Some(0)
    }

    /// Sends no more of a picture than one of so many receivers gets.
    pub(crate) fn shape(&mut self, desk: &mut Desk, slot: Slot, receivers: usize) {
        if get(&self.sending, slot).is_none() {
            return;
        }
        if let Some(shape) = Shape::of(slot, receivers, get(&self.wanted, slot))
            && set(&mut self.shapes, slot, Some(shape))
        {
            desk.media(MediaCommand::Shape { peer: self.media, slot, shape });
        }
    }

    /// Lets the other end know how high its picture is shown here. Who was told nothing yet sends the most.
    pub(crate) fn want(&mut self, desk: &mut Desk, slot: Slot, height: u32) {
        let height = step(height);
        if get(&self.told_wanted, slot).unwrap_or(u32::MAX) != height {
            set(&mut self.told_wanted, slot, Some(height));
            self.say(desk, Signal::Wanted(Wanted { slot, height }));
        }
    }

    /// What the other end said may be lost. Both say again how high they show what comes to them, as the other may have asked
    /// for it, too; and what was negotiated until now without success is negotiated anew.
    pub(crate) fn resynced(&mut self, desk: &mut Desk) {
        if self.live {
            self.wanted.clear();
            self.told_wanted.clear();
            self.say(desk, Signal::NeedWanted);
        }
        if !self.is_connected() && self.repaired_at != Some(desk.now) {
            self.repair(desk);
        }
    }

    pub(crate) fn play(&mut self, desk: &mut Desk, on: bool) {
        if self.playing != on {
            self.playing = on;
            desk.media(MediaCommand::Play { peer: self.media, on });
        }
    }

    /// Takes what the other end says.
    pub(crate) fn signal(&mut self, desk: &mut Desk, signal: Signal) {
        match signal {
            Signal::Description(description) => self.remote_description(desk, description),
            Signal::Candidate(candidate) if candidate.generation >= self.generation => {
                desk.media(MediaCommand::AddCandidate { peer: self.media, candidate });
            }
            // Of an ICE session that was restarted since.
            Signal::Candidate(_) => {}
            Signal::NeedOffer => self.need_offer(desk),
            Signal::Wanted(Wanted { slot, height }) => {
                set(&mut self.wanted, slot, Some(height));
            }
            Signal::NeedWanted => self.told_wanted.clear(),
        }
    }

    /// Takes what the browser says.
    pub(crate) fn media_event(&mut self, desk: &mut Desk, event: MediaEvent) {
        match event {
            MediaEvent::Described { description, .. } => self.described(desk, description),
            MediaEvent::Candidate { candidate, .. } => self.found(desk, candidate),
            MediaEvent::PeerState { state, .. } => self.state_changed(desk, state),
            MediaEvent::NegotiationFailed { .. } => {
                self.negotiation = Negotiation::Settled;
                self.repair_at = Some(desk.now + PATIENCE);
            }
            _ => self.reception.take(&event),
        }
    }

    pub(crate) fn timeout(&mut self, desk: &mut Desk) {
        if self.repair_at.is_some_and(|at| at <= desk.now) {
            self.repair(desk);
        }
    }

    /// The way to the server is back: what waited for it is done now. What was said before it was lost arrives, too, and need
    /// not be said again.
    pub(crate) fn resumed(&mut self, desk: &mut Desk) {
        if self.repair_at.is_some() && !self.was_repaired_lately(desk) {
            self.repair(desk);
        }
    }

    /// Restarts ICE, or asks the offerer to. Without the server nothing would get through, so it waits for that.
    fn repair(&mut self, desk: &mut Desk) {
        self.repair_at = Some(desk.now + NEXT_RESTART);
        if !desk.session.is_online() {
            return;
        }
        if self.offerer {
            self.restart(desk);
        } else {
            self.repaired_at = Some(desk.now);
            self.say(desk, Signal::NeedOffer);
        }
    }

    fn was_repaired_lately(&self, desk: &Desk) -> bool {
        self.repaired_at.is_some_and(|at| desk.now - at < NEXT_RESTART / 2)
    }

    /// The other end has lost the connection, as this one may have, too: one restart serves both.
    fn need_offer(&mut self, desk: &mut Desk) {
        if self.offerer && !self.was_repaired_lately(desk) {
            self.restart(desk);
        }
    }

    /// A new offer, also where the answer to the last one is missing: a late answer is told by its generation.
    fn restart(&mut self, desk: &mut Desk) {
        if self.negotiation != Negotiation::Offer {
            self.generation += 1;
            self.repaired_at = Some(desk.now);
            self.configure(desk);
            self.offer(desk);
        }
    }

    /// The credentials that it was opened with may have expired since.
    fn configure(&self, desk: &mut Desk) {
        desk.media(MediaCommand::Configure { peer: self.media, ice: desk.session.ice() });
    }

    fn offer(&mut self, desk: &mut Desk) {
        self.negotiation = Negotiation::Offer;
        desk.media(MediaCommand::Offer {
            peer: self.media,
            generation: self.generation,
            restart: self.generation > 0,
            sending: self.sending_slots(),
        });
    }

    fn remote_description(&mut self, desk: &mut Desk, description: Description) {
        let expected = match description.kind {
            DescriptionKind::Offer => !self.offerer && description.generation >= self.generation,
            DescriptionKind::Answer => {
                self.negotiation == Negotiation::Answer && description.generation == self.generation
            }
        };
        if !expected {
            return;
        }
        self.generation = description.generation;
        self.negotiation = Negotiation::Settled;
        if !self.offerer {
            self.configure(desk);
        }
        let sending = self.sending_slots();
        desk.media(MediaCommand::SetRemote { peer: self.media, description, sending });
    }

    fn described(&mut self, desk: &mut Desk, description: Description) {
        self.has_slots = true;
        if self.offerer && self.negotiation == Negotiation::Offer {
            self.negotiation = Negotiation::Answer;
        }
        self.say(desk, Signal::Description(description));
    }

    fn found(&mut self, desk: &mut Desk, candidate: Candidate) {
        if candidate.generation == self.generation {
            self.say(desk, Signal::Candidate(candidate));
        }
    }

    fn state_changed(&mut self, desk: &mut Desk, state: PeerState) {
        if self.state == Some(state) {
            return;
        }
        self.state = Some(state);
        self.was_connected |= self.is_connected();
        self.repair_at = match state {
            PeerState::Connected => None,
            PeerState::Disconnected => self.repair_at.or(Some(desk.now + PATIENCE)),
            PeerState::Failed => Some(desk.now),
        };
        desk.request(ClientMessage::Peer { leg: self.leg.clone(), peer: self.id, state });
    }

    fn say(&self, desk: &mut Desk, signal: Signal) {
        desk.request(ClientMessage::Negotiate { leg: self.leg.clone(), peer: self.id, signal });
    }

    fn sending_slots(&self) -> Vec<Slot> {
        self.sending.iter().map(|(slot, _)| *slot).collect()
    }
}

/// What stands in a list for a slot.
fn get<T: Copy>(list: &[(Slot, T)], slot: Slot) -> Option<T> {
    list.iter().find(|(other, _)| *other == slot).map(|(_, value)| *value)
}

/// Lets something else stand there; whether that is a change.
fn set<T: Copy + PartialEq>(list: &mut Vec<(Slot, T)>, slot: Slot, value: Option<T>) -> bool {
    let changes = get(list, slot) != value;
    if changes {
        list.retain(|(other, _)| *other != slot);
        list.extend(value.map(|value| (slot, value)));
    }
    changes
}

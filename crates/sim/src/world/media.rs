//! What the browsers do with the clients' commands, and what passes between them.

use std::ops::RangeInclusive;
use std::time::Duration;

use offhook_core::{Input, MediaCommand, MediaEvent, MediaPeerId, Shape};
use offhook_protocol::{Candidate, IceConfiguration, LegId, PeerState, Slot};

use super::{Happening, World};
use crate::browser::{Address, End, Outcome, Peer, Pending, Surroundings};
use crate::page::{Mind, Page, PageId};
use crate::schedule::Haste;

/// Milliseconds until a browser looks at what arrives.
const LOOKS: RangeInclusive<u64> = 1..=400;

/// Media on its way from one page to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Flow {
    /// Who sends it.
    pub from: End,
    /// Where it arrives.
    pub to: End,
    /// What.
    pub slot: Slot,
    /// Whether the page where it arrives plays it.
    pub played: bool,
}

impl World {
    pub(super) fn media_command(&mut self, id: PageId, command: MediaCommand) {
        self.note_page(id, || format!("media: {command:?}"));
        let closes = matches!(command, MediaCommand::ClosePeer { .. });
        let sends = matches!(command, MediaCommand::Send { .. });
        match self.page_mut(id).browser.execute(command) {
            Ok(pending) => self.await_browser(id, pending),
            Err(misuse) => self.page_violation(id, &misuse),
        }
        if closes {
            self.look_at_connections();
        }
        if sends {
            self.look_at_media();
        }
    }

    /// Tells whoever drives the page.
    pub(super) fn media_event(&mut self, id: PageId, event: MediaEvent) {
        self.note_page(id, || format!("media heard: {event:?}"));
        match &self.page(id).mind {
            Mind::Client(_) => self.page_input(id, Input::Media(event)),
            Mind::Intruder(intruder) => {
                if let Some(message) = intruder.pass_on(event) {
                    self.intruder_sends(id, message);
                }
            }
        }
    }

    /// The first operation of a peer's chain is done.
    pub(super) fn operates(&mut self, id: PageId, peer: MediaPeerId) {
        self.last_ufrag += 1;
        let fresh = self.last_ufrag;
        let (now, network) = (self.now, self.page(id).network);
        let Some(connection) = self.page_mut(id).browser.peer_mut(peer) else { return };
        let Outcome { event, gathers, misuse } = connection.perform(fresh, network);
        let expired = gathers.is_some() && connection.has_expired_credentials(now);
        if connection.is_busy() {
            self.await_browser(id, Pending::Operation(peer));
        }
        // What came while a page was frozen is done with the credentials that it had then.
        let is_excused = self.page(id).thawed.is_some_and(|at| now - at < Duration::from_secs(1));
        if expired && !is_excused {
            self.page_violation(id, &format!("{peer:?} gathers with credentials that have expired"));
        }
        // Where somebody keeps to no rule, a browser may be given nonsense by no fault of its page.
        if let Some(misuse) = misuse.filter(|_| self.pages.values().all(Page::is_client)) {
            self.page_violation(id, &format!("{peer:?}: {misuse}"));
        }
        if let Some(event) = event {
            self.media_event(id, event);
        }
        if let Some(local) = gathers {
            let address = Address { ufrag: local.ufrag, network: local.network };
            self.gather(id, peer, address.write(), local.generation);
            self.gather(id, peer, String::new(), local.generation);
        }
        self.look_at_connections();
    }

    pub(super) fn ice(&mut self, id: PageId, peer: MediaPeerId, epoch: u32) {
        let state = self.page_mut(id).browser.peer_mut(peer).and_then(|peer| peer.come_true(epoch));
        if let Some(state) = state {
            self.media_event(id, MediaEvent::PeerState { peer, state });
            self.look_at_connections();
        }
    }

    /// Looks at every connection's future anew, as something has changed.
    pub(super) fn look_at_connections(&mut self) {
        let ends: Vec<End> =
            self.pages.values().flat_map(|page| page.browser.peers().map(|peer| peer.end)).collect();
        for end in ends {
            let Some(peer) = self.peer(end) else { continue };
            let plan = peer.foresee(&self.surroundings(peer));
            let peer = self.page_mut(end.page).browser.peer_mut(end.peer);
            let Some((plan, epoch)) = peer.and_then(|peer| peer.replan(plan)) else { continue };
            let at = self.now + self.random.millis(plan.delay());
            self.schedule.put(at, plan.haste(), Happening::Ice(end.page, end.peer, epoch));
        }
        self.look_at_media();
    }

    /// A page hears of what begins to arrive, or arrives no more, when its browser looks at it the next time.
    fn look_at_media(&mut self) {
        let flows = self.flows();
        let arriving = |end: End| flows.iter().filter(move |flow| flow.to == end).map(|flow| flow.slot);
        let peers = self.pages.values_mut().flat_map(|page| page.browser.peers_mut());
        for peer in peers.filter(|peer| !peer.arrivals.is_due) {
            if !arriving(peer.end).eq(peer.arrivals.told.iter().copied()) {
                peer.arrivals.is_due = true;
                let at = self.now + self.random.millis(LOOKS);
                self.schedule.put(at, Haste::OnTheWay, Happening::Measures(peer.end.page, peer.end.peer));
            }
        }
    }

    pub(super) fn measures(&mut self, id: PageId, peer: MediaPeerId) {
        let flows = self.flows();
        let Some(connection) = self.page_mut(id).browser.peer_mut(peer) else { return };
        let end = connection.end;
        let arriving = flows.iter().filter(|flow| flow.to == end).map(|flow| flow.slot).collect();
        let told = std::mem::replace(&mut connection.arrivals.told, arriving);
        connection.arrivals.is_due = false;
        let news: Vec<Slot> = connection.arrivals.told.symmetric_difference(&told).copied().collect();
        for slot in news {
            self.media_event(id, MediaEvent::Receiving { peer, slot, on: !told.contains(&slot) });
        }
    }

    /// What the browser does next about the descriptions of each media connection fails.
    pub fn fail_negotiation(&mut self, id: PageId) {
        self.note_page(id, || "descriptions fail".to_owned());
        self.page_mut(id).browser.peers_mut().for_each(|peer| peer.fails_next = true);
    }

    /// All media that flows at this moment.
    pub fn flows(&self) -> Vec<Flow> {
        let peers = self.pages.values().flat_map(|page| page.browser.peers());
        peers.flat_map(|peer| self.flows_of(peer)).collect()
    }

    /// To which leg a media connection belongs, once a description has told it.
    pub fn leg_of(&self, end: End) -> Option<&LegId> {
        self.law.leg_of(end)
    }

    /// The leg at the other end of a media connection.
    pub fn far_leg(&self, end: End) -> Option<&LegId> {
        self.leg_of(self.peer(end)?.remote.as_ref()?.owner)
    }

    /// What a page sends of its pictures at most, over each of its media connections.
    pub fn shapes(&self, page: PageId, slot: Slot) -> Vec<Shape> {
        self.page(page).browser.peers().filter_map(|peer| peer.shapes.get(&slot).copied()).collect()
    }

    /// What an end of a media connection sends of a picture at most.
    pub(crate) fn shape(&self, end: End, slot: Slot) -> Option<Shape> {
        self.peer(end)?.shapes.get(&slot).copied()
    }

    /// The state of each of a page's media connections.
    pub fn connections(&self, page: PageId) -> Vec<Option<PeerState>> {
        self.page(page).browser.peers().map(|peer| peer.ice.state).collect()
    }

    /// How each of a page's media connections is configured.
    pub fn configurations(&self, page: PageId) -> impl Iterator<Item = &IceConfiguration> {
        self.page(page).browser.peers().map(|peer| &peer.configuration)
    }

    /// How many devices a page has open, or asked for.
    pub fn open_captures(&self, page: PageId) -> usize {
        self.page(page).browser.captures.open().count()
    }

    fn flows_of(&self, peer: &Peer) -> Vec<Flow> {
        let Some(other) = peer.ice.pair.map(|pair| pair.other).and_then(|other| self.peer(other)) else {
            return Vec::new();
        };
        if !peer.carries_media(&self.surroundings(peer)) {
            return Vec::new();
        }
        let captures = &self.page(peer.end.page).browser.captures;
        peer.tracks()
            .filter(|(slot, capture)| {
                captures.is_live(*capture) && peer.has_slot(*slot) && other.has_slot(*slot)
            })
            .map(|(slot, _)| Flow { from: peer.end, to: other.end, slot, played: other.plays })
            .collect()
    }

    fn peer(&self, end: End) -> Option<&Peer> {
        self.pages.get(&end.page).and_then(|page| page.browser.peer(end.peer))
    }

    fn surroundings(&self, peer: &Peer) -> Surroundings<'_> {
        let here = self.page(peer.end.page);
        let owner = peer.remote.as_ref().map(|remote| remote.owner);
        let there = owner.and_then(|owner| self.pages.get(&owner.page));
        let path = |page: PageId| {
            let pair = (here.id.min(page), here.id.max(page));
            !self.blocked.contains(&pair)
        };
        Surroundings {
            other: owner.and_then(|owner| self.peer(owner)),
            path: there.is_some_and(|there| here.online && there.online && path(there.id)),
            networks: (here.network, there.map_or(0, |there| there.network)),
        }
    }

    fn await_browser(&mut self, id: PageId, pending: Pending) {
        let (delay, happening) = match pending {
            Pending::Nothing => return,
            Pending::Capture(capture) => {
                (self.page(id).browser.devices.delay, Happening::Captures(id, capture))
            }
            Pending::Operation(peer) => (self.random.millis(1..=15), Happening::Operates(id, peer)),
        };
        self.schedule.put(self.now + delay, Haste::OnTheWay, happening);
    }

    /// Candidates come after their description. The empty one says that there are no more.
    fn gather(&mut self, id: PageId, peer: MediaPeerId, candidate: String, generation: u32) {
        let candidate =
            Candidate { candidate, sdp_mid: Some("0".to_owned()), sdp_m_line_index: Some(0), generation };
        let at = self.now + self.random.millis(1..=40);
        self.schedule.put(at, Haste::OnTheWay, Happening::Gathers(id, peer, candidate));
    }
}

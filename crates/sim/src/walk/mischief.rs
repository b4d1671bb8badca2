//! A page that keeps to no rule: what it says is of the protocol, and has no sense.

use offhook_protocol::{
    Candidate, ClientMessage, Description, DescriptionKind, GroupId, Join, LegId, Orders, PeerId, PeerState,
    RawId, Signal, Slot, SlotUse, Sources, StartCall, StartGroup, ThreadId, Wanted,
};

use super::methods::GROUPS;
use super::walker::Walker;
use crate::page::PageId;
use crate::random::Random;
use crate::user_id;

const SLOTS: [Slot; 4] = [Slot::Microphone, Slot::Camera, Slot::Screen, Slot::ScreenAudio];

impl Walker {
    /// Opens such a page, which shows a good token of one of the users.
    pub(super) fn intrude(&mut self, who: usize) {
        if self.intruder().is_none() {
            let users = self.setting.users;
            let page = self.world.open_intruder(users[who % users.len()]);
            self.world.intruder_greets(page, None);
            self.intruder = Some(page);
        }
    }

    /// It says something.
    pub(super) fn make_mischief(&mut self, what: u64) {
        let Some(page) = self.intruder() else { return };
        let random = &mut Random::seeded(what);
        let message = self.mischief(page, random);
        self.world.intruder_sends(page, message);
    }

    /// It goes, and all that it was in goes on without it.
    pub(super) fn end_intrusion(&mut self) {
        if let Some(page) = self.intruder() {
            self.world.kill_page(page);
            self.intruder = None;
        }
    }

    /// The one that there is, if the server did not put it out.
    fn intruder(&self) -> Option<PageId> {
        self.intruder.filter(|page| self.world.intruder(*page).closed.is_none())
    }

    fn mischief(&mut self, page: PageId, random: &mut Random) -> ClientMessage {
        if random.chance(0.15) {
            return self.beginning(random);
        }
        let leg = self.some_leg(page, random);
        match random.below(15) {
            0 => ClientMessage::Ringing { leg },
            1..3 => ClientMessage::Accept { leg, sources: sources(random) },
            3 => ClientMessage::Reject { leg },
            4 => ClientMessage::HangUp { leg },
            5 => ClientMessage::EndForEveryone { leg },
            6 => ClientMessage::Add { leg, participant: self.someone(random), thread: thread(random) },
            7 => ClientMessage::Remove { leg, participant: self.someone(random) },
            8 => {
                let participant = random.chance(0.5).then(|| self.someone(random));
                ClientMessage::MuteOthers { leg, participant }
            }
            9 => {
                let orders = Orders { mute: random.below(3) as u32, stop_screen: random.below(3) as u32 };
                ClientMessage::SetSources { leg, sources: sources(random), obeyed: orders }
            }
            10 => ClientMessage::Peer { leg, peer: peer(random), state: state(random) },
            _ => {
                let peer = peer(random);
                let signal = signal(page, connection(&leg, peer), random);
                ClientMessage::Negotiate { leg, peer, signal }
            }
        }
    }

    /// A new leg, as the law of the simulation knows calls by the ids of their legs.
    fn beginning(&mut self, random: &mut Random) -> ClientMessage {
        let (leg, sources) = (self.world.fresh_leg(), sources(random));
        match random.below(3) {
            0 => ClientMessage::StartCall(StartCall { leg, callee: self.someone(random), sources }),
            1 => {
                let callees = (0..random.below(4)).map(|_| self.someone(random)).collect();
                ClientMessage::StartGroup(StartGroup { leg, callees, thread: thread(random), sources })
            }
            _ => {
                let group = GroupId(GROUPS[random.below(GROUPS.len())].to_owned());
                ClientMessage::Join(Join { leg, group, sources })
            }
        }
    }

    /// Mostly one of its own, else anybody's or nobody's.
    fn some_leg(&mut self, page: PageId, random: &mut Random) -> LegId {
        let own: Vec<&LegId> = self.world.intruder(page).legs().map(|(leg, _)| leg).collect();
        let all: Vec<&LegId> = self.world.server_calls().flat_map(|call| call.legs.keys()).collect();
        let legs = if random.chance(0.8) { own } else { all };
        let leg = random.one_of(&legs).map(|leg| (*leg).clone());
        leg.filter(|_| random.chance(0.9)).unwrap_or_else(|| self.world.fresh_leg())
    }

    fn someone(&self, random: &mut Random) -> RawId {
        user_id(self.setting.users[random.below(self.setting.users.len())])
    }
}

fn thread(random: &mut Random) -> Option<ThreadId> {
    random.chance(0.3).then(|| ThreadId("19:walk@thread.v2".to_owned()))
}

fn sources(random: &mut Random) -> Sources {
    let mut is_on = || random.chance(0.5);
    Sources { muted: is_on(), camera: is_on(), screen: is_on(), screen_audio: is_on(), on_hold: is_on() }
}

fn peer(random: &mut Random) -> PeerId {
    PeerId(PeerId::FIRST.0 + random.below(4) as u32)
}

fn state(random: &mut Random) -> PeerState {
    [PeerState::Connected, PeerState::Disconnected, PeerState::Failed][random.below(3)]
}

/// Its own media connection of a peer, of which the law of the simulation wants each to have another.
fn connection(leg: &LegId, peer: PeerId) -> u32 {
    leg.0.bytes().fold(peer.0, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
}

fn signal(page: PageId, connection: u32, random: &mut Random) -> Signal {
    let generation = [0, 1, 2, u32::MAX][random.below(4)];
    match random.below(6) {
        0..2 => {
            let kind = [DescriptionKind::Offer, DescriptionKind::Answer][random.below(2)];
            let sdp = match random.chance(0.3) {
                true => "v=0".to_owned(),
                false => format!("sdp {} {connection} {} mcsa", page.0, random.below(3)),
            };
            let slots = SLOTS.map(|slot| SlotUse { slot, on: true }).to_vec();
            Signal::Description(Description { kind, generation, sdp, slots })
        }
        2 => {
            let candidate = ["candidate:1 0", "candidate:none", ""][random.below(3)].to_owned();
            Signal::Candidate(Candidate { candidate, sdp_mid: None, sdp_m_line_index: None, generation })
        }
        3 => Signal::NeedOffer,
        4 => {
            let height = [0, 1, 200, u32::MAX][random.below(4)];
            Signal::Wanted(Wanted { slot: SLOTS[random.below(4)], height })
        }
        _ => Signal::NeedWanted,
    }
}

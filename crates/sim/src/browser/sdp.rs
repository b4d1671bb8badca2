use offhook_core::MediaPeerId;
use offhook_protocol::Slot;

use crate::page::PageId;

/// What the fake browsers' session descriptions say: who made it, the ICE credentials, and the media sections.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Sdp {
    /// Whose it is: stands for the DTLS fingerprint.
    pub(crate) owner: End,
    pub(crate) ufrag: u32,
    pub(crate) sections: Vec<Slot>,
}

/// One end of a media connection.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct End {
    /// Where.
    pub page: PageId,
    /// Which of that page's.
    pub peer: MediaPeerId,
}

impl Sdp {
    pub(crate) fn write(&self) -> String {
        let sections: String = self.sections.iter().map(|slot| letter(*slot)).collect();
        format!("sdp {} {} {} {sections}", self.owner.page.0, self.owner.peer.0, self.ufrag)
    }

    /// `None` is what a browser cannot read.
    pub(crate) fn read(text: &str) -> Option<Sdp> {
        let mut words = text.split(' ');
        let (Some("sdp"), Some(page), Some(peer), Some(ufrag), Some(sections), None) =
            (words.next(), words.next(), words.next(), words.next(), words.next(), words.next())
        else {
            return None;
        };
        let owner = End { page: PageId(page.parse().ok()?), peer: MediaPeerId(peer.parse().ok()?) };
        let sections = sections.chars().map(slot).collect::<Option<Vec<Slot>>>()?;
        Some(Sdp { owner, ufrag: ufrag.parse().ok()?, sections })
    }
}

/// Where an end can be reached: a candidate of the fake browsers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Address {
    pub(crate) ufrag: u32,
    /// Which of its page's networks it is on.
    pub(crate) network: u32,
}

impl Address {
    pub(crate) fn write(self) -> String {
        format!("candidate:{} {}", self.ufrag, self.network)
    }

    pub(crate) fn read(text: &str) -> Option<Address> {
        let (ufrag, network) = text.strip_prefix("candidate:")?.split_once(' ')?;
        Some(Address { ufrag: ufrag.parse().ok()?, network: network.parse().ok()? })
    }
}

fn letter(slot: Slot) -> char {
    match slot {
        Slot::Microphone => 'm',
        Slot::Camera => 'c',
        Slot::Screen => 's',
        Slot::ScreenAudio => 'a',
    }
}

fn slot(letter: char) -> Option<Slot> {
    match letter {
        'm' => Some(Slot::Microphone),
        'c' => Some(Slot::Camera),
        's' => Some(Slot::Screen),
        'a' => Some(Slot::ScreenAudio),
        _ => None,
    }
}

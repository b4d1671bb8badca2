//! What arrives on a peer, by what the browser measures.

use offhook_protocol::Slot;

use crate::media::MediaEvent;
use crate::quality::{Judgement, Quality};

#[derive(Debug, Default)]
pub(crate) struct Reception {
    receiving: Vec<Slot>,
    speaking: bool,
    received: Judgement,
    sent: Judgement,
}

impl Reception {
    pub(crate) fn take(&mut self, event: &MediaEvent) {
        match *event {
            MediaEvent::Receiving { slot, on, .. } => {
                self.receiving.retain(|other| *other != slot);
                self.receiving.extend(on.then_some(slot));
            }
            MediaEvent::Speaking { on, .. } => self.speaking = on,
            MediaEvent::Measured { received, sent, .. } => {
                received.into_iter().for_each(|sample| self.received.take(sample));
                sent.into_iter().for_each(|sample| self.sent.take(sample));
            }
            _ => {}
        }
    }

    pub(crate) fn is_receiving(&self, slot: Slot) -> bool {
        self.receiving.contains(&slot)
    }

    pub(crate) fn is_speaking(&self) -> bool {
        self.speaking
    }

    /// Of what arrives here, and of what arrives there.
    pub(crate) fn qualities(&self) -> (Quality, Quality) {
        (self.received.quality(), self.sent.quality())
    }
}

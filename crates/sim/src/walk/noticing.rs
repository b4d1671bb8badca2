//! What browsers notice.

use offhook_core::{MediaEvent, Sample, Sound};
use offhook_protocol::Slot;

use super::action::Noticed;
use super::walker::Walker;
use crate::page::PageId;

/// That all is as it should be.
const ALL_WELL: [Noticed; 7] = [
    Noticed::Sound(Sound::Quiet),
    Noticed::Stalled(Slot::Microphone, false),
    Noticed::Stalled(Slot::Camera, false),
    Noticed::Stalled(Slot::Screen, false),
    Noticed::Speaking(false),
    Noticed::Loss(0),
    Noticed::Devices(true),
];

impl Walker {
    pub(super) fn notice(&mut self, page: PageId, noticed: Noticed) {
        let world = &mut self.world;
        match noticed {
            Noticed::Sound(sound) => {
                let event = |capture| MediaEvent::CaptureSound { capture, sound };
                world.notice_capture(page, Slot::Microphone, event);
            }
            Noticed::Stalled(slot, stalled) => {
                world.notice_capture(page, slot, |capture| MediaEvent::CaptureStalled { capture, stalled });
            }
            Noticed::Speaking(on) => world.measure_peers(page, |peer| MediaEvent::Speaking { peer, on }),
            Noticed::Loss(lost) => {
                let sample = Some(Sample { lost, round_trip: 0 });
                // Two in a row count.
                for _ in 0..2 {
                    let event = |peer| MediaEvent::Measured { peer, received: sample, sent: sample };
                    world.measure_peers(page, event);
                }
            }
            Noticed::Devices(there) => {
                world.notice(page, MediaEvent::Devices { microphone: there, speaker: there });
            }
        }
    }

    pub(super) fn notice_all_well(&mut self, page: PageId) {
        ALL_WELL.into_iter().for_each(|noticed| self.notice(page, noticed));
    }
}

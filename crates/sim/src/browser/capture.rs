use std::collections::BTreeMap;
use std::time::Duration;

use offhook_core::{CaptureError, CaptureId, CaptureSource, MediaEvent};
use offhook_protocol::Slot;

/// What `getUserMedia` does when a device is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Device {
    /// It opens it.
    Works,
    /// It rejects.
    Fails(CaptureError),
    /// The user does not answer the browser's question.
    Unanswered,
}

/// A page's microphone and camera, and how long they take to open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Devices {
    /// The microphone.
    pub microphone: Device,
    /// The camera.
    pub camera: Device,
    /// What the user answers when a screen is asked for.
    pub screen: Device,
    /// How long the user and the device take.
    pub delay: Duration,
}

impl Devices {
    pub(crate) fn new(delay: Duration) -> Devices {
        Devices { microphone: Device::Works, camera: Device::Works, screen: Device::Works, delay }
    }

    /// One of them.
    pub fn of_mut(&mut self, kind: Slot) -> &mut Device {
        match kind {
            Slot::Microphone => &mut self.microphone,
            Slot::Camera => &mut self.camera,
            Slot::Screen | Slot::ScreenAudio => &mut self.screen,
        }
    }

    fn of(&self, kind: Slot) -> Device {
        match kind {
            Slot::Microphone => self.microphone,
            Slot::Camera => self.camera,
            Slot::Screen | Slot::ScreenAudio => self.screen,
        }
    }
}

/// The captures that a page has asked for and not released.
#[derive(Debug, Default)]
pub(crate) struct Captures {
    held: BTreeMap<CaptureId, (Slot, Stage)>,
    last: Option<CaptureId>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    Opening,
    Live,
    /// It could not be opened.
    Failed,
    /// The device went away.
    Ended,
}

impl Captures {
    /// Asks for a device. Whether an answer is to be expected.
    pub(crate) fn ask(
        &mut self,
        devices: &Devices,
        capture: CaptureId,
        source: CaptureSource,
    ) -> Result<bool, String> {
        if self.last >= Some(capture) {
            return Err(format!("{capture:?} was used before"));
        }
        let kind = match source {
            CaptureSource::Audio(_) => Slot::Microphone,
            CaptureSource::Video(_) => Slot::Camera,
            CaptureSource::Screen(_) => Slot::Screen,
        };
        self.last = Some(capture);
        self.held.insert(capture, (kind, Stage::Opening));
        Ok(devices.of(kind) != Device::Unanswered)
    }

    /// The user has answered, or the device is open. Nothing where nobody waits any more.
    pub(crate) fn answer(&mut self, devices: &Devices, capture: CaptureId) -> Option<MediaEvent> {
        let (kind, stage) = self.held.get_mut(&capture).filter(|(_, stage)| *stage == Stage::Opening)?;
        match devices.of(*kind) {
            Device::Works => {
                *stage = Stage::Live;
                Some(MediaEvent::Captured { capture, has_audio: *kind != Slot::Camera })
            }
            Device::Fails(cause) => {
                *stage = Stage::Failed;
                Some(MediaEvent::CaptureFailed { capture, cause })
            }
            Device::Unanswered => None,
        }
    }

    pub(crate) fn release(&mut self, capture: CaptureId) -> Result<(), String> {
        match self.held.remove(&capture) {
            Some(_) => Ok(()),
            None => Err(format!("{capture:?} was released before, or never asked for")),
        }
    }

    /// A device is unplugged: all its captures end.
    pub(crate) fn unplug(&mut self, kind: Slot) -> Vec<MediaEvent> {
        let live = self.held.iter_mut().filter(|(_, held)| **held == (kind, Stage::Live));
        live.map(|(capture, held)| {
            held.1 = Stage::Ended;
            MediaEvent::CaptureEnded { capture: *capture }
        })
        .collect()
    }

    /// What is captured of a kind now.
    pub(crate) fn live(&self, kind: Slot) -> Vec<CaptureId> {
        let live = self.held.iter().filter(|(_, held)| **held == (kind, Stage::Live));
        live.map(|(capture, _)| *capture).collect()
    }

    pub(crate) fn is_live(&self, capture: CaptureId) -> bool {
        self.held.get(&capture).is_some_and(|(_, stage)| *stage == Stage::Live)
    }

    /// What is open, or is being opened, or was unplugged and not let go. What failed holds nothing.
    pub(crate) fn open(&self) -> impl Iterator<Item = CaptureId> {
        self.held.iter().filter(|(_, (_, stage))| *stage != Stage::Failed).map(|(capture, _)| *capture)
    }

    /// What waits for the user's answer, or for the device.
    pub(crate) fn opening(&self) -> impl Iterator<Item = CaptureId> {
        self.held.iter().filter(|(_, (_, stage))| *stage == Stage::Opening).map(|(capture, _)| *capture)
    }

    pub(crate) fn clear(&mut self) {
        self.held.clear();
    }
}

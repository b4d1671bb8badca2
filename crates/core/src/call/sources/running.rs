use super::{open, release};
use crate::desk::Desk;
use crate::media::{CaptureId, CaptureSource, MediaEvent};

/// An open capture, and the one that is to replace it while that is being opened.
#[derive(Debug)]
pub(super) struct Running {
    capture: CaptureId,
    next: Option<CaptureId>,
}

/// What an event is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Heard {
    /// The capture there is.
    OfThis,
    /// Its replacement has taken its place by that.
    Renewed,
    /// None of it.
    OfAnother,
}

impl Running {
    pub(super) fn new(capture: CaptureId) -> Running {
        Running { capture, next: None }
    }

    pub(super) fn capture(&self) -> CaptureId {
        self.capture
    }

    /// Something else is behind the source now.
    pub(super) fn renew(&mut self, desk: &mut Desk, source: CaptureSource) {
        release(desk, [self.next.take()]);
        self.next = Some(open(desk, source));
    }

    /// What this is about. If the replacement fails, the capture there is goes on.
    pub(super) fn hear(&mut self, desk: &mut Desk, event: &MediaEvent) -> Heard {
        let Some(next) = self.next.take_if(|next| event.capture() == Some(*next)) else {
            return if event.capture() == Some(self.capture) { Heard::OfThis } else { Heard::OfAnother };
        };
        let MediaEvent::Captured { .. } = event else { return Heard::OfAnother };
        let outdated = std::mem::replace(&mut self.capture, next);
        release(desk, [Some(outdated)]);
        Heard::Renewed
    }

    pub(super) fn release(self, desk: &mut Desk) {
        release(desk, [Some(self.capture), self.next]);
    }
}

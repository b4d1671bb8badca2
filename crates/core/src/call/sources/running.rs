use super::{open, release};
use crate::desk::Desk;
use crate::media::{CaptureId, CaptureSource, MediaEvent};

/// An open capture, and the one that is to replace it while that is being opened.
#[derive(Debug)]
pub(super) struct Running {
    capture: CaptureId,
    next: Option<CaptureId>,
}

impl Running {
    pub(super) fn new(capture: CaptureId) -> Running {
        Running { capture, next: None }
    }

    pub(super) fn capture(&self) -> CaptureId {
        self.capture
    }

    /// Something else is behind the source now.
    pub(super) fn renew(&mut self, desk: &mut Desk<'_>, source: CaptureSource) {
        release(desk, [self.next.take()]);
        self.next = Some(open(desk, source));
    }

    /// Whether this is about the capture there is. Of its replacement it takes note by itself: if that fails, the capture
    /// there is goes on.
    pub(super) fn is_meant(&mut self, desk: &mut Desk<'_>, event: &MediaEvent) -> bool {
        let Some(next) = self.next.take_if(|next| event.capture() == Some(*next)) else {
            return event.capture() == Some(self.capture);
        };
        if let MediaEvent::Captured { .. } = event {
            let outdated = std::mem::replace(&mut self.capture, next);
            release(desk, [Some(outdated)]);
        }
        false
    }

    pub(super) fn release(self, desk: &mut Desk<'_>) {
        release(desk, [Some(self.capture), self.next]);
    }
}

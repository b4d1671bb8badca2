use offhook_protocol::{ApiError, LegId};

use super::running::{Heard, Running};
use super::{error_of, open, release};
use crate::desk::Desk;
use crate::event::{Diagnostic, Event};
use crate::input::{LocalStreamId, RequestId};
use crate::media::{CaptureError, CaptureId, CaptureSource, MediaEvent};

/// What was just opened is not known to have any trouble.
const IS_WELL: [Diagnostic; 4] = [
    Diagnostic::CameraPermissionDenied(false),
    Diagnostic::CameraStartFailed(false),
    Diagnostic::CameraStopped(false),
    Diagnostic::CameraFrozen(false),
];

/// The video that a call sends.
#[derive(Debug)]
pub(super) struct Camera {
    leg: LegId,
    state: State,
}

#[derive(Debug)]
enum State {
    Off,
    /// For the browser, and who asked for it by `startVideo`.
    Starting(LocalStreamId, CaptureId, Option<RequestId>),
    On(LocalStreamId, Running),
}

impl Camera {
    pub(super) fn new(leg: LegId) -> Camera {
        Camera { leg, state: State::Off }
    }

    pub(super) fn is_on(&self) -> bool {
        matches!(self.state, State::On(..))
    }

    pub(super) fn sent(&self) -> Option<CaptureId> {
        match &self.state {
            State::On(_, running) => Some(running.capture()),
            State::Off | State::Starting(..) => None,
        }
    }

    pub(super) fn start(&mut self, desk: &mut Desk<'_>, request: RequestId, stream: LocalStreamId) {
        match self.state {
            State::Off => self.open(desk, stream, Some(request)),
            State::Starting(..) | State::On(..) => desk.done(request, Err(ApiError::VIDEO_ALREADY_ON)),
        }
    }

    /// Sends nothing; what that says of the camera.
    pub(super) fn stop(
        &mut self,
        desk: &mut Desk<'_>,
        request: RequestId,
        stream: LocalStreamId,
    ) -> Vec<Diagnostic> {
        let refused = match self.state {
            State::Off => ApiError::VIDEO_NOT_ON,
            State::Starting(other, ..) | State::On(other, ..) if other != stream => {
                ApiError::OTHER_VIDEO_STREAM
            }
            State::Starting(..) | State::On(..) => {
                self.close(desk, &ApiError::STOPPED_BEFORE_START);
                desk.done(request, Ok(()));
                return IS_WELL.to_vec();
            }
        };
        desk.done(request, Err(refused));
        Vec::new()
    }

    pub(super) fn open(&mut self, desk: &mut Desk<'_>, stream: LocalStreamId, request: Option<RequestId>) {
        let capture = open(desk, CaptureSource::Video(stream));
        self.state = State::Starting(stream, capture, request);
    }

    /// Who waits for it to start gets this error.
    pub(super) fn close(&mut self, desk: &mut Desk<'_>, error: &ApiError) {
        match std::mem::replace(&mut self.state, State::Off) {
            State::Off => {}
            State::Starting(_, capture, request) => {
                release(desk, [Some(capture)]);
                if let Some(request) = request {
                    desk.done(request, Err(error.clone()));
                }
            }
            State::On(_, running) => {
                running.release(desk);
                desk.event(Event::LocalVideoChanged { leg: self.leg.clone(), stream: None });
            }
        }
    }

    pub(super) fn source_changed(&mut self, desk: &mut Desk<'_>, source: CaptureSource) {
        match &mut self.state {
            State::Starting(stream, capture, _) if source == CaptureSource::Video(*stream) => {
                release(desk, [Some(*capture)]);
                *capture = open(desk, source);
            }
            State::On(stream, running) if source == CaptureSource::Video(*stream) => {
                running.renew(desk, source);
            }
            State::Off | State::Starting(..) | State::On(..) => {}
        }
    }

    pub(super) fn capture_event(&mut self, desk: &mut Desk<'_>, event: &MediaEvent) -> Vec<Diagnostic> {
        let heard = match &mut self.state {
            State::Off => Heard::OfAnother,
            State::Starting(_, capture, _) if event.capture() == Some(*capture) => Heard::OfThis,
            State::Starting(..) => Heard::OfAnother,
            State::On(_, running) => running.hear(desk, event),
        };
        match heard {
            Heard::OfThis => self.heard(desk, event),
            Heard::Renewed => IS_WELL.to_vec(),
            Heard::OfAnother => Vec::new(),
        }
    }

    fn heard(&mut self, desk: &mut Desk<'_>, event: &MediaEvent) -> Vec<Diagnostic> {
        match (event, &self.state) {
            (MediaEvent::Captured { capture }, State::Starting(stream, _, request)) => {
                let (stream, request) = (*stream, *request);
                self.state = State::On(stream, Running::new(*capture));
                desk.event(Event::LocalVideoChanged { leg: self.leg.clone(), stream: Some(stream) });
                if let Some(request) = request {
                    desk.done(request, Ok(()));
                }
                IS_WELL.to_vec()
            }
            (MediaEvent::CaptureFailed { cause, .. }, _) => {
                self.close(desk, &error_of(*cause));
                vec![match cause {
                    CaptureError::Denied => Diagnostic::CameraPermissionDenied(true),
                    CaptureError::NotFound | CaptureError::Unavailable => Diagnostic::CameraStartFailed(true),
                }]
            }
            (MediaEvent::CaptureEnded { .. }, _) => {
                self.close(desk, &ApiError::DEVICE_UNAVAILABLE);
                vec![Diagnostic::CameraStopped(true), Diagnostic::CameraFrozen(false)]
            }
            (MediaEvent::CaptureStalled { stalled, .. }, _) => vec![Diagnostic::CameraFrozen(*stalled)],
            _ => Vec::new(),
        }
    }
}

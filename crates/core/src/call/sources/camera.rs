use offhook_protocol::{ApiError, LegId};

use super::running::Running;
use super::{error_of, open, release};
use crate::desk::Desk;
use crate::event::{Diagnostic, Event};
use crate::input::{LocalStreamId, RequestId};
use crate::media::{CaptureError, CaptureId, CaptureSource, MediaEvent};

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

    pub(super) fn stop(&mut self, desk: &mut Desk<'_>, request: RequestId, stream: LocalStreamId) {
        match self.state {
            State::Off => desk.done(request, Err(ApiError::VIDEO_NOT_ON)),
            State::Starting(other, ..) | State::On(other, ..) if other != stream => {
                desk.done(request, Err(ApiError::OTHER_VIDEO_STREAM));
            }
            State::Starting(..) | State::On(..) => {
                self.close(desk, &ApiError::STOPPED_BEFORE_START);
                desk.done(request, Ok(()));
            }
        }
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
        let is_meant = match &mut self.state {
            State::Off => false,
            State::Starting(_, capture, _) => event.capture() == Some(*capture),
            State::On(_, running) => running.is_meant(desk, event),
        };
        if !is_meant {
            return Vec::new();
        }
        match (event, &self.state) {
            (MediaEvent::Captured { capture }, State::Starting(stream, _, request)) => {
                let (stream, request) = (*stream, *request);
                self.state = State::On(stream, Running::new(*capture));
                desk.event(Event::LocalVideoChanged { leg: self.leg.clone(), stream: Some(stream) });
                if let Some(request) = request {
                    desk.done(request, Ok(()));
                }
                vec![
                    Diagnostic::CameraPermissionDenied(false),
                    Diagnostic::CameraStartFailed(false),
                    Diagnostic::CameraStopped(false),
                    Diagnostic::CameraFrozen(false),
                ]
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

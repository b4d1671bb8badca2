use offhook_protocol::{ApiError, LegId};

use super::running::{Heard, Running};
use super::{error_of, open, release};
use crate::desk::Desk;
use crate::event::{Diagnostic, Event};
use crate::input::{LocalStreamId, RequestId};
use crate::media::{CaptureError, CaptureId, CaptureSource, MediaEvent};

/// A picture that a call sends: its camera's, or that of a screen.
#[derive(Debug)]
pub(super) struct Video {
    leg: LegId,
    kind: Kind,
    state: State,
}

/// What the picture is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Camera,
    Screen,
}

#[derive(Debug)]
enum State {
    Off,
    /// For the browser, and who asked for it.
    Starting(LocalStreamId, CaptureId, Option<RequestId>),
    On {
        stream: LocalStreamId,
        running: Running,
        has_audio: bool,
    },
}

impl Video {
    pub(super) fn new(leg: LegId, kind: Kind) -> Video {
        Video { leg, kind, state: State::Off }
    }

    pub(super) fn is_on(&self) -> bool {
        matches!(self.state, State::On { .. })
    }

    /// Whether it has a sound.
    pub(super) fn has_audio(&self) -> bool {
        matches!(self.state, State::On { has_audio: true, .. })
    }

    /// What is sent, or will be once it is open.
    pub(super) fn stream(&self) -> Option<LocalStreamId> {
        match self.state {
            State::Off => None,
            State::Starting(stream, ..) | State::On { stream, .. } => Some(stream),
        }
    }

    pub(super) fn sent(&self) -> Option<CaptureId> {
        match &self.state {
            State::On { running, .. } => Some(running.capture()),
            State::Off | State::Starting(..) => None,
        }
    }

    pub(super) fn start(&mut self, desk: &mut Desk, request: RequestId, stream: LocalStreamId) {
        match self.state {
            State::Off => self.open(desk, stream, Some(request)),
            State::Starting(..) | State::On { .. } => desk.done(request, Err(self.kind.already_on())),
        }
    }

    /// Sends nothing; what that says to the user.
    pub(super) fn stop(
        &mut self,
        desk: &mut Desk,
        request: RequestId,
        stream: Option<LocalStreamId>,
    ) -> Vec<Diagnostic> {
        let result = match self.stream() {
            None => Err(self.kind.not_on()),
            now if stream.is_some() && now != stream => Err(ApiError::OTHER_VIDEO_STREAM),
            Some(_) => {
                self.close(desk, &ApiError::STOPPED_BEFORE_START);
                Ok(())
            }
        };
        let stopped = result.is_ok();
        desk.done(request, result);
        if stopped { self.kind.is_well() } else { Vec::new() }
    }

    pub(super) fn open(&mut self, desk: &mut Desk, stream: LocalStreamId, request: Option<RequestId>) {
        let capture = open(desk, self.kind.source(stream));
        self.state = State::Starting(stream, capture, request);
    }

    /// Who waits for it to start gets this error.
    pub(super) fn close(&mut self, desk: &mut Desk, error: &ApiError) {
        match std::mem::replace(&mut self.state, State::Off) {
            State::Off => {}
            State::Starting(_, capture, request) => {
                release(desk, [Some(capture)]);
                if let Some(request) = request {
                    desk.done(request, Err(error.clone()));
                }
            }
            State::On { running, .. } => {
                running.release(desk);
                desk.event(self.kind.changed(&self.leg, None));
            }
        }
    }

    pub(super) fn source_changed(&mut self, desk: &mut Desk, source: CaptureSource) {
        if self.stream().map(|stream| self.kind.source(stream)) != Some(source) {
            return;
        }
        match &mut self.state {
            State::Off => {}
            State::Starting(_, capture, _) => {
                release(desk, [Some(*capture)]);
                *capture = open(desk, source);
            }
            State::On { running, .. } => running.renew(desk, source),
        }
    }

    pub(super) fn capture_event(&mut self, desk: &mut Desk, event: &MediaEvent) -> Vec<Diagnostic> {
        let heard = match &mut self.state {
            State::Off => Heard::OfAnother,
            State::Starting(_, capture, _) if event.capture() == Some(*capture) => Heard::OfThis,
            State::Starting(..) => Heard::OfAnother,
            State::On { running, .. } => running.hear(desk, event),
        };
        match heard {
            Heard::OfThis => self.heard(desk, event),
            Heard::Renewed => {
                if let (State::On { has_audio, .. }, MediaEvent::Captured { has_audio: now, .. }) =
                    (&mut self.state, event)
                {
                    *has_audio = *now;
                }
                self.kind.is_well()
            }
            Heard::OfAnother => Vec::new(),
        }
    }

    fn heard(&mut self, desk: &mut Desk, event: &MediaEvent) -> Vec<Diagnostic> {
        match (event, &self.state) {
            (MediaEvent::Captured { capture, has_audio }, State::Starting(stream, _, request)) => {
                let (stream, request) = (*stream, *request);
                self.state = State::On { stream, running: Running::new(*capture), has_audio: *has_audio };
                desk.event(self.kind.changed(&self.leg, Some(stream)));
                if let Some(request) = request {
                    desk.done(request, Ok(()));
                }
                self.kind.is_well()
            }
            (MediaEvent::CaptureFailed { cause, .. }, _) => {
                self.close(desk, &error_of(*cause));
                self.kind.failed(*cause)
            }
            (MediaEvent::CaptureEnded { .. }, _) => {
                self.close(desk, &ApiError::DEVICE_UNAVAILABLE);
                self.kind.ended()
            }
            (MediaEvent::CaptureStalled { stalled, .. }, _) => self.kind.stalled(*stalled),
            _ => Vec::new(),
        }
    }
}

impl Kind {
    fn source(self, stream: LocalStreamId) -> CaptureSource {
        match self {
            Kind::Camera => CaptureSource::Video(stream),
            Kind::Screen => CaptureSource::Screen(stream),
        }
    }

    fn changed(self, leg: &LegId, stream: Option<LocalStreamId>) -> Event {
        let leg = leg.clone();
        match self {
            Kind::Camera => Event::LocalVideoChanged { leg, stream },
            Kind::Screen => Event::LocalScreenChanged { leg, stream },
        }
    }

    fn already_on(self) -> ApiError {
        match self {
            Kind::Camera => ApiError::VIDEO_ALREADY_ON,
            Kind::Screen => ApiError::SCREEN_ALREADY_ON,
        }
    }

    fn not_on(self) -> ApiError {
        match self {
            Kind::Camera => ApiError::VIDEO_NOT_ON,
            Kind::Screen => ApiError::SCREEN_NOT_ON,
        }
    }

    /// What was just opened is not known to have any trouble. That sharing ends, stands still or was never allowed is what the
    /// user wanted, or sees.
    fn is_well(self) -> Vec<Diagnostic> {
        match self {
            Kind::Screen => Vec::new(),
            Kind::Camera => vec![
                Diagnostic::CameraPermissionDenied(false),
                Diagnostic::CameraStartFailed(false),
                Diagnostic::CameraStopped(false),
                Diagnostic::CameraFrozen(false),
            ],
        }
    }

    fn failed(self, cause: CaptureError) -> Vec<Diagnostic> {
        match (self, cause) {
            (Kind::Screen, _) => Vec::new(),
            (Kind::Camera, CaptureError::Denied) => vec![Diagnostic::CameraPermissionDenied(true)],
            (Kind::Camera, CaptureError::NotFound | CaptureError::Unavailable) => {
                vec![Diagnostic::CameraStartFailed(true)]
            }
        }
    }

    fn ended(self) -> Vec<Diagnostic> {
        match self {
            Kind::Screen => Vec::new(),
            Kind::Camera => vec![Diagnostic::CameraStopped(true), Diagnostic::CameraFrozen(false)],
        }
    }

    fn stalled(self, stalled: bool) -> Vec<Diagnostic> {
        match self {
            Kind::Screen => Vec::new(),
            Kind::Camera => vec![Diagnostic::CameraFrozen(stalled)],
        }
    }
}

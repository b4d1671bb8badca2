//! What this end sends to a call: its microphone and its camera. A capture is opened when it is first needed and kept until
//! the call ends (microphone) or the video is stopped (camera); mute only takes the track off the slots.

use offhook_protocol::{ApiError, ClientMessage, LegId, Slot, Sources};

use crate::desk::Desk;
use crate::event::{Diagnostic, Event};
use crate::input::{LocalStreamId, RequestId, StartMedia};
use crate::media::{CaptureError, CaptureId, CaptureSource, MediaCommand, MediaEvent};

#[derive(Debug)]
pub(crate) struct LocalSources {
    leg: LegId,
    muted: bool,
    microphone: Microphone,
    camera: Camera,
}

#[derive(Debug)]
enum Microphone {
    Closed,
    /// For the browser, and who asked for it by `unmute`.
    Opening(CaptureId, Vec<RequestId>),
    /// For nothing; or for the capture that will replace it.
    Open(CaptureId, Option<CaptureId>),
}

#[derive(Debug)]
enum Camera {
    Off,
    /// For the browser, and who asked for it by `startVideo`.
    Starting(LocalStreamId, CaptureId, Option<RequestId>),
    /// For nothing; or for the capture that will replace it.
    On(LocalStreamId, CaptureId, Option<CaptureId>),
}

impl LocalSources {
    pub(crate) fn new(leg: LegId) -> LocalSources {
        LocalSources { leg, muted: false, microphone: Microphone::Closed, camera: Camera::Off }
    }

    /// Opens what the call starts with. A muted call leaves the microphone alone until it is unmuted.
    pub(crate) fn start(&mut self, desk: &mut Desk<'_>, media: StartMedia) {
        self.muted = media.muted;
        if !media.muted {
            self.open_microphone(desk, Vec::new());
        }
        if let Some(stream) = media.video {
            self.open_camera(desk, stream, None);
        }
    }

    /// Closes everything. Who still waits for a device is told that the call is over.
    pub(crate) fn stop(&mut self, desk: &mut Desk<'_>) {
        match std::mem::replace(&mut self.microphone, Microphone::Closed) {
            Microphone::Closed => {}
            Microphone::Open(capture, next) => release(desk, [Some(capture), next]),
            Microphone::Opening(capture, requests) => {
                release(desk, [Some(capture)]);
                fail(desk, requests, &ApiError::CALL_ENDED);
            }
        }
        if let Some(request) = self.close_camera(desk) {
            desk.done(request, Err(ApiError::CALL_ENDED));
        }
    }

    /// What the others are told.
    pub(crate) fn sources(&self) -> Sources {
        Sources { muted: self.muted, camera: matches!(self.camera, Camera::On(..)) }
    }

    /// What goes onto a slot now.
    pub(crate) fn capture_for(&self, slot: Slot) -> Option<CaptureId> {
        match (slot, &self.microphone, &self.camera) {
            (Slot::Microphone, Microphone::Open(capture, _), _) if !self.muted => Some(*capture),
            (Slot::Camera, _, Camera::On(_, capture, _)) => Some(*capture),
            _ => None,
        }
    }

    /// The last word wins: an `unmute` that still waits for the microphone is given up.
    pub(crate) fn mute(&mut self, desk: &mut Desk<'_>, request: RequestId) {
        if let Microphone::Opening(_, requests) = &mut self.microphone {
            fail(desk, std::mem::take(requests), &ApiError::MUTED_AGAIN);
        }
        self.set_muted(desk, true);
        desk.done(request, Ok(()));
    }

    pub(crate) fn unmute(&mut self, desk: &mut Desk<'_>, request: RequestId) {
        match &mut self.microphone {
            Microphone::Closed => self.open_microphone(desk, vec![request]),
            Microphone::Opening(_, requests) => requests.push(request),
            Microphone::Open(..) => {
                self.set_muted(desk, false);
                desk.done(request, Ok(()));
            }
        }
    }

    pub(crate) fn start_video(&mut self, desk: &mut Desk<'_>, request: RequestId, stream: LocalStreamId) {
        match self.camera {
            Camera::Off => self.open_camera(desk, stream, Some(request)),
            Camera::Starting(..) | Camera::On(..) => desk.done(request, Err(ApiError::VIDEO_ALREADY_ON)),
        }
    }

    pub(crate) fn stop_video(&mut self, desk: &mut Desk<'_>, request: RequestId, stream: LocalStreamId) {
        match self.camera {
            Camera::Off => desk.done(request, Err(ApiError::VIDEO_NOT_ON)),
            Camera::Starting(other, ..) | Camera::On(other, ..) if other != stream => {
                desk.done(request, Err(ApiError::OTHER_VIDEO_STREAM));
            }
            Camera::Starting(..) | Camera::On(..) => {
                if let Some(starting) = self.close_camera(desk) {
                    desk.done(starting, Err(ApiError::VIDEO_STOPPED));
                }
                self.tell(desk);
                desk.done(request, Ok(()));
            }
        }
    }

    /// Something else is behind a source now. What is sent goes on until the new capture is there.
    pub(crate) fn source_changed(&mut self, desk: &mut Desk<'_>, source: CaptureSource) {
        let fresh = desk.numbers.capture();
        let outdated = match (source, &mut self.microphone, &mut self.camera) {
            (CaptureSource::Microphone, Microphone::Opening(capture, _), _) => {
                Some(std::mem::replace(capture, fresh))
            }
            (CaptureSource::Microphone, Microphone::Open(_, next), _) => next.replace(fresh),
            (CaptureSource::Video(changed), _, Camera::Starting(stream, capture, _))
                if changed == *stream =>
            {
                Some(std::mem::replace(capture, fresh))
            }
            (CaptureSource::Video(changed), _, Camera::On(stream, _, next)) if changed == *stream => {
                next.replace(fresh)
            }
            _ => return,
        };
        release(desk, [outdated]);
        desk.media(MediaCommand::Capture { capture: fresh, source });
    }

    /// Takes what the browser says of a capture; what that means for the user.
    pub(crate) fn capture_event(&mut self, desk: &mut Desk<'_>, event: &MediaEvent) -> Vec<Diagnostic> {
        let (MediaEvent::Captured { capture }
        | MediaEvent::CaptureFailed { capture, .. }
        | MediaEvent::CaptureEnded { capture }) = *event
        else {
            return Vec::new();
        };
        if self.replaced(desk, capture, event) {
            Vec::new()
        } else if self.is_microphone(capture) {
            self.microphone_event(desk, event)
        } else if self.is_camera(capture) {
            self.camera_event(desk, event)
        } else {
            Vec::new()
        }
    }

    /// What is heard of a capture that is to replace another. If it fails, the other one goes on.
    fn replaced(&mut self, desk: &mut Desk<'_>, capture: CaptureId, event: &MediaEvent) -> bool {
        let (current, next) = match (&mut self.microphone, &mut self.camera) {
            (Microphone::Open(current, next), _) if *next == Some(capture) => (current, next),
            (_, Camera::On(_, current, next)) if *next == Some(capture) => (current, next),
            _ => return false,
        };
        *next = None;
        if let MediaEvent::Captured { .. } = event {
            let outdated = std::mem::replace(current, capture);
            release(desk, [Some(outdated)]);
        }
        true
    }

    fn microphone_event(&mut self, desk: &mut Desk<'_>, event: &MediaEvent) -> Vec<Diagnostic> {
        let requests = match &mut self.microphone {
            Microphone::Opening(_, requests) => std::mem::take(requests),
            Microphone::Closed | Microphone::Open(..) => Vec::new(),
        };
        match *event {
            MediaEvent::Captured { capture } => {
                self.microphone = Microphone::Open(capture, None);
                if !requests.is_empty() {
                    self.set_muted(desk, false);
                }
                for request in requests {
                    desk.done(request, Ok(()));
                }
                vec![
                    Diagnostic::MicrophonePermissionDenied(false),
                    Diagnostic::NoMicrophone(false),
                    Diagnostic::MicrophoneNotFunctioning(false),
                ]
            }
            MediaEvent::CaptureFailed { cause, .. } => {
                self.microphone = Microphone::Closed;
                self.set_muted(desk, true);
                fail(desk, requests, &error_of(cause));
                vec![match cause {
                    CaptureError::Denied => Diagnostic::MicrophonePermissionDenied(true),
                    CaptureError::NotFound => Diagnostic::NoMicrophone(true),
                    CaptureError::Unavailable => Diagnostic::MicrophoneNotFunctioning(true),
                }]
            }
            // Another one takes its place, if there is any.
            MediaEvent::CaptureEnded { capture } => {
                if let Microphone::Open(_, next) = self.microphone {
                    release(desk, [Some(capture), next]);
                }
                self.open_microphone(desk, Vec::new());
                vec![Diagnostic::MicrophoneNotFunctioning(true)]
            }
            _ => Vec::new(),
        }
    }

    fn camera_event(&mut self, desk: &mut Desk<'_>, event: &MediaEvent) -> Vec<Diagnostic> {
        match (event, &self.camera) {
            (MediaEvent::Captured { capture }, Camera::Starting(stream, _, request)) => {
                let (stream, request) = (*stream, *request);
                self.camera = Camera::On(stream, *capture, None);
                desk.event(Event::LocalVideoChanged { leg: self.leg.clone(), stream: Some(stream) });
                self.tell(desk);
                if let Some(request) = request {
                    desk.done(request, Ok(()));
                }
                vec![
                    Diagnostic::CameraPermissionDenied(false),
                    Diagnostic::CameraStartFailed(false),
                    Diagnostic::CameraStopped(false),
                ]
            }
            (MediaEvent::CaptureFailed { cause, .. }, _) => {
                if let Some(request) = self.close_camera(desk) {
                    desk.done(request, Err(error_of(*cause)));
                }
                vec![match cause {
                    CaptureError::Denied => Diagnostic::CameraPermissionDenied(true),
                    CaptureError::NotFound | CaptureError::Unavailable => Diagnostic::CameraStartFailed(true),
                }]
            }
            (MediaEvent::CaptureEnded { .. }, _) => {
                if let Some(request) = self.close_camera(desk) {
                    desk.done(request, Err(ApiError::DEVICE_UNAVAILABLE));
                }
                self.tell(desk);
                vec![Diagnostic::CameraStopped(true)]
            }
            _ => Vec::new(),
        }
    }

    fn open_microphone(&mut self, desk: &mut Desk<'_>, requests: Vec<RequestId>) {
        let capture = desk.numbers.capture();
        self.microphone = Microphone::Opening(capture, requests);
        desk.media(MediaCommand::Capture { capture, source: CaptureSource::Microphone });
    }

    fn open_camera(&mut self, desk: &mut Desk<'_>, stream: LocalStreamId, request: Option<RequestId>) {
        let capture = desk.numbers.capture();
        self.camera = Camera::Starting(stream, capture, request);
        desk.media(MediaCommand::Capture { capture, source: CaptureSource::Video(stream) });
    }

    /// Switches the camera off; who waits for it to start is returned.
    fn close_camera(&mut self, desk: &mut Desk<'_>) -> Option<RequestId> {
        match std::mem::replace(&mut self.camera, Camera::Off) {
            Camera::Off => None,
            Camera::Starting(_, capture, request) => {
                release(desk, [Some(capture)]);
                request
            }
            Camera::On(_, capture, next) => {
                release(desk, [Some(capture), next]);
                desk.event(Event::LocalVideoChanged { leg: self.leg.clone(), stream: None });
                None
            }
        }
    }

    fn set_muted(&mut self, desk: &mut Desk<'_>, muted: bool) {
        if self.muted != muted {
            self.muted = muted;
            desk.event(Event::MutedChanged { leg: self.leg.clone(), muted });
            self.tell(desk);
        }
    }

    fn tell(&self, desk: &mut Desk<'_>) {
        desk.request(ClientMessage::SetSources { leg: self.leg.clone(), sources: self.sources() });
    }

    fn is_microphone(&self, capture: CaptureId) -> bool {
        matches!(self.microphone, Microphone::Opening(mine, _) | Microphone::Open(mine, _) if mine == capture)
    }

    fn is_camera(&self, capture: CaptureId) -> bool {
        matches!(self.camera, Camera::Starting(_, mine, _) | Camera::On(_, mine, _) if mine == capture)
    }
}

fn error_of(cause: CaptureError) -> ApiError {
    match cause {
        CaptureError::Denied => ApiError::PERMISSION_DENIED,
        CaptureError::NotFound | CaptureError::Unavailable => ApiError::DEVICE_UNAVAILABLE,
    }
}

fn release(desk: &mut Desk<'_>, captures: impl IntoIterator<Item = Option<CaptureId>>) {
    for capture in captures.into_iter().flatten() {
        desk.media(MediaCommand::Release { capture });
    }
}

fn fail(desk: &mut Desk<'_>, requests: Vec<RequestId>, error: &ApiError) {
    for request in requests {
        desk.done(request, Err(error.clone()));
    }
}

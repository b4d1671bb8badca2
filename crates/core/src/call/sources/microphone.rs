use offhook_protocol::{ApiError, LegId};

use super::running::{Heard, Running};
use super::{error_of, open, release};
use crate::desk::Desk;
use crate::event::{Diagnostic, Event};
use crate::input::{LocalStreamId, RequestId, StartMedia};
use crate::media::{CaptureError, CaptureId, CaptureSource, MediaEvent, Sound};

/// The audio that a call sends: the selected microphone's, or of what the app gives instead.
#[derive(Debug)]
pub(super) struct Microphone {
    leg: LegId,
    stream: LocalStreamId,
    /// What was sent before and worked, while something else is opened.
    fallback: Option<LocalStreamId>,
    muted: bool,
    sound: Sound,
    state: State,
}

#[derive(Debug)]
enum State {
    Closed,
    /// For the browser, and who waits for that.
    Opening(CaptureId, Vec<Waiting>),
    Open(Running),
}

/// What is done once the microphone is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Waiting {
    Unmute(RequestId),
    StartAudio(RequestId),
}

impl Microphone {
    pub(super) fn new(leg: LegId) -> Microphone {
        Microphone {
            leg,
            stream: LocalStreamId::default(),
            fallback: None,
            muted: false,
            sound: Sound::Quiet,
            state: State::Closed,
        }
    }

    /// A muted call leaves it alone until it is unmuted.
    pub(super) fn start(&mut self, desk: &mut Desk, media: StartMedia) {
        self.muted = media.muted;
        self.stream = media.audio;
        if !media.muted {
            self.open(desk, Vec::new());
        }
    }

    pub(super) fn is_muted(&self) -> bool {
        self.muted
    }

    pub(super) fn sent(&self) -> Option<CaptureId> {
        match &self.state {
            State::Open(running) if !self.muted => Some(running.capture()),
            State::Open(_) | State::Closed | State::Opening(..) => None,
        }
    }

    pub(super) fn speaks_while_muted(&self) -> bool {
        self.muted && self.sound == Sound::Voice && matches!(self.state, State::Open(_))
    }

    pub(super) fn mute(&mut self, desk: &mut Desk, request: RequestId) {
        self.silence(desk);
        desk.done(request, Ok(()));
    }

    /// The last word wins: an `unmute` that still waits for the microphone is given up.
    pub(super) fn silence(&mut self, desk: &mut Desk) {
        if let State::Opening(_, waiting) = &mut self.state {
            for unmute in waiting.extract_if(.., |waiting| matches!(waiting, Waiting::Unmute(_))) {
                unmute.done(desk, Err(ApiError::MUTED_AGAIN));
            }
        }
        self.set_muted(desk, true);
    }

    pub(super) fn unmute(&mut self, desk: &mut Desk, request: RequestId) {
        match &mut self.state {
            State::Closed => self.open(desk, vec![Waiting::Unmute(request)]),
            State::Opening(_, waiting) => waiting.push(Waiting::Unmute(request)),
            State::Open(_) => {
                self.set_muted(desk, false);
                desk.done(request, Ok(()));
            }
        }
    }

    /// Sends this from now on instead of what was sent, unless the call is muted.
    pub(super) fn start_audio(&mut self, desk: &mut Desk, request: RequestId, stream: LocalStreamId) {
        let before = std::mem::replace(&mut self.stream, stream);
        let mut waiting = Vec::new();
        match &mut self.state {
            State::Open(_) if before == stream => return desk.done(request, Ok(())),
            State::Opening(_, waiting) if before == stream => {
                return waiting.push(Waiting::StartAudio(request));
            }
            // It is opened when the call is unmuted.
            State::Closed if self.muted => return desk.done(request, Ok(())),
            State::Closed => {}
            State::Opening(_, others) => {
                waiting.extend(others.extract_if(.., |other| matches!(other, Waiting::Unmute(_))));
            }
            State::Open(_) => self.fallback = Some(before),
        }
        self.close(desk, &ApiError::STOPPED_BEFORE_START);
        waiting.push(Waiting::StartAudio(request));
        self.open(desk, waiting);
    }

    /// Who waits for it to be open gets this error.
    pub(super) fn close(&mut self, desk: &mut Desk, error: &ApiError) {
        match std::mem::replace(&mut self.state, State::Closed) {
            State::Closed => {}
            State::Opening(capture, waiting) => {
                release(desk, [Some(capture)]);
                for waiting in waiting {
                    waiting.done(desk, Err(error.clone()));
                }
            }
            State::Open(running) => {
                running.release(desk);
                desk.event(Event::LocalAudioChanged { leg: self.leg.clone(), stream: None });
            }
        }
    }

    pub(super) fn source_changed(&mut self, desk: &mut Desk, source: CaptureSource) {
        if source != CaptureSource::Audio(self.stream) {
            return;
        }
        match &mut self.state {
            State::Closed => {}
            State::Opening(capture, _) => {
                release(desk, [Some(*capture)]);
                *capture = open(desk, source);
            }
            State::Open(running) => running.renew(desk, source),
        }
    }

    pub(super) fn capture_event(&mut self, desk: &mut Desk, event: &MediaEvent) -> Vec<Diagnostic> {
        let heard = match &mut self.state {
            State::Closed => Heard::OfAnother,
            State::Opening(capture, _) if event.capture() == Some(*capture) => {
                return self.opened(desk, event);
            }
            State::Opening(..) => Heard::OfAnother,
            State::Open(running) => running.hear(desk, event),
        };
        match heard {
            Heard::OfThis => self.heard(desk, event),
            Heard::Renewed => self.begin_well(),
            Heard::OfAnother => Vec::new(),
        }
    }

    /// A capture begins, which is not known to have any trouble.
    fn begin_well(&mut self) -> Vec<Diagnostic> {
        self.sound = Sound::Quiet;
        vec![
            Diagnostic::MicrophonePermissionDenied(false),
            Diagnostic::NoMicrophone(false),
            Diagnostic::MicrophoneNotFunctioning(false),
            Diagnostic::MicrophoneMuted(false),
        ]
    }

    fn opened(&mut self, desk: &mut Desk, event: &MediaEvent) -> Vec<Diagnostic> {
        match *event {
            MediaEvent::Captured { capture, .. } => {
                let waiting = self.leave_opening(State::Open(Running::new(capture)));
                self.fallback = None;
                desk.event(Event::LocalAudioChanged { leg: self.leg.clone(), stream: Some(self.stream) });
                if waiting.iter().any(|waiting| matches!(waiting, Waiting::Unmute(_))) {
                    self.set_muted(desk, false);
                }
                waiting.into_iter().for_each(|waiting| waiting.done(desk, Ok(())));
                self.begin_well()
            }
            MediaEvent::CaptureFailed { cause, .. } => {
                let waiting = self.leave_opening(State::Closed);
                self.stream = self.fallback.take().unwrap_or(self.stream);
                self.set_muted(desk, true);
                waiting.into_iter().for_each(|waiting| waiting.done(desk, Err(error_of(cause))));
                let trouble = match cause {
                    CaptureError::Denied => Diagnostic::MicrophonePermissionDenied(true),
                    CaptureError::NotFound => Diagnostic::NoMicrophone(true),
                    CaptureError::Unavailable => Diagnostic::MicrophoneNotFunctioning(true),
                };
                // What was open before may have been muted by the system; of what is not open nobody knows.
                vec![Diagnostic::MicrophoneMuted(false), trouble]
            }
            _ => Vec::new(),
        }
    }

    fn heard(&mut self, desk: &mut Desk, event: &MediaEvent) -> Vec<Diagnostic> {
        match *event {
            // Another one takes its place, if there is any.
            MediaEvent::CaptureEnded { .. } => {
                self.close(desk, &ApiError::DEVICE_UNAVAILABLE);
                self.open(desk, Vec::new());
                vec![Diagnostic::MicrophoneNotFunctioning(true), Diagnostic::MicrophoneMuted(false)]
            }
            MediaEvent::CaptureStalled { stalled, .. } => vec![Diagnostic::MicrophoneMuted(stalled)],
            MediaEvent::CaptureSound { sound, .. } => {
                self.sound = sound;
                vec![Diagnostic::MicrophoneNotFunctioning(sound == Sound::Nothing)]
            }
            _ => Vec::new(),
        }
    }

    fn open(&mut self, desk: &mut Desk, waiting: Vec<Waiting>) {
        self.state = State::Opening(open(desk, CaptureSource::Audio(self.stream)), waiting);
    }

    /// Who waited for it.
    fn leave_opening(&mut self, next: State) -> Vec<Waiting> {
        match std::mem::replace(&mut self.state, next) {
            State::Opening(_, waiting) => waiting,
            State::Closed | State::Open(_) => Vec::new(),
        }
    }

    fn set_muted(&mut self, desk: &mut Desk, muted: bool) {
        if self.muted != muted {
            self.muted = muted;
            desk.event(Event::MutedChanged { leg: self.leg.clone(), muted });
        }
    }
}

impl Waiting {
    fn done(self, desk: &mut Desk, result: Result<(), ApiError>) {
        let (Waiting::Unmute(request) | Waiting::StartAudio(request)) = self;
        desk.done(request, result);
    }
}

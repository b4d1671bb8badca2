//! What this end sends to a call: its microphone, its camera and its screen. A capture is opened when it is first needed and kept until
//! the call ends or the app stops it; mute and hold only take the track off the slots.

mod microphone;
mod running;
mod video;

use offhook_protocol::{ApiError, ClientMessage, LegId, Orders, Slot, Sources};

use crate::desk::Desk;
use crate::event::{Diagnostic, Event};
use crate::input::{RequestId, SourceMethod, StartMedia};
use crate::media::{CaptureError, CaptureId, CaptureSource, MediaCommand, MediaEvent};
use microphone::Microphone;
use video::{Kind, Video};

#[derive(Debug)]
pub(crate) struct LocalSources {
    leg: LegId,
    microphone: Microphone,
    camera: Video,
    screen: Video,
    on_hold: bool,
    /// What others had this end do, as far as it was done.
    obeyed: Orders,
    /// What the others were told last.
    told: Sources,
}

impl LocalSources {
    pub(crate) fn new(leg: LegId) -> LocalSources {
        LocalSources {
            microphone: Microphone::new(leg.clone()),
            camera: Video::new(leg.clone(), Kind::Camera),
            screen: Video::new(leg.clone(), Kind::Screen),
            on_hold: false,
            obeyed: Orders::default(),
            leg,
            told: Sources::default(),
        }
    }

    /// Opens what the call starts with; the message that starts it tells the others.
    pub(crate) fn start(&mut self, desk: &mut Desk, media: StartMedia) {
        self.microphone.start(desk, media);
        if let Some(stream) = media.video {
            self.camera.open(desk, stream, None);
        }
        self.told = self.sources();
    }

    /// Closes everything. Who still waits for a device is told that the call is over.
    pub(crate) fn stop(&mut self, desk: &mut Desk) {
        self.microphone.close(desk, &ApiError::CALL_ENDED);
        self.camera.close(desk, &ApiError::CALL_ENDED);
        self.screen.close(desk, &ApiError::CALL_ENDED);
    }

    /// What the others are told.
    pub(crate) fn sources(&self) -> Sources {
        Sources {
            muted: self.microphone.is_muted(),
            camera: self.camera.is_on(),
            screen: self.screen.is_on(),
            screen_audio: self.screen.has_audio(),
            on_hold: self.on_hold,
        }
    }

    /// What goes onto a slot now.
    pub(crate) fn capture_for(&self, slot: Slot) -> Option<CaptureId> {
        match slot {
            _ if self.on_hold => None,
            Slot::Microphone => self.microphone.sent(),
            Slot::Camera => self.camera.sent(),
            Slot::Screen => self.screen.sent(),
            Slot::ScreenAudio => self.screen.sent().filter(|_| self.screen.has_audio()),
        }
    }

    pub(crate) fn is_on_hold(&self) -> bool {
        self.on_hold
    }

    /// Sends nothing until the call is resumed. What is open stays so.
    pub(crate) fn hold(&mut self, desk: &mut Desk, on_hold: bool) {
        self.on_hold = on_hold;
        self.tell(desk);
    }

    /// Does what others had this end do since the last time, and lets the server know that it is done.
    pub(crate) fn obey(&mut self, desk: &mut Desk, orders: Orders) {
        if self.obeyed == orders {
            return;
        }
        let before = std::mem::replace(&mut self.obeyed, orders);
        if orders.mute > before.mute && !self.microphone.is_muted() {
            self.microphone.silence(desk);
            desk.event(Event::MutedByOthers { leg: self.leg.clone() });
        }
        // Somebody else shares from now on.
        if orders.stop_screen > before.stop_screen && self.screen.is_on() {
            self.screen.close(desk, &ApiError::STOPPED_BEFORE_START);
        }
        self.say(desk);
    }

    /// Whether the user talks though nobody hears it.
    pub(crate) fn speaks_while_muted(&self) -> bool {
        self.microphone.speaks_while_muted()
    }

    /// Does what the app asks of what is sent; what that means for the user.
    pub(crate) fn method(
        &mut self,
        desk: &mut Desk,
        request: RequestId,
        method: SourceMethod,
    ) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        match method {
            SourceMethod::Mute => self.microphone.mute(desk, request),
            SourceMethod::Unmute => self.microphone.unmute(desk, request),
            SourceMethod::StartAudio(stream) => self.microphone.start_audio(desk, request, stream),
            SourceMethod::StartVideo(stream) => self.camera.start(desk, request, stream),
            SourceMethod::StopVideo(stream) => diagnostics = self.camera.stop(desk, request, Some(stream)),
            SourceMethod::StartScreen(stream) => self.screen.start(desk, request, stream),
            SourceMethod::StopScreen => diagnostics = self.screen.stop(desk, request, None),
        }
        self.tell(desk);
        diagnostics
    }

    /// Something else is behind a source now. What is sent goes on until the new capture is there.
    pub(crate) fn source_changed(&mut self, desk: &mut Desk, source: CaptureSource) {
        self.microphone.source_changed(desk, source);
        self.camera.source_changed(desk, source);
        self.screen.source_changed(desk, source);
    }

    /// Takes what the browser says of a capture; what that means for the user.
    pub(crate) fn capture_event(&mut self, desk: &mut Desk, event: &MediaEvent) -> Vec<Diagnostic> {
        let mut diagnostics = self.microphone.capture_event(desk, event);
        diagnostics.extend(self.camera.capture_event(desk, event));
        diagnostics.extend(self.screen.capture_event(desk, event));
        self.tell(desk);
        diagnostics
    }

    fn tell(&mut self, desk: &mut Desk) {
        if self.told != self.sources() {
            self.say(desk);
        }
    }

    fn say(&mut self, desk: &mut Desk) {
        self.told = self.sources();
        let (leg, sources, obeyed) = (self.leg.clone(), self.told, self.obeyed);
        desk.request(ClientMessage::SetSources { leg, sources, obeyed });
    }
}

fn open(desk: &mut Desk, source: CaptureSource) -> CaptureId {
    let capture = desk.numbers.capture();
    desk.media(MediaCommand::Capture { capture, source });
    capture
}

fn release(desk: &mut Desk, captures: impl IntoIterator<Item = Option<CaptureId>>) {
    for capture in captures.into_iter().flatten() {
        desk.media(MediaCommand::Release { capture });
    }
}

fn error_of(cause: CaptureError) -> ApiError {
    match cause {
        CaptureError::Denied => ApiError::PERMISSION_DENIED,
        CaptureError::NotFound | CaptureError::Unavailable => ApiError::DEVICE_UNAVAILABLE,
    }
}

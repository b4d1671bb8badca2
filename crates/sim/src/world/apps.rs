//! What apps and their users do, and what their clients make of it.

use offhook_core::{
    ApiCall, CallMethod, CaptureId, CaptureSource, Event, Input, LocalStreamId, MediaCommand, MediaEvent,
    MediaPeerId, Output, RemoteStreamId, RequestId,
};
use offhook_protocol::{EndpointId, LegId, RawId, Slot, Timestamp};

use super::{Happening, World};
use crate::browser::Devices;
use crate::page::{Mind, PageId, Tokens};
use crate::schedule::Haste;
use crate::server::{forged_token, token};

impl World {
    /// The app calls a method.
    pub fn api(&mut self, id: PageId, call: ApiCall) -> RequestId {
        self.note_page(id, || format!("app: {call:?}"));
        match &call {
            ApiCall::OfCall { leg, method: CallMethod::Accept(_) } => self.law.app_accepts(id, leg),
            ApiCall::StartCall { leg, .. } | ApiCall::StartGroup { leg, .. } | ApiCall::Join { leg, .. } => {
                self.law.app_starts(id, leg);
            }
            _ => {}
        }
        let request = self.page_mut(id).next_request();
        self.page_input(id, Input::Api(request, call));
        request
    }

    /// An id that nobody had before, as a browser makes one.
    pub fn fresh_leg(&mut self) -> LegId {
        LegId(format!("leg-{:08x}", self.random.bits() as u32))
    }

    /// A new `LocalVideoStream`.
    pub fn fresh_stream(&mut self) -> LocalStreamId {
        self.last_stream += 1;
        LocalStreamId(self.last_stream)
    }

    /// The page's microphone and camera.
    pub fn devices(&mut self, id: PageId) -> &mut Devices {
        &mut self.page_mut(id).browser.devices
    }

    /// The user answers what the browser has asked, after the devices were changed.
    pub fn answer_questions(&mut self, id: PageId) {
        let opening: Vec<_> = self.page(id).browser.captures.opening().collect();
        for capture in opening {
            self.schedule.put(self.now, Haste::OnTheWay, Happening::Captures(id, capture));
        }
    }

    /// What the app's credential will give.
    pub fn set_tokens(&mut self, id: PageId, tokens: Tokens) {
        self.page_mut(id).tokens = tokens;
    }

    /// How often the app's credential was asked for a token.
    pub fn tokens_asked(&self, id: PageId) -> u32 {
        self.page(id).asked
    }

    /// A device is unplugged: what was captured of it ends.
    pub fn unplug(&mut self, id: PageId, kind: Slot) {
        self.note_page(id, || format!("the {kind:?} is unplugged"));
        for event in self.page_mut(id).browser.unplug(kind) {
            self.media_event(id, event);
        }
    }

    /// The browser notices something of what is captured of a kind.
    pub fn notice_capture(&mut self, id: PageId, kind: Slot, event: impl Fn(CaptureId) -> MediaEvent) {
        for capture in self.page(id).browser.captures.live(kind) {
            self.media_event(id, event(capture));
        }
    }

    /// The browser notices something.
    pub fn notice(&mut self, id: PageId, event: MediaEvent) {
        self.media_event(id, event);
    }

    /// The browser measures something of all media connections.
    pub fn measure_peers(&mut self, id: PageId, event: impl Fn(MediaPeerId) -> MediaEvent) {
        let peers: Vec<_> = self.page(id).browser.peers().map(|peer| peer.end.peer).collect();
        for peer in peers {
            self.media_event(id, event(peer));
        }
    }

    /// The app shows a participant's picture so high, or not at all.
    pub fn show(&mut self, id: PageId, stream: RemoteStreamId, height: u32) {
        self.note_page(id, || format!("{stream:?} is shown {height} high"));
        self.page_mut(id).mirror.shown.insert(stream, height);
        self.page_input(id, Input::Shown { stream, height });
    }

    /// The user chooses another microphone, or the app another camera for what it sends.
    pub fn change_source(&mut self, id: PageId, kind: Slot) {
        let source = self.mirror(id).current_calls().find_map(|(_, call)| match kind {
            Slot::Microphone => Some(CaptureSource::Audio(call.audio.unwrap_or_default())),
            Slot::Camera => call.video.map(CaptureSource::Video),
            Slot::Screen | Slot::ScreenAudio => call.screen.map(CaptureSource::Screen),
        });
        if let Some(source) = source {
            self.note_page(id, || format!("{source:?} is another one"));
            self.page_input(id, Input::SourceChanged(source));
        }
    }

    /// A command that no client gave, as a broken client would.
    pub fn inject(&mut self, id: PageId, command: MediaCommand) {
        self.media_command(id, command);
        self.judge(id);
    }

    /// The timer fires though nothing is due.
    pub fn wake(&mut self, id: PageId) {
        self.page_input(id, Input::Timeout);
    }

    /// How many methods the app has called.
    pub fn calls_made(&self, id: PageId) -> usize {
        self.page(id).last_request as usize
    }

    /// Whose page it is.
    pub fn user_of(&self, id: PageId) -> &RawId {
        &self.page(id).user
    }

    /// The page as others see it, once it is signed in.
    pub(crate) fn endpoint(&self, id: PageId) -> Option<&EndpointId> {
        match &self.page(id).mind {
            Mind::Client(client) => client.endpoint(),
            Mind::Intruder(_) => None,
        }
    }

    /// All pages that were ever opened.
    pub fn pages(&self) -> impl Iterator<Item = PageId> {
        self.pages.keys().copied()
    }

    pub(super) fn do_output(&mut self, id: PageId, output: Output) {
        match output {
            Output::FetchToken => self.fetch_token(id),
            Output::Farewell(frames) => self.page_says_farewell(id, &frames),
            Output::Socket(connection, command) => self.socket_command(id, connection, command),
            Output::Media(command) => self.media_command(id, command),
            Output::Event(event) => self.event(id, event),
            Output::Done(request, result) => {
                self.note_page(id, || format!("app: {request:?} is done: {result:?}"));
                let page = self.page_mut(id);
                let asked = RequestId(page.last_request);
                if let Err(broken) = page.mirror.resolve(request, asked, result) {
                    self.page_violation(id, &broken);
                }
            }
            // Taken out by the loop.
            Output::Timeout(_) => {}
        }
    }

    fn event(&mut self, id: PageId, event: Event) {
        self.note_page(id, || format!("event: {event:?}"));
        let now = self.now;
        if let Err(broken) = self.page_mut(id).mirror.take(now, event) {
            self.page_violation(id, &broken);
        }
    }

    fn fetch_token(&mut self, id: PageId) {
        let (now, delay) = (self.now, self.random.millis(5..=60));
        let page = self.page_mut(id);
        page.asked += 1;
        let result = match &page.tokens {
            Tokens::Good { lifetime } => Ok(token(&page.user, &page.name, Timestamp(now.0 + lifetime))),
            Tokens::Forged => Ok(forged_token(&page.user, Timestamp(now.0 + 3_600_000))),
            Tokens::None(error) => Err(error.clone()),
            Tokens::Never => return,
        };
        self.schedule.put(now + delay, Haste::OnTheWay, Happening::Token(id, result));
    }
}

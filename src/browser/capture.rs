use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use offhook_core::{CaptureError, CaptureId, MediaEvent};
use wasm_bindgen::JsCast;
use web_sys::{MediaStream, MediaStreamTrack};

use super::Sink;
use super::open_stream::{OpenStream, is_live};
use super::spawn::spawn;

/// The captures that the client asked for: each is one track.
pub(crate) struct Captures {
    sink: Sink<MediaEvent>,
    wanted: RefCell<Vec<Capture>>,
}

struct Capture {
    id: CaptureId,
    /// Nothing while it is being opened.
    running: Option<Running>,
}

struct Running {
    track: MediaStreamTrack,
    _stream: Rc<OpenStream>,
    _ended: EventListener,
}

impl Captures {
    pub(crate) fn new(sink: Sink<MediaEvent>) -> Rc<Captures> {
        Rc::new(Captures { sink, wanted: RefCell::default() })
    }

    /// Waits for a stream and takes its first track of a kind.
    pub(crate) fn start(self: &Rc<Captures>, id: CaptureId, kind: TrackKind, stream: Option<Rc<OpenStream>>) {
        self.wanted.borrow_mut().push(Capture { id, running: None });
        let captures = self.clone();
        spawn(async move {
            let opened = captures.open(id, kind, stream).await;
            captures.opened(id, opened);
        });
    }

    /// Gives one up, open or not.
    pub(crate) fn release(&self, id: CaptureId) {
        self.wanted.borrow_mut().retain(|capture| capture.id != id);
    }

    /// The track of one that is open; not `track.clone()`, which is another track of the same device.
    pub(crate) fn track(&self, id: CaptureId) -> Option<MediaStreamTrack> {
        let wanted = self.wanted.borrow();
        let capture = wanted.iter().find(|capture| capture.id == id)?;
        capture.running.as_ref().map(|running| Clone::clone(&running.track))
    }

    async fn open(
        &self,
        id: CaptureId,
        kind: TrackKind,
        stream: Option<Rc<OpenStream>>,
    ) -> Result<Running, CaptureError> {
        let stream = stream.ok_or(CaptureError::NotFound)?;
        let opened = stream.clone().ready().await?;
        let track = kind.first_track(&opened).ok_or(CaptureError::NotFound)?;
        if !is_live(&track) {
            return Err(CaptureError::Unavailable);
        }
        let sink = self.sink.clone();
        // Not fired by our own `stop` (W3C mediacapture-main section 4.3.3), so it is always bad news.
        let ended = EventListener::new(&track, "ended", move |_| {
            sink(MediaEvent::CaptureEnded { capture: id });
        });
        Ok(Running { track, _stream: stream, _ended: ended })
    }

    fn opened(&self, id: CaptureId, opened: Result<Running, CaptureError>) {
        let event = {
            let mut wanted = self.wanted.borrow_mut();
            let Some(index) = wanted.iter().position(|capture| capture.id == id) else { return };
            match opened {
                Ok(running) => {
                    wanted[index].running = Some(running);
                    MediaEvent::Captured { capture: id }
                }
                Err(cause) => {
                    wanted.swap_remove(index);
                    MediaEvent::CaptureFailed { capture: id, cause }
                }
            }
        };
        (self.sink)(event);
    }
}

/// What a track carries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TrackKind {
    Audio,
    Video,
}

impl TrackKind {
    /// Its name in W3C's APIs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            TrackKind::Audio => "audio",
            TrackKind::Video => "video",
        }
    }

    fn first_track(self, stream: &MediaStream) -> Option<MediaStreamTrack> {
        let tracks = match self {
            TrackKind::Audio => stream.get_audio_tracks(),
            TrackKind::Video => stream.get_video_tracks(),
        };
        tracks.get(0).dyn_into().ok()
    }
}

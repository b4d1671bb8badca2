use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use offhook_core::{CaptureError, CaptureId, MediaEvent, Sound};
use offhook_protocol::Slot;
use wasm_bindgen::JsCast;
use web_sys::{MediaStream, MediaStreamTrack};

use super::Sink;
use super::clock::ticks;
use super::listening::listen;
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
    /// The sound of a screen.
    sound: Option<MediaStreamTrack>,
    frames: Cell<Frames>,
    _stream: Rc<OpenStream>,
    _listeners: [EventListener; 3],
    _ear: Option<Interval>,
}

/// Milliseconds without a new frame after which a picture is frozen.
const FROZEN: f64 = 4000.0;

/// How many frames a camera had given, when the last of them was seen, and whether its picture was told to stand still.
#[derive(Clone, Copy, Default)]
struct Frames {
    count: f64,
    seen_at: f64,
    stalled: bool,
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

    /// The track of one that is open, for a slot; not `track.clone()`, which is another track of the same device.
    pub(crate) fn track(&self, id: CaptureId, slot: Slot) -> Option<MediaStreamTrack> {
        let wanted = self.wanted.borrow();
        let running = wanted.iter().find(|capture| capture.id == id)?.running.as_ref()?;
        match slot {
            Slot::ScreenAudio => running.sound.clone(),
            _ => Some(Clone::clone(&running.track)),
        }
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
        let ear = (kind == TrackKind::Audio).then(|| {
            let (sink, ours) = (self.sink.clone(), stream.is_ours());
            listen(opened, move |sound| {
                // What the app makes itself may be silent.
                if ours || sound != Sound::Nothing {
                    sink(MediaEvent::CaptureSound { capture: id, sound });
                }
            })
        });
        let sound = match kind {
            TrackKind::Audio => None,
            TrackKind::Video => TrackKind::Audio.first_track(stream.opened().ok_or(CaptureError::NotFound)?),
        };
        Ok(Running {
            _listeners: self.listeners(id, &track),
            track,
            sound,
            frames: Cell::default(),
            _stream: stream,
            _ear: ear,
        })
    }

    /// `ended` is not fired by our own `stop`, and `mute` not by us either (W3C mediacapture-main section 4.3), so they are
    /// always bad news.
    fn listeners(&self, id: CaptureId, track: &MediaStreamTrack) -> [EventListener; 3] {
        let listen = |event, make: fn(CaptureId) -> MediaEvent| {
            let sink = self.sink.clone();
            EventListener::new(track, event, move |_| sink(make(id)))
        };
        [
            listen("ended", |capture| MediaEvent::CaptureEnded { capture }),
            listen("mute", |capture| MediaEvent::CaptureStalled { capture, stalled: true }),
            listen("unmute", |capture| MediaEvent::CaptureStalled { capture, stalled: false }),
        ]
    }

    /// A connection says how many frames a track has given so far. A camera that gives no more is no error for browsers.
    pub(crate) fn saw_frames(&self, track: &str, count: f64) {
        let look = |capture: &Capture| {
            let running = capture.running.as_ref().filter(|running| running.track.id() == track)?;
            Some((capture.id, running.look_at_frames(ticks(), count)?))
        };
        let news: Vec<_> = self.wanted.borrow().iter().filter_map(look).collect();
        for (capture, stalled) in news {
            (self.sink)(MediaEvent::CaptureStalled { capture, stalled });
        }
    }

    fn opened(&self, id: CaptureId, opened: Result<Running, CaptureError>) {
        let event = {
            let mut wanted = self.wanted.borrow_mut();
            let Some(index) = wanted.iter().position(|capture| capture.id == id) else { return };
            match opened {
                Ok(running) => {
                    let has_audio = running.has_audio();
                    wanted[index].running = Some(running);
                    MediaEvent::Captured { capture: id, has_audio }
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

impl Running {
    fn has_audio(&self) -> bool {
        self.sound.is_some() || self.track.kind() == TrackKind::Audio.name()
    }

    /// Whether its picture stands still, where that is news.
    fn look_at_frames(&self, now: f64, count: f64) -> Option<bool> {
        let before = self.frames.get();
        let seen_at = if count == before.count { before.seen_at } else { now };
        let stalled = now - seen_at >= FROZEN;
        self.frames.set(Frames { count, seen_at, stalled });
        (stalled != before.stalled).then_some(stalled)
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

    /// The track of a stream that is used, where it has several.
    pub(crate) fn first_track(self, stream: &MediaStream) -> Option<MediaStreamTrack> {
        let tracks = match self {
            TrackKind::Audio => stream.get_audio_tracks(),
            TrackKind::Video => stream.get_video_tracks(),
        };
        tracks.get(0).dyn_into().ok()
    }
}

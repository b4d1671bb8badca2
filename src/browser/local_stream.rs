use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use offhook_core::{CaptureSource, LocalStreamId};
use web_sys::{MediaStream, MediaStreamConstraints, MediaStreamTrack};

use super::capture::TrackKind;
use super::constraints;
use super::devices::Devices;
use super::open_stream::OpenStream;
use super::watchers::Watchers;

/// What is behind the local streams of apps. A call and a preview of the same one share one open device, whichever comes
/// first.
#[derive(Default)]
pub(crate) struct LocalStreams {
    last: Cell<u32>,
    sources: RefCell<Vec<Source>>,
    /// Who captures them.
    pub(crate) watchers: Watchers<CaptureSource>,
}

struct Source {
    id: LocalStreamId,
    media: LocalMedia,
    open: Weak<OpenStream>,
}

/// Where audio or video comes from.
pub(crate) enum LocalMedia {
    /// The device of a kind with this `deviceId`.
    Device(TrackKind, String),
    /// The microphone that is selected at the moment.
    SelectedMicrophone(Rc<Devices>),
    /// What the user chooses of their screen.
    Screen,
    /// The app's own stream, and what is wanted of it.
    App(TrackKind, MediaStream),
}

impl LocalStreams {
    /// Numbers a source, until it is removed.
    pub(crate) fn add(&self, media: LocalMedia) -> LocalStreamId {
        let id = LocalStreamId(self.last.get() + 1);
        self.last.set(id.0);
        self.sources.borrow_mut().push(Source { id, media, open: Weak::new() });
        id
    }

    /// Forgets a source. Who still uses it is not disturbed.
    pub(crate) fn remove(&self, id: LocalStreamId) {
        self.sources.borrow_mut().retain(|source| source.id != id);
    }

    /// Whether somebody uses it now.
    pub(crate) fn is_open(&self, id: LocalStreamId) -> bool {
        self.sources.borrow().iter().any(|source| source.id == id && source.open.strong_count() > 0)
    }

    /// The track that it gives now, if it is open.
    pub(crate) fn track(&self, id: LocalStreamId) -> Option<MediaStreamTrack> {
        let sources = self.sources.borrow();
        let source = sources.iter().find(|source| source.id == id)?;
        source.media.kind().first_track(source.open.upgrade()?.opened()?)
    }

    /// Puts something else behind a source. What is captured now goes over to it.
    pub(crate) fn replace(&self, id: LocalStreamId, media: LocalMedia, open: Option<&Rc<OpenStream>>) {
        let kind = media.kind();
        if let Some(source) = self.sources.borrow_mut().iter_mut().find(|source| source.id == id) {
            source.media = media;
            source.open = open.map(Rc::downgrade).unwrap_or_default();
        }
        match kind {
            TrackKind::Audio => self.watchers.tell(CaptureSource::Audio(id)),
            // A call sends it as its camera, or shares it as its screen.
            TrackKind::Video => {
                self.watchers.tell(CaptureSource::Video(id));
                self.watchers.tell(CaptureSource::Screen(id));
            }
        }
    }

    /// Opens a source, or shares it where it is open. Whoever calls this waits for it to be ready.
    pub(crate) fn open(&self, id: LocalStreamId) -> Option<Rc<OpenStream>> {
        let mut sources = self.sources.borrow_mut();
        let source = sources.iter_mut().find(|source| source.id == id)?;
        let shared = source.open.upgrade().filter(|open| open.is_alive());
        let open = shared.unwrap_or_else(|| source.media.open());
        source.open = Rc::downgrade(&open);
        Some(open)
    }
}

impl LocalMedia {
    /// What it gives.
    pub(crate) fn kind(&self) -> TrackKind {
        match self {
            LocalMedia::Device(kind, _) | LocalMedia::App(kind, _) => *kind,
            LocalMedia::SelectedMicrophone(_) => TrackKind::Audio,
            LocalMedia::Screen => TrackKind::Video,
        }
    }

    /// Opens it. Whoever calls this waits for it to be ready.
    pub(crate) fn open(&self) -> Rc<OpenStream> {
        match self {
            LocalMedia::App(_, stream) => OpenStream::of_app(stream),
            LocalMedia::SelectedMicrophone(devices) => devices.open_microphone(),
            LocalMedia::Screen => OpenStream::of_screen(),
            LocalMedia::Device(kind, device) => {
                let wanted = MediaStreamConstraints::new();
                match kind {
                    TrackKind::Audio => wanted.set_audio(&constraints::exactly(device)),
                    TrackKind::Video => wanted.set_video(&constraints::exactly(device)),
                }
                OpenStream::of_devices(&wanted)
            }
        }
    }
}

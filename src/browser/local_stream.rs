use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use offhook_core::{CaptureSource, LocalStreamId};
use web_sys::{MediaStream, MediaStreamConstraints};

use super::constraints;
use super::open_stream::OpenStream;
use super::watchers::Watchers;

/// What is behind the app's `LocalVideoStream`s. A call and a preview of the same one share one open camera, whichever
/// comes first.
#[derive(Default)]
pub(crate) struct LocalStreams {
    last: Cell<u32>,
    sources: RefCell<Vec<Source>>,
    /// Who captures them.
    pub(crate) watchers: Watchers<CaptureSource>,
}

struct Source {
    id: LocalStreamId,
    video: VideoSource,
    open: Weak<OpenStream>,
}

/// Where video comes from.
pub(crate) enum VideoSource {
    /// The camera with this `deviceId`.
    Camera(String),
    /// The app's own stream.
    App(MediaStream),
}

impl LocalStreams {
    /// Numbers a source, until it is removed.
    pub(crate) fn add(&self, video: VideoSource) -> LocalStreamId {
        let id = LocalStreamId(self.last.get() + 1);
        self.last.set(id.0);
        self.sources.borrow_mut().push(Source { id, video, open: Weak::new() });
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

    /// Puts something else behind a source. What is captured now goes over to it.
    pub(crate) fn replace(&self, id: LocalStreamId, video: VideoSource, open: Option<&Rc<OpenStream>>) {
        if let Some(source) = self.sources.borrow_mut().iter_mut().find(|source| source.id == id) {
            source.video = video;
            source.open = open.map(Rc::downgrade).unwrap_or_default();
        }
        self.watchers.tell(CaptureSource::Video(id));
    }

    /// Opens a source, or shares it where it is open. Whoever calls this waits for it to be ready.
    pub(crate) fn open(&self, id: LocalStreamId) -> Option<Rc<OpenStream>> {
        let mut sources = self.sources.borrow_mut();
        let source = sources.iter_mut().find(|source| source.id == id)?;
        let shared = source.open.upgrade().filter(|open| open.is_alive());
        let open = shared.unwrap_or_else(|| source.video.open());
        source.open = Rc::downgrade(&open);
        Some(open)
    }
}

impl VideoSource {
    /// Opens it. Whoever calls this waits for it to be ready.
    pub(crate) fn open(&self) -> Rc<OpenStream> {
        match self {
            VideoSource::App(stream) => OpenStream::of_app(stream),
            VideoSource::Camera(device) => {
                let wanted = MediaStreamConstraints::new();
                wanted.set_video(&constraints::exactly(device));
                OpenStream::of_devices(&wanted)
            }
        }
    }
}

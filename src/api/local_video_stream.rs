use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise};
use offhook_core::{CaptureError, LocalStreamId};
use offhook_protocol::ApiError;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MediaStream;

use super::emitting;
use crate::browser::{LocalStreams, OpenStream, VideoSource};
use crate::emitter::{Names, emit};
use crate::errors::{self, NO_LOCAL_VIDEO_STREAM, NO_VIDEO_SOURCE};
use crate::object::{This, get, plain};
use crate::promises::later;
use crate::views::Views;
use crate::{dead, passed};

const EVENTS: Names = Names::Only(&["videoSourceChanged"]);

thread_local! {
    static SOURCES: Rc<LocalStreams> = Rc::default();
}

/// What is behind all `LocalVideoStream`s of the page.
pub(crate) fn sources() -> Rc<LocalStreams> {
    SOURCES.with(Rc::clone)
}

/// A camera of one's own, or a stream of the app's own.
#[wasm_bindgen]
pub struct LocalVideoStream {
    source: Rc<LocalSource>,
    this: This,
}

/// What stands behind a `LocalVideoStream`, as long as that or something that uses it is there.
pub(crate) struct LocalSource {
    pub(crate) id: LocalStreamId,
    pub(crate) views: Views,
    /// `source` and `mediaStreamType`
    shown: RefCell<Shown>,
    disposed_with_call: bool,
    /// Open for the app, by `getMediaStream`.
    open: RefCell<Option<Rc<OpenStream>>>,
}

/// What apps see of a source.
struct Shown {
    info: JsValue,
    media_stream_type: &'static str,
}

#[wasm_bindgen]
impl LocalVideoStream {
    /// `new LocalVideoStream(source, options?)`. Opens nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new(source: &JsValue, options: &JsValue) -> Result<LocalVideoStream, JsValue> {
        dead::check()?;
        let (video, shown) = read(source).map_err(|error| errors::to_js(&error))?;
        let kept = get(options, "autoDisposeOnCallEnd") == JsValue::FALSE;
        let source = LocalSource {
            id: sources().add(video),
            views: Views::default(),
            shown: RefCell::new(shown),
            disposed_with_call: !kept,
            open: RefCell::default(),
        };
        Ok(LocalVideoStream { source: Rc::new(source), this: This::default() })
    }

    /// Tells the object what it is; for the SDK: a constructor in Rust does not know.
    #[wasm_bindgen(js_name = __offhook_bind)]
    pub fn bind(&self, this: &JsValue) {
        self.this.bind(this);
    }

    /// The camera.
    #[wasm_bindgen(getter)]
    pub fn source(&self) -> JsValue {
        self.source.shown.borrow().info.clone()
    }

    /// `Video` for a camera, `RawMedia` for a stream of the app's own.
    #[wasm_bindgen(getter, js_name = mediaStreamType)]
    pub fn media_stream_type(&self) -> JsValue {
        self.source.shown.borrow().media_stream_type.into()
    }

    /// Opens the camera, until the stream is disposed.
    #[wasm_bindgen(js_name = getMediaStream)]
    pub fn get_media_stream(&self) -> Promise {
        let source = self.source.clone();
        later(Box::pin(async move {
            let (open, stream) = source.open().await?;
            source.open.replace(Some(open));
            Ok(stream.into())
        }))
    }

    /// Takes another camera, also for the call and the views that use it now.
    #[wasm_bindgen(js_name = switchSource)]
    pub fn switch_source(&self, source: JsValue) -> Promise {
        let (this, behind) = (self.this.object(), self.source.clone());
        later(Box::pin(async move {
            let (video, shown) = read(&source)?;
            behind.switch(video, shown).await?;
            emit(&this, "videoSourceChanged", &Array::of1(&plain(&[("source", this.clone())])));
            Ok(JsValue::UNDEFINED)
        }))
    }

    /// Takes a stream of the app's own instead.
    #[wasm_bindgen(js_name = setMediaStream)]
    pub fn set_media_stream(&self, stream: JsValue) -> Promise {
        self.switch_source(stream)
    }

    /// Lets go of the camera, where the app has it open, and of all views.
    pub fn dispose(&self) {
        self.source.dispose();
    }

    /// For the SDK: see [`passed`].
    #[wasm_bindgen(getter, js_name = __offhook_passed)]
    pub fn passed(&self) -> bool {
        passed::pass(self.source.clone())
    }
}

emitting!(LocalVideoStream, EVENTS);

impl LocalSource {
    /// Opens it, or shares it where it is open.
    pub(crate) async fn open(&self) -> Result<(Rc<OpenStream>, MediaStream), ApiError> {
        ready(sources().open(self.id).ok_or(ApiError::DEVICE_UNAVAILABLE)?).await
    }

    /// Puts something else behind it. What uses it goes over without a gap; where that cannot be opened, all stays.
    async fn switch(&self, video: VideoSource, shown: Shown) -> Result<(), ApiError> {
        let open = match sources().is_open(self.id) {
            true => Some(ready(video.open()).await?),
            false => None,
        };
        sources().replace(self.id, video, open.as_ref().map(|(open, _)| open));
        self.shown.replace(shown);
        if let Some((open, stream)) = open {
            self.views.replace(&stream, &open);
            if let Some(old) = &mut *self.open.borrow_mut() {
                *old = open;
            }
        }
        Ok(())
    }

    fn dispose(&self) {
        self.views.dispose();
        self.open.take();
    }
}

impl Drop for LocalSource {
    fn drop(&mut self) {
        sources().remove(self.id);
    }
}

async fn ready(open: Rc<OpenStream>) -> Result<(Rc<OpenStream>, MediaStream), ApiError> {
    match open.clone().ready().await {
        Ok(stream) => Ok((open, stream)),
        Err(CaptureError::Denied) => Err(ApiError::PERMISSION_DENIED),
        Err(CaptureError::NotFound | CaptureError::Unavailable) => Err(ApiError::DEVICE_UNAVAILABLE),
    }
}

/// The source of a stream that an app passed, in whatever `Proxy`.
pub(crate) fn source_of(stream: &JsValue) -> Result<Rc<LocalSource>, JsValue> {
    passed::take(stream).ok_or_else(|| errors::to_js(&NO_LOCAL_VIDEO_STREAM))
}

/// A call that sent the stream is over.
pub(crate) fn call_ended(stream: &JsValue) {
    if let Ok(source) = source_of(stream)
        && source.disposed_with_call
    {
        source.dispose();
    }
}

/// What an app passed: a camera or a stream of its own.
fn read(source: &JsValue) -> Result<(VideoSource, Shown), ApiError> {
    if let Some(stream) = source.dyn_ref::<MediaStream>() {
        let name = get(&stream.get_video_tracks().get(0), "label");
        let info = plain(&[("id", stream.id().into()), ("name", name), ("deviceType", "Unknown".into())]);
        return Ok((VideoSource::App(Clone::clone(stream)), Shown { info, media_stream_type: "RawMedia" }));
    }
    let id = get(source, "id").as_string().ok_or(NO_VIDEO_SOURCE)?;
    let info = plain(&["id", "name", "deviceType"].map(|name| (name, get(source, name))));
    Ok((VideoSource::Camera(id), Shown { info, media_stream_type: "Video" }))
}

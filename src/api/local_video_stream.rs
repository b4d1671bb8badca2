use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use offhook_core::{CaptureError, LocalStreamId};
use offhook_protocol::ApiError;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MediaStream;

use crate::browser::{LocalStreams, OpenStream, VideoSource};
use crate::errors::{self, NO_LOCAL_VIDEO_STREAM, NO_VIDEO_SOURCE};
use crate::object::{get, plain};
use crate::promises::later;
use crate::views::Views;
use crate::{dead, passed};

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
    info: JsValue,
}

/// What stands behind a `LocalVideoStream`, as long as that or something that uses it is there.
pub(crate) struct LocalSource {
    pub(crate) id: LocalStreamId,
    pub(crate) views: Views,
    is_camera: bool,
    disposed_with_call: bool,
    /// Open for the app, by `getMediaStream`.
    open: RefCell<Option<Rc<OpenStream>>>,
}

#[wasm_bindgen]
impl LocalVideoStream {
    /// `new LocalVideoStream(source, options?)`. Opens nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new(source: &JsValue, options: &JsValue) -> Result<LocalVideoStream, JsValue> {
        dead::check()?;
        let (video, info, is_camera) = match source.dyn_ref::<MediaStream>() {
            Some(stream) => (VideoSource::App(Clone::clone(stream)), app_stream_info(stream), false),
            None => {
                let id = get(source, "id").as_string().ok_or_else(|| errors::to_js(&NO_VIDEO_SOURCE))?;
                (VideoSource::Camera(id), camera_info(source), true)
            }
        };
        let kept = get(options, "autoDisposeOnCallEnd") == JsValue::FALSE;
        let source = LocalSource {
            id: sources().add(video),
            views: Views::default(),
            is_camera,
            disposed_with_call: !kept,
            open: RefCell::default(),
        };
        Ok(LocalVideoStream { source: Rc::new(source), info })
    }

    /// The camera.
    #[wasm_bindgen(getter)]
    pub fn source(&self) -> JsValue {
        self.info.clone()
    }

    /// `Video` for a camera, `RawMedia` for a stream of the app's own.
    #[wasm_bindgen(getter, js_name = mediaStreamType)]
    pub fn media_stream_type(&self) -> JsValue {
        if self.source.is_camera { "Video" } else { "RawMedia" }.into()
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

impl LocalSource {
    /// Opens it, or shares it where it is open.
    pub(crate) async fn open(&self) -> Result<(Rc<OpenStream>, MediaStream), ApiError> {
        let open = sources().open(self.id).ok_or(ApiError::DEVICE_UNAVAILABLE)?;
        match open.clone().ready().await {
            Ok(stream) => Ok((open, stream)),
            Err(CaptureError::Denied) => Err(ApiError::PERMISSION_DENIED),
            Err(CaptureError::NotFound | CaptureError::Unavailable) => Err(ApiError::DEVICE_UNAVAILABLE),
        }
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

/// The source of a stream that an app passed, in whatever `Proxy`.
pub(crate) fn source_of(stream: &JsValue) -> Result<Rc<LocalSource>, JsValue> {
    passed::take(stream).ok_or_else(|| errors::to_js(&NO_LOCAL_VIDEO_STREAM))
}

/// A call that the stream was given to is over.
pub(crate) fn call_ended(stream: &JsValue) {
    if let Ok(source) = source_of(stream)
        && source.disposed_with_call
    {
        source.dispose();
    }
}

fn camera_info(source: &JsValue) -> JsValue {
    plain(&["id", "name", "deviceType"].map(|name| (name, get(source, name))))
}

fn app_stream_info(stream: &MediaStream) -> JsValue {
    let name = get(&stream.get_video_tracks().get(0), "label");
    plain(&[("id", stream.id().into()), ("name", name), ("deviceType", "Unknown".into())])
}

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use offhook_protocol::ApiError;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::local_stream::{self, LocalSource, SCREEN};
use super::remote_video_stream::{RemoteSource, size_of};
use super::video_stream_renderer_view::{self as view, VideoStreamRendererView};
use crate::browser::{Environment, FirstFrame, OpenStream, ScalingMode, Sink, Size, TrackKind, View};
use crate::errors::{self, NO_VIDEO_STREAM, STREAM_GONE, TOO_MANY_VIEWS, VIEW_DISPOSED, VIEW_TIMED_OUT};
use crate::object::get;
use crate::promises::later;
use crate::views::{Showing, Views};
use crate::{dead, passed};

/// How many views of other people's streams a page may have, and how many on a phone.
const MOST_VIEWS: usize = 10;
const MOST_VIEWS_ON_A_PHONE: usize = 6;

thread_local! {
    static REMOTE_VIEWS: Views = const { Views::new() };
}

/// Shows a video stream.
#[wasm_bindgen]
pub struct VideoStreamRenderer(Rc<Renderer>);

struct Renderer {
    source: Source,
    views: Views,
    /// Of the picture, as the last view measured it.
    size: Rc<Cell<Size>>,
    disposed: Cell<bool>,
    /// Who wait for views, and are told that there will be none.
    waiting: RefCell<Vec<Function>>,
}

/// What is shown.
enum Source {
    Local(Rc<LocalSource>),
    Remote(Rc<RemoteSource>),
}

/// How it is shown.
struct Look {
    scaling: ScalingMode,
    mirrored: bool,
}

#[wasm_bindgen]
impl VideoStreamRenderer {
    /// `new VideoStreamRenderer(stream)`
    #[wasm_bindgen(constructor)]
    pub fn new(stream: &JsValue) -> Result<VideoStreamRenderer, JsValue> {
        dead::check()?;
        let source = passed::take(stream)
            .map(Source::Remote)
            .or_else(|| local_stream::source_of(TrackKind::Video, stream).ok().map(Source::Local));
        let source = source.ok_or_else(|| errors::to_js(&NO_VIDEO_STREAM))?;
        let (views, size, disposed, waiting) = Default::default();
        Ok(VideoStreamRenderer(Rc::new(Renderer { source, views, size, disposed, waiting })))
    }

    /// How large the picture is; 0 by 0 until it was shown.
    #[wasm_bindgen(getter)]
    pub fn size(&self) -> JsValue {
        size_of(self.0.size.get())
    }

    /// Makes an element that shows the stream, and waits for its first frame.
    #[wasm_bindgen(js_name = createView)]
    pub fn create_view(&self, options: &JsValue) -> Promise {
        let renderer = self.0.clone();
        let look = match renderer.look(options) {
            Ok(look) => look,
            Err(error) => return Promise::reject(&error),
        };
        let shown = later(Box::pin(async move { renderer.show(look).await }));
        // A camera may wait for its user for as long as they like, but a renderer that was disposed does not.
        Promise::race(&Array::of2(&shown, &self.0.disposal()))
    }

    /// Disposes all its views.
    pub fn dispose(&self) {
        self.0.disposed.set(true);
        self.0.views.dispose();
        for reject in self.0.waiting.take() {
            let _ = reject.call1(&JsValue::UNDEFINED, &errors::to_js(&VIEW_DISPOSED));
        }
    }
}

impl Renderer {
    /// Rejects when the renderer is disposed.
    fn disposal(&self) -> Promise {
        Promise::new(&mut |_, reject| self.waiting.borrow_mut().push(reject))
    }

    fn look(&self, options: &JsValue) -> Result<Look, JsValue> {
        // One's own face is looked at as in a mirror, but not what one shares.
        let is_preview =
            matches!(&self.source, Source::Local(source) if source.media_stream_type() != SCREEN);
        let mirrored = get(options, "isMirrored").as_bool().unwrap_or(is_preview);
        let scaling = get(options, "scalingMode");
        let scaling = if scaling.is_undefined() { ScalingMode::Crop } else { view::scaling_mode(&scaling)? };
        Ok(Look { scaling, mirrored })
    }

    async fn show(&self, look: Look) -> Result<JsValue, ApiError> {
        self.check_disposed()?;
        let (view, camera) = match &self.source {
            Source::Local(source) => {
                let (open, stream) = source.open().await?;
                self.check_disposed()?;
                (self.view(&stream, &look)?, Some(open))
            }
            Source::Remote(source) => {
                let stream = source.stream()?;
                check_room()?;
                (self.view(&stream, &look)?, None)
            }
        };
        let first_frame = view.first_frame();
        let showing = self.keep(view, camera);
        let outcome = self.judge(first_frame.await);
        if let Err(error) = outcome {
            showing.dispose();
            return Err(error);
        }
        showing.has_begun();
        Ok(VideoStreamRendererView::create(showing, look.scaling, look.mirrored))
    }

    fn view(&self, stream: &web_sys::MediaStream, look: &Look) -> Result<View, ApiError> {
        let (on_size, on_change) = (self.on_size(), self.on_change());
        View::new(stream, look.scaling, look.mirrored, on_size, on_change).ok_or(VIEW_DISPOSED)
    }

    /// Whoever sends the picture is told how large it is shown.
    fn on_change(&self) -> Sink<()> {
        match &self.source {
            Source::Local(_) => Rc::new(|()| {}),
            Source::Remote(source) => {
                let source = source.clone();
                Rc::new(move |()| source.tell_height())
            }
        }
    }

    fn on_size(&self) -> Sink<Size> {
        let shown = self.size.clone();
        let source = match &self.source {
            Source::Local(_) => None,
            Source::Remote(source) => Some(source.clone()),
        };
        Rc::new(move |size| {
            shown.set(size);
            if let Some(source) = &source {
                source.resized(size);
            }
        })
    }

    /// A view goes when its renderer is disposed, and when its stream is gone.
    fn keep(&self, view: View, camera: Option<Rc<OpenStream>>) -> Rc<Showing> {
        let showing = Showing::new(view, camera);
        self.views.add(&showing);
        match &self.source {
            Source::Local(source) => source.views.add(&showing),
            Source::Remote(source) => {
                source.views.add(&showing);
                source.tell_height();
                REMOTE_VIEWS.with(|views| views.add(&showing));
            }
        }
        showing
    }

    fn judge(&self, first_frame: FirstFrame) -> Result<(), ApiError> {
        let gone = matches!(&self.source, Source::Remote(source) if !source.is_available());
        match first_frame {
            _ if self.disposed.get() => Err(VIEW_DISPOSED),
            _ if gone => Err(STREAM_GONE),
            FirstFrame::Shown => Ok(()),
            FirstFrame::TimedOut => Err(VIEW_TIMED_OUT),
            FirstFrame::Disposed => Err(VIEW_DISPOSED),
        }
    }

    fn check_disposed(&self) -> Result<(), ApiError> {
        if self.disposed.get() { Err(VIEW_DISPOSED) } else { Ok(()) }
    }
}

fn check_room() -> Result<(), ApiError> {
    if REMOTE_VIEWS.with(Views::count) < most_views() { Ok(()) } else { Err(TOO_MANY_VIEWS) }
}

/// How many views of other people's streams this page may have.
pub(crate) fn most_views() -> usize {
    let is_phone = matches!(Environment::current().platform, "Android" | "iOS");
    if is_phone { MOST_VIEWS_ON_A_PHONE } else { MOST_VIEWS }
}

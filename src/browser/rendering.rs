use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleDeclaration, Document, HtmlElement, HtmlVideoElement, MediaStream, ResizeObserver};

use super::Sink;
use super::signal::Signal;

/// How long a first frame may take, in milliseconds.
const FIRST_FRAME_MS: u32 = 10_000;

/// How high a view counts that the app has not put into its page yet, in pixels.
const DETACHED: f64 = 360.0;

/// How video fills its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ScalingMode {
    /// All of the place, whatever the proportions.
    Stretch,
    /// All of the place, with what stands out cut off.
    Crop,
    /// All of the video, with bars.
    Fit,
}

/// The video's own size in pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Size {
    /// Across.
    pub(crate) width: u32,
    /// Down.
    pub(crate) height: u32,
}

/// How the wait for a first frame ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FirstFrame {
    /// It is there.
    Shown,
    /// It did not come in time.
    TimedOut,
    /// The view was disposed before.
    Disposed,
}

/// An element that shows a stream, until it is dropped.
pub(crate) struct View {
    target: HtmlElement,
    video: HtmlVideoElement,
    first_frame: Rc<Signal>,
    _listeners: [EventListener; 2],
    _deadline: Timeout,
    watch: Watch,
}

/// What hears of it when a view becomes larger or smaller, or goes.
struct Watch {
    on_change: Sink<()>,
    observer: Option<ResizeObserver>,
    _callback: Closure<dyn FnMut()>,
}

impl View {
    /// Makes one; `None` where there is no document.
    pub(crate) fn new(
        stream: &MediaStream,
        scaling: ScalingMode,
        mirrored: bool,
        on_size: Sink<Size>,
        on_change: Sink<()>,
    ) -> Option<View> {
        let document = web_sys::window()?.document()?;
        let video: HtmlVideoElement = element(&document, "video")?;
        let target: HtmlElement = element(&document, "div")?;
        style(&target.style(), &[("width", "100%"), ("height", "100%")]);
        style(&video.style(), &[("width", "100%"), ("height", "100%"), ("object-fit", scaling.object_fit())]);
        if mirrored {
            style(&video.style(), &[("transform", "scaleX(-1)")]);
        }
        target.append_child(&video).ok()?;
        let first_frame = Rc::new(Signal::new());
        let view = View {
            _listeners: listen(&video, &first_frame, on_size),
            _deadline: deadline(&first_frame),
            watch: Watch::new(&target, on_change),
            target,
            video,
            first_frame,
        };
        view.show(stream);
        Some(view)
    }

    /// What the app puts into its page.
    pub(crate) fn target(&self) -> &HtmlElement {
        &self.target
    }

    /// How high the picture is shown, in pixels of the device; 0 where it is in the page and hidden, and the most where a larger
    /// picture would be shown larger: asking for what is shown of a smaller one would keep it small, or have it shrink again and
    /// again.
    pub(crate) fn height(&self) -> u32 {
        let height = match self.target.is_connected() {
            true if self.would_grow() => return u32::MAX,
            true => f64::from(self.target.client_height()),
            false => DETACHED,
        };
        (height * web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())) as u32
    }

    /// Whether the view's place in the page has the picture's size, and none of its own. That they are the same may be chance, so
    /// a larger picture is tried. (A smaller one might have the page scroll.)
    fn would_grow(&self) -> bool {
        let video = &self.video;
        let shown = (video.client_width() as u32, video.client_height() as u32);
        if shown != (video.video_width(), video.video_height()) {
            return false;
        }
        let size = || (self.target.client_width(), self.target.client_height());
        let before = size();
        style(&video.style(), &[("padding", "1px")]);
        let after = size();
        style(&video.style(), &[("padding", "")]);
        after.0 > before.0 && after.1 > before.1
    }

    /// Waits for the first frame.
    pub(crate) fn first_frame(&self) -> impl Future<Output = FirstFrame> + use<> {
        let first_frame = self.first_frame.clone();
        async move {
            match first_frame.given().await.as_bool() {
                Some(true) => FirstFrame::Shown,
                Some(false) => FirstFrame::TimedOut,
                None => FirstFrame::Disposed,
            }
        }
    }

    /// Changes how the video fills its place.
    pub(crate) fn set_scaling(&self, scaling: ScalingMode) {
        style(&self.video.style(), &[("object-fit", scaling.object_fit())]);
    }

    /// Shows a stream, instead of another one.
    pub(crate) fn show(&self, stream: &MediaStream) {
        // Without sound it may play by itself everywhere, on iOS only inline; what is to be heard is played elsewhere.
        self.video.set_muted(true);
        self.video.set_autoplay(true);
        let _ = self.video.set_attribute("playsinline", "");
        self.video.set_src_object(Some(stream));
    }
}

impl Watch {
    /// Browsers tell at once and at every change (W3C resize-observer section 2).
    fn new(target: &HtmlElement, on_change: Sink<()>) -> Watch {
        let changed = on_change.clone();
        let callback: Closure<dyn FnMut()> = Closure::new(move || changed(()));
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(target);
        }
        Watch { on_change, observer, _callback: callback }
    }
}

impl Drop for View {
    fn drop(&mut self) {
        if let Some(observer) = &self.watch.observer {
            observer.disconnect();
        }
        (self.watch.on_change)(());
        self.first_frame.give(&JsValue::UNDEFINED);
        self.video.set_src_object(None);
        self.video.remove();
        self.target.remove();
    }
}

impl ScalingMode {
    fn object_fit(self) -> &'static str {
        match self {
            ScalingMode::Stretch => "fill",
            ScalingMode::Crop => "cover",
            ScalingMode::Fit => "contain",
        }
    }
}

fn element<T: JsCast>(document: &Document, name: &str) -> Option<T> {
    document.create_element(name).ok()?.dyn_into().ok()
}

fn style(style: &CssStyleDeclaration, properties: &[(&str, &str)]) {
    for (name, value) in properties {
        let _ = style.set_property(name, value);
    }
}

/// A stream's metadata is there with its first frame (HTML section 4.8.11.5); it fires `resize` then too, and whenever the
/// sender changes the size.
fn listen(video: &HtmlVideoElement, first_frame: &Rc<Signal>, on_size: Sink<Size>) -> [EventListener; 2] {
    let first_frame = first_frame.clone();
    let shown = EventListener::new(video, "loadeddata", move |_| first_frame.give(&JsValue::TRUE));
    let resized = EventListener::new(video, "resize", move |event| {
        let video = event.target().and_then(|target| target.dyn_into::<HtmlVideoElement>().ok());
        if let Some(video) = video {
            on_size(Size { width: video.video_width(), height: video.video_height() });
        }
    });
    [shown, resized]
}

fn deadline(first_frame: &Rc<Signal>) -> Timeout {
    let first_frame = first_frame.clone();
    Timeout::new(FIRST_FRAME_MS, move || first_frame.give(&JsValue::FALSE))
}

//! What `LocalVideoStream` and `LocalAudioStream` have in common.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Array, Promise};
use offhook_core::{CaptureError, LocalStreamId};
use offhook_protocol::ApiError;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MediaStream;

use crate::browser::{Devices, LocalMedia, LocalStreams, Meter, OpenStream, Sink, TrackKind, spawn};
use crate::emitter::emit;
use crate::errors::{self, NO_LOCAL_STREAM, NO_SOURCE};
use crate::object::{This, get, plain};
use crate::promises::later;
use crate::views::Views;
use crate::{dead, passed};

thread_local! {
    static SOURCES: Rc<LocalStreams> = Rc::default();
}

/// What is behind all local streams of the page.
pub(crate) fn sources() -> Rc<LocalStreams> {
    SOURCES.with(Rc::clone)
}

/// What stands behind a local stream, as long as that or something that uses it is there.
pub(crate) struct LocalSource {
    pub(crate) id: LocalStreamId,
    pub(crate) kind: TrackKind,
    pub(crate) views: Views,
    shown: RefCell<Shown>,
    disposed_with_call: bool,
    /// Open for the app, by `getMediaStream`.
    open: RefCell<Option<Rc<OpenStream>>>,
    /// Open for the app, by `getVolume`.
    meter: RefCell<Option<(Rc<OpenStream>, Option<Meter>)>>,
    /// Counts how often it was disposed: what was being opened then is not kept.
    disposals: Cell<u32>,
}

/// `mediaStreamType` and `deviceType` of a screen.
pub(super) const SCREEN: &str = "ScreenSharing";

/// What apps see of a source.
enum Shown {
    /// `source` and `mediaStreamType`
    Fixed(JsValue, &'static str),
    /// The microphone that is selected, whichever that is.
    Selected { devices: Rc<Devices>, _selection: Sink<()> },
}

impl LocalSource {
    /// What an app passed to a constructor.
    pub(super) fn new(kind: TrackKind, source: &JsValue, options: &JsValue) -> Result<Rc<Self>, JsValue> {
        dead::check()?;
        let (media, shown) = read(kind, source).map_err(|error| errors::to_js(&error))?;
        let kept = get(options, "autoDisposeOnCallEnd") == JsValue::FALSE;
        Ok(Rc::new(LocalSource::made(sources().add(media), kind, shown, !kept)))
    }

    /// A screen, or a part of it, that the user chooses when it is opened.
    pub(super) fn screen() -> Rc<LocalSource> {
        let info =
            plain(&[("id", "screen".into()), ("name", "Screen".into()), ("deviceType", SCREEN.into())]);
        let id = sources().add(LocalMedia::Screen);
        Rc::new(LocalSource::made(id, TrackKind::Video, Shown::Fixed(info, SCREEN), true))
    }

    /// The microphone that is selected: when that is another one, what is open goes over to it, and `this` tells.
    pub(super) fn selected_microphone(devices: &Rc<Devices>, this: This) -> Rc<LocalSource> {
        let id = sources().add(LocalMedia::SelectedMicrophone(devices.clone()));
        Rc::new_cyclic(|source: &Weak<LocalSource>| {
            let (source, selecting) = (source.clone(), Rc::downgrade(devices));
            let selection: Sink<()> = Rc::new(move |()| {
                if let (Some(source), Some(devices)) = (source.upgrade(), selecting.upgrade()) {
                    sources().replace(id, LocalMedia::SelectedMicrophone(devices), None);
                    spawn(source.go_over(this.clone()));
                }
            });
            devices.selections.add(&selection);
            let shown = Shown::Selected { devices: devices.clone(), _selection: selection };
            LocalSource::made(id, TrackKind::Audio, shown, true)
        })
    }

    async fn go_over(self: Rc<Self>, this: This) {
        if self.is_open_for_app()
            && let Ok((open, stream)) = self.open().await
        {
            self.take_over(&open, &stream);
        }
        tell_source(&this.object(), "audioSourceChanged");
    }

    fn made(id: LocalStreamId, kind: TrackKind, shown: Shown, disposed_with_call: bool) -> LocalSource {
        LocalSource {
            id,
            kind,
            views: Views::default(),
            shown: RefCell::new(shown),
            disposed_with_call,
            open: RefCell::default(),
            meter: RefCell::default(),
            disposals: Cell::default(),
        }
    }

    /// `source`
    pub(super) fn info(&self) -> JsValue {
        match &*self.shown.borrow() {
            Shown::Fixed(info, _) => info.clone(),
            Shown::Selected { devices, .. } => {
                let track = sources().track(self.id);
                let settings = track.as_ref().map(|track| track.get_settings().into()).unwrap_or_default();
                plain(&[
                    ("id", get(&settings, "deviceId")),
                    ("name", track.map_or(JsValue::UNDEFINED, |track| track.label().into())),
                    ("deviceType", "Microphone".into()),
                    ("isSystemDefault", devices.follows_system().into()),
                ])
            }
        }
    }

    /// `mediaStreamType`
    pub(super) fn media_stream_type(&self) -> &'static str {
        match &*self.shown.borrow() {
            Shown::Fixed(_, media_stream_type) => media_stream_type,
            Shown::Selected { .. } => device_type(TrackKind::Audio),
        }
    }

    /// Opens it for the app, until it is disposed.
    pub(super) fn media_stream(self: &Rc<Self>) -> Promise {
        let (source, disposals) = (self.clone(), self.disposals());
        later(Box::pin(async move {
            let (open, stream) = source.open_for_app(disposals).await?;
            source.open.replace(Some(open));
            Ok(stream.into())
        }))
    }

    /// How often it was disposed so far.
    pub(super) fn disposals(&self) -> u32 {
        self.disposals.get()
    }

    /// Opens it to measure how loud it is, until it is disposed, as it may have been since `disposals` was asked.
    pub(super) async fn measure(&self, disposals: u32) -> Result<(), ApiError> {
        if !self.is_measured() {
            let (open, stream) = self.open_for_app(disposals).await?;
            self.meter.replace(Some((open, Meter::new(&stream))));
        }
        Ok(())
    }

    /// How loud it is now, from 0 to 1; nothing where it is not measured. A device that is gone is replaced by what is behind the source now.
    pub(super) fn level(self: &Rc<Self>) -> Option<f64> {
        if self.meter.borrow().is_some() && !self.is_measured() {
            self.meter.take();
            let (source, disposals) = (self.clone(), self.disposals());
            spawn(async move {
                let _ = source.measure(disposals).await;
            });
        }
        let meter = self.meter.borrow();
        let level = |meter: &Option<Meter>| meter.as_ref().and_then(Meter::level).unwrap_or_default();
        meter.as_ref().map(|(_, meter)| level(meter))
    }

    fn is_measured(&self) -> bool {
        self.meter.borrow().as_ref().is_some_and(|(open, _)| open.is_alive())
    }

    fn is_open_for_app(&self) -> bool {
        self.open.borrow().is_some() || self.meter.borrow().is_some()
    }

    /// What is disposed while it is being opened is closed again.
    async fn open_for_app(&self, disposals: u32) -> Result<(Rc<OpenStream>, MediaStream), ApiError> {
        let opened = self.open().await?;
        if self.disposals() == disposals { Ok(opened) } else { Err(ApiError::STOPPED_BEFORE_START) }
    }

    /// Takes another source, also for what uses it now, and tells listeners.
    pub(super) fn switch_source(
        self: &Rc<Self>,
        this: JsValue,
        event: &'static str,
        source: JsValue,
    ) -> Promise {
        let behind = self.clone();
        later(Box::pin(async move {
            let (media, shown) = read(behind.kind, &source)?;
            behind.switch(media, shown).await?;
            tell_source(&this, event);
            Ok(JsValue::UNDEFINED)
        }))
    }

    /// Opens it, or shares it where it is open.
    pub(crate) async fn open(&self) -> Result<(Rc<OpenStream>, MediaStream), ApiError> {
        ready(sources().open(self.id).ok_or(ApiError::DEVICE_UNAVAILABLE)?).await
    }

    /// Puts something else behind it. What uses it goes over without a gap; where that cannot be opened, all stays.
    async fn switch(&self, media: LocalMedia, shown: Shown) -> Result<(), ApiError> {
        let open = match sources().is_open(self.id) {
            true => Some(ready(media.open()).await?),
            false => None,
        };
        sources().replace(self.id, media, open.as_ref().map(|(open, _)| open));
        self.shown.replace(shown);
        if let Some((open, stream)) = open {
            self.take_over(&open, &stream);
        }
        Ok(())
    }

    fn take_over(&self, open: &Rc<OpenStream>, stream: &MediaStream) {
        self.views.replace(stream, open);
        if let Some(old) = &mut *self.open.borrow_mut() {
            *old = open.clone();
        }
        if let Some(old) = &mut *self.meter.borrow_mut() {
            *old = (open.clone(), Meter::new(stream));
        }
    }

    /// Lets go of the device, where the app has it open, and of all views.
    pub(super) fn dispose(&self) {
        self.disposals.set(self.disposals.get() + 1);
        self.views.dispose();
        self.open.take();
        self.meter.take();
    }
}

impl Drop for LocalSource {
    fn drop(&mut self) {
        sources().remove(self.id);
    }
}

/// `videoSourceChanged` or `audioSourceChanged`
fn tell_source(stream: &JsValue, event: &str) {
    emit(stream, event, &Array::of1(&plain(&[("source", stream.clone())])));
}

async fn ready(open: Rc<OpenStream>) -> Result<(Rc<OpenStream>, MediaStream), ApiError> {
    match open.clone().ready().await {
        Ok(stream) => Ok((open, stream)),
        Err(CaptureError::Denied) => Err(ApiError::PERMISSION_DENIED),
        Err(CaptureError::NotFound | CaptureError::Unavailable) => Err(ApiError::DEVICE_UNAVAILABLE),
    }
}

/// What is behind a stream of a kind that an app passed, in whatever `Proxy`.
pub(crate) fn source_of(kind: TrackKind, stream: &JsValue) -> Result<Rc<LocalSource>, JsValue> {
    let source = passed::take::<LocalSource>(stream).filter(|source| source.kind == kind);
    source.ok_or_else(|| errors::to_js(&NO_LOCAL_STREAM))
}

/// A call that sent the stream is over.
pub(crate) fn call_ended(stream: &JsValue) {
    if let Some(source) = passed::take::<LocalSource>(stream)
        && source.disposed_with_call
    {
        source.dispose();
    }
}

/// What an app passed: a device or a stream of its own.
fn read(kind: TrackKind, source: &JsValue) -> Result<(LocalMedia, Shown), ApiError> {
    if let Some(stream) = source.dyn_ref::<MediaStream>() {
        let name = kind.first_track(stream).ok_or(NO_SOURCE)?.label();
        let info =
            plain(&[("id", stream.id().into()), ("name", name.into()), ("deviceType", "Unknown".into())]);
        return Ok((LocalMedia::App(kind, Clone::clone(stream)), Shown::Fixed(info, "RawMedia")));
    }
    let id = get(source, "id").as_string().ok_or(NO_SOURCE)?;
    let names = ["id", "name", "deviceType", "isSystemDefault"];
    let known = names.iter().filter(|name| !get(source, name).is_undefined());
    let info = plain(&known.map(|name| (*name, get(source, name))).collect::<Vec<_>>());
    Ok((LocalMedia::Device(kind, id), Shown::Fixed(info, device_type(kind))))
}

fn device_type(kind: TrackKind) -> &'static str {
    match kind {
        TrackKind::Audio => "Audio",
        TrackKind::Video => "Video",
    }
}

/// The class of a local stream of a kind, with the name of its event.
macro_rules! local_stream {
    ($class:ident, $kind:expr, $changed:literal) => {
        #[wasm_bindgen]
        impl $class {
            /// Of a device or of a stream of the app's own. Opens nothing yet.
            #[wasm_bindgen(constructor)]
            pub fn new(source: &JsValue, options: &JsValue) -> Result<$class, JsValue> {
                Ok($class { source: LocalSource::new($kind, source, options)?, this: This::default() })
            }

            /// Tells the object what it is; for the SDK: a constructor in Rust does not know.
            #[wasm_bindgen(js_name = __offhook_bind)]
            pub fn bind(&self, this: &JsValue) {
                self.this.bind(this);
            }

            /// The device.
            #[wasm_bindgen(getter)]
            pub fn source(&self) -> JsValue {
                self.source.info()
            }

            /// What it is: of a device, or `RawMedia` for a stream of the app's own.
            #[wasm_bindgen(getter, js_name = mediaStreamType)]
            pub fn media_stream_type(&self) -> JsValue {
                self.source.media_stream_type().into()
            }

            /// Opens the device, until the stream is disposed.
            #[wasm_bindgen(js_name = getMediaStream)]
            pub fn get_media_stream(&self) -> Promise {
                self.source.media_stream()
            }

            /// Takes another device, also for what uses it now.
            #[wasm_bindgen(js_name = switchSource)]
            pub fn switch_source(&self, source: JsValue) -> Promise {
                self.source.switch_source(self.this.object(), $changed, source)
            }

            /// Takes a stream of the app's own instead.
            #[wasm_bindgen(js_name = setMediaStream)]
            pub fn set_media_stream(&self, stream: JsValue) -> Promise {
                self.switch_source(stream)
            }

            /// Lets go of the device, where the app has it open, and of all views.
            pub fn dispose(&self) {
                self.source.dispose();
            }

            /// For the SDK: see [`crate::passed`].
            #[wasm_bindgen(getter, js_name = __offhook_passed)]
            pub fn passed(&self) -> bool {
                crate::passed::pass(self.source.clone())
            }
        }

        emitting!($class, Names::Only(&[$changed]));
    };
}

pub(super) use local_stream;

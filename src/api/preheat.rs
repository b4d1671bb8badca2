//! Devices that are opened ahead of a call.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::MediaStreamConstraints;

use crate::browser::{Devices, OpenStream, TrackKind};
use crate::object::get;

/// Seconds that a device is kept open if the app says nothing else.
const SECONDS: f64 = 60.0;
/// And at most.
const LONGEST: f64 = 3600.0;

/// What is open ahead.
#[derive(Default)]
pub(super) struct Preheat {
    warm: Rc<RefCell<Vec<Warm>>>,
    /// Counts how often something was let go of: what was being opened then is not kept.
    stops: Cell<u32>,
}

struct Warm {
    kind: TrackKind,
    _open: Rc<OpenStream>,
    _end: Timeout,
}

impl Preheat {
    /// How often something was let go of so far.
    pub(super) fn stops(&self) -> u32 {
        self.stops.get()
    }

    /// Opens what `StartPreheatDeviceParameters` name, unless it was let go of since `stops` was asked. Whatever fails is of no
    /// use later either, which tells then.
    pub(super) async fn start(&self, stops: u32, devices: &Devices, parameters: &JsValue) {
        for (kind, name) in [(TrackKind::Audio, "audio"), (TrackKind::Video, "video")] {
            let wanted = get(parameters, name);
            if !get(&wanted, "preheat").is_truthy() || self.stops() != stops {
                continue;
            }
            let open = match kind {
                TrackKind::Audio => devices.open_microphone(),
                TrackKind::Video => any_camera(),
            };
            if open.clone().ready().await.is_ok() && self.stops.get() == stops {
                let seconds =
                    get(&wanted, "timeoutInSec").as_f64().filter(|seconds| *seconds > 0.0).unwrap_or(SECONDS);
                self.keep(kind, open, seconds);
            }
        }
    }

    /// Lets go of what `StopPreheatDeviceParameters` name.
    pub(super) fn stop(&self, parameters: &JsValue) {
        self.stops.set(self.stops.get() + 1);
        for (kind, name) in [(TrackKind::Audio, "audio"), (TrackKind::Video, "video")] {
            if get(parameters, name).is_truthy() {
                self.warm.borrow_mut().retain(|warm| warm.kind != kind);
            }
        }
    }

    fn keep(&self, kind: TrackKind, open: Rc<OpenStream>, seconds: f64) {
        let all = Rc::downgrade(&self.warm);
        let _end = Timeout::new((seconds.min(LONGEST) * 1000.0) as u32, move || {
            if let Some(all) = all.upgrade() {
                all.borrow_mut().retain(|warm| warm.kind != kind);
            }
        });
        let mut all = self.warm.borrow_mut();
        all.retain(|warm| warm.kind != kind);
        all.push(Warm { kind, _open: open, _end });
    }
}

fn any_camera() -> Rc<OpenStream> {
    let wanted = MediaStreamConstraints::new();
    wanted.set_video(&JsValue::TRUE);
    OpenStream::of_devices(&wanted)
}

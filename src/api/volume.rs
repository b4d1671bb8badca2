use std::cell::Cell;

use gloo::timers::callback::Interval;
use js_sys::Math;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::emitting;
use crate::changes::change;
use crate::dead;
use crate::emitter::{self, Names};
use crate::object::{This, mirror, mirrored, show_mirror};

/// Milliseconds between two looks.
const EVERY: u32 = 100;
/// What counts as silence, in dB below the loudest there is.
const SILENCE: f64 = 60.0;

/// How loud a stream is.
#[wasm_bindgen]
pub struct Volume {
    this: This,
    _poll: Interval,
}

impl Volume {
    /// The one of a stream, made on first use. What it looks at is from 0 to 1; nothing where there is no more.
    pub(super) fn of(stream: &JsValue, level: impl Fn() -> Option<f64> + 'static) -> JsValue {
        let known = mirrored(stream, "volume");
        if known.is_object() {
            return known;
        }
        let this = This::default();
        let shown = this.clone();
        // Who listens need not hold it, as long as there is anything to measure. Otherwise it goes, and the interval with it.
        let kept = Cell::new(JsValue::UNDEFINED);
        let _poll = Interval::new(EVERY, move || {
            let (object, level) = (shown.object(), level());
            show(&object, percent(level.unwrap_or_default()));
            let is_wanted = level.is_some() && emitter::is_heard(&object);
            kept.set(if is_wanted { object } else { JsValue::UNDEFINED });
        });
        let object = JsValue::from(Volume { this: this.clone(), _poll });
        this.bind(&object);
        show_mirror(&object, "level");
        mirror(&object, "level", &0.into());
        mirror(stream, "volume", &object);
        object
    }
}

emitting!(Volume, Names::Only(&["levelChanged"]));

/// The object may be gone a little before its interval.
fn show(volume: &JsValue, level: f64) {
    if volume.is_undefined() || dead::is_dead() {
        return;
    }
    if mirrored(volume, "level").as_f64() != Some(level) {
        change(volume, "level", &level.into());
    }
}

/// As it is heard: by decibels.
fn percent(level: f64) -> f64 {
    let decibels = 20.0 * Math::log10(level);
    ((decibels / SILENCE + 1.0) * 100.0).clamp(0.0, 100.0).round()
}

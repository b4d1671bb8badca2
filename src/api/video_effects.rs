use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::feature;
use crate::errors::NO_EFFECTS;
use crate::promises::rejected;

/// The feature's name.
pub(crate) const NAME: &str = "VideoEffects";

/// A local stream's feature. It says what the API has machines say that are not up to effects.
pub(crate) fn of(stream: &JsValue) -> JsValue {
    let values = [
        ("activeEffects", Array::new().into()),
        ("isSupported", always(|| Promise::resolve(&JsValue::FALSE))),
        ("startEffects", always(|| rejected(&NO_EFFECTS))),
        ("stopEffects", always(|| Promise::resolve(&JsValue::UNDEFINED))),
    ];
    feature::of(stream, NAME, &values)
}

/// A method that answers the same whatever it is asked.
fn always(answer: fn() -> Promise) -> JsValue {
    Closure::<dyn Fn() -> Promise>::new(answer).into_js_value()
}

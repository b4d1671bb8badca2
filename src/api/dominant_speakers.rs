use js_sys::{Array, Date};
use offhook_protocol::RawId;
use wasm_bindgen::JsValue;

use super::feature;
use crate::changes::change;
use crate::identifiers;
use crate::object::plain;

/// The feature's name.
pub(crate) const NAME: &str = "DominantSpeakers";

/// A call's feature.
pub(crate) fn of(call: &JsValue) -> JsValue {
    feature::of(call, NAME, &[("dominantSpeakers", info(Array::new()))])
}

/// Shows others: the mirror first, then the listeners.
pub(crate) fn show(call: &JsValue, speakers: &[RawId]) {
    let feature = of(call);
    change(&feature, "dominantSpeakers", &info(speakers.iter().map(identifiers::to_js).collect()));
}

fn info(speakers: Array) -> JsValue {
    plain(&[("speakersList", speakers.into()), ("timestamp", Date::new_0().into())])
}

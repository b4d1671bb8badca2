use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{call_info, feature};
use crate::emitter::emit;
use crate::object::{mirror, mirrored};

/// The feature's name.
pub(crate) const NAME: &str = "Capabilities";

#[wasm_bindgen(module = "/src/capabilities.js")]
extern "C" {
    /// What somebody may do in a call, of which nothing may be known yet. Two dozen names are shorter there than here.
    #[wasm_bindgen(js_name = capabilitiesIn)]
    fn capabilities_in(is_group: Option<bool>) -> JsValue;

    /// What an event tells of a change; `undefined` where there is none.
    #[wasm_bindgen(js_name = changeOfCapabilities)]
    fn change_of_capabilities(before: &JsValue, now: &JsValue) -> JsValue;
}

/// A call's feature.
pub(crate) fn of(call: &JsValue) -> JsValue {
    feature::of(call, NAME, &[("capabilities", capabilities_in(None))])
}

/// Shows what may be done in a call of which it is known whether it is one of many, as it is from the moment it connects.
pub(crate) fn show(call: &JsValue) {
    let feature = of(call);
    let before = mirrored(&feature, "capabilities");
    let now = capabilities_in(Some(call_info::is_group(&mirrored(call, "info"))));
    let change = change_of_capabilities(&before, &now);
    if change.is_object() {
        mirror(&feature, "capabilities", &now);
        emit(&feature, "capabilitiesChanged", &Array::of1(&change));
    }
}

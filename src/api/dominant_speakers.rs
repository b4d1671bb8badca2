use js_sys::{Array, Date};
use offhook_protocol::RawId;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::emitting;
use crate::changes::change;
use crate::emitter::{self, Names};
use crate::identifiers;
use crate::object::{This, mirror, mirrored, plain, show_mirror};

/// The feature's name.
pub(crate) const NAME: &str = "DominantSpeakers";

/// Who has spoken in a call, the latest first.
#[wasm_bindgen]
pub struct DominantSpeakers {
    this: This,
}

#[wasm_bindgen]
impl DominantSpeakers {
    /// Forgets all listeners.
    pub fn dispose(&self) {
        emitter::clear(&self.this.object());
    }
}

emitting!(DominantSpeakers, Names::Any);

/// A call's feature, made on first use and then always the same.
pub(crate) fn of(call: &JsValue) -> JsValue {
    let known = mirrored(call, NAME);
    if known.is_object() {
        return known;
    }
    let this = This::default();
    let object = JsValue::from(DominantSpeakers { this: this.clone() });
    this.bind(&object);
    show_mirror(&object, "name dominantSpeakers");
    mirror(&object, "name", &NAME.into());
    mirror(&object, "dominantSpeakers", &info(Array::new()));
    mirror(call, NAME, &object);
    object
}

/// Shows others: the mirror first, then the listeners.
pub(crate) fn show(call: &JsValue, speakers: &[RawId]) {
    let feature = of(call);
    change(&feature, "dominantSpeakers", &info(speakers.iter().map(identifiers::to_js).collect()));
}

fn info(speakers: Array) -> JsValue {
    plain(&[("speakersList", speakers.into()), ("timestamp", Date::new_0().into())])
}

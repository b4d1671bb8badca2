use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::emitting;
use crate::emitter::{self, Names};
use crate::object::{This, mirror, mirrored, show_own_mirror};

/// A feature of a call that shows values and tells of their changes, and can do nothing else.
#[wasm_bindgen]
pub struct CallFeature {
    this: This,
}

#[wasm_bindgen]
impl CallFeature {
    /// Forgets all listeners.
    pub fn dispose(&self) {
        emitter::clear(&self.this.object());
    }
}

emitting!(CallFeature, Names::Any);

/// A call's feature, made with its first values on first use, and then always the same.
pub(crate) fn of(call: &JsValue, name: &str, values: &[(&str, JsValue)]) -> JsValue {
    let known = mirrored(call, name);
    if known.is_object() {
        return known;
    }
    let this = This::default();
    let object = JsValue::from(CallFeature { this: this.clone() });
    this.bind(&object);
    for (property, value) in values {
        mirror(&object, property, value);
        show_own_mirror(&object, property);
    }
    mirror(&object, "name", &name.into());
    show_own_mirror(&object, "name");
    mirror(call, name, &object);
    object
}

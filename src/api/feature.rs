use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::emitting;
use crate::dead;
use crate::emitter::{self, Names};
use crate::object::{This, get, mirror, mirrored, show_own_mirror};

/// A feature that shows values and tells of their changes, and can do nothing else.
#[wasm_bindgen]
pub struct Feature {
    this: This,
}

#[wasm_bindgen]
impl Feature {
    /// Forgets all listeners.
    pub fn dispose(&self) {
        emitter::clear(&self.this.object());
    }
}

emitting!(Feature, Names::Any);

/// The name of the feature that an app asks for by its factory.
pub(crate) fn name_of(factory: &JsValue) -> Result<String, JsValue> {
    dead::check()?;
    Ok(get(factory, "feature").as_string().unwrap_or_default())
}

/// The feature of a call or a stream, made with its first values on first use, and then always the same.
pub(crate) fn of(owner: &JsValue, name: &str, values: &[(&str, JsValue)]) -> JsValue {
    let known = mirrored(owner, name);
    if known.is_object() {
        return known;
    }
    let this = This::default();
    let object = JsValue::from(Feature { this: this.clone() });
    this.bind(&object);
    for (property, value) in values {
        mirror(&object, property, value);
        show_own_mirror(&object, property);
    }
    mirror(&object, "name", &name.into());
    show_own_mirror(&object, "name");
    mirror(owner, name, &object);
    object
}

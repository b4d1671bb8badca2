//! What Rust keeps of a JS object, and what it keeps *on* it.
//!
//! Everything of an entity that is a JS value (its mirror, its listeners, its children) hangs on the entity's own JS
//! object, in one non-enumerable property. Were any of it held by Rust, it would be a root of the garbage collector,
//! and a listener that captures its own call would keep that call for ever.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect, WeakRef};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

/// The name of the property.
const HIDDEN: &str = "__offhook";

/// A struct's own JS object. `#[wasm_bindgen]` passes methods no `this`, and what an app calls `this` may be a `Proxy`;
/// so the struct knows the object itself, weakly.
#[derive(Clone, Debug, Default)]
pub(crate) struct This(Rc<OnceCell<WeakRef>>);

impl This {
    /// Remembers the object that was just made of the struct.
    pub(crate) fn bind(&self, object: &JsValue) {
        let _ = self.0.set(WeakRef::new(object.unchecked_ref::<Object>()));
    }

    /// The object; `undefined` once it was collected, which no method of it can see.
    pub(crate) fn object(&self) -> JsValue {
        self.0.get().and_then(|object| object.deref()).map_or(JsValue::UNDEFINED, JsValue::from)
    }

    /// A value of the object's mirror.
    pub(crate) fn get(&self, name: &str) -> JsValue {
        mirrored(&self.object(), name)
    }
}

/// A property of whatever an app passed; `undefined` where that has none.
///
/// What is none is not even asked: `Reflect.get` throws, and wasm-bindgen never frees the slot of its table that the result of an
/// import takes which threw.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    if !object.is_object() && !object.is_function() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The same, if it is a function.
pub(crate) fn method(object: &JsValue, name: &str) -> Option<Function> {
    get(object, name).dyn_into().ok()
}

/// Sets a property of an object of our own.
pub(crate) fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// A plain object with these properties.
pub(crate) fn plain(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new().into();
    for (name, value) in properties {
        set(&object, name, value);
    }
    object
}

/// What hangs on one of our JS objects.
pub(crate) fn hidden(object: &JsValue) -> JsValue {
    let known = get(object, HIDDEN);
    if known.is_object() {
        return known;
    }
    let fresh: JsValue = Object::new().into();
    let descriptor = Object::from(plain(&[("value", fresh.clone())]));
    let _ =
        Reflect::define_property(object.unchecked_ref::<Object>(), &JsValue::from_str(HIDDEN), &descriptor);
    fresh
}

#[wasm_bindgen(module = "/src/mirror.js")]
extern "C" {
    /// Gives the class of an object getters that show its mirror, by their names with spaces between. The first object does
    /// it for all. They are not Rust's, as each export of the module costs more than what a getter does.
    #[wasm_bindgen(js_name = showMirror)]
    pub(crate) fn show_mirror(object: &JsValue, names: &str);

    /// Gives a single object such getters of its own. Apps freeze plain objects: so that has its mirror before they see it.
    #[wasm_bindgen(js_name = showOwnMirror)]
    pub(crate) fn show_own_mirror(object: &JsValue, names: &str);
}

/// A value of an object's mirror, which is what its getters return.
pub(crate) fn mirrored(object: &JsValue, name: &str) -> JsValue {
    get(&hidden(object), name)
}

/// Writes to an object's mirror.
pub(crate) fn mirror(object: &JsValue, name: &str, value: &JsValue) {
    set(&hidden(object), name, value);
}

/// A new array, so that whoever holds the old one sees no change.
pub(crate) fn with(array: &JsValue, item: &JsValue) -> JsValue {
    array.unchecked_ref::<Array>().concat(&Array::of1(item)).into()
}

/// A new array without the item.
pub(crate) fn without(array: &JsValue, item: &JsValue) -> JsValue {
    let kept: Array = array.unchecked_ref::<Array>().iter().filter(|one| one != item).collect();
    kept.into()
}

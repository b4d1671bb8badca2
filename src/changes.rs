//! What changes on an object: the mirror first, then the listeners.

use js_sys::Array;
use offhook_protocol::text::joined;
use wasm_bindgen::JsValue;

use crate::emitter::emit;
use crate::object::{mirror, mirrored, plain, with, without};

/// A property has a new value, which its `<property>Changed` says.
pub(crate) fn change(object: &JsValue, property: &str, value: &JsValue) {
    mirror(object, property, value);
    emit(object, &joined(&[property, "Changed"]), &Array::new());
}

/// Something is new in a collection, as its `<collection>Updated` says.
pub(crate) fn add(object: &JsValue, collection: &str, item: &JsValue) {
    replace(object, collection, None, Some(item));
}

/// Something is gone from a collection.
pub(crate) fn remove(object: &JsValue, collection: &str, item: &JsValue) {
    replace(object, collection, Some(item), None);
}

/// One item of a collection gives way to another.
pub(crate) fn replace(object: &JsValue, collection: &str, before: Option<&JsValue>, now: Option<&JsValue>) {
    let mut all = mirrored(object, collection);
    if let Some(gone) = before {
        all = without(&all, gone);
    }
    if let Some(new) = now {
        all = with(&all, new);
    }
    mirror(object, collection, &all);
    updated(
        object,
        &joined(&[collection, "Updated"]),
        now.into_iter().collect(),
        before.into_iter().collect(),
    );
}

/// Tells what is new in a collection, which is already the new one, and what is gone.
pub(crate) fn updated(object: &JsValue, event: &str, added: Array, removed: Array) {
    let arguments = plain(&[("added", added.into()), ("removed", removed.into())]);
    emit(object, event, &Array::of1(&arguments));
}

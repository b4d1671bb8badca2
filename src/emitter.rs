//! `on` and `off`, and the calling of listeners.

use js_sys::{Array, Function, Object};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::object::{get, hidden, set, with};
use crate::{dead, errors};

/// Where the listeners of an object are, by the names of the events.
const LISTENERS: &str = "listeners";

/// What `on` does with the name of an event that an object does not have.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Names {
    /// It throws, and says which there are: objects of a call.
    Only(&'static [&'static str]),
    /// It takes it, in vain: features.
    Any,
}

/// `object.on(event, listener)`
pub(crate) fn on(object: &JsValue, names: Names, event: &JsValue, listener: &JsValue) -> Result<(), JsValue> {
    dead::check()?;
    let event = &name_of(names, event)?;
    if !listener.is_function() {
        return Err(errors::bad_argument(&["The listener of '", event, "' must be a function."]));
    }
    // A new array for each change, so that a dispatch that is under way goes on over its own.
    let listeners = listeners(object);
    set(&listeners, event, &with(&registered(&listeners, event), listener));
    Ok(())
}

/// `object.off(event, listener)`; that of a stranger is no error, as apps pass freshly bound functions.
pub(crate) fn off(
    object: &JsValue,
    names: Names,
    event: &JsValue,
    listener: &JsValue,
) -> Result<(), JsValue> {
    let event = &name_of(names, event)?;
    let listeners = listeners(object);
    let registered = registered(&listeners, event);
    let at = registered.last_index_of(listener, -1_i32);
    if let Ok(at) = u32::try_from(at) {
        let kept = registered.slice(0, at).concat(&registered.slice(at + 1, registered.length()));
        set(&listeners, event, &kept);
    }
    Ok(())
}

/// Forgets all listeners.
pub(crate) fn clear(object: &JsValue) {
    set(&hidden(object), LISTENERS, &JsValue::UNDEFINED);
}

/// Calls the listeners that are registered now. No listener hinders another.
pub(crate) fn emit(object: &JsValue, event: &str, arguments: &Array) {
    for listener in registered(&listeners(object), event).iter() {
        if let Err(thrown) = listener.unchecked_ref::<Function>().apply(object, arguments) {
            throw_later(thrown);
        }
    }
}

/// Whether anybody listens to anything.
pub(crate) fn is_heard(object: &JsValue) -> bool {
    let listeners = Object::values(listeners(object).unchecked_ref::<Object>());
    listeners.iter().any(|listeners| listeners.unchecked_ref::<Array>().length() > 0)
}

fn listeners(object: &JsValue) -> JsValue {
    let hidden = hidden(object);
    let known = get(&hidden, LISTENERS);
    if known.is_object() {
        return known;
    }
    let fresh = Object::new().into();
    set(&hidden, LISTENERS, &fresh);
    fresh
}

fn registered(listeners: &JsValue, event: &str) -> Array {
    get(listeners, event).dyn_into().unwrap_or_default()
}

fn name_of(names: Names, event: &JsValue) -> Result<String, JsValue> {
    let event = event.as_string().unwrap_or_default();
    match names {
        Names::Only(names) if !names.contains(&event.as_str()) => {
            let mut message = vec!["There is no event '", &event, "' here, only"];
            let mut separator = " ";
            for name in names {
                message.extend([separator, name]);
                separator = ", ";
            }
            message.push(".");
            Err(errors::bad_argument(&message))
        }
        _ => Ok(event),
    }
}

/// Throws as if nobody had called the listener: `window.onerror` hears of it, and the dispatch goes on.
fn throw_later(thrown: JsValue) {
    let throw = Closure::once_into_js(move || Err::<(), JsValue>(thrown));
    queue_microtask(throw.unchecked_ref());
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = queueMicrotask)]
    pub(crate) fn queue_microtask(callback: &Function);
}

//! After a panic nothing of the SDK's state can be relied upon, so every later call says one clear thing.

use std::cell::Cell;

use offhook_protocol::ApiError;
use wasm_bindgen::JsValue;

use crate::errors;

thread_local! {
    static DEAD: Cell<bool> = const { Cell::new(false) };
}

const PANICKED: ApiError = ApiError::new(
    500,
    0,
    "The calling SDK stopped because of an error of its own, which the console shows: reload the page.",
);

/// Reports panics on the console, and lets nothing go on after one.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|info| {
        DEAD.set(true);
        console_error_panic_hook::hook(info);
    }));
}

/// Whether there was a panic.
pub(crate) fn is_dead() -> bool {
    DEAD.get()
}

/// As if there had been a panic meanwhile.
#[cfg(test)]
pub(crate) fn while_dead<T>(work: impl FnOnce() -> T) -> T {
    DEAD.set(true);
    let result = work();
    DEAD.set(false);
    result
}

/// An error after a panic.
pub(crate) fn check() -> Result<(), JsValue> {
    if is_dead() { Err(errors::to_js(&PANICKED)) } else { Ok(()) }
}

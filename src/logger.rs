//! The log, by `@azure/logger`. The package's entry makes the logger and passes it in, as only the entry can import it.
//!
//! `verbose` is what changes within a call, `info` one line for each step in the life of an agent or a call,
//! `warning` what an app asked for in vain. Tokens and passcodes are never in a line.

use std::cell::RefCell;

use js_sys::Function;
use offhook_protocol::text::joined;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::object::{get, method};

thread_local! {
    static LOGGER: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
}

/// Takes the `AzureLogger` that `createClientLogger` made. For the package's entry, not for apps.
#[wasm_bindgen(js_name = setLogger)]
pub fn set_logger(logger: JsValue) {
    LOGGER.set(logger);
}

/// How much a line matters.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Level {
    Verbose,
    Info,
    Warning,
}

/// Writes a line, if anybody wants it.
pub(crate) fn log(level: Level, parts: &[&str]) {
    if let Some(write) = writer(level) {
        // A redirected log is the app's code, which may throw.
        let _ = write.call1(&JsValue::UNDEFINED, &JsValue::from_str(&joined(parts)));
    }
}

fn writer(level: Level) -> Option<Function> {
    let name = match level {
        Level::Verbose => "verbose",
        Level::Info => "info",
        Level::Warning => "warning",
    };
    let write = LOGGER.with_borrow(|logger| method(logger, name))?;
    get(&write, "enabled").is_truthy().then_some(write)
}

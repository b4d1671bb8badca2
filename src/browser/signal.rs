use js_sys::{Array, Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A promise that is kept once, with the first value given.
pub(crate) struct Signal {
    promise: Promise,
    resolve: Function,
}

impl Signal {
    pub(crate) fn new() -> Signal {
        let mut resolve_function = None;
        let promise = Promise::new(&mut |resolve, _| resolve_function = Some(resolve));
        // A promise's executor is run by its constructor (ECMA-262 section 27.2.3.1).
        Signal { promise, resolve: resolve_function.unwrap_or_default() }
    }

    pub(crate) fn give(&self, value: &JsValue) {
        let _ = self.resolve.call1(&JsValue::UNDEFINED, value);
    }

    pub(crate) async fn given(&self) -> JsValue {
        JsFuture::from(self.promise.clone()).await.unwrap_or_default()
    }

    /// The result of `promise`, or the signal's value where that comes first. A browser never settles the promises of a
    /// connection that is closed meanwhile, and whoever awaits such a one is never freed: the race is, by the signal.
    pub(crate) async fn or(&self, promise: &Promise) -> Result<JsValue, JsValue> {
        JsFuture::from(Promise::race(&Array::of2(promise, &self.promise))).await
    }
}

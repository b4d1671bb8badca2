//! The calling SDK in the browser: the API of `@azure/communication-calling` over `offhook-core`.

mod browser;

use wasm_bindgen::prelude::wasm_bindgen;

/// The entry of the SDK.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct CallClient {}

#[wasm_bindgen]
impl CallClient {
    /// `new CallClient(options?)`
    #[wasm_bindgen(constructor)]
    pub fn new() -> CallClient {
        CallClient {}
    }
}

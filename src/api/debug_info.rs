//! `Features.DebugInfo`: a plain object with own properties, as apps spread it.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use crate::browser::Environment;
use crate::object::plain;

/// The feature's name.
pub(crate) const NAME: &str = "DebugInfo";

/// The feature.
pub(crate) fn create() -> JsValue {
    let environment_info: Closure<dyn Fn() -> Promise> =
        Closure::new(|| Promise::resolve(&environment_info()));
    // There is nothing to let go of.
    let dispose: Closure<dyn Fn()> = Closure::new(|| {});
    plain(&[
        ("name", NAME.into()),
        ("getEnvironmentInfo", environment_info.into_js_value()),
        ("dispose", dispose.into_js_value()),
    ])
}

fn environment_info() -> JsValue {
    let of = Environment::current();
    let environment = plain(&[
        ("platform", of.platform.into()),
        ("browser", of.browser.into()),
        ("browserVersion", of.browser_version.into()),
    ]);
    let is_supported = of.is_supported_platform && of.is_supported_browser && of.is_supported_browser_version;
    plain(&[
        ("environment", environment),
        ("isSupportedPlatform", of.is_supported_platform.into()),
        ("isSupportedBrowser", of.is_supported_browser.into()),
        ("isSupportedBrowserVersion", of.is_supported_browser_version.into()),
        ("isSupportedEnvironment", is_supported.into()),
    ])
}

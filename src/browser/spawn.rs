use js_sys::Promise;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Runs what takes its time, from the next microtask on. Boxed, so that there is one copy of what runs it: that is a
/// quarter of a kB for each kind.
pub(crate) fn spawn(work: impl Future<Output = ()> + 'static) {
    let boxed: std::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(boxed);
}

/// Waits for a promise, so that a page does not hear of it as unhandled if it fails.
pub(crate) fn ignore(promise: Promise) {
    spawn(async move {
        let _ = JsFuture::from(promise).await;
    });
}

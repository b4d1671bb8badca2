use wasm_bindgen_futures::spawn_local;

/// Runs what takes its time, from the next microtask on. Boxed, so that there is one copy of what runs it: that is a
/// quarter of a kB for each kind.
pub(crate) fn spawn(work: impl Future<Output = ()> + 'static) {
    let boxed: std::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(boxed);
}

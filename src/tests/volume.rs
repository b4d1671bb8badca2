//! How loud streams are, and how long that is measured.

use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{app, app_async};
use crate::api::local_audio_stream::LocalAudioStream;

/// A tone whose loudness changes all the time.
fn tone() -> JsValue {
    app(
        "const context = new AudioContext(), to = context.createMediaStreamDestination();
         const [from, gain] = [context.createOscillator(), context.createGain()];
         from.connect(gain).connect(to);
         from.start();
         setInterval(() => gain.gain.value = Math.random(), 50);
         return to.stream;",
        [],
    )
}

/// How often it has changed while some garbage was collected.
async fn changes() -> f64 {
    let count = "heard = 0; for (let i = 0; i < 5; i++) { await new Promise(done => setTimeout(done, 100)); gc(); } return heard";
    app_async(count, []).await.as_f64().expect("a number")
}

#[wasm_bindgen_test]
async fn a_volume_goes_on_as_long_as_somebody_listens_though_nobody_holds_it() {
    let stream = LocalAudioStream::new(&tone(), &JsValue::UNDEFINED).map_err(|_| "no stream").unwrap();
    let stream = JsValue::from(stream);
    let code = "stream.__offhook_bind(stream);
         const volume = await stream.getVolume();
         window.heard = 0;
         volume.on('levelChanged', () => heard++);
         return new WeakRef(volume);";
    let held = app_async(code, [("stream", &stream)]).await;
    drop(stream);
    changes().await;
    assert!(changes().await > 1.0);
    app(
        "const volume = held.deref(); volume.off('levelChanged', volume.__offhook.listeners.levelChanged[0])",
        [("held", &held)],
    );
    let collected = "for (let i = 0; i < 50 && held.deref(); i++) { await new Promise(done => setTimeout(done, 100)); gc(); } return !held.deref()";
    assert!(app_async(collected, [("held", &held)]).await.is_truthy(), "nobody needs it any more");
}

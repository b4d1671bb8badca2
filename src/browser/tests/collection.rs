//! What is closed is gone: the page holds as much afterwards as before.

use offhook_core::MediaCommand;
use offhook_protocol::{PeerState, Slot};
use wasm_bindgen_test::wasm_bindgen_test;

use super::peer_end::{PEER, connected, ends, state};
use super::support::{Log, count, script, sleep, until};
use crate::browser::{FirstFrame, ScalingMode, View};

/// Keeps weak references to everything that is made meanwhile.
fn watch() {
    script(
        "window.made = [];
         const keep = (object) => { made.push(new WeakRef(object)); return object; };
         const real = { RTCPeerConnection, Audio };
         for (const name in real) window[name] = function (...given) { return keep(new real[name](...given)); };
         const media = navigator.mediaDevices;
         media.getUserMedia = async function (wanted) {
             const stream = keep(await MediaDevices.prototype.getUserMedia.call(media, wanted));
             stream.getTracks().forEach(keep);
             return stream;
         };
         window.stopWatching = () => { Object.assign(window, real); delete media.getUserMedia; };",
    );
}

/// What was made and is still there after a collection.
fn left() -> f64 {
    script("gc()");
    count("made.filter((reference) => reference.deref()).length")
}

/// A whole call: media both ways, heard and shown.
async fn call() {
    let (offerer, answerer) = connected().await;
    for end in [&offerer, &answerer] {
        end.capture().await;
        end.send_all();
        end.execute(MediaCommand::Play { peer: PEER, on: true });
    }
    let camera = answerer.media().remote_stream(PEER, Slot::Camera).expect("a slot");
    let view = View::new(&camera, ScalingMode::Fit, false, Log::new().sink(), Log::new().sink())
        .expect("a document");
    assert_eq!(view.first_frame().await, FirstFrame::Shown);
    offerer.close();
    answerer.close();
}

/// Peers that are closed before they are through.
async fn cancelled_call() {
    let (offerer, answerer) = ends();
    offerer.open(&[Slot::Microphone]);
    answerer.open(&[]);
    offerer.offer(0, false);
    sleep(1).await;
    offerer.close();
    answerer.close();
    assert!(!offerer.has(&state(PeerState::Connected)));
}

#[wasm_bindgen_test]
async fn calls_leave_nothing_behind() {
    // The first one fills caches that stay.
    call().await;
    cancelled_call().await;
    sleep(100).await;
    watch();
    let held = wasm_bindgen::externref_heap_live_count();
    for _ in 0..5 {
        call().await;
        cancelled_call().await;
    }
    script("stopWatching()");
    assert!(count("made.length") > 40.0);
    until("the end of everything", || left() == 0.0).await;
    // What other tests left in the page may be collected meanwhile, too.
    let now = wasm_bindgen::externref_heap_live_count();
    assert!(now <= held, "{held} values were held before, {now} are now");
}

use std::rc::Rc;

use offhook_core::{CaptureError, CaptureId, CaptureSource, LocalStreamId, MediaCommand, MediaEvent};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::MediaStream;

use super::peer_end::{CAMERA, End, MICROPHONE, ends, first_camera};
use super::support::{count, script, sleep, until};
use crate::browser::open_stream::named_cause;
use crate::browser::{LocalMedia, TrackKind};

/// Keeps every stream that the browser opens, in `opened`.
fn watch_devices() {
    script(
        "window.opened = [];
         const media = navigator.mediaDevices;
         media.getUserMedia = async function (wanted) {
             const stream = await MediaDevices.prototype.getUserMedia.call(media, wanted);
             opened.push(stream);
             return stream;
         };",
    );
}

fn live_tracks() -> f64 {
    count(
        "opened.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live').length",
    )
}

fn capture(end: &End, capture: CaptureId, source: CaptureSource) {
    end.execute(MediaCommand::Capture { capture, source });
}

async fn captured(end: &End, capture: CaptureId) {
    let opened = [true, false].map(|has_audio| MediaEvent::Captured { capture, has_audio });
    until("the capture", || opened.iter().any(|event| end.has(event))).await;
}

#[wasm_bindgen_test]
fn errors_by_their_names() {
    let denied = ["NotAllowedError", "SecurityError"];
    let missing = ["NotFoundError", "OverconstrainedError"];
    let broken = ["NotReadableError", "AbortError", "TypeError", "InvalidStateError", ""];
    assert!(denied.iter().all(|name| named_cause(name) == CaptureError::Denied));
    assert!(missing.iter().all(|name| named_cause(name) == CaptureError::NotFound));
    assert!(broken.iter().all(|name| named_cause(name) == CaptureError::Unavailable));
}

/// Lets `getUserMedia` be rejected as other browsers and users do it.
async fn assert_rejection(rejection: &str, expected: CaptureError) {
    let (end, _) = ends();
    script(&["navigator.mediaDevices.getUserMedia = async () => { throw ", rejection, "; };"].concat());
    capture(&end, MICROPHONE, end.microphone());
    until("the failure", || !end.events().is_empty()).await;
    script("delete navigator.mediaDevices.getUserMedia");
    let failed = MediaEvent::CaptureFailed { capture: MICROPHONE, cause: expected };
    assert_eq!(end.events(), [failed], "{rejection}");
}

#[wasm_bindgen_test]
async fn failures_tell_their_cause() {
    assert_rejection("new DOMException('', 'NotAllowedError')", CaptureError::Denied).await;
    assert_rejection("new DOMException('', 'NotReadableError')", CaptureError::Unavailable).await;
    assert_rejection("{ name: 'OverconstrainedError' }", CaptureError::NotFound).await;
    assert_rejection("new TypeError()", CaptureError::Unavailable).await;
    assert_rejection("undefined", CaptureError::Unavailable).await;
}

#[wasm_bindgen_test]
async fn without_media_devices_nothing_is_available() {
    let (end, _) = ends();
    script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true })");
    capture(&end, MICROPHONE, end.microphone());
    until("the failure", || !end.events().is_empty()).await;
    script("delete navigator.mediaDevices");
    let failed = MediaEvent::CaptureFailed { capture: MICROPHONE, cause: CaptureError::Unavailable };
    assert_eq!(end.events(), [failed]);
}

#[wasm_bindgen_test]
async fn a_camera_that_is_not_there_is_not_found() {
    let (end, _) = ends();
    let camera = end.streams.add(LocalMedia::Device(TrackKind::Video, "gone".to_owned()));
    capture(&end, CAMERA, CaptureSource::Video(camera));
    capture(&end, CaptureId(3), CaptureSource::Video(LocalStreamId(99)));
    until("the failures", || end.events().len() == 2).await;
    for id in [CAMERA, CaptureId(3)] {
        assert!(end.has(&MediaEvent::CaptureFailed { capture: id, cause: CaptureError::NotFound }));
    }
}

#[wasm_bindgen_test]
async fn a_microphone_that_is_not_there_is_replaced_by_another() {
    let (end, _) = ends();
    end.devices.select_microphone(Some("gone".to_owned()));
    capture(&end, MICROPHONE, end.microphone());
    captured(&end, MICROPHONE).await;
}

#[wasm_bindgen_test]
async fn who_wants_the_selected_microphone_shares_it() {
    watch_devices();
    let (end, _) = ends();
    let ahead = end.devices.open_microphone();
    ahead.clone().ready().await.expect("a microphone");
    capture(&end, MICROPHONE, end.microphone());
    captured(&end, MICROPHONE).await;
    assert_eq!(count("opened.length"), 1.0);
    drop(ahead);
    assert_eq!(live_tracks(), 1.0, "the capture goes on");
    end.devices.select_microphone(Some("gone".to_owned()));
    capture(&end, CaptureId(3), end.microphone());
    captured(&end, CaptureId(3)).await;
    assert_eq!(live_tracks(), 2.0, "another one is chosen by now");
    end.execute(MediaCommand::Release { capture: MICROPHONE });
    end.execute(MediaCommand::Release { capture: CaptureId(3) });
    assert_eq!(live_tracks(), 0.0);
}

#[wasm_bindgen_test]
async fn a_released_capture_stops() {
    watch_devices();
    let (end, _) = ends();
    end.capture().await;
    assert_eq!(live_tracks(), 2.0);
    end.execute(MediaCommand::Release { capture: MICROPHONE });
    assert_eq!(live_tracks(), 1.0);
    end.execute(MediaCommand::Release { capture: CAMERA });
    assert_eq!(live_tracks(), 0.0);
    let events = end.events().len();
    sleep(50).await;
    assert_eq!(end.events().len(), events);
}

#[wasm_bindgen_test]
async fn what_is_released_while_it_is_opened_stops_on_arrival() {
    let (end, _) = ends();
    let camera = end.streams.add(LocalMedia::Device(TrackKind::Video, first_camera().await));
    watch_devices();
    capture(&end, MICROPHONE, end.microphone());
    capture(&end, CAMERA, CaptureSource::Video(camera));
    end.execute(MediaCommand::Release { capture: MICROPHONE });
    end.execute(MediaCommand::Release { capture: CAMERA });
    until("both streams", || count("opened.length") == 2.0).await;
    until("their end", || live_tracks() == 0.0).await;
    assert_eq!(end.events(), []);
}

#[wasm_bindgen_test]
async fn dropping_media_stops_everything() {
    let (end, _) = ends();
    watch_devices();
    end.capture().await;
    drop(end);
    until("the end of it", || live_tracks() == 0.0).await;
}

#[wasm_bindgen_test]
async fn a_preview_and_a_capture_share_a_camera() {
    let (end, _) = ends();
    let camera = end.streams.add(LocalMedia::Device(TrackKind::Video, first_camera().await));
    watch_devices();
    let preview = end.streams.open(camera).expect("a source");
    capture(&end, CAMERA, CaptureSource::Video(camera));
    let shown = preview.clone().ready().await.expect("a camera");
    captured(&end, CAMERA).await;
    assert_eq!(count("opened.length"), 1.0);
    assert_eq!(script("return opened[0]").unchecked_into::<MediaStream>(), shown);
    end.execute(MediaCommand::Release { capture: CAMERA });
    assert_eq!(live_tracks(), 1.0, "the preview goes on");
    capture(&end, CaptureId(3), CaptureSource::Video(camera));
    captured(&end, CaptureId(3)).await;
    drop(preview);
    assert_eq!((count("opened.length"), live_tracks()), (1.0, 1.0), "the capture goes on");
    end.execute(MediaCommand::Release { capture: CaptureId(3) });
    assert_eq!(live_tracks(), 0.0);
}

#[wasm_bindgen_test]
async fn a_camera_that_ended_is_opened_again() {
    let (end, _) = ends();
    let camera = end.streams.add(LocalMedia::Device(TrackKind::Video, first_camera().await));
    watch_devices();
    let preview = end.streams.open(camera).expect("a source");
    preview.clone().ready().await.expect("a camera");
    script("opened[0].getTracks()[0].stop()");
    capture(&end, CAMERA, CaptureSource::Video(camera));
    captured(&end, CAMERA).await;
    assert_eq!((count("opened.length"), live_tracks()), (2.0, 1.0));
}

#[wasm_bindgen_test]
async fn a_device_that_is_gone_is_reported() {
    watch_devices();
    let (end, _) = ends();
    end.capture().await;
    script("opened.forEach((stream) => stream.getTracks()[0].dispatchEvent(new Event('ended')))");
    for capture in [MICROPHONE, CAMERA] {
        let ended = end.has(&MediaEvent::CaptureEnded { capture });
        assert!(ended, "{capture:?} in {:?}", end.events());
    }
}

#[wasm_bindgen_test]
async fn the_apps_own_stream_is_never_stopped() {
    let stream: MediaStream =
        script("window.canvas = document.createElement('canvas'); canvas.getContext('2d'); return canvas.captureStream()")
            .unchecked_into();
    let (end, _) = ends();
    let own = end.streams.add(LocalMedia::App(TrackKind::Video, Clone::clone(&stream)));
    let silent = end.streams.add(LocalMedia::App(TrackKind::Video, MediaStream::new().expect("a stream")));
    capture(&end, CAMERA, CaptureSource::Video(own));
    captured(&end, CAMERA).await;
    end.execute(MediaCommand::Release { capture: CAMERA });
    drop(end.streams.open(own));
    assert!(stream.active());
    capture(&end, CaptureId(3), CaptureSource::Video(silent));
    let failed = MediaEvent::CaptureFailed { capture: CaptureId(3), cause: CaptureError::NotFound };
    until("the failure", || end.has(&failed)).await;
    stream.get_video_tracks().get(0).unchecked_into::<web_sys::MediaStreamTrack>().stop();
    capture(&end, CaptureId(4), CaptureSource::Video(own));
    let failed = MediaEvent::CaptureFailed { capture: CaptureId(4), cause: CaptureError::Unavailable };
    until("the failure", || end.has(&failed)).await;
}

#[wasm_bindgen_test]
async fn a_removed_source_is_not_found_but_goes_on_for_who_has_it() {
    let (end, _) = ends();
    let camera = end.streams.add(LocalMedia::Device(TrackKind::Video, first_camera().await));
    let open: Rc<_> = end.streams.open(camera).expect("a source");
    let stream = open.clone().ready().await.expect("a camera");
    end.streams.remove(camera);
    assert!(end.streams.open(camera).is_none() && stream.active());
    assert_ne!(
        end.streams.add(LocalMedia::App(TrackKind::Video, stream)),
        camera,
        "ids are never used again"
    );
}

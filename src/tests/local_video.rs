//! `LocalVideoStream`s that change their source, and that go with the call that sent them.

use js_sys::Array;
use offhook_core::Event;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{agent, app, app_async, begun, end, get, json, leg, settle};
use crate::api::local_stream::source_of;
use crate::api::local_video_stream::LocalVideoStream;
use crate::api::video_stream_renderer::VideoStreamRenderer;
use crate::browser::TrackKind;
use crate::registry::Entity;
use crate::runtime::Runtime;

/// A stream of a moving picture.
fn picture() -> JsValue {
    app(
        "const canvas = document.createElement('canvas'), context = canvas.getContext('2d');
         canvas.width = 64; canvas.height = 48;
         setInterval(() => context.fillRect(0, 0, Math.random() * 64, 48), 20);
         return canvas.captureStream();",
        [],
    )
}

/// `new LocalVideoStream(source, options)`, as the package's entry point makes it.
fn stream(source: &JsValue, options: &JsValue) -> JsValue {
    let stream = LocalVideoStream::new(source, options).expect("a source");
    let stream = JsValue::from(stream);
    app("stream.__offhook_bind(stream)", [("stream", &stream)]);
    stream
}

/// `await new VideoStreamRenderer(stream).createView()`, put into the page.
async fn view(stream: &JsValue) -> (JsValue, JsValue) {
    let renderer = JsValue::from(VideoStreamRenderer::new(stream).expect("a stream"));
    let shown = "const view = await renderer.createView(); document.body.append(view.target); return view";
    let view = app_async(shown, [("renderer", &renderer)]).await;
    (renderer, view)
}

fn is_in_page(view: &JsValue) -> bool {
    app("return view.target.isConnected", [("view", view)]).is_truthy()
}

#[wasm_bindgen_test]
async fn another_stream_of_the_apps_own_is_shown_in_the_same_view() {
    let (first, second) = (picture(), picture());
    let stream = stream(&first, &JsValue::UNDEFINED);
    let (renderer, view) = view(&stream).await;
    let seen = app_async(
        "const seen = [];
         stream.on('videoSourceChanged', args => seen.push(args.source === stream, stream.source.id === second.id));
         await stream.setMediaStream(second);
         const video = view.target.firstElementChild;
         seen.push(video.srcObject === second, await stream.getMediaStream() === second, first.active);
         return seen;",
        [("stream", &stream), ("first", &first), ("second", &second), ("view", &view)],
    )
    .await;
    assert_eq!(json(&seen), "[true,true,true,true,true]");
    assert_eq!(json(&get(&renderer, "size")), "{\"width\":64,\"height\":48}");
}

#[wasm_bindgen_test]
async fn a_camera_that_cannot_be_opened_changes_nothing() {
    let first = picture();
    let stream = stream(&first, &JsValue::UNDEFINED);
    let (_, view) = view(&stream).await;
    let seen = app_async(
        "const seen = [], code = promise => promise.then(() => 'done', error => error.code);
         stream.on('videoSourceChanged', () => seen.push('changed'));
         seen.push(await code(stream.switchSource({ id: 'gone' })), await code(stream.switchSource({})));
         seen.push(view.target.firstElementChild.srcObject === first, stream.source.id === first.id);
         return seen;",
        [("stream", &stream), ("first", &first), ("view", &view)],
    )
    .await;
    assert_eq!(json(&seen), "[400,400,true,true]");
}

#[wasm_bindgen_test]
async fn what_nobody_uses_is_switched_without_being_opened() {
    let stream = stream(&picture(), &JsValue::UNDEFINED);
    let seen = app_async(
        "const camera = { id: 'gone', name: 'Gone', deviceType: 'Unknown' };
         await stream.switchSource(camera);
         return [stream.source, stream.mediaStreamType];",
        [("stream", &stream)],
    )
    .await;
    assert_eq!(json(&seen), "[{\"id\":\"gone\",\"name\":\"Gone\",\"deviceType\":\"Unknown\"},\"Video\"]");
}

fn give(runtime: &Runtime, stream: &JsValue) -> Event {
    let id = source_of(TrackKind::Video, stream).expect("a stream").id;
    runtime.registry.insert(&leg("leg"), Entity::GivenStream(id), stream.clone());
    Event::LocalVideoChanged { leg: leg("leg"), stream: Some(id) }
}

#[wasm_bindgen_test]
async fn the_end_of_a_call_disposes_what_it_sent_and_nothing_else() {
    let (runtime, agent) = agent();
    let kept = app("return { autoDisposeOnCallEnd: false }", []);
    let streams = [JsValue::UNDEFINED, kept, JsValue::UNDEFINED].map(|options| stream(&picture(), &options));
    let mut views = Vec::new();
    for stream in &streams {
        views.push(view(stream).await.1);
    }
    begun(&runtime, &agent, "leg").await;
    for stream in &streams[..2] {
        super::support::show(&runtime, give(&runtime, stream));
    }
    // The last one is refused by the call.
    give(&runtime, &streams[2]);
    settle().await;
    end(&runtime, "leg");
    settle().await;
    assert_eq!(views.iter().map(is_in_page).collect::<Vec<_>>(), [false, true, true]);
    let views: Array = views.iter().collect();
    app("views.forEach(view => view.dispose())", [("views", &views)]);
}

#[wasm_bindgen_test]
async fn a_stream_that_is_disposed_while_it_opens_is_closed_again() {
    let stream = stream(&app("return { id: 'slow' }", []), &JsValue::UNDEFINED);
    let seen = app_async(
        "let opened;
         navigator.mediaDevices.getUserMedia = async () => {
             await new Promise(done => setTimeout(done, 10));
             return opened = first.clone();
         };
         const opening = stream.getMediaStream().then(() => 'opened', error => [error.code, error.subCode]);
         stream.dispose();
         const seen = [await opening];
         await new Promise(done => setTimeout(done, 5));
         seen.push(opened.active);
         seen.push(await stream.getMediaStream() === opened, opened.active);
         stream.dispose();
         return [...seen, opened.active];",
        [("stream", &stream), ("first", &picture())],
    )
    .await;
    app("delete navigator.mediaDevices.getUserMedia", []);
    assert_eq!(json(&seen), "[[400,0],false,true,true,false]");
}

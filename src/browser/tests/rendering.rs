use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlVideoElement, MediaStream};

use super::peer_end::first_camera;
use super::support::{Log, script, until};
use crate::browser::{FirstFrame, LocalMedia, LocalStreams, ScalingMode, Size, TrackKind, View};

fn view(stream: &MediaStream, scaling: ScalingMode, mirrored: bool) -> View {
    View::new(stream, scaling, mirrored, Log::new().sink(), Log::new().sink()).expect("a document")
}

fn video(view: &View) -> HtmlVideoElement {
    view.target().first_element_child().expect("a child").dyn_into().expect("a video")
}

fn property(view: &View, name: &str) -> String {
    video(view).style().get_property_value(name).expect("a property")
}

#[wasm_bindgen_test]
async fn a_camera_is_shown_whether_or_not_it_is_in_the_page() {
    let streams = LocalStreams::default();
    let camera = streams.add(LocalMedia::Device(TrackKind::Video, first_camera().await));
    let open = streams.open(camera).expect("a source");
    let stream = open.clone().ready().await.expect("a camera");
    let sizes = Log::new();
    let view =
        View::new(&stream, ScalingMode::Crop, true, sizes.sink(), Log::new().sink()).expect("a document");
    assert_eq!(view.first_frame().await, FirstFrame::Shown);
    until("a size", || sizes.all() == [Size { width: 640, height: 480 }]).await;
    until("running video", || video(&view).current_time() > 0.2).await;
    assert!(video(&view).muted());
    assert_eq!(view.first_frame().await, FirstFrame::Shown, "also for who asks later");
}

#[wasm_bindgen_test]
fn scaling_and_mirroring_are_style() {
    let stream = MediaStream::new().expect("a stream");
    for (scaling, fit) in
        [(ScalingMode::Fit, "contain"), (ScalingMode::Crop, "cover"), (ScalingMode::Stretch, "fill")]
    {
        assert_eq!(property(&view(&stream, scaling, false), "object-fit"), fit);
        let changed = view(&stream, ScalingMode::Fit, true);
        changed.set_scaling(scaling);
        assert_eq!(property(&changed, "object-fit"), fit);
        assert_eq!(property(&changed, "transform"), "scaleX(-1)");
    }
    assert_eq!(property(&view(&stream, ScalingMode::Fit, false), "transform"), "");
}

#[wasm_bindgen_test]
async fn a_dropped_view_leaves_the_page() {
    let stream = MediaStream::new().expect("a stream");
    let view = view(&stream, ScalingMode::Fit, false);
    let body = web_sys::window().and_then(|window| window.document()?.body()).expect("a body");
    body.append_child(view.target()).expect("it can be put there");
    let (target, element, first_frame) = (view.target().clone(), video(&view), view.first_frame());
    drop(view);
    assert!(target.parent_node().is_none() && target.first_element_child().is_none());
    assert!(element.src_object().is_none());
    assert_eq!(first_frame.await, FirstFrame::Disposed);
}

#[wasm_bindgen_test]
async fn a_frame_that_does_not_come_is_given_up() {
    // Ten seconds pass at once.
    script(
        "window.realTimeout = setTimeout; window.setTimeout = (run, wait) => realTimeout(run, wait / 1000)",
    );
    let view = view(&MediaStream::new().expect("a stream"), ScalingMode::Fit, false);
    script("window.setTimeout = realTimeout");
    assert_eq!(view.first_frame().await, FirstFrame::TimedOut);
}

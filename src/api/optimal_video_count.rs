use wasm_bindgen::JsValue;

use super::{feature, video_stream_renderer};

/// The feature's name.
pub(crate) const NAME: &str = "OptimalVideoCount";

/// A call's feature: no more can be shown, and what they are sent at is made to fit.
pub(crate) fn of(call: &JsValue) -> JsValue {
    let count = video_stream_renderer::most_views() as u32;
    feature::of(call, NAME, &[("optimalVideoCount", count.into()), ("lastOvcChangeReason", "unknown".into())])
}

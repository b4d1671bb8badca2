use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::ScalingMode;
use crate::errors::{self, SCALING_MODE};
use crate::object::{This, mirror, show_mirror};
use crate::views::Showing;

/// A video stream that is shown in an element.
#[wasm_bindgen]
pub struct VideoStreamRendererView {
    showing: Rc<Showing>,
    this: This,
}

impl VideoStreamRendererView {
    pub(crate) fn create(showing: Rc<Showing>, scaling: ScalingMode, is_mirrored: bool) -> JsValue {
        let this = This::default();
        let target = showing.with(|view| view.target().clone());
        let object = JsValue::from(VideoStreamRendererView { showing, this: this.clone() });
        this.bind(&object);
        show_mirror(&object, "scalingMode isMirrored target");
        mirror(&object, "scalingMode", &name(scaling).into());
        mirror(&object, "isMirrored", &is_mirrored.into());
        if let Some(target) = target {
            mirror(&object, "target", &target);
            // An app may put the element into its page and forget the view, which must not go then.
            mirror(&target, "view", &object);
        }
        object
    }
}

#[wasm_bindgen]
impl VideoStreamRendererView {
    /// Changes how the picture fits.
    #[wasm_bindgen(js_name = updateScalingMode)]
    pub fn update_scaling_mode(&self, scaling: &JsValue) -> Promise {
        match scaling_mode(scaling) {
            Ok(scaling) => {
                self.showing.with(|view| view.set_scaling(scaling));
                mirror(&self.this.object(), "scalingMode", &name(scaling).into());
                Promise::resolve(&JsValue::UNDEFINED)
            }
            Err(error) => Promise::reject(&error),
        }
    }

    /// Takes the element out of the page.
    pub fn dispose(&self) {
        self.showing.dispose();
    }
}

/// Reads a `ScalingMode`.
pub(super) fn scaling_mode(mode: &JsValue) -> Result<ScalingMode, JsValue> {
    match mode.as_string().as_deref() {
        Some("Stretch") => Ok(ScalingMode::Stretch),
        Some("Crop") => Ok(ScalingMode::Crop),
        Some("Fit") => Ok(ScalingMode::Fit),
        _ => Err(errors::to_js(&SCALING_MODE)),
    }
}

fn name(mode: ScalingMode) -> &'static str {
    match mode {
        ScalingMode::Stretch => "Stretch",
        ScalingMode::Crop => "Crop",
        ScalingMode::Fit => "Fit",
    }
}

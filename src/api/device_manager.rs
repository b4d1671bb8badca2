use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::mirrored;
use crate::browser::{AudioOutput, Device, DeviceKind, Devices, ask_permission, list_devices};
use crate::errors::{NO_DEVICE, NO_SPEAKER_SELECTION};
use crate::object::{This, get, mirror, mirrored as shown, plain};
use crate::promises::{later, rejected};

/// Cameras, microphones and speakers.
#[wasm_bindgen]
pub struct DeviceManager {
    devices: Rc<Devices>,
    this: This,
}

impl DeviceManager {
    pub(crate) fn create(devices: Rc<Devices>) -> JsValue {
        let this = This::default();
        let object = JsValue::from(DeviceManager { devices, this: this.clone() });
        this.bind(&object);
        object
    }
}

#[wasm_bindgen]
impl DeviceManager {
    /// Whether the browser can choose a speaker.
    #[wasm_bindgen(getter, js_name = isSpeakerSelectionAvailable)]
    pub fn is_speaker_selection_available(&self) -> bool {
        AudioOutput::can_select()
    }

    /// Asks the user, and says what is allowed.
    #[wasm_bindgen(js_name = askDevicePermission)]
    pub fn ask_device_permission(&self, wanted: &JsValue) -> Promise {
        let wants = |name| get(wanted, name).is_truthy();
        let (audio, video, this) = (wants("audio"), wants("video"), self.this.clone());
        later(Box::pin(async move {
            let allowed = ask_permission(audio, video).await;
            if allowed.audio {
                list(DeviceKind::Microphone, &this).await;
            }
            Ok(plain(&[("audio", allowed.audio.into()), ("video", allowed.video.into())]))
        }))
    }

    /// The cameras.
    #[wasm_bindgen(js_name = getCameras)]
    pub fn get_cameras(&self) -> Promise {
        self.list(DeviceKind::Camera)
    }

    /// The microphones.
    #[wasm_bindgen(js_name = getMicrophones)]
    pub fn get_microphones(&self) -> Promise {
        self.list(DeviceKind::Microphone)
    }

    /// The speakers.
    #[wasm_bindgen(js_name = getSpeakers)]
    pub fn get_speakers(&self) -> Promise {
        match AudioOutput::can_select() {
            true => self.list(DeviceKind::Speaker),
            false => rejected(&NO_SPEAKER_SELECTION),
        }
    }

    /// Takes another microphone, from the next call on.
    #[wasm_bindgen(js_name = selectMicrophone)]
    pub fn select_microphone(&self, device: &JsValue) -> Promise {
        self.select(device, SELECTED_MICROPHONE, |id| self.devices.select_microphone(id))
    }

    /// Plays on another speaker.
    #[wasm_bindgen(js_name = selectSpeaker)]
    pub fn select_speaker(&self, device: &JsValue) -> Promise {
        match AudioOutput::can_select() {
            true => self.select(device, SELECTED_SPEAKER, |id| self.devices.output().select(id)),
            false => rejected(&NO_SPEAKER_SELECTION),
        }
    }
}

mirrored! { DeviceManager {
    /// The microphone that calls take.
    selectedMicrophone selected_microphone;
    /// The speaker that calls are heard on.
    selectedSpeaker selected_speaker;
} }

const SELECTED_MICROPHONE: &str = "selectedMicrophone";
const SELECTED_SPEAKER: &str = "selectedSpeaker";

impl DeviceManager {
    fn list(&self, kind: DeviceKind) -> Promise {
        let this = self.this.clone();
        later(Box::pin(async move { Ok(list(kind, &this).await.into()) }))
    }

    fn select(&self, device: &JsValue, selected: &str, select: impl FnOnce(String)) -> Promise {
        let Some(id) = get(device, "id").as_string() else { return rejected(&NO_DEVICE) };
        select(id);
        mirror(&self.this.object(), selected, device);
        Promise::resolve(&JsValue::UNDEFINED)
    }
}

/// The devices of a kind; as long as the app chose none, the system's choice is shown as the selected one.
async fn list(kind: DeviceKind, this: &This) -> Array {
    let found = list_devices(kind).await;
    let selected = match kind {
        DeviceKind::Camera => None,
        DeviceKind::Microphone => Some(SELECTED_MICROPHONE),
        DeviceKind::Speaker => Some(SELECTED_SPEAKER),
    };
    let object = this.object();
    let default = found.iter().find(|device| device.is_default);
    if let (Some(selected), Some(default)) = (selected, default)
        && shown(&object, selected).is_undefined()
    {
        mirror(&object, selected, &info(kind, default));
    }
    found.iter().map(|device| info(kind, device)).collect()
}

fn info(kind: DeviceKind, device: &Device) -> JsValue {
    let (id, name) = (device.id.as_str().into(), device.name.as_str().into());
    let audio = |device_type: &str| {
        plain(&[
            ("id", JsValue::clone(&id)),
            ("name", JsValue::clone(&name)),
            ("isSystemDefault", device.is_default.into()),
            ("deviceType", device_type.into()),
        ])
    };
    match kind {
        // A browser does not say what a camera is.
        DeviceKind::Camera => plain(&[("id", id), ("name", name), ("deviceType", "Unknown".into())]),
        DeviceKind::Microphone => audio("Microphone"),
        DeviceKind::Speaker => audio("Speaker"),
    }
}

use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::device_list::DeviceList;
use super::emitting;
use super::preheat::Preheat;
use crate::browser::{
    AudioOutput, DeviceKind, Devices, Sink, ask_permission, on_device_change, on_open, spawn,
};
use crate::emitter::Names;
use crate::errors::{NO_DEVICE, NO_SPEAKER_SELECTION};
use crate::object::{This, get, method, plain, show_mirror};
use crate::promises::{later, rejected};

const EVENTS: Names = Names::Only(&[
    "videoDevicesUpdated",
    "audioDevicesUpdated",
    "selectedMicrophoneChanged",
    "selectedSpeakerChanged",
]);

/// Cameras, microphones and speakers.
#[wasm_bindgen]
pub struct DeviceManager {
    list: Rc<DeviceList>,
    devices: Rc<Devices>,
    preheat: Rc<Preheat>,
    this: This,
    _changes: Option<EventListener>,
    _opened: Sink<()>,
}

impl DeviceManager {
    pub(crate) fn create(devices: Rc<Devices>) -> JsValue {
        let this = This::default();
        let list = Rc::new(DeviceList::new(devices.clone(), this.clone()));
        let refresh: Sink<()> = Rc::new({
            let list = list.clone();
            move |()| {
                let list = list.clone();
                spawn(async move { list.refresh().await });
            }
        });
        on_open(&refresh);
        refresh(());
        let changed = refresh.clone();
        let _changes = on_device_change(move || changed(()));
        let object = JsValue::from(DeviceManager {
            list,
            devices,
            preheat: Rc::default(),
            this: this.clone(),
            _changes,
            _opened: refresh,
        });
        this.bind(&object);
        show_mirror(&object, "selectedMicrophone selectedSpeaker");
        object
    }

    fn infos(&self, kind: DeviceKind) -> Promise {
        let list = self.list.clone();
        later(Box::pin(async move {
            list.refresh().await;
            Ok(list.infos(kind).into())
        }))
    }

    fn select(&self, device: &JsValue, kind: DeviceKind) -> Promise {
        let (id, list) = (get(device, "id").as_string(), self.list.clone());
        later(Box::pin(async move {
            list.refresh().await;
            list.select(kind, &id.unwrap_or_default()).map(|()| JsValue::UNDEFINED).ok_or(NO_DEVICE)
        }))
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
        let (audio, video, list) = (wants("audio"), wants("video"), self.list.clone());
        later(Box::pin(async move {
            // What was allowed before is no news.
            list.refresh().await;
            let allowed = ask_permission(audio, video).await;
            list.refresh().await;
            Ok(plain(&[("audio", allowed.audio.into()), ("video", allowed.video.into())]))
        }))
    }

    /// The cameras.
    #[wasm_bindgen(js_name = getCameras)]
    pub fn get_cameras(&self) -> Promise {
        self.infos(DeviceKind::Camera)
    }

    /// The microphones.
    #[wasm_bindgen(js_name = getMicrophones)]
    pub fn get_microphones(&self) -> Promise {
        self.infos(DeviceKind::Microphone)
    }

    /// The speakers.
    #[wasm_bindgen(js_name = getSpeakers)]
    pub fn get_speakers(&self) -> Promise {
        match AudioOutput::can_select() {
            true => self.infos(DeviceKind::Speaker),
            false => rejected(&NO_SPEAKER_SELECTION),
        }
    }

    /// Takes another microphone, also for the calls that are in progress.
    #[wasm_bindgen(js_name = selectMicrophone)]
    pub fn select_microphone(&self, device: &JsValue) -> Promise {
        self.select(device, DeviceKind::Microphone)
    }

    /// Opens devices ahead of a call.
    #[wasm_bindgen(js_name = startPreheatDevices)]
    pub fn start_preheat_devices(&self, parameters: JsValue) -> Promise {
        let (devices, preheat) = (self.devices.clone(), self.preheat.clone());
        let stops = preheat.stops();
        later(Box::pin(async move {
            preheat.start(stops, &devices, &parameters).await;
            Ok(JsValue::UNDEFINED)
        }))
    }

    /// Lets go of them.
    #[wasm_bindgen(js_name = stopPreheatDevices)]
    pub fn stop_preheat_devices(&self, parameters: &JsValue) {
        self.preheat.stop(parameters);
    }

    /// Plays on another speaker.
    #[wasm_bindgen(js_name = selectSpeaker)]
    pub fn select_speaker(&self, device: &JsValue) -> Promise {
        match AudioOutput::can_select() {
            true => self.select(device, DeviceKind::Speaker),
            false => rejected(&NO_SPEAKER_SELECTION),
        }
    }
}

emitting!(DeviceManager, EVENTS);

/// Its client is disposed: what was opened ahead is closed.
pub(crate) fn close(manager: &JsValue) {
    let everything = plain(&[("audio", JsValue::TRUE), ("video", JsValue::TRUE)]);
    if let Some(stop) = method(manager, "stopPreheatDevices") {
        let _ = stop.call1(manager, &everything);
    }
}

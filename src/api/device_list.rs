use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::browser::{Device, DeviceKind, Devices, list_devices};
use crate::changes;
use crate::object::{This, get, mirror, mirrored, plain};

const SELECTED_MICROPHONE: &str = "selectedMicrophone";
const SELECTED_SPEAKER: &str = "selectedSpeaker";

/// What a `DeviceManager` knows of the devices, and tells when it changes.
pub(super) struct DeviceList {
    devices: Rc<Devices>,
    manager: This,
    /// Nothing before the browser was asked for the first time: what is found then is no news.
    known: RefCell<Option<Vec<Device>>>,
}

impl DeviceList {
    pub(super) fn new(devices: Rc<Devices>, manager: This) -> DeviceList {
        DeviceList { devices, manager, known: RefCell::default() }
    }

    /// Looks which devices there are now.
    pub(super) async fn refresh(&self) {
        let now = list_devices().await;
        let Some(before) = self.known.replace(Some(now)) else {
            self.follow_default();
            return;
        };
        self.follow_default();
        self.tell("videoDevicesUpdated", &before, |kind| kind == DeviceKind::Camera);
        self.tell("audioDevicesUpdated", &before, |kind| kind != DeviceKind::Camera);
    }

    /// The devices of a kind, as apps see them.
    pub(super) fn infos(&self, kind: DeviceKind) -> Array {
        self.of_kind(kind).iter().map(info).collect()
    }

    /// Chooses one that is there.
    pub(super) fn select(&self, kind: DeviceKind, id: &str) -> Option<()> {
        let device = self.of_kind(kind).into_iter().find(|device| device.id == id)?;
        match kind {
            DeviceKind::Camera => return None,
            DeviceKind::Microphone => self.devices.select_microphone(Some(device.id.clone())),
            DeviceKind::Speaker => self.devices.output().select(device.id.clone()),
        }
        self.show(kind, &device);
        Some(())
    }

    /// Where what was chosen is gone, or nothing was chosen, it is the system's choice.
    fn follow_default(&self) {
        for kind in [DeviceKind::Microphone, DeviceKind::Speaker] {
            let devices = self.of_kind(kind);
            let selected = get(&mirrored(&self.manager.object(), selected(kind)), "id").as_string();
            let is_there = |device: &&Device| Some(&device.id) == selected.as_ref();
            if devices.iter().any(|device| is_there(&device)) {
                continue;
            }
            if selected.is_some() {
                self.forget(kind);
            }
            if let Some(default) = devices.iter().find(|device| device.is_default) {
                self.show(kind, default);
            }
        }
    }

    fn forget(&self, kind: DeviceKind) {
        match kind {
            DeviceKind::Speaker => self.devices.output().select(String::new()),
            _ => self.devices.select_microphone(None),
        }
    }

    fn show(&self, kind: DeviceKind, device: &Device) {
        let (manager, name) = (self.manager.object(), selected(kind));
        let before = get(&mirrored(&manager, name), "id").as_string();
        match before.as_ref() == Some(&device.id) {
            true => mirror(&manager, name, &info(device)),
            false => changes::change(&manager, name, &info(device)),
        }
    }

    fn of_kind(&self, kind: DeviceKind) -> Vec<Device> {
        self.known.borrow().iter().flatten().filter(|device| device.kind == kind).cloned().collect()
    }

    fn tell(&self, event: &str, before: &[Device], concerns: fn(DeviceKind) -> bool) {
        let now = self.known.borrow().clone().unwrap_or_default();
        let (added, removed) = (missing(&now, before, concerns), missing(before, &now, concerns));
        if added.length() + removed.length() > 0 {
            changes::updated(&self.manager.object(), event, added, removed);
        }
    }
}

/// The devices that are not among the others.
fn missing(devices: &[Device], others: &[Device], concerns: fn(DeviceKind) -> bool) -> Array {
    let is_same =
        |one: &Device, other: &Device| one.kind == other.kind && one.id == other.id && one.name == other.name;
    let is_missing =
        |device: &&Device| concerns(device.kind) && !others.iter().any(|other| is_same(device, other));
    devices.iter().filter(is_missing).map(info).collect()
}

fn selected(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Speaker => SELECTED_SPEAKER,
        _ => SELECTED_MICROPHONE,
    }
}

fn info(device: &Device) -> JsValue {
    let device_type = match device.kind {
        // A browser does not say what a camera is.
        DeviceKind::Camera => "Unknown",
        DeviceKind::Microphone => "Microphone",
        DeviceKind::Speaker => "Speaker",
    };
    let info = plain(&[
        ("id", device.id.as_str().into()),
        ("name", device.name.as_str().into()),
        ("deviceType", device_type.into()),
    ]);
    if device.kind != DeviceKind::Camera {
        crate::object::set(&info, "isSystemDefault", &device.is_default.into());
    }
    info
}

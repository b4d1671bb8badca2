use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaDeviceInfo, MediaDeviceKind, MediaStreamConstraints};

use super::audio_output::AudioOutput;
use super::constraints;
use super::open_stream::{OpenStream, media_devices};
use super::watchers::Watchers;

/// Which devices were chosen, and what was chosen is for.
#[derive(Default)]
pub(crate) struct Devices {
    microphone: RefCell<Option<String>>,
    output: AudioOutput,
    /// The microphone, while somebody has it open: whoever wants it too shares it.
    open: RefCell<Weak<OpenStream>>,
    /// Who wants to hear that another microphone was chosen.
    pub(crate) selections: Watchers<()>,
}

/// A camera, microphone or speaker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Device {
    /// What it does.
    pub(crate) kind: DeviceKind,
    /// The browser's `deviceId`, the same for all visits to one origin.
    pub(crate) id: String,
    /// Its label.
    pub(crate) name: String,
    /// Whether it is the one of its kind that the system prefers.
    pub(crate) is_default: bool,
}

/// What a device does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DeviceKind {
    /// Sends video.
    Camera,
    /// Sends audio.
    Microphone,
    /// Plays audio.
    Speaker,
}

/// What the user allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Permission {
    /// Microphones.
    pub(crate) audio: bool,
    /// Cameras.
    pub(crate) video: bool,
}

impl Devices {
    /// Chooses the microphone, or leaves it to the system. What is captured now goes over to it.
    pub(crate) fn select_microphone(&self, id: Option<String>) {
        if self.microphone.replace(id.clone()) != id {
            self.open.take();
            self.selections.tell(());
        }
    }

    /// Whether the microphone is left to the system.
    pub(crate) fn follows_system(&self) -> bool {
        self.microphone.borrow().is_none()
    }

    /// Where remote audio is heard.
    pub(crate) fn output(&self) -> &AudioOutput {
        &self.output
    }

    /// The microphone that was chosen. Whoever calls this waits for it to be ready.
    pub(crate) fn open_microphone(&self) -> Rc<OpenStream> {
        let shared = self.open.borrow().upgrade().filter(|open| open.is_alive());
        shared.unwrap_or_else(|| {
            let open = self.open_chosen();
            self.open.replace(Rc::downgrade(&open));
            open
        })
    }

    /// The one that was chosen, also where the browser would rather open its default: Chromium does so when it is asked for
    /// a device by preference only.
    fn open_chosen(&self) -> Rc<OpenStream> {
        let (chosen, any) = (MediaStreamConstraints::new(), MediaStreamConstraints::new());
        any.set_audio(&JsValue::TRUE);
        match &*self.microphone.borrow() {
            None => OpenStream::of_devices(&any),
            Some(device) => {
                chosen.set_audio(&constraints::exactly(device));
                OpenStream::of_device_or(&chosen, any)
            }
        }
    }
}

/// The devices. None of a kind without permission: the browser then tells whether there are any, but neither which nor
/// their names (W3C mediacapture-main section 9.2.1).
pub(crate) async fn list_devices() -> Vec<Device> {
    let mut devices: Vec<Device> = enumerate().await.into_iter().filter_map(device).collect();
    for kind in [DeviceKind::Camera, DeviceKind::Microphone, DeviceKind::Speaker] {
        mark_default(&mut devices, kind);
    }
    devices
}

/// Whether there are any microphones and speakers. Browsers tell that without permission too, but Firefox not of speakers.
pub(super) async fn device_kinds() -> (bool, bool) {
    let infos = enumerate().await;
    let any = |kind| infos.iter().any(|info| info.kind() == kind);
    let knows_speakers = AudioOutput::can_select() && infos.iter().any(|info| !info.label().is_empty());
    (any(MediaDeviceKind::Audioinput), any(MediaDeviceKind::Audiooutput) || !knows_speakers)
}

async fn enumerate() -> Vec<MediaDeviceInfo> {
    let Some(promise) = media_devices().and_then(|devices| devices.enumerate_devices().ok()) else {
        return Vec::new();
    };
    let Ok(all) = JsFuture::from(promise).await else { return Vec::new() };
    all.unchecked_into::<Array>().into_iter().map(JsCast::unchecked_into).collect()
}

/// Hears of devices that come and go.
pub(crate) fn on_device_change(mut listener: impl FnMut() + 'static) -> Option<EventListener> {
    let devices = media_devices()?;
    Some(EventListener::new(&devices, "devicechange", move |_| listener()))
}

/// Asks the user. What is opened for that is closed again at once.
pub(crate) async fn ask_permission(audio: bool, video: bool) -> Permission {
    if opens(audio, video).await {
        return Permission { audio, video };
    }
    if audio && video {
        // Together they fail also where only one is missing or refused.
        return Permission { audio: opens(true, false).await, video: opens(false, true).await };
    }
    Permission { audio: false, video: false }
}

async fn opens(audio: bool, video: bool) -> bool {
    let wanted = MediaStreamConstraints::new();
    wanted.set_audio(&JsValue::from_bool(audio));
    wanted.set_video(&JsValue::from_bool(video));
    OpenStream::of_devices(&wanted).ready().await.is_ok()
}

fn device(info: MediaDeviceInfo) -> Option<Device> {
    let kind = match info.kind() {
        MediaDeviceKind::Videoinput => DeviceKind::Camera,
        MediaDeviceKind::Audioinput => DeviceKind::Microphone,
        MediaDeviceKind::Audiooutput => DeviceKind::Speaker,
        _ => return None,
    };
    let id = info.device_id();
    (!id.is_empty()).then(|| Device { kind, is_default: id == "default", name: info.label(), id })
}

/// Chromium has an entry named `default`; elsewhere the default device comes first (section 9.2.1 again).
fn mark_default(devices: &mut [Device], kind: DeviceKind) {
    let mut of_kind = devices.iter_mut().filter(|device| device.kind == kind);
    let Some(first) = of_kind.next() else { return };
    if !first.is_default && !of_kind.any(|device| device.is_default) {
        first.is_default = true;
    }
}

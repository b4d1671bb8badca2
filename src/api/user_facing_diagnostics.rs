use js_sys::{Array, Object};
use offhook_core::{Diagnostic, Quality};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::emitting;
use crate::emitter::{self, Names};
use crate::object::{This, hidden, mirror, mirrored, plain, set, show_mirror};

/// The feature's name.
pub(crate) const NAME: &str = "UserFacingDiagnostics";

/// What hinders a call, in a form that can be shown to its user.
#[wasm_bindgen]
pub struct UserFacingDiagnostics {
    this: This,
}

/// The diagnostics of the network, or of the devices.
#[wasm_bindgen]
pub struct Diagnostics {
    this: This,
}

#[wasm_bindgen]
impl UserFacingDiagnostics {
    /// Forgets all listeners.
    pub fn dispose(&self) {
        emitter::clear(&self.this.get("network"));
        emitter::clear(&self.this.get("media"));
    }
}

#[wasm_bindgen]
impl Diagnostics {
    /// The latest value of each that was raised.
    #[wasm_bindgen(js_name = getLatest)]
    pub fn latest(&self) -> JsValue {
        self.this.get("latest")
    }
}

emitting!(Diagnostics, Names::Any);

/// A call's feature, made on first use and then always the same.
pub(crate) fn of(call: &JsValue) -> JsValue {
    let known = mirrored(call, "diagnostics");
    if known.is_object() {
        return known;
    }
    let this = This::default();
    let object = JsValue::from(UserFacingDiagnostics { this: this.clone() });
    this.bind(&object);
    show_mirror(&object, "name network media");
    mirror(&object, "name", &NAME.into());
    mirror(&object, "network", &diagnostics());
    mirror(&object, "media", &diagnostics());
    mirror(call, "diagnostics", &object);
    object
}

/// Shows a new value: the mirror first, then the listeners.
pub(crate) fn show(call: &JsValue, diagnostic: Diagnostic) {
    let shown = Shown::of(diagnostic);
    let group = mirrored(&of(call), shown.group);
    let value = [("value", shown.value), ("valueType", shown.value_type.into())];
    let latest = Object::assign(&Object::new(), hidden_latest(&group).as_ref()).into();
    set(&latest, shown.name, &plain(&value));
    mirror(&group, "latest", &latest);
    let [value, value_type] = value;
    let arguments = plain(&[("diagnostic", shown.name.into()), value, value_type]);
    emitter::emit(&group, "diagnosticChanged", &Array::of1(&arguments));
}

fn hidden_latest(group: &JsValue) -> Object {
    Object::from(crate::object::get(&hidden(group), "latest"))
}

fn diagnostics() -> JsValue {
    let this = This::default();
    let object = JsValue::from(Diagnostics { this: this.clone() });
    this.bind(&object);
    mirror(&object, "latest", &Object::new());
    object
}

/// A diagnostic in the words of the API.
struct Shown {
    group: &'static str,
    name: &'static str,
    value: JsValue,
    value_type: &'static str,
}

impl Shown {
    fn of(diagnostic: Diagnostic) -> Shown {
        let (group, name, flag) = match diagnostic {
            Diagnostic::NetworkReconnect { bad } => {
                return Shown::quality("networkReconnect", if bad { Quality::Bad } else { Quality::Good });
            }
            Diagnostic::ReceiveQuality(quality) => return Shown::quality("networkReceiveQuality", quality),
            Diagnostic::SendQuality(quality) => return Shown::quality("networkSendQuality", quality),
            Diagnostic::NoNetwork(flag) => ("network", "noNetwork", flag),
            Diagnostic::MicrophonePermissionDenied(flag) => ("media", "microphonePermissionDenied", flag),
            Diagnostic::CameraPermissionDenied(flag) => ("media", "cameraPermissionDenied", flag),
            Diagnostic::NoMicrophone(flag) => ("media", "noMicrophoneDevicesEnumerated", flag),
            Diagnostic::NoSpeaker(flag) => ("media", "noSpeakerDevicesEnumerated", flag),
            Diagnostic::MicrophoneMuted(flag) => ("media", "microphoneMuteUnexpectedly", flag),
            Diagnostic::SpeakingWhileMuted(flag) => ("media", "speakingWhileMicrophoneIsMuted", flag),
            Diagnostic::CameraFrozen(flag) => ("media", "cameraFreeze", flag),
            Diagnostic::MicrophoneNotFunctioning(flag) => ("media", "microphoneNotFunctioning", flag),
            Diagnostic::CameraStartFailed(flag) => ("media", "cameraStartFailed", flag),
            Diagnostic::CameraStopped(flag) => ("media", "cameraStoppedUnexpectedly", flag),
        };
        Shown { group, name, value: flag.into(), value_type: "DiagnosticFlag" }
    }

    fn quality(name: &'static str, quality: Quality) -> Shown {
        let value = match quality {
            Quality::Good => 1,
            Quality::Poor => 2,
            Quality::Bad => 3,
        };
        Shown { group: "network", name, value: value.into(), value_type: "DiagnosticQuality" }
    }
}

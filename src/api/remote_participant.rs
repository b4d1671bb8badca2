use std::rc::Rc;

use js_sys::{Array, Promise};
use offhook_core::{ApiCall, CallMethod, RemoteParticipantState};
use offhook_protocol::{LegId, RawId};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::call::PRESENTER;
use super::emitting;
use crate::emitter::Names;
use crate::identifiers;
use crate::object::{This, mirror, show_mirror};
use crate::promises::Answer;
use crate::runtime::Runtime;

/// Those of the whole API, so that apps that were written for it run: what cannot happen yet, as a new role, never fires.
const EVENTS: Names = Names::Only(&[
    "stateChanged",
    "isMutedChanged",
    "displayNameChanged",
    "videoStreamsUpdated",
    "isSpeakingChanged",
    "roleChanged",
]);

/// What its mirror shows.
const GETTERS: &str =
    "identifier displayName state callEndReason isMuted isSpeaking role videoStreams endpointDetails";

/// Somebody else in a call.
#[wasm_bindgen]
pub struct RemoteParticipant {
    runtime: Rc<Runtime>,
    leg: LegId,
    id: RawId,
    this: This,
}

impl RemoteParticipant {
    pub(crate) fn create(runtime: &Rc<Runtime>, leg: &LegId, id: &RawId, name: Option<&str>) -> JsValue {
        let this = This::default();
        let object = JsValue::from(RemoteParticipant {
            runtime: runtime.clone(),
            leg: leg.clone(),
            id: id.clone(),
            this: this.clone(),
        });
        this.bind(&object);
        show_mirror(&object, GETTERS);
        mirror(&object, "identifier", &identifiers::to_js(id));
        mirror(&object, "displayName", &name.map_or(JsValue::UNDEFINED, JsValue::from_str));
        mirror(&object, "state", &RemoteParticipantState::Idle.name().into());
        mirror(&object, "isMuted", &JsValue::FALSE);
        mirror(&object, "isSpeaking", &JsValue::FALSE);
        mirror(&object, "role", &PRESENTER.into());
        mirror(&object, "videoStreams", &Array::new());
        mirror(&object, "endpointDetails", &Array::new());
        object
    }
}

#[wasm_bindgen]
impl RemoteParticipant {
    /// Mutes them; they may unmute.
    pub fn mute(&self) -> Promise {
        let method = CallMethod::MuteOthers(Some(self.id.clone()));
        self.runtime.request(ApiCall::OfCall { leg: self.leg.clone(), method }, Answer::Value)
    }
}

emitting!(RemoteParticipant, EVENTS);

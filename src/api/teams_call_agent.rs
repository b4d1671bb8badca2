use std::rc::Rc;

use js_sys::{Array, Promise};
use offhook_core::ApiCall;
use offhook_protocol::text::joined;
use offhook_protocol::{ApiError, Identifier, LegId, RawId, is_guid};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{emitting, mirrored, start_media};
use crate::browser::random_guid;
use crate::emitter::Names;
use crate::errors::{self, CALLEE_KIND, ONE_CALLEE};
use crate::identifiers;
use crate::object::{This, mirror};
use crate::promises::Answer;
use crate::registry::Entity;
use crate::runtime::Runtime;

const EVENTS: Names = Names::Only(&["incomingCall", "callsUpdated", "connectionStateChanged"]);

/// A signed-in Teams user.
#[wasm_bindgen]
pub struct TeamsCallAgent {
    runtime: Rc<Runtime>,
    this: This,
}

impl TeamsCallAgent {
    pub(crate) fn create(runtime: Rc<Runtime>) -> JsValue {
        let this = This::default();
        let object = JsValue::from(TeamsCallAgent { runtime, this: this.clone() });
        this.bind(&object);
        mirror(&object, "kind", &"TeamsCallAgent".into());
        mirror(&object, "calls", &Array::new());
        mirror(&object, "connectionState", &"Disconnected".into());
        object
    }
}

#[wasm_bindgen]
impl TeamsCallAgent {
    /// Calls a Teams user. The call is on its way when this returns.
    #[wasm_bindgen(js_name = startCall)]
    pub fn start_call(&self, callee: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
        let callee = callee_of(callee).map_err(|error| errors::to_js(&error))?;
        let leg = LegId(random_guid());
        let started = start_media(&self.runtime, &leg, options).and_then(|media| {
            let call = ApiCall::StartCall { leg: leg.clone(), callee, media };
            self.runtime.request_now(call)
        });
        if let Err(error) = started {
            while self.runtime.registry.remove_any(&leg).is_some() {}
            return Err(error);
        }
        Ok(self.runtime.registry.get(&leg, &Entity::Call).unwrap_or_default())
    }

    /// Ends all calls and signs out.
    pub fn dispose(&self) -> Promise {
        self.runtime.request(ApiCall::Dispose, Answer::Disposed)
    }
}

mirrored! { TeamsCallAgent {
    /// `TeamsCallAgent`
    kind kind;
    /// All calls that are not over, in a new array after each change.
    calls calls;
    /// `Connected` or `Disconnected`.
    connectionState connection_state;
} }

emitting!(TeamsCallAgent, EVENTS);

/// The one person to call: an identifier, or a list of one.
fn callee_of(callee: &JsValue) -> Result<RawId, ApiError> {
    let callee = match Array::is_array(callee) {
        true => {
            let list = Array::from(callee);
            if list.length() != 1 {
                return Err(ONE_CALLEE);
            }
            list.get(0)
        }
        false => callee.clone(),
    };
    let raw = identifiers::from_js(&callee)?;
    match Identifier::parse(&raw) {
        Identifier::MicrosoftTeamsUser { id, is_anonymous: false, .. } if is_guid(&id) => Ok(raw),
        Identifier::MicrosoftTeamsUser { id, is_anonymous: false, .. } => Err(no_guid(&id)),
        _ => Err(CALLEE_KIND),
    }
}

fn no_guid(id: &str) -> ApiError {
    let message =
        joined(&["'", id, "' is no microsoftTeamsUserId: pass the user's id in the directory, a GUID."]);
    ApiError { code: 400, sub_code: 0, message: message.into() }
}

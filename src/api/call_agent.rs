use std::rc::Rc;

use js_sys::{Array, Promise};
use offhook_core::{AgentKind, ApiCall, StartMedia};
use offhook_protocol::{GroupId, LegId, RawId, is_guid};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{callee, emitting, kind, start_media, thread};
use crate::browser::random_guid;
use crate::emitter::Names;
use crate::errors::{self, JOIN_LOCATOR, NOBODY_TO_CALL};
use crate::object::{This, get, mirror, show_mirror};
use crate::promises::Answer;
use crate::runtime::Runtime;

const EVENTS: Names = Names::Only(&["incomingCall", "callsUpdated", "connectionStateChanged"]);

/// What its mirror shows.
const GETTERS: &str = "kind displayName calls connectionState";

/// A signed-in user.
#[wasm_bindgen]
pub struct CallAgent {
    runtime: Rc<Runtime>,
    this: This,
}

impl CallAgent {
    pub(crate) fn create(runtime: Rc<Runtime>) -> JsValue {
        let this = This::default();
        let kind = kind(&runtime, "TeamsCallAgent", "CallAgent");
        let object = JsValue::from(CallAgent { runtime, this: this.clone() });
        this.bind(&object);
        show_mirror(&object, GETTERS);
        mirror(&object, "kind", &kind);
        mirror(&object, "calls", &Array::new());
        mirror(&object, "connectionState", &"Disconnected".into());
        object
    }

    /// A new call of the agent's own; what was read of its options for it is forgotten where it cannot begin.
    fn begin(
        &self,
        options: &JsValue,
        call: impl FnOnce(LegId, StartMedia) -> ApiCall,
    ) -> Result<JsValue, JsValue> {
        let leg = LegId(random_guid());
        let begun = start_media(&self.runtime, &leg, options)
            .and_then(|media| self.runtime.request_now(call(leg.clone(), media)));
        if let Err(error) = begun {
            while self.runtime.registry.remove_any(&leg).is_some() {}
            return Err(error);
        }
        Ok(self.runtime.registry.call(&leg).unwrap_or_default())
    }
}

#[wasm_bindgen]
impl CallAgent {
    /// Calls somebody, or several people. The call is on its way when this returns.
    #[wasm_bindgen(js_name = startCall)]
    pub fn start_call(&self, callees: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
        let to_js = |error| errors::to_js(&error);
        let is_list = Array::is_array(callees);
        let list = if is_list { Array::from(callees) } else { Array::of1(callees) };
        let mut callees = Vec::new();
        for one in list.iter() {
            callees.push(callee(&one).map_err(to_js)?);
        }
        // A communication user's list of one is somebody to call, a Teams user's is the beginning of a group.
        let is_group = callees.len() > 1 || is_list && self.runtime.kind == AgentKind::Teams;
        let thread = thread(options).map_err(to_js)?;
        match callees.first() {
            None => Err(errors::to_js(&NOBODY_TO_CALL)),
            Some(_) if is_group => {
                self.begin(options, |leg, media| ApiCall::StartGroup { leg, callees, thread, media })
            }
            Some(callee) => {
                let callee: RawId = callee.clone();
                self.begin(options, |leg, media| ApiCall::StartCall { leg, callee, media })
            }
        }
    }

    /// Enters the call that a group meets in.
    pub fn join(&self, locator: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
        let group = get(locator, "groupId").as_string().filter(|group| is_guid(group));
        let group = group.map(GroupId).ok_or_else(|| errors::to_js(&JOIN_LOCATOR))?;
        self.begin(options, |leg, media| ApiCall::Join { leg, group, media })
    }

    /// Ends all calls and signs out.
    pub fn dispose(&self) -> Promise {
        self.runtime.request(ApiCall::Dispose, Answer::Disposed)
    }
}

emitting!(CallAgent, EVENTS);

use std::rc::Rc;

use js_sys::Promise;
use offhook_core::{ApiCall, CallMethod, Caller};
use offhook_protocol::LegId;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{call_info, emitting, kind, start_media};
use crate::emitter::Names;
use crate::object::{This, mirror, show_mirror};
use crate::promises::Answer;
use crate::runtime::Runtime;

const EVENTS: Names = Names::Only(&["callEnded", "callerInfoChanged", "transferorInfoChanged"]);

/// What its mirror shows.
const GETTERS: &str = "kind id callerInfo info callEndReason";

/// A call that rings here.
#[wasm_bindgen]
pub struct IncomingCall {
    runtime: Rc<Runtime>,
    leg: LegId,
    this: This,
}

impl IncomingCall {
    pub(crate) fn create(runtime: &Rc<Runtime>, leg: &LegId, caller: &Caller) -> JsValue {
        let this = This::default();
        let incoming = IncomingCall { runtime: runtime.clone(), leg: leg.clone(), this: this.clone() };
        let object = JsValue::from(incoming);
        this.bind(&object);
        show_mirror(&object, GETTERS);
        mirror(&object, "kind", &kind(runtime, "TeamsIncomingCall", "IncomingCall"));
        mirror(&object, "id", &leg.as_str().into());
        mirror(&object, "callerInfo", &call_info::caller_info(caller));
        mirror(&object, "info", &call_info::call_info(runtime, leg));
        object
    }
}

#[wasm_bindgen]
impl IncomingCall {
    /// Takes the call.
    pub fn accept(&self, options: &JsValue) -> Promise {
        match start_media(&self.runtime, &self.leg, options) {
            Ok(media) => {
                let accept = ApiCall::OfCall { leg: self.leg.clone(), method: CallMethod::Accept(media) };
                self.runtime.request(accept, Answer::Call(self.leg.clone()))
            }
            Err(error) => Promise::reject(&error),
        }
    }

    /// Refuses the call, for all devices of the user.
    pub fn reject(&self) -> Promise {
        self.runtime
            .request(ApiCall::OfCall { leg: self.leg.clone(), method: CallMethod::Reject }, Answer::Value)
    }
}

emitting!(IncomingCall, EVENTS);

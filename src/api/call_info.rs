//! `callerInfo` and `info`: plain objects with own properties, as apps spread them.

use std::rc::Rc;

use js_sys::Promise;
use offhook_core::{ApiCall, CallMethod, Caller};
use offhook_protocol::{Group, LegId};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use crate::identifiers;
use crate::object::{get, plain};
use crate::promises::Answer;
use crate::runtime::Runtime;

/// `callerInfo`
pub(crate) fn caller_info(caller: &Caller) -> JsValue {
    let name = caller.name.as_deref().map_or(JsValue::UNDEFINED, JsValue::from_str);
    plain(&[("identifier", identifiers::to_js(&caller.id)), ("displayName", name)])
}

/// `info`
pub(crate) fn call_info(runtime: &Rc<Runtime>, leg: &LegId) -> JsValue {
    let endpoint = runtime.endpoint();
    let (runtime, leg) = (runtime.clone(), leg.clone());
    let server_call_id: Closure<dyn Fn() -> Promise> = Closure::new(move || {
        runtime.request(ApiCall::OfCall { leg: leg.clone(), method: CallMethod::ServerCallId }, Answer::Value)
    });
    plain(&[
        ("getServerCallId", server_call_id.into_js_value()),
        ("participantId", endpoint.into()),
        ("threadId", JsValue::UNDEFINED),
        ("groupId", JsValue::UNDEFINED),
    ])
}

/// `info` of a group call, in place of what it was before.
pub(crate) fn group_info(before: &JsValue, group: &Group) -> JsValue {
    let thread = group.thread.as_ref().map(|thread| thread.as_str().into());
    let id = group.id.as_ref().map(|id| id.as_str().into());
    plain(&[
        ("getServerCallId", get(before, "getServerCallId")),
        ("participantId", get(before, "participantId")),
        ("threadId", thread.unwrap_or_default()),
        ("groupId", id.unwrap_or_default()),
    ])
}

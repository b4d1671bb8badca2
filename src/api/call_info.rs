//! `callerInfo` and `info`: plain objects with own properties, as apps spread them.

use std::rc::Rc;

use js_sys::Promise;
use offhook_core::{ApiCall, CallMethod, Caller};
use offhook_protocol::{Group, LegId};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use crate::identifiers;
use crate::object::{get, plain, set};
use crate::promises::Answer;
use crate::runtime::Runtime;

/// `callerInfo`
pub(crate) fn caller_info(caller: &Caller) -> JsValue {
    let name = caller.name.as_deref().map_or(JsValue::UNDEFINED, JsValue::from_str);
    plain(&[("identifier", identifiers::to_js(&caller.id)), ("displayName", name)])
}

/// `info`
pub(crate) fn call_info(runtime: &Rc<Runtime>, leg: &LegId) -> JsValue {
    let (runtime, leg) = (runtime.clone(), leg.clone());
    let server_call_id: Closure<dyn Fn() -> Promise> = Closure::new(move || {
        runtime.request(ApiCall::OfCall { leg: leg.clone(), method: CallMethod::ServerCallId }, Answer::Value)
    });
    plain(&[("getServerCallId", server_call_id.into_js_value()), ("threadId", JsValue::UNDEFINED)])
}

/// `info` of a group call, in place of what it was before.
pub(crate) fn group_info(before: &JsValue, group: &Group) -> JsValue {
    let thread = group.thread.as_ref().map(|thread| thread.as_str().into());
    let info = plain(&[
        ("getServerCallId", get(before, "getServerCallId")),
        ("threadId", thread.unwrap_or_default()),
    ]);
    if let Some(id) = &group.id {
        set(&info, "groupId", &id.as_str().into());
    }
    info
}

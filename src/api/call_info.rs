//! `callerInfo` and `info`: plain objects with own properties, as apps spread them. Apps take `info` early and keep it, some of them
//! frozen, so what it tells of a group are getters of a mirror.

use std::rc::Rc;

use js_sys::Promise;
use offhook_core::{ApiCall, CallMethod, Caller};
use offhook_protocol::{Group, LegId};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use crate::identifiers;
use crate::object::{mirror, mirrored, plain, show_own_mirror};
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
    let info =
        plain(&[("getServerCallId", server_call_id.into_js_value()), ("participantId", endpoint.into())]);
    // There is a mirror from now on: a frozen object would get none.
    mirror(&info, "threadId", &JsValue::UNDEFINED);
    show_own_mirror(&info, "threadId groupId");
    info
}

/// `info` tells from now on what makes it a group call.
pub(crate) fn show_group(info: &JsValue, group: &Group) {
    let thread = group.thread.as_ref().map(|thread| thread.as_str().into());
    let id = group.id.as_ref().map(|id| id.as_str().into());
    mirror(info, "threadId", &thread.unwrap_or_default());
    mirror(info, "groupId", &id.unwrap_or_default());
    set_is_group(info, true);
}

/// Of a group call `info` may not tell the chat or the group yet.
pub(crate) fn set_is_group(info: &JsValue, is_group: bool) {
    mirror(info, "isGroup", &is_group.into());
}

/// Whether it is of a group call.
pub(crate) fn is_group(info: &JsValue) -> bool {
    mirrored(info, "isGroup").is_truthy()
}

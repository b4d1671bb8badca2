//! A signed-in agent without a server, and the ways of an app.

use std::rc::Rc;

use js_sys::{Array, Function, JSON, Promise, Reflect};
use offhook_core::{
    AgentKind, CallState, Caller, Event, Output, ParticipantChange, RemoteStream, RemoteStreamId,
};
use offhook_protocol::{Direction, EndReason, LegId, RawId, Slot};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::api::call_agent::CallAgent;
use crate::runtime::Runtime;

pub(super) const ALICE: &str = "8:orgid:aaaaaaaa-0000-4000-8000-000000000001";
pub(super) const BOB: &str = "8:orgid:bbbbbbbb-0000-4000-8000-000000000002";

/// An agent whose core was told nothing.
pub(super) fn agent() -> (Rc<Runtime>, JsValue) {
    let runtime = Runtime::new(AgentKind::Teams, JsValue::UNDEFINED, Rc::default());
    let agent = CallAgent::create(runtime.clone());
    runtime.set_agent(agent.clone());
    (runtime, agent)
}

/// Some of the app's code, a function of the values that are passed under these names.
pub(super) fn app<const N: usize>(code: &str, values: [(&str, &JsValue); N]) -> JsValue {
    let names = values.map(|(name, _)| name).join(",");
    let values: Array = values.into_iter().map(|(_, value)| value).collect();
    let function: Function = Function::new_with_args(&names, code);
    function.apply(&JsValue::UNDEFINED, &values).unwrap_or_else(|error| panic!("the app threw {error:?}"))
}

/// The same of asynchronous code.
pub(super) async fn app_async<const N: usize>(code: &str, values: [(&str, &JsValue); N]) -> JsValue {
    let promise = app(&format!("return (async () => {{ {code} }})()"), values);
    JsFuture::from(promise.unchecked_into::<Promise>())
        .await
        .unwrap_or_else(|error| panic!("rejected with {error:?}"))
}

/// Until everything that is queued was shown.
pub(super) async fn settle() {
    app_async("await new Promise(done => setTimeout(done, 5));", []).await;
}

/// A JS value as JSON, to compare.
pub(super) fn json(value: &JsValue) -> String {
    JSON::stringify(value).map_or_else(|_| format!("{value:?}"), String::from)
}

pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

pub(super) fn leg(name: &str) -> LegId {
    LegId(name.to_owned())
}

fn bob() -> Caller {
    Caller { id: RawId(BOB.to_owned()), name: Some("Bob".to_owned()) }
}

pub(super) fn show(runtime: &Rc<Runtime>, event: Event) {
    runtime.perform(Output::Event(event));
}

pub(super) fn call_added(name: &str) -> Event {
    Event::CallAdded {
        leg: leg(name),
        direction: Direction::Outgoing,
        caller: bob(),
        muted: false,
        is_group: false,
    }
}

pub(super) fn incoming(name: &str) -> Event {
    Event::IncomingCall { leg: leg(name), caller: bob(), group: None }
}

pub(super) fn state(name: &str, state: CallState) -> Event {
    Event::CallStateChanged { leg: leg(name), state }
}

pub(super) fn participant_added(name: &str) -> Event {
    Event::ParticipantAdded { leg: leg(name), id: RawId(BOB.to_owned()), name: Some("Bob".to_owned()) }
}

pub(super) fn participant(name: &str, change: ParticipantChange) -> Event {
    Event::Participant { leg: leg(name), id: RawId(BOB.to_owned()), change }
}

pub(super) fn stream() -> RemoteStream {
    RemoteStream { id: RemoteStreamId(7), source: Slot::Camera }
}

/// What the core says when a call is over.
pub(super) fn end(runtime: &Rc<Runtime>, name: &str) {
    show(runtime, Event::CallEndReasonSet { leg: leg(name), reason: EndReason::HUNG_UP });
    show(runtime, Event::CallRemoved { leg: leg(name) });
    show(runtime, state(name, CallState::Disconnected));
}

/// A call that an app has seen begin.
pub(super) async fn begun(runtime: &Rc<Runtime>, agent: &JsValue, name: &str) -> JsValue {
    show(runtime, call_added(name));
    settle().await;
    app("return agent.calls.find(call => call.id === name)", [("agent", agent), ("name", &name.into())])
}

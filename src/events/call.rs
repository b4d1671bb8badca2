use js_sys::Array;
use offhook_core::{CallState, Diagnostic, LocalStreamId};
use offhook_protocol::text::joined;
use offhook_protocol::{EndReason, LegId};
use wasm_bindgen::JsValue;

use super::{changed, updated};
use crate::api::{local_stream, remote_audio_stream, remote_video_stream, user_facing_diagnostics};
use crate::errors::end_reason;
use crate::logger::{Level, log};
use crate::object::{mirror, mirrored, with, without};
use crate::registry::Entity;
use crate::runtime::Runtime;

pub(super) fn added(runtime: &Runtime, leg: &LegId) {
    let Some(call) = runtime.registry.get(leg, &Entity::Call) else { return };
    log(Level::Info, &["Call ", leg.as_str(), " begins."]);
    // An incoming call that was accepted has become this one.
    runtime.registry.remove(leg, &Entity::Incoming);
    let agent = runtime.agent();
    mirror(&agent, "calls", &with(&mirrored(&agent, "calls"), &call));
    updated(&agent, "callsUpdated", Array::of1(&call), Array::new());
}

pub(super) fn removed(runtime: &Runtime, leg: &LegId) {
    let Some(call) = runtime.registry.get(leg, &Entity::Call) else { return };
    let agent = runtime.agent();
    mirror(&agent, "calls", &without(&mirrored(&agent, "calls"), &call));
    updated(&agent, "callsUpdated", Array::new(), Array::of1(&call));
}

pub(super) fn end_reason_set(runtime: &Runtime, leg: &LegId, reason: EndReason) {
    let Some(call) = runtime.registry.get(leg, &Entity::Call) else { return };
    log(Level::Info, &["Call ", leg.as_str(), " ended: ", reason.message()]);
    mirror(&call, "callEndReason", &end_reason(reason));
}

pub(super) fn state(runtime: &Runtime, leg: &LegId, state: CallState) {
    let Some(call) = runtime.registry.get(leg, &Entity::Call) else { return };
    log(Level::Info, &["Call ", leg.as_str(), " is ", state.name(), "."]);
    mirror(&call, "state", &state.name().into());
    if state == CallState::Disconnected {
        end(runtime, leg);
    }
    changed(&call, "stateChanged");
}

pub(super) fn muted(runtime: &Runtime, leg: &LegId, muted: bool) {
    let Some(call) = runtime.registry.get(leg, &Entity::Call) else { return };
    mirror(&call, "isMuted", &muted.into());
    changed(&call, "isMutedChanged");
}

pub(super) fn incoming_muted(runtime: &Runtime, leg: &LegId, muted: bool) {
    let Some(call) = runtime.registry.get(leg, &Entity::Call) else { return };
    mirror(&call, "isIncomingAudioMuted", &muted.into());
    changed(&call, "isIncomingAudioMutedChanged");
}

pub(super) fn local_audio(runtime: &Runtime, leg: &LegId, stream: Option<LocalStreamId>) {
    if let Some(call) = runtime.registry.get(leg, &Entity::Call) {
        let now = stream.and_then(|stream| sent_stream(runtime, leg, stream));
        // The SDK's own stream lets go of the microphone while it is not sent.
        if let (None, Some(own)) = (&now, runtime.registry.get(leg, &Entity::Microphone)) {
            local_stream::call_ended(&own);
        }
        sent_now(&call, "localAudioStreams", now);
    }
}

pub(super) fn local_video(runtime: &Runtime, leg: &LegId, stream: Option<LocalStreamId>) {
    let Some(call) = runtime.registry.get(leg, &Entity::Call) else { return };
    let now = stream.and_then(|stream| sent_stream(runtime, leg, stream));
    let (was_started, started) = (mirrored(&call, "isLocalVideoStarted"), JsValue::from(now.is_some()));
    mirror(&call, "isLocalVideoStarted", &started);
    sent_now(&call, "localVideoStreams", now);
    if started != was_started {
        changed(&call, "isLocalVideoStartedChanged");
    }
}

/// The one stream of a collection, or none.
fn sent_now(call: &JsValue, collection: &str, now: Option<JsValue>) {
    let (now, before) = (now.into_iter().collect::<Array>(), Array::from(&mirrored(call, collection)));
    mirror(call, collection, &now);
    updated(call, &joined(&[collection, "Updated"]), Array::from(&now), before);
}

/// The stream that is sent from now on. It is known until the call ends, and goes with it.
fn sent_stream(runtime: &Runtime, leg: &LegId, stream: LocalStreamId) -> Option<JsValue> {
    let given = runtime.registry.remove(leg, &Entity::GivenStream(stream));
    if let Some(given) = given {
        runtime.registry.insert(leg, Entity::SentStream(stream), given);
    }
    runtime.registry.get(leg, &Entity::SentStream(stream))
}

pub(super) fn diagnostic(runtime: &Runtime, leg: &LegId, diagnostic: Diagnostic) {
    if let Some(call) = runtime.registry.get(leg, &Entity::Call) {
        user_facing_diagnostics::show(&call, diagnostic);
    }
}

/// Nothing of a call that is over is held, shown or captured any more.
fn end(runtime: &Runtime, leg: &LegId) {
    while let Some((entity, object)) = runtime.registry.remove_any(leg) {
        match entity {
            Entity::RemoteStream(_) => remote_video_stream::close(&object),
            Entity::RemoteAudio(_) => remote_audio_stream::set_place(&object, None),
            Entity::SentStream(_) | Entity::Microphone => local_stream::call_ended(&object),
            _ => {}
        }
    }
}

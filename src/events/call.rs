use js_sys::Array;
use offhook_core::{CallState, Diagnostic, LocalStreamId};
use offhook_protocol::text::joined;
use offhook_protocol::{EndReason, Group, LegId, RawId};
use wasm_bindgen::JsValue;

use super::{changed, updated};
use crate::api::call_info::group_info;
use crate::api::{
    dominant_speakers, local_stream, remote_audio_stream, remote_video_stream, user_facing_diagnostics,
};
use crate::errors::end_reason;
use crate::logger::{Level, log};
use crate::object::{mirror, mirrored, with, without};
use crate::registry::Entity;
use crate::runtime::Runtime;

pub(super) fn added(runtime: &Runtime, leg: &LegId) {
    let Some(call) = runtime.registry.get(leg, &Entity::Call) else { return };
    log(Level::Info, &["Call ", leg.as_str(), " begins."]);
    // An incoming call that was accepted has become this one.
    if let Some(incoming) = runtime.registry.remove(leg, &Entity::Incoming) {
        mirror(&call, "info", &mirrored(&incoming, "info"));
    }
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
        let before = Array::from(&mirrored(&call, "localAudioStreams")).iter().next();
        replaced(&call, "localAudioStreams", before, now);
    }
}

pub(super) fn local_video(runtime: &Runtime, leg: &LegId, stream: Option<LocalStreamId>) {
    video_sent(runtime, leg, stream, "isLocalVideoStarted");
}

pub(super) fn local_screen(runtime: &Runtime, leg: &LegId, stream: Option<LocalStreamId>) {
    video_sent(runtime, leg, stream, "isScreenSharingOn");
}

/// The camera or the screen is sent from now on, or not, as the property says then.
fn video_sent(runtime: &Runtime, leg: &LegId, stream: Option<LocalStreamId>, property: &str) {
    let Some(call) = runtime.registry.get(leg, &Entity::Call) else { return };
    let now = stream.and_then(|stream| sent_stream(runtime, leg, stream));
    let (was_on, on) = (mirrored(&call, property), JsValue::from(now.is_some()));
    let before = mirrored(&call, &joined(&[property, "Stream"]));
    mirror(&call, property, &on);
    mirror(&call, &joined(&[property, "Stream"]), &now.clone().unwrap_or_default());
    replaced(&call, "localVideoStreams", (!before.is_undefined()).then_some(before), now);
    if on != was_on {
        changed(&call, &joined(&[property, "Changed"]));
    }
}

pub(super) fn group(runtime: &Runtime, leg: &LegId, group: &Group) {
    for entity in [Entity::Call, Entity::Incoming] {
        if let Some(object) = runtime.registry.get(leg, &entity) {
            mirror(&object, "info", &group_info(&mirrored(&object, "info"), group));
        }
    }
}

pub(super) fn muted_by_others(runtime: &Runtime, leg: &LegId) {
    if let Some(call) = runtime.registry.get(leg, &Entity::Call) {
        changed(&call, "mutedByOthers");
    }
}

pub(super) fn speakers(runtime: &Runtime, leg: &LegId, speakers: &[RawId]) {
    if let Some(call) = runtime.registry.get(leg, &Entity::Call) {
        dominant_speakers::show(&call, speakers);
    }
}

/// One stream of a collection gives way to another.
fn replaced(call: &JsValue, collection: &str, before: Option<JsValue>, now: Option<JsValue>) {
    let mut all = mirrored(call, collection);
    if let Some(gone) = &before {
        all = without(&all, gone);
    }
    if let Some(new) = &now {
        all = with(&all, new);
    }
    mirror(call, collection, &all);
    let (added, removed) = (now.into_iter().collect(), before.into_iter().collect());
    updated(call, &joined(&[collection, "Updated"]), added, removed);
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

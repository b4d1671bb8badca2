use js_sys::Array;
use offhook_core::{CallState, Diagnostic, LocalStreamId};
use offhook_protocol::text::joined;
use offhook_protocol::{EndReason, Group, LegId, RawId};
use wasm_bindgen::JsValue;

use crate::api::call_info::show_group;
use crate::api::{
    capabilities, dominant_speakers, local_stream, remote_audio_stream, remote_video_stream,
    user_facing_diagnostics,
};
use crate::changes;
use crate::emitter::emit;
use crate::errors::end_reason;
use crate::logger::{Level, log};
use crate::object::{mirror, mirrored};
use crate::registry::Entity;
use crate::runtime::Runtime;

pub(super) fn added(runtime: &Runtime, leg: &LegId) {
    let Some(call) = runtime.registry.call(leg) else { return };
    log(Level::Info, &["Call ", leg.as_str(), " begins."]);
    // An incoming call that was accepted has become this one.
    if let Some(incoming) = runtime.registry.remove(leg, &Entity::Incoming) {
        mirror(&call, "info", &mirrored(&incoming, "info"));
    }
    changes::add(&runtime.agent(), "calls", &call);
}

pub(super) fn removed(runtime: &Runtime, leg: &LegId) {
    let Some(call) = runtime.registry.call(leg) else { return };
    changes::remove(&runtime.agent(), "calls", &call);
}

pub(super) fn end_reason_set(runtime: &Runtime, leg: &LegId, reason: EndReason) {
    let Some(call) = runtime.registry.call(leg) else { return };
    log(Level::Info, &["Call ", leg.as_str(), " ended: ", reason.message()]);
    mirror(&call, "callEndReason", &end_reason(reason));
}

pub(super) fn state(runtime: &Runtime, leg: &LegId, state: CallState) {
    let Some(call) = runtime.registry.call(leg) else { return };
    log(Level::Info, &["Call ", leg.as_str(), " is ", state.name(), "."]);
    if state == CallState::Disconnected {
        end(runtime, leg);
    }
    changes::change(&call, "state", &state.name().into());
    if state == CallState::Connecting {
        capabilities::show(&call);
    }
}

pub(super) fn muted(runtime: &Runtime, leg: &LegId, muted: bool) {
    let Some(call) = runtime.registry.call(leg) else { return };
    changes::change(&call, "isMuted", &muted.into());
}

pub(super) fn incoming_muted(runtime: &Runtime, leg: &LegId, muted: bool) {
    let Some(call) = runtime.registry.call(leg) else { return };
    changes::change(&call, "isIncomingAudioMuted", &muted.into());
}

pub(super) fn local_audio(runtime: &Runtime, leg: &LegId, stream: Option<LocalStreamId>) {
    if let Some(call) = runtime.registry.call(leg) {
        let now = stream.and_then(|stream| sent_stream(runtime, leg, stream));
        // The SDK's own stream lets go of the microphone while it is not sent.
        if let (None, Some(own)) = (&now, runtime.registry.get(leg, &Entity::Microphone)) {
            local_stream::call_ended(&own);
        }
        let before = Array::from(&mirrored(&call, "localAudioStreams")).iter().next();
        changes::replace(&call, "localAudioStreams", before.as_ref(), now.as_ref());
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
    let Some(call) = runtime.registry.call(leg) else { return };
    let now = stream.and_then(|stream| sent_stream(runtime, leg, stream));
    let (was_on, on) = (mirrored(&call, property), JsValue::from(now.is_some()));
    let sent = joined(&[property, "Stream"]);
    let before = Some(mirrored(&call, &sent)).filter(|before| !before.is_undefined());
    mirror(&call, property, &on);
    mirror(&call, &sent, &JsValue::from(now.clone()));
    changes::replace(&call, "localVideoStreams", before.as_ref(), now.as_ref());
    if on != was_on {
        changes::change(&call, property, &on);
    }
}

pub(super) fn group(runtime: &Runtime, leg: &LegId, group: &Group) {
    for entity in [Entity::Call, Entity::Incoming] {
        if let Some(object) = runtime.registry.get(leg, &entity) {
            show_group(&mirrored(&object, "info"), group);
        }
    }
    if let Some(call) = runtime.registry.call(leg) {
        capabilities::show(&call);
    }
}

pub(super) fn muted_by_others(runtime: &Runtime, leg: &LegId) {
    if let Some(call) = runtime.registry.call(leg) {
        emit(&call, "mutedByOthers", &Array::new());
    }
}

pub(super) fn speakers(runtime: &Runtime, leg: &LegId, speakers: &[RawId]) {
    if let Some(call) = runtime.registry.call(leg) {
        dominant_speakers::show(&call, speakers);
    }
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
    if let Some(call) = runtime.registry.call(leg) {
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

//! Shows an app what changed: the mirror first, then the listeners.

mod call;
mod participant;

use std::rc::Rc;

use js_sys::Array;
use offhook_core::{Caller, DisconnectReason, Event};
use offhook_protocol::{EndReason, Group, LegId};

use crate::api::call::{Call, NewCall};
use crate::api::incoming_call::IncomingCall;
use crate::api::remote_participant::RemoteParticipant;
use crate::emitter::emit;
use crate::errors::end_reason;
use crate::logger::{Level, log};
use crate::object::{mirror, mirrored, plain, set};
use crate::registry::Entity;
use crate::runtime::Runtime;

/// Makes what a method returns before its event is shown: the call of `startCall`, the participant of `addParticipant`.
pub(crate) fn prepare(runtime: &Rc<Runtime>, event: &Event) {
    match event {
        Event::CallAdded { leg, direction, caller, muted, is_group } => {
            let call = NewCall { leg, direction: *direction, caller, muted: *muted, is_group: *is_group };
            runtime.registry.insert(leg, Entity::Call, Call::create(runtime, call));
        }
        Event::ParticipantAdded { leg, id, name } => {
            let participant = RemoteParticipant::create(runtime, leg, id, name.as_deref());
            runtime.registry.insert(leg, Entity::NewParticipant(id.clone()), participant);
        }
        _ => {}
    }
}

/// Shows one event.
pub(crate) fn show(runtime: &Rc<Runtime>, event: &Event) {
    match event {
        Event::ConnectionStateChanged { connected, reason } => connection(runtime, *connected, *reason),
        Event::IncomingCall { leg, caller, group } => incoming(runtime, leg, caller, group.as_ref()),
        Event::IncomingCallEnded { leg, reason } => incoming_ended(runtime, leg, *reason),
        Event::CallAdded { leg, .. } => call::added(runtime, leg),
        Event::CallRemoved { leg } => call::removed(runtime, leg),
        Event::CallEndReasonSet { leg, reason } => call::end_reason_set(runtime, leg, *reason),
        Event::CallStateChanged { leg, state } => call::state(runtime, leg, *state),
        Event::MutedChanged { leg, muted } => call::muted(runtime, leg, *muted),
        Event::IncomingAudioMutedChanged { leg, muted } => call::incoming_muted(runtime, leg, *muted),
        Event::LocalAudioChanged { leg, stream } => call::local_audio(runtime, leg, *stream),
        Event::LocalVideoChanged { leg, stream } => call::local_video(runtime, leg, *stream),
        Event::LocalScreenChanged { leg, stream } => call::local_screen(runtime, leg, *stream),
        Event::GroupChanged { leg, group } => call::group(runtime, leg, group),
        Event::MutedByOthers { leg } => call::muted_by_others(runtime, leg),
        Event::DominantSpeakersChanged { leg, speakers } => call::speakers(runtime, leg, speakers),
        Event::ParticipantAdded { leg, id, .. } => participant::added(runtime, leg, id),
        Event::ParticipantRemoved { leg, id } => participant::removed(runtime, leg, id),
        Event::Participant { leg, id, change } => participant::changed(runtime, leg, id, change),
        Event::Diagnostic { leg, diagnostic } => call::diagnostic(runtime, leg, *diagnostic),
    }
}

fn connection(runtime: &Runtime, connected: bool, reason: Option<DisconnectReason>) {
    let agent = runtime.agent();
    let state = if connected { "Connected" } else { "Disconnected" };
    log(Level::Info, &["The agent is ", state, "."]);
    let old = mirrored(&agent, "connectionState");
    mirror(&agent, "connectionState", &state.into());
    let arguments = plain(&[("newValue", state.into()), ("oldValue", old)]);
    if let Some(reason) = reason {
        let reason = match reason {
            DisconnectReason::InvalidToken => "invalidToken",
            DisconnectReason::ConnectionIssue => "connectionIssue",
        };
        set(&arguments, "reason", &reason.into());
    }
    emit(&agent, "connectionStateChanged", &Array::of1(&arguments));
}

fn incoming(runtime: &Rc<Runtime>, leg: &LegId, caller: &Caller, group: Option<&Group>) {
    log(Level::Info, &["Incoming call ", leg.as_str(), " from ", caller.id.as_str(), "."]);
    let object = IncomingCall::create(runtime, leg, caller);
    runtime.registry.insert(leg, Entity::Incoming, object.clone());
    if let Some(group) = group {
        call::group(runtime, leg, group);
    }
    // The API has the one name, Microsoft's guide for Teams users the other.
    let arguments = plain(&[("incomingCall", object.clone()), ("teamsIncomingCall", object)]);
    emit(&runtime.agent(), "incomingCall", &Array::of1(&arguments));
}

fn incoming_ended(runtime: &Runtime, leg: &LegId, reason: EndReason) {
    log(Level::Info, &["Incoming call ", leg.as_str(), " ended: ", reason.message()]);
    let Some(object) = runtime.registry.remove(leg, &Entity::Incoming) else { return };
    let reason = end_reason(reason);
    mirror(&object, "callEndReason", &reason);
    while runtime.registry.remove_any(leg).is_some() {}
    emit(&object, "callEnded", &Array::of1(&plain(&[("callEndReason", reason)])));
}

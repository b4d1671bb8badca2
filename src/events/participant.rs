use js_sys::Array;
use offhook_core::{MediaPeerId, ParticipantChange, RemoteStream, RemoteStreamId};
use offhook_protocol::{EndpointId, LegId, RawId, Slot};
use wasm_bindgen::JsValue;

use super::{changed as property, updated};
use crate::api::remote_audio_stream::{self, RemoteAudioStream};
use crate::api::remote_video_stream::{self, RemoteVideoStream};
use crate::emitter::emit;
use crate::errors::end_reason;
use crate::logger::{Level, log};
use crate::object::{mirror, mirrored, plain, with, without};
use crate::registry::Entity;
use crate::runtime::Runtime;
use std::rc::Rc;

pub(super) fn added(runtime: &Runtime, leg: &LegId, id: RawId) {
    let Some(call) = runtime.registry.get(leg, &Entity::Call) else { return };
    let Some(participant) = runtime.registry.remove(leg, &Entity::NewParticipant(id.clone())) else { return };
    log(Level::Verbose, &["Participant ", id.as_str(), " is in call ", leg.as_str(), "."]);
    runtime.registry.insert(leg, Entity::Participant(id), participant.clone());
    mirror(&call, "remoteParticipants", &with(&mirrored(&call, "remoteParticipants"), &participant));
    updated(&call, "remoteParticipantsUpdated", Array::of1(&participant), Array::new());
}

pub(super) fn removed(runtime: &Runtime, leg: &LegId, id: RawId) {
    let Some(call) = runtime.registry.get(leg, &Entity::Call) else { return };
    log(Level::Verbose, &["Participant ", id.as_str(), " left call ", leg.as_str(), "."]);
    let Some(participant) = runtime.registry.remove(leg, &Entity::Participant(id)) else { return };
    mirror(&call, "remoteParticipants", &without(&mirrored(&call, "remoteParticipants"), &participant));
    updated(&call, "remoteParticipantsUpdated", Array::new(), Array::of1(&participant));
}

pub(super) fn changed(runtime: &Rc<Runtime>, leg: &LegId, id: RawId, change: ParticipantChange) {
    let Some(object) = runtime.registry.get(leg, &Entity::Participant(id.clone())) else { return };
    match change {
        ParticipantChange::State(state) => {
            mirror(&object, "state", &state.name().into());
            property(&object, "stateChanged");
        }
        ParticipantChange::EndReasonSet(reason) => mirror(&object, "callEndReason", &end_reason(reason)),
        ParticipantChange::Muted(muted) => {
            mirror(&object, "isMuted", &muted.into());
            property(&object, "isMutedChanged");
        }
        ParticipantChange::Name(name) => display_name(&object, name),
        ParticipantChange::Endpoints(endpoints) => {
            mirror(&object, "endpointDetails", &endpoints.iter().map(endpoint_details).collect::<Array>());
        }
        ParticipantChange::Speaking(speaking) => {
            mirror(&object, "isSpeaking", &speaking.into());
            property(&object, "isSpeakingChanged");
        }
        ParticipantChange::AudioAt(at) => audio_at(runtime, leg, id, at),
        ParticipantChange::StreamReceiving { stream, on } => {
            if let Some(stream) = runtime.registry.get(leg, &Entity::RemoteStream(stream)) {
                mirror(&stream, "isReceiving", &on.into());
                property(&stream, "isReceivingChanged");
            }
        }
        ParticipantChange::StreamAdded(stream) => stream_added(runtime, leg, &object, stream),
        ParticipantChange::StreamRemoved(stream) => stream_removed(runtime, leg, &object, stream),
        ParticipantChange::StreamAvailable { stream, at } => {
            if let Some(stream) = runtime.registry.get(leg, &Entity::RemoteStream(stream)) {
                remote_video_stream::set_place(&stream, at);
                mirror(&stream, "isAvailable", &at.is_some().into());
                property(&stream, "isAvailableChanged");
            }
        }
    }
}

/// A call has a stream for everybody who is heard.
fn audio_at(runtime: &Rc<Runtime>, leg: &LegId, id: RawId, at: Option<(MediaPeerId, Slot)>) {
    let Some(call) = runtime.registry.get(leg, &Entity::Call) else { return };
    let (entity, streams) = (Entity::RemoteAudio(id), mirrored(&call, "remoteAudioStreams"));
    match (runtime.registry.get(leg, &entity), at) {
        (Some(stream), Some(_)) => remote_audio_stream::set_place(&stream, at),
        (Some(stream), None) => {
            runtime.registry.remove(leg, &entity);
            remote_audio_stream::set_place(&stream, None);
            mirror(&call, "remoteAudioStreams", &without(&streams, &stream));
            updated(&call, "remoteAudioStreamsUpdated", Array::new(), Array::of1(&stream));
        }
        (None, Some(_)) => {
            let stream = RemoteAudioStream::create(runtime);
            remote_audio_stream::set_place(&stream, at);
            runtime.registry.insert(leg, entity, stream.clone());
            mirror(&call, "remoteAudioStreams", &with(&streams, &stream));
            updated(&call, "remoteAudioStreamsUpdated", Array::of1(&stream), Array::new());
        }
        (None, None) => {}
    }
}

fn display_name(object: &JsValue, name: Option<String>) {
    let (old, new) = (mirrored(object, "displayName"), JsValue::from(name));
    mirror(object, "displayName", &new);
    let arguments = plain(&[("newValue", new), ("oldValue", old)]);
    emit(object, "displayNameChanged", &Array::of1(&arguments));
}

fn endpoint_details(endpoint: &EndpointId) -> JsValue {
    plain(&[("participantId", endpoint.as_str().into())])
}

fn stream_added(runtime: &Rc<Runtime>, leg: &LegId, object: &JsValue, stream: RemoteStream) {
    let added = RemoteVideoStream::create(runtime, stream);
    runtime.registry.insert(leg, Entity::RemoteStream(stream.id), added.clone());
    mirror(object, "videoStreams", &with(&mirrored(object, "videoStreams"), &added));
    updated(object, "videoStreamsUpdated", Array::of1(&added), Array::new());
}

fn stream_removed(runtime: &Runtime, leg: &LegId, object: &JsValue, stream: RemoteStreamId) {
    let Some(removed) = runtime.registry.remove(leg, &Entity::RemoteStream(stream)) else { return };
    remote_video_stream::close(&removed);
    mirror(object, "videoStreams", &without(&mirrored(object, "videoStreams"), &removed));
    updated(object, "videoStreamsUpdated", Array::new(), Array::of1(&removed));
}

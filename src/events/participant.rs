use js_sys::Array;
use offhook_core::{MediaPeerId, ParticipantChange, RemoteStream, RemoteStreamId};
use offhook_protocol::{EndpointId, LegId, RawId, Slot};
use wasm_bindgen::JsValue;

use crate::api::remote_audio_stream::{self, RemoteAudioStream};
use crate::api::remote_video_stream::{self, RemoteVideoStream};
use crate::changes::{self, change};
use crate::emitter::emit;
use crate::errors::end_reason;
use crate::logger::{Level, log};
use crate::object::{mirror, mirrored, plain};
use crate::registry::Entity;
use crate::runtime::Runtime;
use std::rc::Rc;

pub(super) fn added(runtime: &Runtime, leg: &LegId, id: &RawId) {
    let Some(call) = runtime.registry.call(leg) else { return };
    let Some(participant) = runtime.registry.remove(leg, &Entity::NewParticipant(id.clone())) else { return };
    log(Level::Verbose, &["Participant ", id.as_str(), " is in call ", leg.as_str(), "."]);
    runtime.registry.insert(leg, Entity::Participant(id.clone()), participant.clone());
    changes::add(&call, "remoteParticipants", &participant);
}

pub(super) fn removed(runtime: &Runtime, leg: &LegId, id: &RawId) {
    let Some(call) = runtime.registry.call(leg) else { return };
    log(Level::Verbose, &["Participant ", id.as_str(), " left call ", leg.as_str(), "."]);
    let Some(participant) = runtime.registry.remove(leg, &Entity::Participant(id.clone())) else { return };
    changes::remove(&call, "remoteParticipants", &participant);
}

pub(super) fn changed(runtime: &Rc<Runtime>, leg: &LegId, id: &RawId, news: &ParticipantChange) {
    let Some(object) = runtime.registry.get(leg, &Entity::Participant(id.clone())) else { return };
    match *news {
        ParticipantChange::State(state) => change(&object, "state", &state.name().into()),
        ParticipantChange::EndReasonSet(reason) => mirror(&object, "callEndReason", &end_reason(reason)),
        ParticipantChange::Muted(muted) => change(&object, "isMuted", &muted.into()),
        ParticipantChange::Name(ref name) => display_name(&object, name.as_deref()),
        ParticipantChange::Endpoints(ref endpoints) => {
            mirror(&object, "endpointDetails", &endpoints.iter().map(endpoint_details).collect::<Array>());
        }
        ParticipantChange::Speaking(speaking) => change(&object, "isSpeaking", &speaking.into()),
        ParticipantChange::AudioAt(at) => audio_at(runtime, leg, id, at),
        ParticipantChange::StreamReceiving { stream, on } => {
            if let Some(stream) = runtime.registry.get(leg, &Entity::RemoteStream(stream)) {
                change(&stream, "isReceiving", &on.into());
            }
        }
        ParticipantChange::StreamAdded(stream) => stream_added(runtime, leg, &object, stream),
        ParticipantChange::StreamRemoved(stream) => stream_removed(runtime, leg, &object, stream),
        ParticipantChange::StreamAvailable { stream, at } => {
            if let Some(stream) = runtime.registry.get(leg, &Entity::RemoteStream(stream)) {
                remote_video_stream::set_place(&stream, at);
                change(&stream, "isAvailable", &at.is_some().into());
            }
        }
    }
}

/// A call has a stream for everybody who is heard.
fn audio_at(runtime: &Rc<Runtime>, leg: &LegId, id: &RawId, at: Option<(MediaPeerId, Slot)>) {
    let Some(call) = runtime.registry.call(leg) else { return };
    let entity = Entity::RemoteAudio(id.clone());
    match (runtime.registry.get(leg, &entity), at) {
        (Some(stream), Some(_)) => remote_audio_stream::set_place(&stream, at),
        (Some(stream), None) => {
            runtime.registry.remove(leg, &entity);
            remote_audio_stream::set_place(&stream, None);
            changes::remove(&call, "remoteAudioStreams", &stream);
        }
        (None, Some(_)) => {
            let stream = RemoteAudioStream::create(runtime);
            remote_audio_stream::set_place(&stream, at);
            runtime.registry.insert(leg, entity, stream.clone());
            changes::add(&call, "remoteAudioStreams", &stream);
        }
        (None, None) => {}
    }
}

fn display_name(object: &JsValue, name: Option<&str>) {
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
    changes::add(object, "videoStreams", &added);
}

fn stream_removed(runtime: &Runtime, leg: &LegId, object: &JsValue, stream: RemoteStreamId) {
    let Some(removed) = runtime.registry.remove(leg, &Entity::RemoteStream(stream)) else { return };
    remote_video_stream::close(&removed);
    changes::remove(object, "videoStreams", &removed);
}

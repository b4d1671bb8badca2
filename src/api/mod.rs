//! The classes that apps see, one file for each. They decide nothing: methods become inputs of the core, and getters show
//! the mirror that hangs on the JS object.

use std::rc::Rc;

use offhook_core::{AgentKind, LocalStreamId, StartMedia};
use offhook_protocol::text::joined;
use offhook_protocol::{ApiError, Identifier, LegId, RawId, ThreadId, is_guid};
use wasm_bindgen::JsValue;

use crate::api::local_audio_stream::LocalAudioStream;
use crate::browser::TrackKind;
use crate::errors::{self, NO_THREAD_ID};
use crate::identifiers;
use crate::object::get;
use crate::registry::Entity;
use crate::runtime::Runtime;

pub(crate) mod call;
pub(crate) mod call_agent;
pub(crate) mod call_client;
pub(crate) mod call_info;
pub(crate) mod capabilities;
pub(crate) mod debug_info;
mod device_list;
pub(crate) mod device_manager;
pub(crate) mod dominant_speakers;
mod feature;
pub(crate) mod incoming_call;
pub(crate) mod local_audio_stream;
pub(crate) mod local_stream;
pub(crate) mod local_video_stream;
pub(crate) mod media_stats;
mod media_stats_collector;
pub(crate) mod media_stats_report;
pub(crate) mod optimal_video_count;
mod preheat;
pub(crate) mod remote_audio_stream;
pub(crate) mod remote_participant;
pub(crate) mod remote_video_stream;
pub(crate) mod user_facing_diagnostics;
mod video_effects;
pub(crate) mod video_stream_renderer;
pub(crate) mod video_stream_renderer_view;
pub(crate) mod volume;

/// `on` and `off` of a class.
macro_rules! emitting {
    ($class:ident, $names:expr) => {
        #[wasm_bindgen]
        impl $class {
            /// Registers a listener.
            pub fn on(&self, event: &JsValue, listener: &JsValue) -> Result<(), JsValue> {
                crate::emitter::on(&self.this.object(), $names, event, listener)
            }

            /// Takes a listener back. One that is not registered is none of the SDK's business.
            pub fn off(&self, event: &JsValue, listener: &JsValue) -> Result<(), JsValue> {
                crate::emitter::off(&self.this.object(), $names, event, listener)
            }
        }
    };
}

pub(crate) use emitting;

/// `kind` of an object that communication users have too, under the second name.
fn kind(runtime: &Runtime, teams: &str, communication: &str) -> JsValue {
    match runtime.kind {
        AgentKind::Teams => teams.into(),
        AgentKind::Communication => communication.into(),
    }
}

/// Reads the identifier of somebody to call. Which kinds can be called is the core's to say.
fn callee(identifier: &JsValue) -> Result<RawId, ApiError> {
    let raw = identifiers::from_js(identifier)?;
    match Identifier::parse(&raw) {
        Identifier::MicrosoftTeamsUser { id, is_anonymous: false, .. } if !is_guid(&id) => Err(no_guid(&id)),
        _ => Ok(raw),
    }
}

fn no_guid(id: &str) -> ApiError {
    let message =
        joined(&["'", id, "' is no microsoftTeamsUserId: pass the user's id in the directory, a GUID."]);
    ApiError { code: 400, sub_code: 0, message: message.into() }
}

/// `threadId` of options.
fn thread(options: &JsValue) -> Result<Option<ThreadId>, ApiError> {
    let thread = get(options, "threadId");
    match thread.as_string() {
        None if thread.is_truthy() => Err(NO_THREAD_ID),
        thread => Ok(thread.map(ThreadId)),
    }
}

/// Reads `audioOptions` and `videoOptions` of a call, and remembers its streams for the events that will name them.
fn start_media(runtime: &Rc<Runtime>, leg: &LegId, options: &JsValue) -> Result<StartMedia, JsValue> {
    let audio_options = get(options, "audioOptions");
    let muted = get(&audio_options, "muted").is_truthy();
    let mut audio = get(&get(&audio_options, "localAudioStreams"), "0");
    let video = get(&get(&get(options, "videoOptions"), "localVideoStreams"), "0");
    if audio.is_undefined() {
        audio = selected_microphone(runtime, leg)?;
    }
    let audio = give_stream(runtime, leg, TrackKind::Audio, audio)?;
    let video = match video.is_undefined() {
        true => None,
        false => Some(give_stream(runtime, leg, TrackKind::Video, video)?),
    };
    Ok(StartMedia { muted, audio, video })
}

/// Remembers a stream for the events that will name it.
fn give_stream(
    runtime: &Runtime,
    leg: &LegId,
    kind: TrackKind,
    stream: JsValue,
) -> Result<LocalStreamId, JsValue> {
    let id = local_stream::source_of(kind, &stream)?.id;
    runtime.registry.insert(leg, Entity::GivenStream(id), stream);
    Ok(id)
}

/// A call's stream of the selected microphone, made where it is first wanted.
fn selected_microphone(runtime: &Runtime, leg: &LegId) -> Result<JsValue, JsValue> {
    if let Some(known) = runtime.registry.get(leg, &Entity::Microphone) {
        return Ok(known);
    }
    let devices = runtime.devices().ok_or_else(|| errors::to_js(&ApiError::AGENT_DISPOSED))?;
    let stream = LocalAudioStream::of_selected_microphone(&devices);
    runtime.registry.insert(leg, Entity::Microphone, stream.clone());
    Ok(stream)
}

use std::rc::Rc;

use js_sys::{Array, Promise};
use offhook_core::{ApiCall, CallMethod, CallState, Caller, LocalStreamId, SourceMethod};
use offhook_protocol::{Direction, LegId};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{
    call_info, callee, capabilities, dominant_speakers, emitting, feature, kind, local_stream, media_stats,
    optimal_video_count, thread, user_facing_diagnostics,
};
use crate::api::local_video_stream::LocalVideoStream;
use crate::browser::{TrackKind, ignore};
use crate::emitter::Names;
use crate::errors::{self, UNKNOWN_FEATURE};
use crate::identifiers;
use crate::object::{This, get, mirror, show_mirror};
use crate::promises::{Answer, rejected};
use crate::registry::Entity;
use crate::runtime::Runtime;

/// Those of the whole API, so that apps that were written for it run: what cannot happen yet, as a new role, never fires.
const EVENTS: Names = Names::Only(&[
    "stateChanged",
    "idChanged",
    "isMutedChanged",
    "isIncomingAudioMutedChanged",
    "isScreenSharingOnChanged",
    "isLocalVideoStartedChanged",
    "remoteParticipantsUpdated",
    "localVideoStreamsUpdated",
    "localAudioStreamsUpdated",
    "remoteAudioStreamsUpdated",
    "roleChanged",
    "mutedByOthers",
    "callerInfoChanged",
    "transferorInfoChanged",
]);

/// What its mirror shows.
const GETTERS: &str = "kind id direction callerInfo info state callEndReason role isMuted isIncomingAudioMuted \
    isScreenSharingOn isLocalVideoStarted localAudioStreams localVideoStreams remoteAudioStreams remoteParticipants";

/// A call.
#[wasm_bindgen]
pub struct Call {
    runtime: Rc<Runtime>,
    leg: LegId,
    this: This,
}

/// `role` of everybody in calls that are no meetings.
pub(super) const PRESENTER: &str = "Presenter";

/// What is known of a call from its start.
pub(crate) struct NewCall<'a> {
    pub(crate) leg: &'a LegId,
    pub(crate) direction: Direction,
    pub(crate) caller: &'a Caller,
    pub(crate) muted: bool,
    pub(crate) is_group: bool,
}

impl Call {
    pub(crate) fn create(runtime: &Rc<Runtime>, call: NewCall<'_>) -> JsValue {
        let this = This::default();
        let leg = call.leg.clone();
        let object = JsValue::from(Call { runtime: runtime.clone(), leg, this: this.clone() });
        this.bind(&object);
        show_mirror(&object, GETTERS);
        mirror(&object, "kind", &kind(runtime, "TeamsCall", "Call"));
        mirror(&object, "id", &call.leg.as_str().into());
        let direction = match call.direction {
            Direction::Incoming => "Incoming",
            Direction::Outgoing => "Outgoing",
        };
        mirror(&object, "direction", &direction.into());
        mirror(&object, "state", &CallState::None.name().into());
        mirror(&object, "callerInfo", &call_info::caller_info(call.caller));
        let info = call_info::call_info(runtime, call.leg);
        call_info::set_is_group(&info, call.is_group);
        mirror(&object, "info", &info);
        mirror(&object, "isMuted", &call.muted.into());
        mirror(&object, "isIncomingAudioMuted", &JsValue::FALSE);
        mirror(&object, "isLocalVideoStarted", &JsValue::FALSE);
        mirror(&object, "isScreenSharingOn", &JsValue::FALSE);
        mirror(&object, "role", &PRESENTER.into());
        mirror(&object, "localAudioStreams", &Array::new());
        mirror(&object, "localVideoStreams", &Array::new());
        mirror(&object, "remoteAudioStreams", &Array::new());
        mirror(&object, "remoteParticipants", &Array::new());
        object
    }

    fn method(&self, method: CallMethod) -> Promise {
        self.runtime.request(self.of_call(method), Answer::Value)
    }

    fn source(&self, method: SourceMethod) -> Promise {
        self.method(CallMethod::Source(method))
    }

    fn of_call(&self, method: CallMethod) -> ApiCall {
        ApiCall::OfCall { leg: self.leg.clone(), method }
    }

    /// Of a call that is over nothing is remembered.
    fn give_stream(&self, kind: TrackKind, stream: &JsValue) -> Result<LocalStreamId, JsValue> {
        match self.runtime.registry.call(&self.leg) {
            Some(_) => super::give_stream(&self.runtime, &self.leg, kind, stream.clone()),
            None => Ok(local_stream::source_of(kind, stream)?.id),
        }
    }

    /// Starts to send a stream.
    fn start(&self, kind: TrackKind, stream: &JsValue, method: fn(LocalStreamId) -> SourceMethod) -> Promise {
        match self.give_stream(kind, stream) {
            Ok(stream) => self.source(method(stream)),
            Err(error) => Promise::reject(&error),
        }
    }
}

#[wasm_bindgen]
impl Call {
    /// An extension of the call, made on first use.
    pub fn feature(&self, factory: &JsValue) -> Result<JsValue, JsValue> {
        match &*feature::name_of(factory)? {
            user_facing_diagnostics::NAME => Ok(user_facing_diagnostics::of(&self.this.object())),
            dominant_speakers::NAME => Ok(dominant_speakers::of(&self.this.object())),
            capabilities::NAME => Ok(capabilities::of(&self.this.object())),
            optimal_video_count::NAME => Ok(optimal_video_count::of(&self.this.object())),
            media_stats::NAME => Ok(media_stats::of(&self.this.object(), &self.runtime, &self.leg)),
            _ => Err(errors::to_js(&UNKNOWN_FEATURE)),
        }
    }

    /// Leaves the call, or cancels it; with `forEveryone` it ends for all.
    #[wasm_bindgen(js_name = hangUp)]
    pub fn hang_up(&self, options: &JsValue) -> Promise {
        self.method(match get(options, "forEveryone").is_truthy() {
            true => CallMethod::EndForEveryone,
            false => CallMethod::HangUp,
        })
    }

    /// Leaves the call without waiting.
    pub fn dispose(&self) {
        ignore(self.method(CallMethod::HangUp));
    }

    /// Sends and plays nothing until the call is resumed.
    pub fn hold(&self) -> Promise {
        self.method(CallMethod::Hold)
    }

    /// Goes on after `hold`.
    pub fn resume(&self) -> Promise {
        self.method(CallMethod::Resume)
    }

    /// Has somebody rung. They are a participant when this returns; what becomes of them is told there.
    #[wasm_bindgen(js_name = addParticipant)]
    pub fn add_participant(&self, identifier: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
        let named = callee(identifier).and_then(|id| Ok((id, thread(options)?)));
        let (id, thread) = named.map_err(|error| errors::to_js(&error))?;
        self.runtime.request_now(self.of_call(CallMethod::Add(id.clone(), thread)))?;
        Ok(self.runtime.registry.get(&self.leg, &Entity::NewParticipant(id)).unwrap_or_default())
    }

    /// Puts somebody out of the call.
    #[wasm_bindgen(js_name = removeParticipant)]
    pub fn remove_participant(&self, identifier: &JsValue) -> Promise {
        match identifiers::from_js(identifier) {
            Ok(id) => self.method(CallMethod::Remove(id)),
            Err(error) => rejected(&error),
        }
    }

    /// Mutes everybody else; who is muted may unmute.
    #[wasm_bindgen(js_name = muteAllRemoteParticipants)]
    pub fn mute_all_remote_participants(&self) -> Promise {
        self.method(CallMethod::MuteOthers(None))
    }

    /// Shares what the user chooses, or what is behind a stream.
    #[wasm_bindgen(js_name = startScreenSharing)]
    pub fn start_screen_sharing(&self, stream: &JsValue) -> Promise {
        match stream.is_undefined() {
            true => self.start(TrackKind::Video, &LocalVideoStream::of_screen(), SourceMethod::StartScreen),
            false => self.start(TrackKind::Video, stream, SourceMethod::StartScreen),
        }
    }

    /// Stops sharing.
    #[wasm_bindgen(js_name = stopScreenSharing)]
    pub fn stop_screen_sharing(&self) -> Promise {
        self.source(SourceMethod::StopScreen)
    }

    /// Mutes the microphone.
    pub fn mute(&self) -> Promise {
        self.source(SourceMethod::Mute)
    }

    /// Unmutes the microphone.
    pub fn unmute(&self) -> Promise {
        self.source(SourceMethod::Unmute)
    }

    /// Lets the others no longer be heard here.
    #[wasm_bindgen(js_name = muteIncomingAudio)]
    pub fn mute_incoming_audio(&self) -> Promise {
        self.method(CallMethod::MuteIncomingAudio)
    }

    /// Lets the others be heard again.
    #[wasm_bindgen(js_name = unmuteIncomingAudio)]
    pub fn unmute_incoming_audio(&self) -> Promise {
        self.method(CallMethod::UnmuteIncomingAudio)
    }

    /// Sends video.
    #[wasm_bindgen(js_name = startVideo)]
    pub fn start_video(&self, stream: &JsValue) -> Promise {
        self.start(TrackKind::Video, stream, SourceMethod::StartVideo)
    }

    /// Stops sending video.
    #[wasm_bindgen(js_name = stopVideo)]
    pub fn stop_video(&self, stream: &JsValue) -> Promise {
        match local_stream::source_of(TrackKind::Video, stream) {
            Ok(source) => self.source(SourceMethod::StopVideo(source.id)),
            Err(error) => Promise::reject(&error),
        }
    }

    /// Sends other audio than so far.
    #[wasm_bindgen(js_name = startAudio)]
    pub fn start_audio(&self, stream: &JsValue) -> Promise {
        self.start(TrackKind::Audio, stream, SourceMethod::StartAudio)
    }

    /// Sends the selected microphone again. Of a call that is over there is nothing to stop.
    #[wasm_bindgen(js_name = stopAudio)]
    pub fn stop_audio(&self) {
        if self.runtime.registry.call(&self.leg).is_some()
            && let Ok(stream) = super::selected_microphone(&self.runtime, &self.leg)
        {
            ignore(self.start_audio(&stream));
        }
    }
}

emitting!(Call, EVENTS);

use offhook_protocol::{Direction, EndReason, EndpointId, Group, LegId, RawId, Slot};

use crate::input::LocalStreamId;
use crate::media::MediaPeerId;
use crate::quality::Quality;
use crate::state::{CallState, RemoteParticipantState};

/// What an app can see has changed. The shell writes it to the objects' mirrors when it dispatches it, not before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// `agent.connectionStateChanged`
    ConnectionStateChanged {
        /// Whether the session is connected now.
        connected: bool,
        /// Why not.
        reason: Option<DisconnectReason>,
    },
    /// `agent.incomingCall`
    IncomingCall {
        /// Its id, which will be the call's.
        leg: LegId,
        /// Who calls.
        caller: Caller,
        /// What makes it a group call.
        group: Option<Group>,
    },
    /// `incomingCall.callEnded`; not when it was accepted.
    IncomingCallEnded {
        /// Which.
        leg: LegId,
        /// Why.
        reason: EndReason,
    },
    /// `agent.callsUpdated`, one call added.
    CallAdded {
        /// Its id.
        leg: LegId,
        /// Which way it went.
        direction: Direction,
        /// Who placed it.
        caller: Caller,
        /// `isMuted`
        muted: bool,
        /// Whether it is a group call from the start. `GroupChanged` tells of which chat or group.
        is_group: bool,
    },
    /// `agent.callsUpdated`, one call removed.
    CallRemoved {
        /// Which.
        leg: LegId,
    },
    /// `call.callEndReason` has its value from now on. No listener is called: `stateChanged` follows.
    CallEndReasonSet {
        /// Which.
        leg: LegId,
        /// Why it ended.
        reason: EndReason,
    },
    /// `call.stateChanged`
    CallStateChanged {
        /// Which.
        leg: LegId,
        /// Its state.
        state: CallState,
    },
    /// `call.isMutedChanged`
    MutedChanged {
        /// Which.
        leg: LegId,
        /// Whether it is muted here.
        muted: bool,
    },
    /// `call.isIncomingAudioMutedChanged`
    IncomingAudioMutedChanged {
        /// Which.
        leg: LegId,
        /// Whether the others are not heard here.
        muted: bool,
    },
    /// `call.localAudioStreamsUpdated`
    LocalAudioChanged {
        /// Which.
        leg: LegId,
        /// What is captured now, whether or not it is muted; nothing before it is open.
        stream: Option<LocalStreamId>,
    },
    /// `call.localVideoStreamsUpdated`, then `isLocalVideoStartedChanged`.
    LocalVideoChanged {
        /// Which.
        leg: LegId,
        /// What is sent now, if anything.
        stream: Option<LocalStreamId>,
    },
    /// `call.localVideoStreamsUpdated`, then `isScreenSharingOnChanged`.
    LocalScreenChanged {
        /// Which.
        leg: LegId,
        /// What is shared now, if anything.
        stream: Option<LocalStreamId>,
    },
    /// `call.info` says from now on that it is a group call, and of which chat or group. No listener is called.
    GroupChanged {
        /// Which.
        leg: LegId,
        /// What makes it one.
        group: Group,
    },
    /// `call.mutedByOthers`; `MutedChanged` came before.
    MutedByOthers {
        /// Which.
        leg: LegId,
    },
    /// `feature(DominantSpeakers)`: `dominantSpeakersChanged`.
    DominantSpeakersChanged {
        /// Which.
        leg: LegId,
        /// Everybody else who has spoken, the latest first.
        speakers: Vec<RawId>,
    },
    /// `call.remoteParticipantsUpdated`, one participant added.
    ParticipantAdded {
        /// Which call.
        leg: LegId,
        /// Who.
        id: RawId,
        /// Their display name.
        name: Option<String>,
    },
    /// `call.remoteParticipantsUpdated`, one participant removed.
    ParticipantRemoved {
        /// Which call.
        leg: LegId,
        /// Who.
        id: RawId,
    },
    /// Something of a participant changed.
    Participant {
        /// Which call.
        leg: LegId,
        /// Who.
        id: RawId,
        /// What.
        change: ParticipantChange,
    },
    /// `feature(UserFacingDiagnostics)`: `diagnosticChanged` of `network` or `media`.
    Diagnostic {
        /// Which call.
        leg: LegId,
        /// What was measured.
        diagnostic: Diagnostic,
    },
}

/// Something of a participant changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ParticipantChange {
    /// `stateChanged`
    State(RemoteParticipantState),
    /// `callEndReason` has its value from now on; `State(Disconnected)` follows.
    EndReasonSet(EndReason),
    /// `isMutedChanged`
    Muted(bool),
    /// `displayNameChanged`
    Name(Option<String>),
    /// `endpointDetails`; no listener is called.
    Endpoints(Vec<EndpointId>),
    /// `isSpeakingChanged`
    Speaking(bool),
    /// `call.remoteAudioStreamsUpdated`: where their audio comes in from now on, if it does.
    AudioAt(Option<(MediaPeerId, Slot)>),
    /// `videoStreamsUpdated`, one stream added, not available yet.
    StreamAdded(RemoteStream),
    /// `videoStreamsUpdated`, one stream removed.
    StreamRemoved(RemoteStreamId),
    /// The stream's `isAvailableChanged`.
    StreamAvailable {
        /// Which.
        stream: RemoteStreamId,
        /// Where its media comes in; `None` where it is not available.
        at: Option<(MediaPeerId, Slot)>,
    },
    /// The stream's `isReceivingChanged`.
    StreamReceiving {
        /// Which.
        stream: RemoteStreamId,
        /// Whether any of it arrives.
        on: bool,
    },
}

/// A stream of a participant, numbered by this client.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RemoteStreamId(pub u32);

/// A stream of a participant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RemoteStream {
    /// `id`
    pub id: RemoteStreamId,
    /// What it shows: a camera is `mediaStreamType` `Video`, a screen `ScreenSharing`.
    pub source: Slot,
}

/// Who placed a call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Caller {
    /// `callerInfo.identifier`
    pub id: RawId,
    /// `callerInfo.displayName`
    pub name: Option<String>,
}

/// `reason` of `connectionStateChanged`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DisconnectReason {
    /// `invalidToken`
    InvalidToken,
    /// `connectionIssue`
    ConnectionIssue,
}

/// A user-facing diagnostic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Diagnostic {
    /// `network.networkReconnect`, Bad while nothing comes of a peer that was connected, then Good.
    NetworkReconnect {
        /// Bad, or Good again.
        bad: bool,
    },
    /// `network.noNetwork`: the browser says that it has none.
    NoNetwork(bool),
    /// `network.networkReceiveQuality`
    ReceiveQuality(Quality),
    /// `network.networkSendQuality`
    SendQuality(Quality),
    /// `media.microphonePermissionDenied`
    MicrophonePermissionDenied(bool),
    /// `media.cameraPermissionDenied`
    CameraPermissionDenied(bool),
    /// `media.noMicrophoneDevicesEnumerated`
    NoMicrophone(bool),
    /// `media.noSpeakerDevicesEnumerated`
    NoSpeaker(bool),
    /// `media.microphoneNotFunctioning`
    MicrophoneNotFunctioning(bool),
    /// `media.microphoneMuteUnexpectedly`: by the system, or by a switch of the device.
    MicrophoneMuted(bool),
    /// `media.speakingWhileMicrophoneIsMuted`
    SpeakingWhileMuted(bool),
    /// `media.cameraStartFailed`
    CameraStartFailed(bool),
    /// `media.cameraStoppedUnexpectedly`
    CameraStopped(bool),
    /// `media.cameraFreeze`
    CameraFrozen(bool),
}

impl Diagnostic {
    /// Whether both are values of the same diagnostic.
    pub(crate) fn is_about(self, other: Diagnostic) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    /// Whether it says that all is well.
    pub fn is_well(self) -> bool {
        match self {
            Diagnostic::NetworkReconnect { bad } => !bad,
            Diagnostic::ReceiveQuality(quality) | Diagnostic::SendQuality(quality) => {
                quality == Quality::Good
            }
            Diagnostic::NoNetwork(yes)
            | Diagnostic::MicrophonePermissionDenied(yes)
            | Diagnostic::CameraPermissionDenied(yes)
            | Diagnostic::NoMicrophone(yes)
            | Diagnostic::NoSpeaker(yes)
            | Diagnostic::MicrophoneNotFunctioning(yes)
            | Diagnostic::MicrophoneMuted(yes)
            | Diagnostic::SpeakingWhileMuted(yes)
            | Diagnostic::CameraStartFailed(yes)
            | Diagnostic::CameraStopped(yes)
            | Diagnostic::CameraFrozen(yes) => !yes,
        }
    }
}

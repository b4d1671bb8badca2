use offhook_protocol::{ApiError, Frame, GroupId, LegId, RawId, ServerMessage, ThreadId, Timestamp};

use crate::event::RemoteStreamId;
use crate::media::{CaptureSource, MediaEvent};

/// Everything that can happen to a client.
#[derive(Clone, Debug)]
pub enum Input {
    /// The app called a method.
    Api(RequestId, ApiCall),
    /// The answer to [`crate::Output::FetchToken`].
    Token(Result<Token, ApiError>),
    /// Something happened to a connection. Of one that is no longer the current one it is dropped.
    Socket(ConnectionId, SocketEvent),
    /// Something happened to media.
    Media(MediaEvent),
    /// Something else is behind a source: another microphone was chosen, or the app's stream has another camera.
    SourceChanged(CaptureSource),
    /// A participant's picture is shown this high from now on, in pixels of the device; 0 where it is not shown.
    Shown {
        /// Which.
        stream: RemoteStreamId,
        /// The height of the largest picture of it.
        height: u32,
    },
    /// The browser says that it has a network, or none.
    Network {
        /// `navigator.onLine`
        online: bool,
    },
    /// The page may be about to go (`beforeunload`). Its user may yet stay, and its browser may give it no other moment.
    PageLeaving,
    /// The page goes away for good (`pagehide`): say goodbye while there is time.
    PageHide,
    /// The moment that [`crate::Output::Timeout`] named has come. Harmless when early.
    Timeout,
}

/// Numbers a call of a method, so that its result finds its promise.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RequestId(pub u32);

/// Numbers a WebSocket.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ConnectionId(pub u32);

/// A source of audio or video that the app made; only the shell knows what is behind it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct LocalStreamId(pub u32);

/// A method of the public API. Each is answered by one [`crate::Output::Done`]; where it is wrong to begin with, that is
/// among the outputs of the same input, so a synchronous method can throw.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ApiCall {
    /// `createTeamsCallAgent` or `createCallAgent`: connect and stay connected.
    SignIn {
        /// What a communication user wants to be called.
        name: Option<String>,
    },
    /// `agent.dispose()`: end all calls and say goodbye.
    Dispose,
    /// `agent.startCall()` with several people, or with a list of one by a Teams user.
    StartGroup {
        /// A fresh id.
        leg: LegId,
        /// Who shall ring.
        callees: Vec<RawId>,
        /// `threadId`, if the app named a chat.
        thread: Option<ThreadId>,
        /// What to send.
        media: StartMedia,
    },
    /// `agent.join({ groupId })`.
    Join {
        /// A fresh id.
        leg: LegId,
        /// Which group.
        group: GroupId,
        /// What to send.
        media: StartMedia,
    },
    /// `agent.startCall()` with one person.
    StartCall {
        /// A fresh id.
        leg: LegId,
        /// Who shall ring.
        callee: RawId,
        /// What to send.
        media: StartMedia,
    },
    /// A method of a call or an incoming call.
    OfCall {
        /// Which.
        leg: LegId,
        /// What.
        method: CallMethod,
    },
}

/// A method of a call or an incoming call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CallMethod {
    /// `incomingCall.accept()`, with what to send.
    Accept(StartMedia),
    /// `incomingCall.reject()`.
    Reject,
    /// `call.hangUp()`.
    HangUp,
    /// `call.hangUp({ forEveryone: true })`.
    EndForEveryone,
    /// `call.hold()`.
    Hold,
    /// `call.resume()`.
    Resume,
    /// `call.addParticipant()`. It is done once they are in the collection; what becomes of them is told of the participant.
    Add(RawId, Option<ThreadId>),
    /// `call.removeParticipant()`.
    Remove(RawId),
    /// `remoteParticipant.mute()`, or `call.muteAllRemoteParticipants()`.
    MuteOthers(Option<RawId>),
    /// Something else is to be sent.
    Source(SourceMethod),
    /// `call.muteIncomingAudio()`.
    MuteIncomingAudio,
    /// `call.unmuteIncomingAudio()`.
    UnmuteIncomingAudio,
    /// `call.info.getServerCallId()`: done with [`crate::ApiValue::Text`] once the server named it.
    ServerCallId,
}

/// A method that changes what a call sends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SourceMethod {
    /// `call.mute()`.
    Mute,
    /// `call.unmute()`.
    Unmute,
    /// `call.startAudio()`, with what to send; and `call.stopAudio()`, with what stands for the selected microphone.
    StartAudio(LocalStreamId),
    /// `call.startVideo()`, with what to send.
    StartVideo(LocalStreamId),
    /// `call.stopVideo()`, with what was sent.
    StopVideo(LocalStreamId),
    /// `call.startScreenSharing()`, with what to share.
    StartScreen(LocalStreamId),
    /// `call.stopScreenSharing()`.
    StopScreen,
}

impl CallMethod {
    /// What comes of it when the call is gone.
    pub(crate) fn of_ended_call(self) -> Result<(), ApiError> {
        match self {
            CallMethod::HangUp | CallMethod::EndForEveryone => Ok(()),
            CallMethod::Accept(_) => Err(ApiError::NOT_RINGING_ACCEPT),
            CallMethod::Reject => Err(ApiError::NOT_RINGING_REJECT),
            _ => Err(ApiError::CALL_ENDED),
        }
    }
}

/// What a call shall send from its start.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct StartMedia {
    /// `audioOptions.muted`
    pub muted: bool,
    /// The first of `audioOptions.localAudioStreams`, or what stands for the selected microphone.
    pub audio: LocalStreamId,
    /// The first of `videoOptions.localVideoStreams`.
    pub video: Option<LocalStreamId>,
}

/// A token and what its claims say, as far as a client has to know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// The JWT.
    pub jwt: String,
    /// `sub`
    pub user: RawId,
    /// `exp`, on the clock of the inputs.
    pub expires: Timestamp,
}

/// What happens to a WebSocket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SocketEvent {
    /// It is open.
    Opened,
    /// A frame arrived. Its message is `None` also where this version does not know it.
    Frame(Box<Frame<ServerMessage>>),
    /// What arrived is no frame at all.
    Malformed,
    /// It is closed, with the code of RFC 6455 section 7.4.
    Closed {
        /// The code.
        code: u16,
    },
}

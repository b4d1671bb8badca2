use offhook_protocol::{ApiError, Frame, LegId, RawId, ServerMessage, Timestamp};

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
    /// The browser says that it has a network, or none.
    Network {
        /// `navigator.onLine`
        online: bool,
    },
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

/// A source of video that the app made; only the shell knows what is behind it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LocalStreamId(pub u32);

/// A method of the public API. Each is answered by one [`crate::Output::Done`]; where it is wrong to begin with, that is
/// among the outputs of the same input, so a synchronous method can throw.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ApiCall {
    /// `createTeamsCallAgent`: connect and stay connected.
    SignIn,
    /// `agent.dispose()`: end all calls and say goodbye.
    Dispose,
    /// `agent.startCall()`.
    StartCall {
        /// A fresh id.
        leg: LegId,
        /// Who shall ring.
        callee: RawId,
        /// What to send.
        media: StartMedia,
    },
    /// `incomingCall.accept()`.
    Accept {
        /// Which.
        leg: LegId,
        /// What to send.
        media: StartMedia,
    },
    /// `incomingCall.reject()`.
    Reject {
        /// Which.
        leg: LegId,
    },
    /// `call.hangUp()`.
    HangUp {
        /// Which.
        leg: LegId,
    },
    /// `call.mute()`.
    Mute {
        /// Which.
        leg: LegId,
    },
    /// `call.unmute()`.
    Unmute {
        /// Which.
        leg: LegId,
    },
    /// `call.muteIncomingAudio()`.
    MuteIncomingAudio {
        /// Which.
        leg: LegId,
    },
    /// `call.unmuteIncomingAudio()`.
    UnmuteIncomingAudio {
        /// Which.
        leg: LegId,
    },
    /// `call.startVideo()`.
    StartVideo {
        /// Which.
        leg: LegId,
        /// What to send.
        stream: LocalStreamId,
    },
    /// `call.stopVideo()`.
    StopVideo {
        /// Which.
        leg: LegId,
        /// What was sent.
        stream: LocalStreamId,
    },
    /// `call.info.getServerCallId()`: done with [`crate::ApiValue::Text`] once the server named it.
    ServerCallId {
        /// Which.
        leg: LegId,
    },
}

/// What a call shall send from its start.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct StartMedia {
    /// `audioOptions.muted`
    pub muted: bool,
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
    Frame(Frame<ServerMessage>),
    /// What arrived is no frame at all.
    Malformed,
    /// It is closed, with the code of RFC 6455 section 7.4.
    Closed {
        /// The code.
        code: u16,
    },
}

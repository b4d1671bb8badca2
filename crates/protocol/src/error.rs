use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Why something that an app asked for was not done. `code` and `subCode` are those of the Azure Communication
/// Services' calling SDK where it documents one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ApiError {
    /// The class of the error, as HTTP has it.
    pub code: u16,
    /// What exactly went wrong; 0 where the class says it all.
    #[serde(rename = "subCode")]
    pub sub_code: u32,
    /// What was wrong and what to do.
    pub message: Cow<'static, str>,
}

impl ApiError {
    /// An error that is known when the program is written.
    pub const fn new(code: u16, sub_code: u32, message: &'static str) -> ApiError {
        ApiError { code, sub_code, message: Cow::Borrowed(message) }
    }

    /// The token is malformed, forged or expired.
    pub const TOKEN_REFUSED: ApiError =
        ApiError::new(401, 10009, "The token was refused: get a new one from your server and try again.");
    /// The token has expired.
    pub const TOKEN_EXPIRED: ApiError =
        ApiError::new(401, 10009, "The token has expired: have the credential fetch a new one.");
    /// The credential did not answer.
    pub const NO_TOKEN: ApiError =
        ApiError::new(401, 10009, "The credential gave no token in time: look at its tokenRefresher.");
    /// The token lacks the scope `voip`.
    pub const SCOPE_MISSING: ApiError =
        ApiError::new(401, 44114, "The token does not allow calling: ask for one with the scope `voip`.");
    /// A communication user's token was used for a Teams agent.
    pub const NOT_A_TEAMS_TOKEN: ApiError = ApiError::new(
        403,
        40231,
        "createTeamsCallAgent needs the token of a Teams user; use createCallAgent for a communication user.",
    );
    /// A Teams user's token was used for a communication user's agent.
    pub const NOT_A_COMMUNICATION_TOKEN: ApiError = ApiError::new(
        403,
        40229,
        "createCallAgent needs the token of a communication user; use createTeamsCallAgent for a Teams user.",
    );
    /// `accept` on a call that does not ring.
    pub const NOT_RINGING_ACCEPT: ApiError =
        ApiError::new(400, 41006, "The call no longer rings, so it cannot be accepted.");
    /// `reject` on a call that does not ring.
    pub const NOT_RINGING_REJECT: ApiError =
        ApiError::new(400, 41007, "The call no longer rings, so it cannot be rejected.");
    /// A method of a call that ended, or a message about a call that the sender is not in.
    pub const CALL_ENDED: ApiError = ApiError::new(404, 0, "This call has ended: start or join a new one.");
    /// The video is already on.
    pub const VIDEO_ALREADY_ON: ApiError =
        ApiError::new(400, 41027, "Video is already on: stop it first, or switch its source.");
    /// `stopVideo` while the video is off.
    pub const VIDEO_NOT_ON: ApiError = ApiError::new(400, 41030, "Video is not on, so it cannot be stopped.");
    /// `stopVideo` with a stream that is not the one being sent.
    pub const OTHER_VIDEO_STREAM: ApiError = ApiError::new(
        400,
        41032,
        "This stream is not the one being sent: pass one of call.localVideoStreams.",
    );
    /// `startScreenSharing` while the screen is shared.
    pub const SCREEN_ALREADY_ON: ApiError =
        ApiError::new(400, 0, "The screen is shared already: stop that first.");
    /// `stopScreenSharing` while nothing is shared.
    pub const SCREEN_NOT_ON: ApiError = ApiError::new(400, 0, "Nothing is shared, so it cannot be stopped.");
    /// `startScreenSharing` in a call that is not Connected.
    pub const SCREEN_NEEDS_CALL: ApiError =
        ApiError::new(412, 41071, "The screen can only be shared in a call that is Connected.");
    /// `hold` or `resume` of a call that is not there yet.
    pub const HOLD_NEEDS_CALL: ApiError =
        ApiError::new(400, 0, "Only a call that was Connected can be put on hold or resumed.");
    /// `mute` while `unmute` still waits for the microphone.
    pub const MUTED_AGAIN: ApiError =
        ApiError::new(400, 0, "The call was muted again before the microphone was open.");
    /// `stopVideo` while `startVideo` still waits for the camera, or the same of audio.
    pub const STOPPED_BEFORE_START: ApiError =
        ApiError::new(400, 0, "This was stopped, or something else started, before it had begun.");
    /// The user or the browser denied a microphone or camera.
    pub const PERMISSION_DENIED: ApiError = ApiError::new(
        400,
        40613,
        "The device was denied: ask the user to allow it in the browser, then try again.",
    );
    /// There is no such microphone or camera, or it is in use elsewhere.
    pub const DEVICE_UNAVAILABLE: ApiError = ApiError::new(
        400,
        40614,
        "The device cannot be opened: check that it is plugged in and not used by another program.",
    );
    /// The agent was disposed.
    pub const AGENT_DISPOSED: ApiError =
        ApiError::new(400, 40604, "This agent was disposed: create a new one of the CallClient.");
    /// The agent's user is the callee.
    pub const CALLING_YOURSELF: ApiError =
        ApiError::new(400, 41100, "You cannot call yourself: pass another user's identifier.");
    /// The participant is the agent's own user.
    pub const REMOVING_YOURSELF: ApiError =
        ApiError::new(400, 0, "This participant is you: leave the call by hangUp.");
    /// The participant rings or is in the call.
    pub const ALREADY_IN_CALL: ApiError =
        ApiError::new(409, 0, "This participant is in the call already, is being called, or is named twice.");
    /// The participant is not in the call.
    pub const NO_SUCH_PARTICIPANT: ApiError =
        ApiError::new(404, 0, "This participant is not in the call: pass one of call.remoteParticipants.");
    /// Whoever was to be called was removed before they were. The numbers are those of [`crate::EndReason::CANCELLED`].
    pub const WITHDRAWN: ApiError =
        ApiError::new(487, 0, "Everybody who was to be called was removed before that.");
    /// Only calls of many people have this.
    pub const NOT_IN_ONE_TO_ONE: ApiError = ApiError::new(
        400,
        0,
        "This is a one-to-one call, in which nobody can be muted or removed by the other.",
    );
    /// More people than the server's configuration allows.
    pub const TOO_MANY_PARTICIPANTS: ApiError = ApiError::new(
        413,
        41301,
        "These are more people than the server allows in a call: call fewer, or remove somebody first.",
    );
    /// No chat has this `threadId`.
    pub const NO_SUCH_THREAD: ApiError =
        ApiError::new(404, 40401, "There is no chat with this threadId: create one by the Graph API first.");
    /// The server's storage of chats does not answer, or has too much to do.
    pub const CHATS_UNAVAILABLE: ApiError = ApiError::new(
        503,
        50301,
        "The server cannot look up the chat with this threadId right now: try again in a moment.",
    );
    /// Who starts a call for a chat, or adds somebody to it, has to be in the chat.
    pub const NOT_IN_THREAD: ApiError =
        ApiError::new(403, 40301, "You are no member of the chat with this threadId.");
    /// The server's policy demands that who is called is in the chat.
    pub const CALLEE_NOT_IN_THREAD: ApiError = ApiError::new(
        403,
        40302,
        "The policy of your organization lets only members of the chat be called: add them to the chat and pass its threadId.",
    );
    /// The server's policy keeps two people apart.
    pub const INFORMATION_BARRIER: ApiError = ApiError::new(
        403,
        40303,
        "An information barrier of your organization keeps these people from talking.",
    );
    /// So many calls at once are nobody's.
    pub const TOO_MANY_CALLS: ApiError =
        ApiError::new(429, 0, "You are in too many calls at once: hang up one of them first.");
    /// Nobody can be called by this identifier.
    pub const CALLEE_NOT_REACHABLE: ApiError = ApiError::new(
        400,
        41101,
        "Only Teams users and communication users can be called: pass { microsoftTeamsUserId: '<GUID>' } or { communicationUserId: '8:acs:..' }.",
    );
    /// People meet by a GUID only: whatever is easier to guess lets strangers in.
    pub const GROUP_IS_NO_GUID: ApiError = ApiError::new(
        400,
        0,
        "This groupId is no GUID: join by a new one, such as crypto.randomUUID() makes.",
    );
    /// Something that only those in a call may do.
    pub const NOT_ACCEPTED: ApiError = ApiError::new(400, 0, "The call was not accepted yet.");
    /// A media connection that the sender has no end of.
    pub const NO_SUCH_PEER: ApiError = ApiError::new(404, 0, "There is no such media connection.");
    /// An offer by the end that answers, or the other way round.
    pub const WRONG_ROLE: ApiError = ApiError::new(409, 0, "The other end makes the offers.");
    /// Why somebody cannot be called: the codes are our own where nothing documents one, so that each can be told apart.
    pub(crate) const REFUSALS: [&ApiError; 9] = [
        &ApiError::TOO_MANY_PARTICIPANTS,
        &ApiError::NO_SUCH_THREAD,
        &ApiError::CHATS_UNAVAILABLE,
        &ApiError::NOT_IN_THREAD,
        &ApiError::CALLEE_NOT_IN_THREAD,
        &ApiError::INFORMATION_BARRIER,
        &ApiError::TOO_MANY_CALLS,
        &ApiError::CALLEE_NOT_REACHABLE,
        &ApiError::ALREADY_IN_CALL,
    ];
    /// The server cannot be reached.
    pub const SERVER_UNREACHABLE: ApiError = ApiError::new(
        503,
        0,
        "The calling server named by the token's `iss` cannot be reached: check the network and the URL.",
    );
    /// What was passed has not the right form.
    pub const MALFORMED: ApiError = ApiError::new(400, 0, "The request was malformed.");
}

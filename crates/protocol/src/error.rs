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
    /// `accept` on a call that does not ring.
    pub const NOT_RINGING_ACCEPT: ApiError =
        ApiError::new(400, 41006, "The call no longer rings, so it cannot be accepted.");
    /// `reject` on a call that does not ring.
    pub const NOT_RINGING_REJECT: ApiError =
        ApiError::new(400, 41007, "The call no longer rings, so it cannot be rejected.");
    /// A method of a call that ended, or a message about a call that the sender is not in.
    pub const CALL_ENDED: ApiError =
        ApiError::new(404, 0, "This call has ended; start a new one with startCall.");
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
        ApiError::new(400, 40604, "This agent was disposed; create a new one with createTeamsCallAgent.");
    /// The agent's user is the callee.
    pub const CALLING_YOURSELF: ApiError =
        ApiError::new(400, 41100, "You cannot call yourself: pass another user's identifier.");
    /// So many calls at once are nobody's.
    pub const TOO_MANY_CALLS: ApiError =
        ApiError::new(429, 0, "You are in too many calls at once: hang up one of them first.");
    /// Nobody can be called by this identifier.
    pub const CALLEE_NOT_REACHABLE: ApiError =
        ApiError::new(400, 41101, "Only Teams users can be called: pass { microsoftTeamsUserId }.");
    /// Something that only those in a call may do.
    pub const NOT_ACCEPTED: ApiError = ApiError::new(400, 0, "The call was not accepted yet.");
    /// A media connection that the sender has no end of.
    pub const NO_SUCH_PEER: ApiError = ApiError::new(404, 0, "There is no such media connection.");
    /// An offer by the end that answers, or the other way round.
    pub const WRONG_ROLE: ApiError = ApiError::new(409, 0, "The other end makes the offers.");
    /// The server cannot be reached.
    pub const SERVER_UNREACHABLE: ApiError = ApiError::new(
        503,
        0,
        "The calling server named by the token's `iss` cannot be reached: check the network and the URL.",
    );
    /// What was passed has not the right form.
    pub const MALFORMED: ApiError = ApiError::new(400, 0, "The request was malformed.");
}

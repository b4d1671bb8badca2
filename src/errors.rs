//! Errors and end reasons as an app sees them.

use js_sys::{Array, Error};
use offhook_core::AgentKind;
use offhook_protocol::text::joined;
use offhook_protocol::{ApiError, EndReason};
use wasm_bindgen::JsValue;

use crate::object::{plain, set};

/// Teams users are named by their directory.
pub(crate) const DISPLAY_NAME: ApiError = ApiError::new(
    400,
    44214,
    "The display name of a Teams user comes from the directory: leave `displayName` out of the options.",
);
/// Something that should be a display name.
pub(crate) const NO_DISPLAY_NAME: ApiError =
    ApiError::new(400, 0, "`displayName` is a text of at most 256 bytes of UTF-8.");
/// `callClient.dispose()` was called.
pub(crate) const CLIENT_DISPOSED: ApiError =
    ApiError::new(400, 40604, "This CallClient was disposed; make a new one.");
/// `createTeamsCallAgent` without a credential.
pub(crate) const NO_CREDENTIAL: ApiError = ApiError::new(
    400,
    0,
    "The first argument must be a CommunicationTokenCredential: an object with a method getToken().",
);
/// An empty list of callees.
pub(crate) const NOBODY_TO_CALL: ApiError =
    ApiError::new(400, 0, "Pass at least one person to call: a user's identifier, or a list of such.");
/// What `threadId` was passed.
pub(crate) const NO_THREAD_ID: ApiError =
    ApiError::new(400, 0, "`threadId` is the id of a chat, a text such as '19:..@thread.v2'.");
/// What `join` was passed.
pub(crate) const JOIN_LOCATOR: ApiError = ApiError::new(
    400,
    0,
    "This call cannot be joined: pass { groupId } with a GUID, such as crypto.randomUUID() makes. Meetings are not supported yet.",
);
/// Something that should be an identifier.
pub(crate) const NO_IDENTIFIER: ApiError = ApiError::new(
    400,
    0,
    "This is no identifier: pass an object with microsoftTeamsUserId, communicationUserId, phoneNumber, teamsAppId or id.",
);
/// Something that should be a local stream.
pub(crate) const NO_LOCAL_STREAM: ApiError = ApiError::new(
    400,
    41025,
    "This is not the right stream: pass a LocalVideoStream for video or a LocalAudioStream for audio.",
);
/// Something that should be the source of a local stream.
pub(crate) const NO_SOURCE: ApiError = ApiError::new(
    400,
    0,
    "A local stream is made of a device that the DeviceManager listed, or of a MediaStream with such a track.",
);
/// Something that should be a stream to show.
pub(crate) const NO_VIDEO_STREAM: ApiError =
    ApiError::new(400, 0, "A VideoStreamRenderer is made of a LocalVideoStream or a RemoteVideoStream.");
/// A `ScalingMode` that is none.
pub(crate) const SCALING_MODE: ApiError =
    ApiError::new(400, 0, "The scaling mode is one of 'Stretch', 'Crop' and 'Fit'.");
/// A remote stream whose camera is off.
pub(crate) const STREAM_UNAVAILABLE: ApiError = ApiError::new(
    412,
    43200,
    "This stream is not available: wait until it is (`isAvailable` of a video stream).",
);
/// A remote stream whose camera went off while a view waited for it.
pub(crate) const STREAM_GONE: ApiError = ApiError::new(
    404,
    43202,
    "This stream is no longer available: the other side turned its video off while the view was made.",
);
/// No first frame.
pub(crate) const VIEW_TIMED_OUT: ApiError =
    ApiError::new(408, 43203, "No picture of this stream came in time: try again, or check the network.");
/// More views than a page can show.
pub(crate) const TOO_MANY_VIEWS: ApiError = ApiError::new(
    400,
    43220,
    "Too many videos are shown at once, 10 on a desktop or 6 on a phone: dispose other views first.",
);
/// A renderer that is no longer used.
pub(crate) const VIEW_DISPOSED: ApiError =
    ApiError::new(405, 43209, "The renderer was disposed: make a new VideoStreamRenderer.");
/// A browser that cannot choose a speaker.
pub(crate) const NO_SPEAKER_SELECTION: ApiError = ApiError::new(
    405,
    40606,
    "This browser cannot choose a speaker: see deviceManager.isSpeakerSelectionAvailable.",
);
/// Something that should be a device.
pub(crate) const NO_DEVICE: ApiError =
    ApiError::new(400, 0, "This is no device: pass one that the DeviceManager listed.");
/// What `feature` was passed.
pub(crate) const UNKNOWN_FEATURE: ApiError =
    ApiError::new(400, 0, "There is no such feature here: pass one of `Features` that this version has.");

/// What `startEffects` was asked for.
pub(crate) const NO_EFFECTS: ApiError = ApiError::new(
    400,
    0,
    "Video effects are not available here: send what yours make of a camera, by new LocalVideoStream(mediaStream) or setMediaStream.",
);

/// There is an agent of this kind already.
pub(crate) fn agent_exists(kind: AgentKind) -> ApiError {
    let sub_code = match kind {
        AgentKind::Teams => 40230,
        AgentKind::Communication => 40228,
    };
    ApiError::new(
        409,
        sub_code,
        "There is an agent already, of this CallClient or for this user: dispose it before you create another.",
    )
}

/// The `Error` that is thrown, or that a promise is rejected with.
pub(crate) fn to_js(error: &ApiError) -> JsValue {
    let js = Error::new(&error.message);
    js.set_name("CommunicationServicesError");
    let js = js.into();
    set_codes(&js, error.code, error.sub_code);
    js
}

/// An error of the app itself that has no documented code.
pub(crate) fn bad_argument(message: &[&str]) -> JsValue {
    to_js(&ApiError { code: 400, sub_code: 0, message: joined(message).into() })
}

/// `callEndReason`: a plain object that never changes.
pub(crate) fn end_reason(reason: EndReason) -> JsValue {
    let js = plain(&[("message", JsValue::from_str(reason.message()))]);
    set_codes(&js, reason.code, reason.sub_code);
    js
}

fn set_codes(js: &JsValue, code: u16, sub_code: u32) {
    set(js, "code", &code.into());
    set(js, "subCode", &sub_code.into());
    set(js, "resultCategories", &Array::of1(&JsValue::from_str(category(code, sub_code))));
}

/// The categories that Microsoft's tables of call end and error codes give.
fn category(code: u16, sub_code: u32) -> &'static str {
    match (code, sub_code) {
        (0, 4521) => "ExpectedError",
        (0, _) | (487, 0 | 10003) | (603, 0) => "Success",
        (401 | 408 | 410 | 495, _) => "UnexpectedClientError",
        (500..=599, _) => "UnexpectedServerError",
        _ => "ExpectedError",
    }
}

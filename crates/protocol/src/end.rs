use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::ApiError;

/// Why a call, or somebody's part in it, ended. The codes are those of the Azure Communication Services' calling SDK
/// (its "troubleshooting call end response codes"); the first number follows SIP (RFC 3261 section 21).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct EndReason {
    /// The class of the reason, as SIP has it; 0 for a normal end.
    pub code: u16,
    /// What exactly happened.
    #[serde(rename = "subCode")]
    pub sub_code: u32,
}

impl EndReason {
    /// Somebody hung up.
    pub const HUNG_UP: EndReason = EndReason::new(0, 0);
    /// Nobody rings any more before it was accepted: the caller hung up, or ended the call for all, or everybody who was in it has
    /// left; or whoever is told of was removed while they were rung.
    pub const CANCELLED: EndReason = EndReason::new(487, 0);
    /// Somebody else put them out of the call.
    pub const REMOVED: EndReason = EndReason::new(0, 5000);
    /// Somebody else ended the call for all.
    pub const ENDED_FOR_EVERYONE: EndReason = EndReason::new(0, 4097);
    /// The callee rejected the call, on any device.
    pub const REJECTED: EndReason = EndReason::new(603, 0);
    /// Nobody answered in time.
    pub const NO_ANSWER: EndReason = EndReason::new(487, 10004);
    /// Another device of the same user accepted.
    pub const ACCEPTED_ELSEWHERE: EndReason = EndReason::new(487, 10003);
    /// The callee has no device that could ring.
    pub const NO_DEVICE: EndReason = EndReason::new(480, 10037);
    /// The page was closed.
    pub const PAGE_CLOSED: EndReason = EndReason::new(0, 4521);
    /// The network was gone for too long.
    pub const NETWORK_LOST: EndReason = EndReason::new(496, 7);
    /// Media never connected.
    pub const MEDIA_SETUP_FAILED: EndReason = EndReason::new(410, 3100);
    /// Media was connected, then broke and did not come back.
    pub const MEDIA_LOST: EndReason = EndReason::new(410, 3101);

    /// A reason by its numbers.
    pub const fn new(code: u16, sub_code: u32) -> EndReason {
        EndReason { code, sub_code }
    }

    /// What happened, for a developer's eyes.
    pub fn message(self) -> &'static str {
        match self {
            EndReason::HUNG_UP => "The call was hung up.",
            EndReason::CANCELLED => "The caller cancelled the call before it was accepted.",
            EndReason::REMOVED => "Another participant removed this one from the call.",
            EndReason::ENDED_FOR_EVERYONE => "Another participant ended the call for everyone.",
            EndReason::REJECTED => "The call was rejected.",
            EndReason::NO_ANSWER => "The call was not answered in time.",
            EndReason::ACCEPTED_ELSEWHERE => "The call was accepted on another device.",
            EndReason::NO_DEVICE => "The callee has no device that is signed in.",
            EndReason::PAGE_CLOSED => "The page that was in the call was closed.",
            EndReason::NETWORK_LOST => "The network connection was lost for too long.",
            EndReason::MEDIA_SETUP_FAILED => "Media could not be connected; check firewall and TURN servers.",
            EndReason::MEDIA_LOST => "The media connection was lost and could not be restored.",
            _ => self.refusal().unwrap_or("The call ended."),
        }
    }

    /// The words of the error, if it ended by one.
    fn refusal(self) -> Option<&'static str> {
        let is_it = |error: &&&ApiError| (error.code, error.sub_code) == (self.code, self.sub_code);
        match &ApiError::REFUSALS.iter().find(is_it)?.message {
            Cow::Borrowed(message) => Some(message),
            Cow::Owned(_) => None,
        }
    }
}

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::is_guid;

macro_rules! string_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as it travels.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

string_id! {
    /// One endpoint's part in a call, and the public `call.id`. The endpoint that starts or joins mints it; the
    /// server mints those of callees. It never changes and is never reused.
    LegId
}
string_id! {
    /// A call as all its ends know it: the public `getServerCallId()`. Minted by the server.
    CallId
}
string_id! {
    /// One device or page of a signed-in user: the public `participantId` of `endpointDetails`.
    EndpointId
}
string_id! {
    /// A chat: the public `threadId`, such as `19:<id>@thread.v2`. Calls only refer to it; who is in a chat and who is in its
    /// call are two lists.
    ThreadId
}
string_id! {
    /// What people agree on to meet in a call, without ringing each other: the public `groupId`, a GUID.
    GroupId
}
string_id! {
    /// What a lost connection is resumed by, together with a token of the same user.
    SessionId
}

impl GroupId {
    /// The one form that a GUID is kept and compared in, which is in small letters (RFC 9562 section 4); nothing where it is
    /// no GUID.
    pub fn canonical(&self) -> Option<GroupId> {
        is_guid(&self.0).then(|| GroupId(self.0.to_ascii_lowercase()))
    }
}

/// A media connection of a call, the same number at both its ends. Counted by the call, so unique within it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PeerId(pub u32);

impl PeerId {
    /// That of a call's first media connection, which whoever starts the call offers.
    pub const FIRST: PeerId = PeerId(1);
}

use serde::{Deserialize, Serialize};

use crate::{GroupId, LegId, Orders, PeerId, PeerState, RawId, SessionId, Signal, Slot, ThreadId};

/// What a client says. All but `Hello`, `Ping`, `Leaving` and `Bye` are numbered and resent after a loss. `Accept`, `Reject`,
/// `Reauth`, `StartGroup`, `Add`, `Remove` and `MuteOthers` are answered by a [`crate::ServerMessage::Done`] with their number, the others only
/// if they fail.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ClientMessage {
    /// The first message of each connection.
    Hello(Hello),
    /// A newer token for the session.
    Reauth {
        /// The token of the same user.
        token: String,
    },
    /// The user leaves on purpose; all calls of this endpoint end.
    Bye,
    /// The page is about to go, unless its user stays after all: it has left if the connection closes before anything else
    /// is said on it.
    Leaving,
    /// Asks whether the server is there; answered by `Pong`.
    Ping {
        /// The number of the last message sent, so that a lost one is noticed.
        last: u64,
    },
    /// Places a one-to-one call.
    StartCall(StartCall),
    /// Places a group call.
    StartGroup(StartGroup),
    /// Enters the call that a group meets in, which begins with the first of them.
    Join(Join),
    /// The incoming call is shown to the user.
    Ringing {
        /// The incoming leg.
        leg: LegId,
    },
    /// Takes the incoming call.
    Accept {
        /// The incoming leg.
        leg: LegId,
        /// What is sent from the start.
        sources: Sources,
    },
    /// Refuses the incoming call for all devices of the user.
    Reject {
        /// The incoming leg.
        leg: LegId,
    },
    /// Leaves the call, or cancels it.
    HangUp {
        /// The endpoint's own leg.
        leg: LegId,
    },
    /// Ends the call for all who are in it.
    EndForEveryone {
        /// The endpoint's own leg.
        leg: LegId,
    },
    /// Has somebody else rung for this call, which becomes a group call by that.
    Add {
        /// The endpoint's own leg.
        leg: LegId,
        /// Who.
        participant: RawId,
        /// The chat that belongs to the call. Without, it is the call's own, or a new one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        thread: Option<ThreadId>,
    },
    /// Puts somebody out of the call.
    Remove {
        /// The endpoint's own leg.
        leg: LegId,
        /// Who.
        participant: RawId,
    },
    /// Mutes others, who may unmute themselves.
    MuteOthers {
        /// The endpoint's own leg.
        leg: LegId,
        /// Who; everybody else without.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        participant: Option<RawId>,
    },
    /// What the endpoint sends has changed.
    SetSources {
        /// The endpoint's own leg.
        leg: LegId,
        /// What is sent now.
        sources: Sources,
        /// The orders of others that were carried out before: what was said before an order came does not undo it.
        #[serde(default)]
        obeyed: Orders,
    },
    /// To the other end of a peer.
    Negotiate {
        /// The endpoint's own leg.
        leg: LegId,
        /// The peer.
        peer: PeerId,
        /// What to pass on.
        signal: Signal,
    },
    /// What this end sees of a peer's connection.
    Peer {
        /// The endpoint's own leg.
        leg: LegId,
        /// The peer.
        peer: PeerId,
        /// Its state.
        state: PeerState,
    },
}

/// Opens a connection of a new or a known session.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hello {
    /// [`crate::VERSION`].
    pub version: u32,
    /// The user's token, a JWT (RFC 7519).
    pub token: String,
    /// The session to go on with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resume: Option<Resume>,
    /// What the user wants to be called; only a communication user may choose that. At most [`crate::LONGEST_NAME`] bytes; a
    /// longer one is passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A session to go on with. The frame's `ack` says up to where the client has received it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Resume {
    /// As the last `Welcome` named it.
    pub session: SessionId,
}

/// Places a one-to-one call.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StartCall {
    /// Minted by the client.
    pub leg: LegId,
    /// Who shall ring.
    pub callee: RawId,
    /// What will be sent from the start.
    pub sources: Sources,
}

/// Places a group call.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StartGroup {
    /// Minted by the client.
    pub leg: LegId,
    /// Who shall ring.
    pub callees: Vec<RawId>,
    /// The chat that belongs to the call; a new one without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadId>,
    /// What will be sent from the start.
    pub sources: Sources,
}

/// Enters the call of a group.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Join {
    /// Minted by the client.
    pub leg: LegId,
    /// Which group.
    pub group: GroupId,
    /// What will be sent from the start.
    pub sources: Sources,
}

/// What an endpoint sends to a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sources {
    /// Whether the audio is muted.
    pub muted: bool,
    /// Whether the camera is on.
    pub camera: bool,
    /// Whether the screen is shared. A call has one share: whoever starts one takes over.
    #[serde(default)]
    pub screen: bool,
    /// Whether what is shared has a sound.
    #[serde(default)]
    pub screen_audio: bool,
    /// Whether the endpoint has put the call on hold: nothing is sent or received then, whatever is on.
    #[serde(default)]
    pub on_hold: bool,
}

impl Sources {
    /// Whether media is put on a slot, unless the call is on hold.
    pub fn fill(&self, slot: Slot) -> bool {
        match slot {
            Slot::Microphone => true,
            Slot::Camera => self.camera,
            Slot::Screen => self.screen,
            Slot::ScreenAudio => self.screen && self.screen_audio,
        }
    }
}

use serde::{Deserialize, Serialize};

/// A place for one kind of media on a peer: a `sendrecv` transceiver that lives as long as the peer, and that tracks
/// are put on and taken off.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Slot {
    /// Audio of a microphone.
    Microphone,
    /// Video of a camera.
    Camera,
    /// Video of a screen, or of a part of it.
    Screen,
    /// The sound of what is shared.
    ScreenAudio,
}

/// A message from one end of a peer to the other.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Signal {
    /// A session description.
    Description(Description),
    /// An ICE candidate that was found after the description.
    Candidate(Candidate),
    /// The end that never offers asks for a new offer, with ICE restarted.
    NeedOffer,
    /// How large this end shows what comes to it, so that no more is sent.
    Wanted(Wanted),
    /// Asks the other end to say it again, since that may have been lost.
    NeedWanted,
}

/// How large a receiver shows what comes to it on a slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Wanted {
    /// Which slot.
    pub slot: Slot,
    /// The height of the largest picture of it, in pixels of the device; 0 where it is not shown.
    pub height: u32,
}

/// A session description (RFC 8829), opaque to all but the two browsers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Description {
    /// Offer or answer.
    pub kind: DescriptionKind,
    /// How often ICE was restarted by this offer or by the one that this answers, so that a late candidate is told
    /// from a current one.
    pub generation: u32,
    /// The SDP.
    pub sdp: String,
    /// For each media section in their order, what the sender puts there.
    pub slots: Vec<SlotUse>,
}

/// The kinds of session descriptions. There are no provisional answers and no rollbacks: one end offers for a peer's
/// whole life.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DescriptionKind {
    /// From the end that the switchboard named the offerer.
    Offer,
    /// From the other.
    Answer,
}

/// What the sender of a description puts on a media section.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SlotUse {
    /// Which slot the section is.
    pub slot: Slot,
    /// Whether media comes on it now.
    pub on: bool,
}

/// An ICE candidate, the fields of W3C webrtc-pc's `RTCIceCandidateInit`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// The candidate attribute (RFC 8839 section 5.1); empty where there are no more.
    pub candidate: String,
    /// The media section it belongs to, by its identification tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sdp_mid: Option<String>,
    /// The same, by its index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sdp_m_line_index: Option<u16>,
    /// The generation of the description it belongs to.
    pub generation: u32,
}

/// What an end of a peer sees of its connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PeerState {
    /// ICE and DTLS are through.
    Connected,
    /// Nothing comes at the moment.
    Disconnected,
    /// It will not come back without an ICE restart.
    Failed,
}

/// How browsers find a way to each other, the fields of W3C webrtc-pc's `RTCConfiguration`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IceConfiguration {
    /// STUN and TURN servers.
    #[serde(default)]
    pub ice_servers: Vec<IceServer>,
    /// Which candidates may be used.
    #[serde(default)]
    pub ice_transport_policy: IceTransportPolicy,
}

/// W3C webrtc-pc's `RTCIceTransportPolicy`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IceTransportPolicy {
    /// Any.
    #[default]
    All,
    /// Those of TURN servers only, so that no end learns the other's addresses.
    Relay,
}

/// A STUN or TURN server, the fields of W3C webrtc-pc's `RTCIceServer`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct IceServer {
    /// `stun:` or `turn:` URLs (RFC 7064, RFC 7065).
    pub urls: Vec<String>,
    /// For TURN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// For TURN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
}

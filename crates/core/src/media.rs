//! The seam to the browser's media: what a client wants of it, and what it hears from it. `src/browser` of the SDK does
//! it for real, `crates/sim` models it.

use offhook_protocol::{Candidate, Description, IceConfiguration, PeerState, Slot};

use crate::input::LocalStreamId;

/// A media connection, numbered by this client. Never reused, so a late event of a closed one is dropped.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MediaPeerId(pub u32);

/// A running or requested capture of a device. Never reused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CaptureId(pub u32);

/// What to capture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaptureSource {
    /// The selected microphone.
    Microphone,
    /// What is behind an app's `LocalVideoStream`.
    Video(LocalStreamId),
}

/// What the client wants of the browser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MediaCommand {
    /// Open a device (`getUserMedia`); answered by `Captured` or `CaptureFailed`.
    Capture {
        /// A fresh id.
        capture: CaptureId,
        /// What.
        source: CaptureSource,
    },
    /// Stop it, or give up opening it. Nothing is heard of it afterwards.
    Release {
        /// Which.
        capture: CaptureId,
    },
    /// Make an `RTCPeerConnection`.
    OpenPeer {
        /// A fresh id.
        peer: MediaPeerId,
        /// How the browser may find its way.
        ice: IceConfiguration,
        /// The slots to create as `sendrecv` transceivers with null tracks, in this order. Empty at the answerer, which
        /// adopts them from the offer and makes them `sendrecv`.
        slots: Vec<Slot>,
    },
    /// From now on this is how the browser may find its way (`setConfiguration`): an ICE restart follows.
    Configure {
        /// Which.
        peer: MediaPeerId,
        /// With credentials that are good now.
        ice: IceConfiguration,
    },
    /// Make an offer and set it as the local description; answered by `Described`.
    Offer {
        /// Which.
        peer: MediaPeerId,
        /// Goes into the description, and into all candidates that follow.
        generation: u32,
        /// Whether to restart ICE.
        restart: bool,
        /// What this end puts on the slots now.
        sending: Vec<Slot>,
    },
    /// Set the other end's description. An offer is answered at once: `Described` follows.
    SetRemote {
        /// Which.
        peer: MediaPeerId,
        /// From the other end.
        description: Description,
        /// What this end puts on the slots now.
        sending: Vec<Slot>,
    },
    /// Add a candidate of the other end. Those of another generation were dropped before; those that come before the
    /// description wait in the shell.
    AddCandidate {
        /// Which.
        peer: MediaPeerId,
        /// From the other end.
        candidate: Candidate,
    },
    /// Put a capture's track on a slot, or take it off (`replaceTrack`).
    Send {
        /// Which.
        peer: MediaPeerId,
        /// Where.
        slot: Slot,
        /// What; nothing is sent without.
        capture: Option<CaptureId>,
    },
    /// Let the peer's audio be heard, or not.
    Play {
        /// Which.
        peer: MediaPeerId,
        /// Whether.
        on: bool,
    },
    /// Close it. Nothing is heard of it afterwards.
    ClosePeer {
        /// Which.
        peer: MediaPeerId,
    },
}

/// What the client hears from the browser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MediaEvent {
    /// The device is open.
    Captured {
        /// Which.
        capture: CaptureId,
    },
    /// The device could not be opened.
    CaptureFailed {
        /// Which.
        capture: CaptureId,
        /// Why.
        cause: CaptureError,
    },
    /// The device is gone: unplugged, or taken away by the browser or the user.
    CaptureEnded {
        /// Which.
        capture: CaptureId,
    },
    /// The local description is set; send it to the other end.
    Described {
        /// Which.
        peer: MediaPeerId,
        /// To the other end.
        description: Description,
    },
    /// A local candidate was found; send it to the other end.
    Candidate {
        /// Which.
        peer: MediaPeerId,
        /// To the other end.
        candidate: Candidate,
    },
    /// The connection's state changed.
    PeerState {
        /// Which.
        peer: MediaPeerId,
        /// Its state.
        state: PeerState,
    },
    /// A description could not be made or set. The peer is of no more use until a new offer.
    NegotiationFailed {
        /// Which.
        peer: MediaPeerId,
    },
}

/// Why a device could not be opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaptureError {
    /// The user or a policy said no (`NotAllowedError`, `SecurityError`).
    Denied,
    /// There is none (`NotFoundError`, `OverconstrainedError`).
    NotFound,
    /// Another program has it, or it does not work (`NotReadableError`, `AbortError`, anything else).
    Unavailable,
}

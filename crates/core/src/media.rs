//! The seam to the browser's media: what a client wants of it, and what it hears from it. `src/browser` of the SDK does
//! it for real, `crates/sim` models it.

use offhook_protocol::{Candidate, Description, IceConfiguration, PeerState, Slot};

use crate::adaptation::Shape;
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
    /// What is behind an app's `LocalAudioStream`.
    Audio(LocalStreamId),
    /// What is behind an app's `LocalVideoStream`.
    Video(LocalStreamId),
    /// The same of a screen, with its sound if there is any.
    Screen(LocalStreamId),
}

/// What the client wants of the browser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MediaCommand {
    /// Open a device (`getUserMedia`), or have the user choose a screen (`getDisplayMedia`); answered by `Captured` or `CaptureFailed`.
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
    /// From now on this is how the browser may find its way (`setConfiguration`): an answer or an ICE restart follows, for which
    /// candidates are gathered.
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
        /// What; nothing is sent without. Of a screen's capture `ScreenAudio` takes the sound.
        capture: Option<CaptureId>,
    },
    /// Send no more of the picture of a slot than this from now on (`setParameters`).
    Shape {
        /// Which.
        peer: MediaPeerId,
        /// Where.
        slot: Slot,
        /// The most.
        shape: Shape,
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
        /// Whether it captures sound, as a microphone does and a screen may.
        has_audio: bool,
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
    /// Nothing comes of the device for now: the system or another program has muted it, or its picture does not move on.
    CaptureStalled {
        /// Which.
        capture: CaptureId,
        /// Whether; it comes again where not.
        stalled: bool,
    },
    /// Which kinds of devices there are, as far as the browser tells.
    Devices {
        /// Any microphone.
        microphone: bool,
        /// Any speaker.
        speaker: bool,
    },
    /// Something else is heard from a microphone than before. What was just opened counts as quiet.
    CaptureSound {
        /// Which.
        capture: CaptureId,
        /// What.
        sound: Sound,
    },
    /// Media begins to arrive on a slot, or none has for a while.
    Receiving {
        /// Of which peer.
        peer: MediaPeerId,
        /// On which slot.
        slot: Slot,
        /// Whether it does.
        on: bool,
    },
    /// The other end's voice is heard, or no longer.
    Speaking {
        /// Of which peer.
        peer: MediaPeerId,
        /// Whether it is.
        on: bool,
    },
    /// How the way through the network was since the last time, every [`crate::MEASURED_EVERY`].
    Measured {
        /// Of which peer.
        peer: MediaPeerId,
        /// What arrived here, if anything was on its way.
        received: Option<Sample>,
        /// What the other end says arrived there, if it says anything.
        sent: Option<Sample>,
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

impl MediaEvent {
    /// The capture that it is about, if it is about one.
    pub fn capture(&self) -> Option<CaptureId> {
        match self {
            MediaEvent::Captured { capture, .. }
            | MediaEvent::CaptureFailed { capture, .. }
            | MediaEvent::CaptureEnded { capture }
            | MediaEvent::CaptureStalled { capture, .. }
            | MediaEvent::CaptureSound { capture, .. } => Some(*capture),
            _ => None,
        }
    }

    /// The peer that it is about, if it is about one.
    pub fn peer(&self) -> Option<MediaPeerId> {
        match self {
            MediaEvent::Described { peer, .. }
            | MediaEvent::Candidate { peer, .. }
            | MediaEvent::PeerState { peer, .. }
            | MediaEvent::NegotiationFailed { peer }
            | MediaEvent::Receiving { peer, .. }
            | MediaEvent::Speaking { peer, .. }
            | MediaEvent::Measured { peer, .. } => Some(*peer),
            _ => None,
        }
    }
}

/// What is heard from a microphone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sound {
    /// Not even noise: it does not work, or a switch at the device is off.
    Nothing,
    /// Noise.
    Quiet,
    /// Somebody speaks.
    Voice,
}

/// How a way through the network was for a while.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sample {
    /// Packets that did not arrive, in thousandths of all.
    pub lost: u32,
    /// Milliseconds to the other end and back; 0 where that is not known.
    pub round_trip: u32,
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

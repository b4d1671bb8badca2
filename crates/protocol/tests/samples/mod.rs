//! One frame for each message, with every field set as it is in a real call. The files in `snapshots` are made of these.

#![allow(unreachable_pub, reason = "each test binary includes this module and uses what it needs")]

use std::borrow::Cow;

use offhook_protocol::{
    ApiError, CallId, CallPatch, CallView, Candidate, ClientMessage, Description, DescriptionKind, Direction,
    EndReason, EndpointId, Frame, Hello, IceConfiguration, IceServer, IceTransportPolicy, LegId, LegState,
    ParticipantState, ParticipantView, PeerId, PeerState, PeerView, RawId, Resume, ServerMessage, SessionId,
    Signal, Slot, SlotUse, Sources, StartCall, Track, VERSION, Welcome,
};

const ALICE: &str = "8:orgid:0f3c1c0e-6d4e-4f1b-9d0a-5a8f0c1b2a31";
const BOB: &str = "8:orgid:7d2f9b54-3a8e-4c57-8a61-c0d1e2f3a4b5";

/// A named frame; the name is the snapshot's file.
pub type Sample<M> = (&'static str, Frame<M>);

/// What a client says. Where a message has fields that are enums or optional, it stands here more than once.
pub fn client() -> Vec<Sample<ClientMessage>> {
    vec![
        ("hello", once(0, ClientMessage::Hello(hello(None)))),
        ("hello-resume", once(12, ClientMessage::Hello(hello(Some(Resume { session: session() }))))),
        ("reauth", numbered(1, ClientMessage::Reauth { token: "eyJ.newer.sig".into() })),
        ("bye", once(4, ClientMessage::Bye)),
        ("leaving", once(4, ClientMessage::Leaving)),
        ("ping", once(4, ClientMessage::Ping { last: 9 })),
        ("startCall", numbered(2, ClientMessage::StartCall(start_call()))),
        ("ringing", numbered(3, ClientMessage::Ringing { leg: leg() })),
        ("accept", numbered(4, ClientMessage::Accept { leg: leg(), sources: sources() })),
        ("reject", numbered(5, ClientMessage::Reject { leg: leg() })),
        ("hangUp", numbered(6, ClientMessage::HangUp { leg: leg() })),
        ("setSources", numbered(7, ClientMessage::SetSources { leg: leg(), sources: sources() })),
        ("negotiate-offer", numbered(8, client_negotiate(offer()))),
        ("negotiate-answer", numbered(8, client_negotiate(answer()))),
        ("negotiate-candidate", numbered(9, client_negotiate(candidate()))),
        ("negotiate-needOffer", numbered(10, client_negotiate(Signal::NeedOffer))),
        ("peer-connected", numbered(11, peer_state(PeerState::Connected))),
        ("peer-disconnected", numbered(12, peer_state(PeerState::Disconnected))),
        ("peer-failed", numbered(13, peer_state(PeerState::Failed))),
        ("acknowledgement", Frame { seq: 0, ack: 14, message: None }),
    ]
}

/// What the server says.
pub fn server() -> Vec<Sample<ServerMessage>> {
    vec![
        ("welcome", once(0, ServerMessage::Welcome(welcome(false, relay_only())))),
        ("welcome-resumed", once(7, ServerMessage::Welcome(welcome(true, IceConfiguration::default())))),
        ("refused", once(0, ServerMessage::Refused(ApiError::TOKEN_REFUSED))),
        ("ice", once(5, ServerMessage::Ice(relay_only()))),
        ("pong", once(4, ServerMessage::Pong { last: 9 })),
        ("done", numbered(1, ServerMessage::Done { request: 2, error: None })),
        ("done-error", numbered(2, ServerMessage::Done { request: 3, error: Some(error()) })),
        ("call-outgoing", numbered(3, ServerMessage::Call { leg: leg(), view: outgoing() })),
        ("call-incoming", numbered(4, ServerMessage::Call { leg: leg(), view: incoming() })),
        ("patch-accepted", numbered(5, ServerMessage::Patch { leg: leg(), patch: accepted() })),
        ("patch-ended", numbered(6, ServerMessage::Patch { leg: leg(), patch: ended() })),
        ("negotiate-offer", numbered(7, server_negotiate(offer()))),
        ("negotiate-candidate", numbered(8, server_negotiate(candidate()))),
        ("negotiate-needOffer", numbered(9, server_negotiate(Signal::NeedOffer))),
        ("resync", numbered(10, ServerMessage::Resync { legs: vec![leg()] })),
        ("resync-empty", numbered(11, ServerMessage::Resync { legs: Vec::new() })),
        ("acknowledgement", Frame { seq: 0, ack: 14, message: None }),
    ]
}

fn numbered<M>(seq: u64, message: M) -> Frame<M> {
    Frame { seq, ack: seq + 1, message: Some(message) }
}

fn once<M>(ack: u64, message: M) -> Frame<M> {
    Frame { seq: 0, ack, message: Some(message) }
}

fn leg() -> LegId {
    LegId("a2b6f0de-91c4-4a7e-8f0b-0c5d7e9a1b2c".into())
}

fn session() -> SessionId {
    SessionId("5f1d8a60b3c24e7f9a0b1c2d3e4f5a6b".into())
}

fn sources() -> Sources {
    Sources { muted: false, camera: true }
}

fn hello(resume: Option<Resume>) -> Hello {
    Hello { version: VERSION, token: "eyJ.claims.sig".into(), resume }
}

fn start_call() -> StartCall {
    StartCall { leg: leg(), callee: RawId(BOB.into()), sources: sources() }
}

fn client_negotiate(signal: Signal) -> ClientMessage {
    ClientMessage::Negotiate { leg: leg(), peer: PeerId(1), signal }
}

fn server_negotiate(signal: Signal) -> ServerMessage {
    ServerMessage::Negotiate { leg: leg(), peer: PeerId(1), signal }
}

fn peer_state(state: PeerState) -> ClientMessage {
    ClientMessage::Peer { leg: leg(), peer: PeerId(1), state }
}

fn offer() -> Signal {
    description(DescriptionKind::Offer, "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n", false)
}

fn answer() -> Signal {
    description(DescriptionKind::Answer, "v=0\r\no=- 3 4 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n", true)
}

fn description(kind: DescriptionKind, sdp: &str, on: bool) -> Signal {
    let slots = vec![SlotUse { slot: Slot::Microphone, on }, SlotUse { slot: Slot::Camera, on: false }];
    Signal::Description(Description { kind, generation: 1, sdp: sdp.into(), slots })
}

fn candidate() -> Signal {
    Signal::Candidate(Candidate {
        candidate: "candidate:1 1 udp 2122260223 192.0.2.7 54321 typ host generation 0 ufrag Jk3p".into(),
        sdp_mid: Some("0".into()),
        sdp_m_line_index: Some(0),
        generation: 1,
    })
}

fn welcome(resumed: bool, ice: IceConfiguration) -> Welcome {
    Welcome {
        version: VERSION,
        session: session(),
        endpoint: EndpointId("e-91c4".into()),
        resumed,
        loss_timeout: 120_000,
        ice,
    }
}

fn relay_only() -> IceConfiguration {
    let stun = IceServer { urls: vec!["stun:stun.example.org".into()], username: None, credential: None };
    let turn = IceServer {
        urls: vec!["turn:turn.example.org:3478".into(), "turns:turn.example.org:443?transport=tcp".into()],
        username: Some("1795332000:alice".into()),
        credential: Some("c2VjcmV0".into()),
    };
    IceConfiguration { ice_servers: vec![stun, turn], ice_transport_policy: IceTransportPolicy::Relay }
}

fn error() -> ApiError {
    let message = Cow::Borrowed("The call no longer rings, so it cannot be accepted.");
    ApiError { code: 400, sub_code: 41006, message }
}

/// As the caller sees it while one device of the callee rings.
fn outgoing() -> CallView {
    let bob = participant(BOB, "Bob", ParticipantState::Ringing);
    view(Direction::Outgoing, LegState::Ringing, bob, peer(true))
}

/// As a callee sees it at first.
fn incoming() -> CallView {
    let alice = participant(ALICE, "Alice", ParticipantState::Connected);
    view(Direction::Incoming, LegState::Connecting, alice, peer(false))
}

fn view(direction: Direction, state: LegState, other: ParticipantView, peer: PeerView) -> CallView {
    CallView {
        call: CallId("c7e1b9d2-55aa-4b0e-9f31-2f6a8c4d0e17".into()),
        direction,
        caller: RawId(ALICE.into()),
        caller_name: Some("Alice".into()),
        state,
        participants: vec![other],
        peers: vec![peer],
    }
}

fn participant(id: &str, name: &str, state: ParticipantState) -> ParticipantView {
    let endpoints = vec![EndpointId("e-77d0".into())];
    ParticipantView { id: RawId(id.into()), name: Some(name.into()), state, muted: true, endpoints }
}

fn peer(offerer: bool) -> PeerView {
    let slots = vec![Slot::Microphone, Slot::Camera];
    PeerView { id: PeerId(1), offerer, slots, tracks: Vec::new(), live: false }
}

fn accepted() -> CallPatch {
    let bob = participant(BOB, "Bob", ParticipantState::Connected);
    let tracks = [Slot::Microphone, Slot::Camera].map(|slot| Track { slot, participant: RawId(BOB.into()) });
    let live = PeerView { tracks: tracks.to_vec(), live: true, ..peer(true) };
    CallPatch {
        state: Some(LegState::Accepted),
        participants: vec![bob],
        peers: vec![live],
        closed: vec![PeerId(2)],
        ..CallPatch::default()
    }
}

fn ended() -> CallPatch {
    let bob = participant(BOB, "Bob", ParticipantState::Disconnected(EndReason::HUNG_UP));
    CallPatch {
        state: Some(LegState::Ended(EndReason::HUNG_UP)),
        participants: vec![bob],
        left: vec![RawId("4:+14255550123".into())],
        closed: vec![PeerId(1)],
        ..CallPatch::default()
    }
}

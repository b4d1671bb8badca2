//! One frame for each message, with every field set as it is in a real call. The files in `snapshots` are made of these.

#![allow(unreachable_pub, reason = "each test binary includes this module and uses what it needs")]

use std::borrow::Cow;

use offhook_protocol::{
    ApiError, CallId, CallPatch, CallView, Candidate, ClientMessage, Description, DescriptionKind, Direction,
    EndReason, EndpointId, Frame, Group, GroupId, Hello, IceConfiguration, IceServer, IceTransportPolicy,
    Join, LegId, LegState, Orders, ParticipantState, ParticipantView, PeerId, PeerState, PeerView, RawId,
    Resume, ServerMessage, SessionId, Signal, Slot, SlotUse, Sources, StartCall, StartGroup, ThreadId, Track,
    VERSION, Wanted, Welcome,
};

const ALICE: &str = "8:orgid:0f3c1c0e-6d4e-4f1b-9d0a-5a8f0c1b2a31";
const BOB: &str = "8:orgid:7d2f9b54-3a8e-4c57-8a61-c0d1e2f3a4b5";

/// A named frame; the name is the snapshot's file.
pub type Sample<M> = (&'static str, Frame<M>);

/// What a client says. Where a message has fields that are enums or optional, it stands here more than once.
pub fn client() -> Vec<Sample<ClientMessage>> {
    vec![
        ("hello", once(0, ClientMessage::Hello(hello(None)))),
        ("hello-name", once(0, ClientMessage::Hello(Hello { name: Some("Bob".into()), ..hello(None) }))),
        ("hello-resume", once(12, ClientMessage::Hello(hello(Some(Resume { session: session() }))))),
        ("reauth", numbered(1, ClientMessage::Reauth { token: "eyJ.newer.sig".into() })),
        ("bye", once(4, ClientMessage::Bye)),
        ("leaving", once(4, ClientMessage::Leaving)),
        ("ping", once(4, ClientMessage::Ping { last: 9 })),
        ("startCall", numbered(2, ClientMessage::StartCall(start_call()))),
        ("startGroup", numbered(2, ClientMessage::StartGroup(start_group(Some(thread()))))),
        ("startGroup-newChat", numbered(2, ClientMessage::StartGroup(start_group(None)))),
        (
            "join",
            numbered(2, ClientMessage::Join(Join { leg: leg(), group: group_id(), sources: sources() })),
        ),
        ("ringing", numbered(3, ClientMessage::Ringing { leg: leg() })),
        ("accept", numbered(4, ClientMessage::Accept { leg: leg(), sources: sources() })),
        ("reject", numbered(5, ClientMessage::Reject { leg: leg() })),
        ("hangUp", numbered(6, ClientMessage::HangUp { leg: leg() })),
        ("endForEveryone", numbered(6, ClientMessage::EndForEveryone { leg: leg() })),
        (
            "setSources",
            numbered(
                7,
                ClientMessage::SetSources {
                    leg: leg(),
                    sources: sources(),
                    obeyed: Orders { mute: 2, stop_screen: 1 },
                },
            ),
        ),
        ("add", numbered(8, add(Some(thread())))),
        ("add-noChat", numbered(8, add(None))),
        ("remove", numbered(8, ClientMessage::Remove { leg: leg(), participant: RawId(BOB.into()) })),
        ("muteOthers", numbered(8, ClientMessage::MuteOthers { leg: leg(), participant: None })),
        ("muteOthers-one", numbered(8, mute(BOB))),
        ("negotiate-offer", numbered(8, client_negotiate(offer()))),
        ("negotiate-answer", numbered(8, client_negotiate(answer()))),
        ("negotiate-candidate", numbered(9, client_negotiate(candidate()))),
        ("negotiate-needOffer", numbered(10, client_negotiate(Signal::NeedOffer))),
        ("negotiate-wanted", numbered(10, client_negotiate(wanted()))),
        ("negotiate-needWanted", numbered(10, client_negotiate(Signal::NeedWanted))),
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
        ("call-outgoing", numbered(3, whole(outgoing(), &[]))),
        ("call-incoming", numbered(4, whole(incoming(), &[]))),
        ("call-group", numbered(4, whole(group(), &[]))),
        ("call-waiting", numbered(4, whole(group(), &[7]))),
        ("patch-group", numbered(5, ServerMessage::Patch { leg: leg(), patch: became_group() })),
        ("patch-orders", numbered(5, ServerMessage::Patch { leg: leg(), patch: ordered() })),
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
    Sources { muted: false, camera: true, screen: true, screen_audio: true, on_hold: false }
}

fn hello(resume: Option<Resume>) -> Hello {
    Hello { version: VERSION, token: "eyJ.claims.sig".into(), resume, name: None }
}

fn start_call() -> StartCall {
    StartCall { leg: leg(), callee: RawId(BOB.into()), sources: sources() }
}

fn start_group(thread: Option<ThreadId>) -> StartGroup {
    StartGroup { leg: leg(), callees: vec![RawId(BOB.into())], thread, sources: sources() }
}

fn add(thread: Option<ThreadId>) -> ClientMessage {
    ClientMessage::Add { leg: leg(), participant: RawId(BOB.into()), thread }
}

fn mute(participant: &str) -> ClientMessage {
    ClientMessage::MuteOthers { leg: leg(), participant: Some(RawId(participant.into())) }
}

fn thread() -> ThreadId {
    ThreadId("19:5c0f3b1f9a3e4d7fb1f0c0a4d2e6f891@thread.v2".into())
}

fn group_id() -> GroupId {
    GroupId("29228d3e-040e-4656-a70e-890ab4e173e5".into())
}

fn wanted() -> Signal {
    Signal::Wanted(Wanted { slot: Slot::Camera, height: 360 })
}

fn whole(view: CallView, waiting: &[u64]) -> ServerMessage {
    ServerMessage::Call { leg: leg(), view, waiting: waiting.to_vec() }
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
        group: None,
        orders: Orders::default(),
        state,
        participants: vec![other],
        peers: vec![peer],
    }
}

fn participant(id: &str, name: &str, state: ParticipantState) -> ParticipantView {
    let endpoints = vec![EndpointId("e-77d0".into())];
    ParticipantView {
        id: RawId(id.into()),
        name: Some(name.into()),
        state,
        muted: true,
        on_hold: false,
        endpoints,
    }
}

fn peer(offerer: bool) -> PeerView {
    let slots = vec![Slot::Microphone, Slot::Camera];
    PeerView { id: PeerId(1), offerer, slots, tracks: Vec::new(), live: false, paused: false }
}

/// As somebody sees it who joined by a group's id, while the other one has it on hold.
fn group() -> CallView {
    let held = ParticipantView { on_hold: true, ..participant(BOB, "Bob", ParticipantState::Connected) };
    let paused = PeerView { live: true, paused: true, ..peer(false) };
    let group = Some(Group { thread: None, id: Some(group_id()) });
    CallView { group, ..view(Direction::Outgoing, LegState::Accepted, held, paused) }
}

fn became_group() -> CallPatch {
    CallPatch { group: Some(Group { thread: Some(thread()), id: None }), ..CallPatch::default() }
}

fn ordered() -> CallPatch {
    CallPatch { orders: Some(Orders { mute: 2, stop_screen: 1 }), ..CallPatch::default() }
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

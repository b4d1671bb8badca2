//! Arbitrary values of every type that travels.

#![allow(unreachable_pub, reason = "each test binary includes this module and uses what it needs")]

use std::borrow::Cow;

use offhook_protocol::{
    ApiError, CallId, CallPatch, CallView, Candidate, ClientMessage, Cloud, Description, DescriptionKind,
    Direction, EndReason, EndpointId, Frame, Group, GroupId, Hello, IceConfiguration, IceServer,
    IceTransportPolicy, Identifier, Join, LegId, LegState, Orders, ParticipantState, ParticipantView, PeerId,
    PeerState, PeerView, RawId, Resume, ServerMessage, SessionId, Signal, Slot, SlotUse, Sources, StartCall,
    StartGroup, ThreadId, Track, Wanted, Welcome,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

pub fn client_frame() -> impl Strategy<Value = Frame<ClientMessage>> {
    frame(client_message())
}

pub fn server_frame() -> impl Strategy<Value = Frame<ServerMessage>> {
    frame(server_message())
}

fn frame<M: std::fmt::Debug + Clone>(message: impl Strategy<Value = M>) -> impl Strategy<Value = Frame<M>> {
    (number(), number(), option::weighted(0.95, message)).prop_map(|(seq, ack, message)| Frame {
        seq,
        ack,
        message,
    })
}

/// Numbers that a browser holds exactly.
fn number() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), 0..1000u64, 0..(1u64 << 53)]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,20}", any::<String>()]
}

fn client_message() -> impl Strategy<Value = ClientMessage> {
    let start = (leg(), raw_id(), sources());
    prop_oneof![
        hello().prop_map(ClientMessage::Hello),
        text().prop_map(|token| ClientMessage::Reauth { token }),
        Just(ClientMessage::Bye),
        Just(ClientMessage::Leaving),
        number().prop_map(|last| ClientMessage::Ping { last }),
        start.prop_map(|(leg, callee, sources)| ClientMessage::StartCall(StartCall { leg, callee, sources })),
        start_group().prop_map(ClientMessage::StartGroup),
        (leg(), text(), sources()).prop_map(|(leg, group, sources)| ClientMessage::Join(Join {
            leg,
            group: GroupId(group),
            sources
        })),
        leg().prop_map(|leg| ClientMessage::EndForEveryone { leg }),
        (leg(), raw_id(), thread()).prop_map(|(leg, participant, thread)| ClientMessage::Add {
            leg,
            participant,
            thread
        }),
        (leg(), raw_id()).prop_map(|(leg, participant)| ClientMessage::Remove { leg, participant }),
        (leg(), option::of(raw_id()))
            .prop_map(|(leg, participant)| ClientMessage::MuteOthers { leg, participant }),
        leg().prop_map(|leg| ClientMessage::Ringing { leg }),
        (leg(), sources()).prop_map(|(leg, sources)| ClientMessage::Accept { leg, sources }),
        leg().prop_map(|leg| ClientMessage::Reject { leg }),
        leg().prop_map(|leg| ClientMessage::HangUp { leg }),
        (leg(), sources(), orders()).prop_map(|(leg, sources, obeyed)| ClientMessage::SetSources {
            leg,
            sources,
            obeyed
        }),
        (leg(), peer_id(), signal()).prop_map(|(leg, peer, signal)| ClientMessage::Negotiate {
            leg,
            peer,
            signal
        }),
        (leg(), peer_id(), peer_state()).prop_map(|(leg, peer, state)| ClientMessage::Peer {
            leg,
            peer,
            state
        }),
    ]
}

fn server_message() -> impl Strategy<Value = ServerMessage> {
    prop_oneof![
        welcome().prop_map(ServerMessage::Welcome),
        api_error().prop_map(ServerMessage::Refused),
        ice().prop_map(ServerMessage::Ice),
        number().prop_map(|last| ServerMessage::Pong { last }),
        (number(), option::of(api_error()))
            .prop_map(|(request, error)| ServerMessage::Done { request, error }),
        (leg(), call_view(), vec(any::<u64>(), 0..3)).prop_map(|(leg, view, waiting)| ServerMessage::Call {
            leg,
            view,
            waiting
        }),
        (leg(), call_patch()).prop_map(|(leg, patch)| ServerMessage::Patch { leg, patch }),
        (leg(), peer_id(), signal()).prop_map(|(leg, peer, signal)| ServerMessage::Negotiate {
            leg,
            peer,
            signal
        }),
        vec(leg(), 0..3).prop_map(|legs| ServerMessage::Resync { legs }),
    ]
}

fn hello() -> impl Strategy<Value = Hello> {
    let resume = option::of(text().prop_map(|id| Resume { session: SessionId(id) }));
    (any::<u32>(), text(), resume, option::of(text())).prop_map(|(version, token, resume, name)| Hello {
        version,
        token,
        resume,
        name,
    })
}

fn start_group() -> impl Strategy<Value = StartGroup> {
    (leg(), vec(raw_id(), 0..3), thread(), sources()).prop_map(|(leg, callees, thread, sources)| StartGroup {
        leg,
        callees,
        thread,
        sources,
    })
}

fn thread() -> impl Strategy<Value = Option<ThreadId>> {
    option::of(text().prop_map(ThreadId))
}

fn welcome() -> impl Strategy<Value = Welcome> {
    (any::<u32>(), text(), text(), any::<bool>(), number(), ice()).prop_map(
        |(version, session, endpoint, resumed, loss_timeout, ice)| Welcome {
            version,
            session: SessionId(session),
            endpoint: EndpointId(endpoint),
            resumed,
            loss_timeout,
            ice,
        },
    )
}

fn ice() -> impl Strategy<Value = IceConfiguration> {
    let policy = prop_oneof![Just(IceTransportPolicy::All), Just(IceTransportPolicy::Relay)];
    (vec(ice_server(), 0..3), policy).prop_map(|(ice_servers, ice_transport_policy)| IceConfiguration {
        ice_servers,
        ice_transport_policy,
    })
}

fn ice_server() -> impl Strategy<Value = IceServer> {
    (vec(text(), 0..3), option::of(text()), option::of(text()))
        .prop_map(|(urls, username, credential)| IceServer { urls, username, credential })
}

fn api_error() -> impl Strategy<Value = ApiError> {
    (any::<u16>(), any::<u32>(), text()).prop_map(|(code, sub_code, message)| ApiError {
        code,
        sub_code,
        message: Cow::Owned(message),
    })
}

/// Any view. Small sets of keys, so that two views have some in common.
pub fn call_view() -> impl Strategy<Value = CallView> {
    let fixed = (text(), direction(), raw_id(), option::of(text()));
    let parts = (option::of(group()), orders(), leg_state(), participants(), peers());
    (fixed, parts).prop_map(
        |((call, direction, caller, caller_name), (group, orders, state, participants, peers))| CallView {
            call: CallId(call),
            direction,
            caller,
            caller_name,
            group,
            orders,
            state,
            participants,
            peers,
        },
    )
}

fn group() -> impl Strategy<Value = Group> {
    (thread(), option::of(text())).prop_map(|(thread, id)| Group { thread, id: id.map(GroupId) })
}

fn orders() -> impl Strategy<Value = Orders> {
    (any::<u32>(), any::<u32>()).prop_map(|(mute, stop_screen)| Orders { mute, stop_screen })
}

pub fn call_patch() -> impl Strategy<Value = CallPatch> {
    let own = (option::of(leg_state()), option::of(group()), option::of(orders()));
    let parts = (participants(), vec(raw_id(), 0..3), peers(), vec(peer_id(), 0..3));
    (own, parts).prop_map(|((state, group, orders), (participants, left, peers, closed))| CallPatch {
        state,
        group,
        orders,
        participants,
        left,
        peers,
        closed,
    })
}

/// In the order of their ids, each once, as views have them.
fn participants() -> impl Strategy<Value = Vec<ParticipantView>> {
    btree_map(raw_id(), participant(), 0..4)
        .prop_map(|map| map.into_iter().map(|(id, view)| ParticipantView { id, ..view }).collect())
}

/// The same of peers.
fn peers() -> impl Strategy<Value = Vec<PeerView>> {
    btree_map(peer_id(), peer_view(), 0..4)
        .prop_map(|map| map.into_iter().map(|(id, view)| PeerView { id, ..view }).collect())
}

fn participant() -> impl Strategy<Value = ParticipantView> {
    let endpoints = vec(text().prop_map(EndpointId), 0..3);
    (raw_id(), option::of(text()), participant_state(), any::<(bool, bool)>(), endpoints).prop_map(
        |(id, name, state, (muted, on_hold), endpoints)| ParticipantView {
            id,
            name,
            state,
            muted,
            on_hold,
            endpoints,
        },
    )
}

fn peer_view() -> impl Strategy<Value = PeerView> {
    let track = (slot(), raw_id()).prop_map(|(slot, participant)| Track { slot, participant });
    (peer_id(), vec(slot(), 0..3), vec(track, 0..3), any::<(bool, bool, bool)>()).prop_map(
        |(id, slots, tracks, (offerer, live, paused))| PeerView { id, offerer, slots, tracks, live, paused },
    )
}

fn leg_state() -> impl Strategy<Value = LegState> {
    prop_oneof![
        Just(LegState::Connecting),
        Just(LegState::Ringing),
        Just(LegState::Accepted),
        end_reason().prop_map(LegState::Ended)
    ]
}

fn participant_state() -> impl Strategy<Value = ParticipantState> {
    prop_oneof![
        Just(ParticipantState::Connecting),
        Just(ParticipantState::Ringing),
        Just(ParticipantState::Connected),
        end_reason().prop_map(ParticipantState::Disconnected)
    ]
}

fn end_reason() -> impl Strategy<Value = EndReason> {
    prop_oneof![
        Just(EndReason::HUNG_UP),
        (any::<u16>(), any::<u32>()).prop_map(|(code, sub_code)| EndReason::new(code, sub_code))
    ]
}

fn signal() -> impl Strategy<Value = Signal> {
    prop_oneof![
        description().prop_map(Signal::Description),
        candidate().prop_map(Signal::Candidate),
        Just(Signal::NeedOffer),
        Just(Signal::NeedWanted),
        (slot(), any::<u32>()).prop_map(|(slot, height)| Signal::Wanted(Wanted { slot, height })),
    ]
}

fn description() -> impl Strategy<Value = Description> {
    let kind = prop_oneof![Just(DescriptionKind::Offer), Just(DescriptionKind::Answer)];
    let slot_use = (slot(), any::<bool>()).prop_map(|(slot, on)| SlotUse { slot, on });
    (kind, any::<u32>(), text(), vec(slot_use, 0..4)).prop_map(|(kind, generation, sdp, slots)| Description {
        kind,
        generation,
        sdp,
        slots,
    })
}

fn candidate() -> impl Strategy<Value = Candidate> {
    (text(), option::of(text()), option::of(any::<u16>()), any::<u32>()).prop_map(
        |(candidate, sdp_mid, sdp_m_line_index, generation)| Candidate {
            candidate,
            sdp_mid,
            sdp_m_line_index,
            generation,
        },
    )
}

fn sources() -> impl Strategy<Value = Sources> {
    any::<(bool, bool, bool, bool, bool)>().prop_map(|(muted, camera, screen, screen_audio, on_hold)| {
        Sources { muted, camera, screen, screen_audio, on_hold }
    })
}

fn slot() -> impl Strategy<Value = Slot> {
    prop_oneof![Just(Slot::Microphone), Just(Slot::Camera), Just(Slot::Screen), Just(Slot::ScreenAudio)]
}

fn peer_state() -> impl Strategy<Value = PeerState> {
    prop_oneof![Just(PeerState::Connected), Just(PeerState::Disconnected), Just(PeerState::Failed)]
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Direction::Incoming), Just(Direction::Outgoing)]
}

fn leg() -> impl Strategy<Value = LegId> {
    text().prop_map(LegId)
}

fn peer_id() -> impl Strategy<Value = PeerId> {
    prop_oneof![0..4u32, any::<u32>()].prop_map(PeerId)
}

fn raw_id() -> impl Strategy<Value = RawId> {
    prop_oneof!["8:orgid:[a-d]".prop_map(RawId), text().prop_map(RawId)]
}

/// Identifiers in the form in which `parse` gives them.
pub fn identifier() -> impl Strategy<Value = Identifier> {
    let part = || "[0-9a-zA-Z+.-]{1,20}";
    prop_oneof![
        ("(acs|dod-acs|gcch-acs|spool)", part(), part())
            .prop_map(|(space, a, b)| Identifier::CommunicationUser { id: format!("8:{space}:{a}_{b}") }),
        "(anonymous|\\+[0-9]{4,15}(_[0-9]{1,5})?)".prop_map(|number| Identifier::PhoneNumber { number }),
        (part(), cloud()).prop_map(|(id, cloud)| Identifier::MicrosoftTeamsUser {
            id,
            is_anonymous: false,
            cloud
        }),
        part().prop_map(|id| Identifier::MicrosoftTeamsUser { id, is_anonymous: true, cloud: Cloud::Public }),
        (part(), cloud()).prop_map(|(id, cloud)| Identifier::MicrosoftTeamsApp { id, cloud }),
        (part(), part(), part(), cloud()).prop_map(|(user, tenant, resource, cloud)| {
            Identifier::TeamsExtensionUser { user, tenant, resource, cloud }
        }),
        "[a-z0-9]{0,20}".prop_map(|id| Identifier::Unknown { id }),
    ]
}

fn cloud() -> impl Strategy<Value = Cloud> {
    prop_oneof![Just(Cloud::Public), Just(Cloud::Dod), Just(Cloud::Gcch)]
}

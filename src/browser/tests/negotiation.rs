use js_sys::Function;
use offhook_core::{MediaCommand, MediaEvent};
use offhook_protocol::{
    Candidate, Description, DescriptionKind, IceConfiguration, IceServer, IceTransportPolicy, PeerState,
    Slot, SlotUse,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::peer_end::{PEER, SLOTS, connected, ends, state};
use super::support::{sleep, until};

fn ice_fragment(description: &Description) -> &str {
    description.sdp.split_once("a=ice-ufrag:").expect("an ICE fragment").1.lines().next().expect("a line")
}

fn servers(ice_servers: Vec<IceServer>) -> IceConfiguration {
    IceConfiguration { ice_servers, ..IceConfiguration::default() }
}

fn slot_use(slot: Slot, on: bool) -> SlotUse {
    SlotUse { slot, on }
}

#[wasm_bindgen_test]
async fn slots_without_tracks_connect() {
    let (offerer, answerer) = connected().await;
    let [offer] = &*offerer.descriptions() else { panic!("one offer") };
    let [answer] = &*answerer.descriptions() else { panic!("one answer") };
    assert_eq!((offer.kind, offer.generation), (DescriptionKind::Offer, 0));
    assert_eq!((answer.kind, answer.generation), (DescriptionKind::Answer, 0));
    assert_eq!(offer.slots, [slot_use(Slot::Microphone, false), slot_use(Slot::Camera, true)]);
    assert_eq!(answer.slots, SLOTS.map(|slot| slot_use(slot, false)));
    for description in [offer, answer] {
        assert_eq!(description.sdp.matches("\nm=").count(), 2, "{}", description.sdp);
        assert_eq!(description.sdp.matches("\na=sendrecv").count(), 2, "{}", description.sdp);
    }
}

#[wasm_bindgen_test]
async fn a_description_comes_before_its_candidates() {
    let (offerer, answerer) = connected().await;
    for end in [offerer, answerer] {
        let events = end.events();
        let first = |is: fn(&MediaEvent) -> bool| events.iter().position(is).expect("is there");
        let described = first(|event| matches!(event, MediaEvent::Described { .. }));
        assert!(described < first(|event| matches!(event, MediaEvent::Candidate { .. })));
    }
}

#[wasm_bindgen_test]
async fn candidates_may_come_before_the_description() {
    let (offerer, answerer) = ends();
    answerer.stop_wire();
    offerer.open(&SLOTS);
    answerer.open(&[]);
    offerer.offer(0, false);
    until("candidates", || offerer.events().len() > 2).await;
    sleep(300).await;
    let mut kept = answerer.take_kept();
    kept.reverse();
    assert!(matches!(kept.last(), Some(MediaCommand::SetRemote { .. })), "the description is the last now");
    kept.into_iter().for_each(|command| answerer.execute(command));
    until("a connection", || answerer.has(&state(PeerState::Connected))).await;
}

#[wasm_bindgen_test]
async fn ice_restarts() {
    let (offerer, answerer) = connected().await;
    offerer.offer(1, true);
    until("an answer", || answerer.descriptions().len() == 2).await;
    for end in [&offerer, &answerer] {
        let [old, new] = &*end.descriptions() else { panic!("two descriptions") };
        assert_ne!(ice_fragment(old), ice_fragment(new));
        assert_eq!(new.generation, 1);
        assert_eq!(new.slots.len(), 2);
    }
    let of_one = |event: &MediaEvent| {
        matches!(event, MediaEvent::Candidate { candidate: Candidate { generation: 1, .. }, .. })
    };
    until("new candidates", || offerer.events().iter().any(of_one)).await;
    assert!(!offerer.events().contains(&MediaEvent::NegotiationFailed { peer: PEER }));
}

#[wasm_bindgen_test]
async fn answers_to_an_older_offer_are_passed_over() {
    let (offerer, answerer) = connected().await;
    let stale = answerer.descriptions().remove(0);
    offerer.execute(MediaCommand::SetRemote { peer: PEER, description: stale, sending: Vec::new() });
    offerer.offer(1, true);
    until("an answer", || answerer.descriptions().len() == 2).await;
    sleep(100).await;
    assert!(!offerer.has(&MediaEvent::NegotiationFailed { peer: PEER }));
}

#[wasm_bindgen_test]
async fn a_description_that_is_none_is_reported() {
    let (_, answerer) = ends();
    answerer.open(&[]);
    let description = Description {
        kind: DescriptionKind::Offer,
        generation: 0,
        sdp: "v=0\r\nnonsense\r\n".to_owned(),
        slots: Vec::new(),
    };
    answerer.execute(MediaCommand::SetRemote { peer: PEER, description, sending: Vec::new() });
    until("the failure", || answerer.events() == [MediaEvent::NegotiationFailed { peer: PEER }]).await;
}

#[wasm_bindgen_test]
async fn a_candidate_that_is_none_does_no_harm() {
    let (offerer, _answerer) = connected().await;
    let candidate = Candidate {
        candidate: "candidate:nonsense".to_owned(),
        sdp_mid: Some("7".to_owned()),
        sdp_m_line_index: None,
        generation: 0,
    };
    let before = offerer.events().len();
    offerer.execute(MediaCommand::AddCandidate { peer: PEER, candidate });
    sleep(100).await;
    assert_eq!(offerer.events().len(), before);
}

#[wasm_bindgen_test]
async fn a_server_that_the_browser_refuses_is_reported() {
    let (offerer, _) = ends();
    let server = IceServer { urls: vec!["http://example".to_owned()], username: None, credential: None };
    offerer.execute(MediaCommand::OpenPeer { peer: PEER, ice: servers(vec![server]), slots: SLOTS.to_vec() });
    offerer.offer(0, false);
    until("the failure", || offerer.events() == [MediaEvent::NegotiationFailed { peer: PEER }]).await;
}

#[wasm_bindgen_test]
async fn servers_are_taken_as_they_travel() {
    let (offerer, _) = ends();
    let stun = IceServer { urls: vec!["stun:127.0.0.1:3478".to_owned()], username: None, credential: None };
    let turn = IceServer {
        urls: vec!["turn:127.0.0.1:3478".to_owned(), "turn:127.0.0.1:3478?transport=tcp".to_owned()],
        username: Some("user".to_owned()),
        credential: Some("secret".to_owned()),
    };
    offerer.execute(MediaCommand::OpenPeer {
        peer: PEER,
        ice: servers(vec![stun, turn]),
        slots: SLOTS.to_vec(),
    });
    offerer.offer(0, false);
    until("an event", || !offerer.events().is_empty()).await;
    assert_eq!(offerer.descriptions().len(), 1, "{:?}", offerer.events());
}

#[wasm_bindgen_test]
async fn an_open_peer_takes_renewed_servers() {
    let turn = |username: &str| IceConfiguration {
        ice_servers: vec![IceServer {
            urls: vec!["turn:127.0.0.1:3478".to_owned()],
            username: Some(username.to_owned()),
            credential: Some("secret".to_owned()),
        }],
        ice_transport_policy: IceTransportPolicy::Relay,
    };
    let (offerer, _) = ends();
    offerer.execute(MediaCommand::OpenPeer { peer: PEER, ice: turn("1:alice"), slots: SLOTS.to_vec() });
    let connection = offerer.media().peer(PEER).expect("an open peer").connection.clone();
    for username in ["1:alice", "2:alice"] {
        offerer.execute(MediaCommand::Configure { peer: PEER, ice: turn(username) });
        let configuration = js_sys::JSON::stringify(&connection.get_configuration()).expect("plain values");
        let configuration = String::from(configuration);
        assert!(configuration.contains(username), "{configuration}");
        assert!(configuration.contains(r#""iceTransportPolicy":"relay""#), "{configuration}");
    }
}

#[wasm_bindgen_test]
async fn nothing_is_heard_of_a_closed_peer() {
    let (offerer, answerer) = ends();
    offerer.open(&SLOTS);
    answerer.open(&[]);
    offerer.offer(0, false);
    let peer = std::rc::Rc::downgrade(&offerer.media().peer(PEER).expect("an open peer"));
    sleep(0).await;
    offerer.close();
    let before = offerer.events().len();
    offerer.offer(1, false);
    sleep(300).await;
    assert_eq!(offerer.events().len(), before);
    assert!(peer.upgrade().is_none(), "also what was going on is gone");
}

#[wasm_bindgen_test]
async fn a_peer_that_is_closed_at_any_moment_is_freed() {
    for tasks in 0..30 {
        let (offerer, answerer) = ends();
        offerer.open(&SLOTS);
        answerer.open(&[]);
        let peers =
            [&offerer, &answerer].map(|end| std::rc::Rc::downgrade(&end.media().peer(PEER).expect("open")));
        offerer.offer(0, false);
        for _ in 0..tasks {
            sleep(0).await;
        }
        let connection = offerer.media().peer(PEER).expect("open").connection.clone();
        offerer.close();
        answerer.close();
        assert_eq!(connection.signaling_state(), web_sys::RtcSignalingState::Closed);
        until("the end of it", || peers.iter().all(|peer| peer.upgrade().is_none())).await;
    }
}

#[wasm_bindgen_test]
async fn an_end_that_is_gone_is_missed() {
    let (offerer, answerer) = connected().await;
    answerer.close();
    until("the loss", || offerer.has(&state(PeerState::Disconnected))).await;
}

/// As Firefox tells it, see `listen_to_state`.
#[wasm_bindgen_test]
async fn who_is_connecting_again_is_not_connected() {
    let (offerer, _answerer) = connected().await;
    let connection = offerer.media().peer(PEER).expect("an open peer").connection.clone();
    let connect_again = "Object.defineProperty(connection, 'connectionState', { value: 'connecting' });
        connection.dispatchEvent(new Event('connectionstatechange'))";
    let connect_again = Function::new_with_args("connection", connect_again);
    assert!(!offerer.has(&state(PeerState::Disconnected)));
    connect_again.call1(&JsValue::UNDEFINED, &connection).expect("the script runs");
    assert!(offerer.has(&state(PeerState::Disconnected)));
}

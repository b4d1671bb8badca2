use offhook_core::MediaCommand;
use offhook_protocol::{PeerState, Slot};
use wasm_bindgen_test::wasm_bindgen_test;

use super::peer_end::{CAMERA, End, MICROPHONE, PEER, SLOTS, connected, ends, state};
use super::support::{count, sleep, until};

/// Waits until a number that only grows has grown.
async fn assert_grows(end: &End, kind: &str, name: &str) {
    let before = end.statistic("inbound-rtp", kind, name).await;
    for _ in 0..200 {
        sleep(50).await;
        if end.statistic("inbound-rtp", kind, name).await > before + 3.0 {
            return;
        }
    }
    panic!("{kind} {name} stays at {before}");
}

async fn assert_still(end: &End, kind: &str) {
    // What is on its way may arrive, and Firefox counts once a second.
    sleep(1500).await;
    let before = end.received(kind).await;
    sleep(1000).await;
    assert_eq!(end.received(kind).await, before, "{kind}");
}

#[wasm_bindgen_test]
async fn no_media_flows_on_empty_slots() {
    let (offerer, answerer) = connected().await;
    sleep(1000).await;
    for end in [&offerer, &answerer] {
        for kind in ["audio", "video"] {
            assert_eq!(end.received(kind).await, 0.0, "{kind}");
            assert_eq!(end.statistic("outbound-rtp", kind, "packetsSent").await, 0.0, "{kind}");
        }
    }
}

#[wasm_bindgen_test]
async fn media_flows_both_ways_without_a_new_description() {
    let (offerer, answerer) = connected().await;
    for end in [&offerer, &answerer] {
        end.capture().await;
        end.send_all();
    }
    for end in [&offerer, &answerer] {
        assert_grows(end, "audio", "packetsReceived").await;
        assert_grows(end, "video", "framesDecoded").await;
        assert_eq!(end.descriptions().len(), 1);
    }
    offerer.send(Slot::Microphone, None);
    assert_still(&answerer, "audio").await;
    assert_grows(&answerer, "video", "framesDecoded").await;
    offerer.send(Slot::Camera, None);
    assert_still(&answerer, "video").await;
    offerer.send_all();
    assert_grows(&answerer, "audio", "packetsReceived").await;
    assert_grows(&answerer, "video", "framesDecoded").await;
    offerer.offer(1, true);
    until("an answer", || answerer.descriptions().len() == 2).await;
    assert_grows(&answerer, "audio", "packetsReceived").await;
    assert_grows(&offerer, "video", "framesDecoded").await;
}

#[wasm_bindgen_test]
async fn what_is_sent_before_the_offer_flows_after_it() {
    let (offerer, answerer) = ends();
    offerer.open(&SLOTS);
    answerer.open(&[]);
    answerer.capture().await;
    answerer.send(Slot::Camera, Some(CAMERA));
    answerer.send(Slot::Microphone, Some(MICROPHONE));
    answerer.send(Slot::Microphone, None);
    offerer.offer(0, false);
    until("a connection", || offerer.has(&state(PeerState::Connected))).await;
    assert_grows(&offerer, "video", "framesDecoded").await;
    assert_eq!(offerer.received("audio").await, 0.0, "it was taken off again");
}

#[wasm_bindgen_test]
async fn a_capture_that_is_gone_is_nothing() {
    let (offerer, answerer) = connected().await;
    offerer.capture().await;
    offerer.send(Slot::Microphone, Some(MICROPHONE));
    assert_grows(&answerer, "audio", "packetsReceived").await;
    offerer.execute(MediaCommand::Release { capture: MICROPHONE });
    offerer.send(Slot::Microphone, Some(MICROPHONE));
    assert_still(&answerer, "audio").await;
}

#[wasm_bindgen_test]
async fn remote_streams_are_the_same_object_every_time() {
    let (offerer, _answerer) = ends();
    offerer.open(&SLOTS);
    let stream = |slot| offerer.media().remote_stream(PEER, slot).expect("a slot");
    assert_eq!(stream(Slot::Camera), stream(Slot::Camera));
    assert_ne!(stream(Slot::Camera), stream(Slot::Microphone));
    assert_eq!(stream(Slot::Camera).get_video_tracks().length(), 1);
    assert_eq!(stream(Slot::Microphone).get_audio_tracks().length(), 1);
}

#[wasm_bindgen_test]
async fn a_peer_is_heard_as_long_as_it_is_played() {
    super::support::script(
        "window.players = []; window.realAudio = Audio;
         window.Audio = function () { const audio = new realAudio(); players.push(audio); return audio; };",
    );
    let (offerer, answerer) = connected().await;
    offerer.capture().await;
    offerer.send(Slot::Microphone, Some(MICROPHONE));
    answerer.execute(MediaCommand::Play { peer: PEER, on: true });
    until("sound", || count("players[0].currentTime") > 0.3).await;
    answerer.execute(MediaCommand::Play { peer: PEER, on: true });
    assert_eq!(count("players.length"), 1.0);
    answerer.execute(MediaCommand::Play { peer: PEER, on: false });
    assert_eq!(count("players.filter((player) => player.srcObject || !player.paused).length"), 0.0);
    answerer.execute(MediaCommand::Play { peer: PEER, on: true });
    until("sound", || count("players[1].currentTime") > 0.3).await;
    answerer.close();
    assert_eq!(count("players.filter((player) => player.srcObject || !player.paused).length"), 0.0);
    assert_eq!(count("document.querySelectorAll('audio').length"), 0.0);
    super::support::script("window.Audio = realAudio; delete window.players;");
}

#[wasm_bindgen_test]
async fn a_peer_can_be_played_before_its_offer() {
    let (offerer, answerer) = ends();
    offerer.open(&SLOTS);
    answerer.open(&[]);
    answerer.execute(MediaCommand::Play { peer: PEER, on: true });
    offerer.offer(0, false);
    until("a connection", || answerer.has(&state(PeerState::Connected))).await;
    assert!(answerer.media().peer(PEER).expect("open").is_heard());
}

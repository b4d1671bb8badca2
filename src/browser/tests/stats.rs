use js_sys::JSON;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::peer_end::{PEER, connected};
use super::support::script;
use crate::browser::stats::{Origin, by_id, lists, read};

const REPORT: &str = r"
    const stats = later => [
        { id: 'OA', type: 'outbound-rtp', kind: 'audio', codecId: 'CA', remoteId: 'RA', mediaSourceId: 'SA', transportId: 'a/b',
          packetsSent: 100 + 50 * later, bytesSent: 1000 + 4000 * later },
        { id: 'CA', type: 'codec', mimeType: 'audio/opus' },
        { id: 'RA', type: 'remote-inbound-rtp', kind: 'audio', jitter: 0.004, packetsLost: 3 * later, roundTripTime: 0.02 },
        { id: 'SA', type: 'media-source', kind: 'audio', audioLevel: 0.5 },
        { id: 'IA', type: 'inbound-rtp', kind: 'audio', packetsReceived: 10 + 5 * later, audioLevel: 1,
          jitterBufferDelay: 8 + 960 * later, jitterBufferEmittedCount: 1 + 24000 * later,
          concealedSamples: 5 + 30 * later, silentConcealedSamples: 1 + 10 * later, totalSamplesReceived: 7 + 80 * later },
        { id: 'OV', type: 'outbound-rtp', kind: 'video', mid: '1', packetsSent: 0, bytesSent: 0 },
        { id: 'IV', type: 'inbound-rtp', kind: 'video', mid: '1', packetsReceived: 1, framesDecoded: 10 + 15 * later, frameWidth: 640,
          totalFreezesDuration: 0.25, jitterBufferDelay: 1, jitterBufferEmittedCount: 1 },
        { id: 'IS', type: 'inbound-rtp', kind: 'video', mid: '2', packetsReceived: 4 },
        { id: 'T', type: 'transport', selectedCandidatePairId: 'P', packetsSent: 1 },
        { id: 'P', type: 'candidate-pair', currentRoundTripTime: 0.01, availableOutgoingBitrate: 300000 },
        { id: 'N', type: 'candidate-pair', currentRoundTripTime: 0.5 },
    ].map(stat => [stat.id, { timestamp: 1000 + 500 * later, ...stat }]);";

/// A report of the same streams as they are half a second `later`, as a browser gives it: a map.
fn report(later: u32) -> JsValue {
    let map = script(&[REPORT, "return new Map(stats(", &later.to_string(), "));"].concat());
    by_id(Ok(map)).expect("a report")
}

fn streams(earlier: &JsValue, streams: [Option<u32>; 2]) -> String {
    let lists = lists();
    let origin = Origin { peer: 5, screen: Some("2".to_owned()), streams };
    read(&lists, &report(1), earlier, &origin);
    JSON::stringify(&lists).expect("plain values").into()
}

#[wasm_bindgen_test]
fn stats_become_fields() {
    let audio_sent = r#"{"5-OA":{"id":"5-OA","codecName":"OPUS","bitrate":64000,"jitterInMs":4,"packets":150,"packetsPerSecond":100,"packetsLost":3,"packetsLostPerSecond":6,"rttInMs":20,"audioInputLevel":32768,"transportId":"5-a/b"}}"#;
    let audio_received = r#"{"5-IA":{"id":"5-IA","packets":15,"packetsPerSecond":10,"jitterBufferDelayInMs":40,"audioOutputLevel":65536,"healedRatio":0.25}}"#;
    let video_received = r#"{"5-IV":{"id":"5-IV","packets":1,"packetsPerSecond":0,"frameRateDecoded":30,"frameWidthReceived":640,"totalFreezeDurationInMs":250,"framesDecoded":25,"streamId":7}}"#;
    let screen_received = r#"{"5-IS":{"id":"5-IS","packets":4,"packetsPerSecond":0,"streamId":8}}"#;
    let transports = r#"{"5-T":{"id":"5-T","rttInMs":10,"availableOutgoingBitrate":300000}}"#;
    let expected = [
        "[",
        audio_sent,
        ",",
        audio_received,
        ",{},",
        video_received,
        ",{},",
        screen_received,
        ",",
        transports,
        "]",
    ]
    .concat();
    assert_eq!(streams(&report(0), [Some(7), Some(8)]), expected);
}

#[wasm_bindgen_test]
fn what_is_not_known_is_absent() {
    for earlier in [JsValue::UNDEFINED, script("return {}"), report(1)] {
        let streams = streams(&earlier, [None; 2]);
        for name in ["bitrate", "PerSecond", "Delay", "healed", "frameRate", "streamId", "null"] {
            assert!(!streams.contains(name), "{name} in {streams}");
        }
        assert!(streams.contains("\"packets\":150"));
    }
    assert!(by_id(Ok(JsValue::UNDEFINED)).is_none());
    assert!(by_id(Err(JsValue::UNDEFINED)).is_none());
}

#[wasm_bindgen_test]
async fn a_peer_is_read_whatever_becomes_of_it() {
    let (offerer, _answerer) = connected().await;
    let peer = offerer.media().peer(PEER).expect("an open peer");
    let report = by_id(JsFuture::from(peer.report()).await).expect("a report");
    let lists = lists();
    read(&lists, &report, &JsValue::UNDEFINED, &Origin::default());
    assert!(JSON::stringify(&lists).is_ok_and(|lists| lists.includes("rttInMs", 0)));

    let late = peer.report();
    offerer.close();
    let read = JsFuture::from(late).await;
    assert!(read.is_ok(), "whether the browser says something or nothing");
}

use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{agent, app, begun, end, get, json, leg, settle};
use crate::api::media_stats_report::{Extent, Summary};
use crate::registry::Entity;

const COLLECT: &str = "const feature = call.feature({ feature: 'MediaStats' });
    const collector = feature.createCollector();
    collector.on('sampleReported', () => collector);
    return { feature, collector, isSame: feature === call.feature({ feature: 'MediaStats' }), name: feature.name };";

#[wasm_bindgen_test]
async fn a_collector_is_held_as_long_as_its_call_runs() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let held = |number| runtime.registry.get(&leg("leg"), &Entity::Collector(number));
    let made = app(COLLECT, [("call", &call)]);
    assert_eq!(json(&app("return [made.isSame, made.name]", [("made", &made)])), "[true,\"MediaStats\"]");
    assert_eq!(held(1), Some(get(&made, "collector")));
    end(&runtime, "leg");
    settle().await;
    assert_eq!(held(1), None);
    app(COLLECT, [("call", &call)]);
    assert_eq!(held(2), None, "of a call that is over");
}

#[wasm_bindgen_test]
async fn who_is_disposed_is_no_longer_held() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let held = |number| runtime.registry.get(&leg("leg"), &Entity::Collector(number)).is_some();
    for _ in 0..3 {
        app(COLLECT, [("call", &call)]);
    }
    let second = runtime.registry.get(&leg("leg"), &Entity::Collector(2)).unwrap();
    app("collector.dispose(); collector.dispose()", [("collector", &second)]);
    assert_eq!([1, 2, 3].map(held), [true, false, true]);
    app("call.feature({ feature: 'MediaStats' }).dispose()", [("call", &call)]);
    assert_eq!([1, 2, 3].map(held), [false; 3]);
    app(COLLECT, [("call", &call)]);
    assert!(held(4));
}

/// The same stream with another bitrate, and perhaps another one.
fn sample(bitrate: u32, other: &str) -> JsValue {
    let code = "return [{ s: { id: 's', codecName: 'OPUS', bitrate } }, {}, {}, other ? { o: { id: 'o', packets: other } } : {}, {}]";
    app(code, [("bitrate", &bitrate.into()), ("other", &app(&["return ", other].concat(), []))])
}

#[wasm_bindgen_test]
fn samples_become_a_summary() {
    let extent = Extent::of(&app("return { aggregationInterval: 2, dataPointsPerAggregation: 2 }", []));
    let mut summary = Summary::new(extent);
    for _round in 0..2 {
        for (bitrate, other) in [(5, "0"), (3, "0"), (7, "9")] {
            assert!(summary.add(&sample(bitrate, other).into()).is_none());
        }
        let complete = summary.add(&sample(1, "10").into()).expect("four samples");
        let bitrate = app("return complete.audio.send[0].bitrate", [("complete", &complete)]);
        assert_eq!(json(&get(&bitrate, "raw")), "[5,3,7,1]");
        let aggregation = r#"{"count":[2,2],"sum":[8,8],"min":[3,1],"max":[5,7]}"#;
        assert_eq!(json(&get(&bitrate, "aggregation")), aggregation);
        let shown = app(
            "const { audio, video, screenShare, transports } = complete, [{ id, codecName }] = audio.send;
             const [other] = video.receive;
             return [id, codecName.raw, 'aggregation' in codecName, codecName.timestamp instanceof Date,
                 other.packets.raw, other.packets.aggregation.count, other.packets.aggregation.max[0] === -Infinity,
                 audio.receive, screenShare, transports];",
            [("complete", &complete)],
        );
        let expected = r#"["s",["OPUS","OPUS","OPUS","OPUS"],false,true,[9,10],[0,2],true,[],{"send":[],"receive":[]},[]]"#;
        assert_eq!(json(&shown), expected);
    }
}

#[wasm_bindgen_test]
fn an_app_says_how_much_a_summary_is() {
    for (options, samples) in [
        ("{ aggregationInterval: 1, dataPointsPerAggregation: 3 }", 3),
        ("undefined", 60),
        ("{ aggregationInterval: 0, dataPointsPerAggregation: 'x' }", 60),
    ] {
        let mut summary = Summary::new(Extent::of(&app(&["return ", options].concat(), [])));
        let complete = (1..=samples).find(|_| summary.add(&sample(1, "0").into()).is_some());
        assert_eq!(complete, Some(samples), "{options}");
    }
}

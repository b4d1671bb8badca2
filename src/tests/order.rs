use offhook_core::{ApiValue, CallState, Diagnostic, DisconnectReason, Event, LocalStreamId, Output};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{agent, app, begun, end, get, json, leg, settle, show, state};
use crate::promises::Answer;
use crate::registry::Entity;

#[wasm_bindgen_test]
async fn a_getter_shows_a_state_when_its_event_fires_and_not_before() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app(
        "const seen = []; call.on('stateChanged', () => seen.push(call.state)); return seen;",
        [("call", &call)],
    );
    for next in [CallState::Connecting, CallState::Ringing, CallState::Connected] {
        show(&runtime, state("leg", next));
    }
    assert_eq!(get(&call, "state"), "None");
    settle().await;
    assert_eq!(json(&seen), "[\"Connecting\",\"Ringing\",\"Connected\"]");
}

#[wasm_bindgen_test]
async fn a_call_ends_with_its_reason_then_its_removal_then_its_state() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app(
        "const seen = [];
         const look = event => seen.push(event, call.callEndReason?.subCode, agent.calls.length, call.state);
         agent.on('callsUpdated', () => look('callsUpdated'));
         call.on('stateChanged', () => look('stateChanged'));
         return seen;",
        [("call", &call), ("agent", &agent)],
    );
    end(&runtime, "leg");
    settle().await;
    assert_eq!(json(&seen), "[\"callsUpdated\",0,0,\"None\",\"stateChanged\",0,0,\"Disconnected\"]");
}

#[wasm_bindgen_test]
async fn an_event_comes_before_the_promise_and_a_later_event_after_it() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let (request, promise) = runtime.expect(Answer::Value);
    let seen = app(
        "const seen = [];
         call.on('isMutedChanged', () => seen.push(call.isMuted));
         (async () => { await promise; seen.push('done', call.isMuted); })();
         return seen;",
        [("call", &call), ("promise", &promise)],
    );
    show(&runtime, Event::MutedChanged { leg: leg("leg"), muted: true });
    runtime.perform(Output::Done(request, Ok(ApiValue::Nothing)));
    show(&runtime, Event::MutedChanged { leg: leg("leg"), muted: false });
    settle().await;
    assert_eq!(json(&seen), "[true,\"done\",true,false]");
}

#[wasm_bindgen_test]
async fn the_connection_state_comes_with_its_old_value_and_reason() {
    let (runtime, agent) = agent();
    let seen = app(
        "const seen = []; agent.on('connectionStateChanged', args => seen.push(args, agent.connectionState)); return seen;",
        [("agent", &agent)],
    );
    show(&runtime, Event::ConnectionStateChanged { connected: true, reason: None });
    let reason = Some(DisconnectReason::ConnectionIssue);
    show(&runtime, Event::ConnectionStateChanged { connected: false, reason });
    settle().await;
    let connected = "{\"newValue\":\"Connected\",\"oldValue\":\"Disconnected\"},\"Connected\"";
    let lost = "{\"newValue\":\"Disconnected\",\"oldValue\":\"Connected\",\"reason\":\"connectionIssue\"},\"Disconnected\"";
    assert_eq!(json(&seen), format!("[{connected},{lost}]"));
}

#[wasm_bindgen_test]
async fn the_local_video_streams_change_before_whether_video_is_on() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app(
        "const seen = [];
         call.on('localVideoStreamsUpdated', ({ added, removed }) =>
             seen.push(added.length, removed.length, call.localVideoStreams.length, call.isLocalVideoStarted));
         call.on('isLocalVideoStartedChanged', () => seen.push('changed', call.isLocalVideoStarted));
         return seen;",
        [("call", &call)],
    );
    let camera = JsValue::from("the app's stream");
    runtime.registry.insert(&leg("leg"), Entity::GivenStream(LocalStreamId(1)), camera.clone());
    show(&runtime, Event::LocalVideoChanged { leg: leg("leg"), stream: Some(LocalStreamId(1)) });
    settle().await;
    assert_eq!(json(&get(&call, "localVideoStreams")), json(&js_sys::Array::of1(&camera)));
    show(&runtime, Event::LocalVideoChanged { leg: leg("leg"), stream: None });
    settle().await;
    assert_eq!(json(&seen), "[1,0,1,true,\"changed\",true,0,1,0,false,\"changed\",false]");
}

#[wasm_bindgen_test]
async fn a_diagnostic_is_latest_when_it_is_told() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let before = Event::Diagnostic { leg: leg("leg"), diagnostic: Diagnostic::NoNetwork(true) };
    show(&runtime, before);
    settle().await;
    let seen = app(
        "const seen = [], { network, media } = call.feature({ feature: 'UserFacingDiagnostics' });
         seen.push(network.getLatest());
         network.on('diagnosticChanged', args => seen.push(args, Object.keys(network.getLatest())));
         media.on('diagnosticChanged', () => seen.push('media'));
         return seen;",
        [("call", &call)],
    );
    let bad = Diagnostic::NetworkReconnect { bad: true };
    show(&runtime, Event::Diagnostic { leg: leg("leg"), diagnostic: bad });
    settle().await;
    let flag = "{\"noNetwork\":{\"value\":true,\"valueType\":\"DiagnosticFlag\"}}";
    let quality = "{\"diagnostic\":\"networkReconnect\",\"value\":3,\"valueType\":\"DiagnosticQuality\"}";
    assert_eq!(json(&seen), format!("[{flag},{quality},[\"noNetwork\",\"networkReconnect\"]]"));
}

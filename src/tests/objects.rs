use offhook_core::{CallState, Event};
use offhook_protocol::{EndReason, Group, ThreadId};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{agent, app, app_async, begun, incoming, json, leg, settle, show, state};
use crate::api::call_client::CallClient;
use crate::api::local_stream::source_of;
use crate::api::local_video_stream::LocalVideoStream;
use crate::api::video_stream_renderer::VideoStreamRenderer;
use crate::browser::TrackKind;

/// As a UI library wraps objects: getters run on the object, methods with `this` = the proxy.
const PROXY: &str = "const wrap = object => new Proxy(object, {
    get: (target, name) => { const value = Reflect.get(target, name); return value; },
});";

#[wasm_bindgen_test]
async fn objects_work_behind_a_proxy() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app(
        &[
            PROXY,
            "const seen = [], proxy = wrap(call), listener = () => seen.push('no');
             proxy.on('stateChanged', () => seen.push(proxy.state, proxy.id, proxy.kind));
             proxy.on('stateChanged', listener);
             proxy.off('stateChanged', listener);
             seen.push(proxy.feature({ feature: 'UserFacingDiagnostics' }) === call.feature({ feature: 'UserFacingDiagnostics' }));
             seen.push(wrap(agent).calls[0] === call, wrap(agent).connectionState);
             return seen;",
        ]
        .concat(),
        [("call", &call), ("agent", &agent)],
    );
    show(&runtime, state("leg", CallState::Connecting));
    settle().await;
    assert_eq!(json(&seen), "[true,true,\"Disconnected\",\"Connecting\",\"leg\",\"TeamsCall\"]");
}

#[wasm_bindgen_test]
async fn getters_that_show_mirrors_are_those_of_a_class() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let other = begun(&runtime, &agent, "other").await;
    let seen = app(
        "const prototype = Object.getPrototypeOf(call);
         const { get, set, enumerable, configurable } = Object.getOwnPropertyDescriptor(prototype, 'id');
         return [get.call(call), get.call(other), set, enumerable, configurable, Object.hasOwn(call, 'id'), prototype.id,
             'callEndReason' in call, call.callEndReason];",
        [("call", &call), ("other", &other)],
    );
    assert_eq!(json(&seen), "[\"leg\",\"other\",null,false,true,false,null,true,null]");
}

#[wasm_bindgen_test]
async fn what_an_app_passes_back_may_be_a_proxy() {
    let camera = app("return { id: 'camera', name: 'Camera', deviceType: 'Unknown' }", []);
    let stream = LocalVideoStream::new(&camera, &JsValue::UNDEFINED).map(JsValue::from).unwrap();
    let proxy = app(&[PROXY, "return wrap(stream)"].concat(), [("stream", &stream)]);
    assert_eq!(
        source_of(TrackKind::Video, &proxy).map(|source| source.id),
        source_of(TrackKind::Video, &stream).map(|source| source.id)
    );
    assert!(VideoStreamRenderer::new(&proxy).is_ok());
    for wrong in ["return {}", "return undefined", "return 1", "return { __offhook_passed: true }"] {
        let error = source_of(TrackKind::Video, &app(wrong, [])).err().unwrap();
        assert_eq!(json(&app("return [error.code, error.subCode]", [("error", &error)])), "[400,41025]");
        assert!(VideoStreamRenderer::new(&app(wrong, [])).is_err());
    }
}

#[wasm_bindgen_test]
async fn a_stream_of_the_apps_own_is_taken_as_it_is() {
    let own = app("return document.createElement('canvas').captureStream()", []);
    let stream = LocalVideoStream::new(&own, &JsValue::UNDEFINED).map(JsValue::from).unwrap();
    let seen = app_async(
        "const opened = await stream.getMediaStream();
         stream.dispose();
         return [stream.mediaStreamType, opened === own, own.getTracks()[0].readyState, stream.source.deviceType];",
        [("stream", &stream), ("own", &own)],
    );
    assert_eq!(json(&seen.await), "[\"RawMedia\",true,\"live\",\"Unknown\"]");
}

#[wasm_bindgen_test]
async fn a_disposed_renderer_makes_no_views() {
    // A canvas that nobody draws on never shows a first frame.
    let own = app("return document.createElement('canvas').captureStream(0)", []);
    let stream = LocalVideoStream::new(&own, &JsValue::UNDEFINED).map(JsValue::from).unwrap();
    let renderer = VideoStreamRenderer::new(&stream).map(JsValue::from).unwrap();
    let seen = app_async(
        "const codes = promise => promise.then(() => 'no error', error => [error.code, error.subCode]);
         const wrong = codes(renderer.createView({ scalingMode: 'Zoom' }));
         const waiting = codes(renderer.createView());
         renderer.dispose();
         return [await wrong, await waiting, await codes(renderer.createView())];",
        [("renderer", &renderer)],
    );
    assert_eq!(json(&seen.await), "[[400,0],[405,43209],[405,43209]]");
}

#[wasm_bindgen_test]
async fn objects_are_extensible_and_no_thenables() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let client = JsValue::from(CallClient::new(&JsValue::NULL).ok());
    let seen = app_async(
        "const manager = await client.getDeviceManager();
         return [client, agent, call, manager].map(object => {
             Object.defineProperty(object, 'mine', { value: 1, configurable: true });
             Object.defineProperty(object, 'state', { get: () => 'own', configurable: true });
             return [Object.isExtensible(object), object.mine, object.state, object.then === undefined];
         });",
        [("client", &client), ("agent", &agent), ("call", &call)],
    )
    .await;
    assert_eq!(json(&seen), format!("[{}]", [r#"[true,1,"own",true]"#; 4].join(",")));
}

#[wasm_bindgen_test]
async fn what_hangs_on_an_object_is_not_enumerable() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let keys = app("call.on('stateChanged', () => {}); return Object.keys(call)", [("call", &call)]);
    // What wasm-bindgen itself leaves there, as `this` may be a Proxy.
    assert_eq!(json(&keys), "[\"__wbg_ptr\"]");
}

#[wasm_bindgen_test]
async fn plain_values_have_own_properties_and_are_never_changed_later() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let client = JsValue::from(CallClient::new(&JsValue::UNDEFINED).ok());
    let seen = app_async(
        "const deep = object => (Object.values(object).forEach(v => typeof v === 'object' && v && deep(v)), Object.freeze(object));
         const info = { ...call.info }, debug = { ...client.feature({ feature: 'DebugInfo' }) };
         deep(call.callerInfo); deep(agent.calls.slice()); Object.freeze(agent.calls);
         const environment = await debug.getEnvironmentInfo();
         return [Object.keys(info), typeof info.getServerCallId, typeof environment.environment.browser,
                 typeof environment.isSupportedEnvironment];",
        [("call", &call), ("client", &client), ("agent", &agent)],
    )
    .await;
    let keys = r#"["getServerCallId","participantId","threadId","groupId"]"#;
    assert_eq!(json(&seen), ["[", keys, r#","function","string","boolean"]"#].concat());
    // Frozen as it is, the old array hinders nothing.
    begun(&runtime, &agent, "other").await;
    assert_eq!(json(&app("return agent.calls.length", [("agent", &agent)])), "2");
}

#[wasm_bindgen_test]
async fn info_stays_one_object_that_tells_the_chat_even_where_an_app_has_frozen_it() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let info = app("return Object.freeze(call.info)", [("call", &call)]);
    let group = Group { thread: Some(ThreadId("19:chat@thread.v2".to_owned())), id: None };
    show(&runtime, Event::GroupChanged { leg: leg("leg"), group });
    settle().await;
    let seen = app("return [call.info === info, { ...info }]", [("call", &call), ("info", &info)]);
    assert_eq!(json(&seen), r#"[true,{"threadId":"19:chat@thread.v2"}]"#);
}

#[wasm_bindgen_test]
async fn an_incoming_call_tells_why_it_ended() {
    let (runtime, agent) = agent();
    let seen = app(
        "const seen = [];
         agent.on('incomingCall', ({ incomingCall }) => incomingCall.on('callEnded', args => {
             seen.push(args, incomingCall.callEndReason === args.callEndReason);
         }));
         return seen;",
        [("agent", &agent)],
    );
    show(&runtime, incoming("leg"));
    show(&runtime, Event::IncomingCallEnded { leg: leg("leg"), reason: EndReason::CANCELLED });
    settle().await;
    let reason = "{\"message\":\"The caller cancelled the call before it was accepted.\",\"code\":487,\"subCode\":0,\
        \"resultCategories\":[\"Success\"]}";
    assert_eq!(json(&seen), format!("[{{\"callEndReason\":{reason}}},true]"));
}

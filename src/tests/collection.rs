use std::rc::Rc;

use offhook_core::{CallState, Event, ParticipantChange};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{
    agent, app, app_async, call_added, end, incoming, json, leg, participant, participant_added, settle,
    show, state, stream,
};
use crate::runtime::Runtime;

/// How many of the objects that were noted in `watched` are still there after a collection.
async fn survivors(watched: &JsValue) -> String {
    let count = app_async(
        "if (typeof gc !== 'function') throw new Error('run Chromium with --js-flags=--expose-gc');
         for (let i = 0; i < 3; i++) {
             await gc({ type: 'major', execution: 'async' });
             await new Promise(done => setTimeout(done, 10));
         }
         return watched.filter(one => one.deref()).length + ' of ' + watched.length;",
        [("watched", watched)],
    );
    json(&count.await)
}

/// An app whose listeners capture everything that they can.
fn watch(agent: &JsValue) -> JsValue {
    app(
        "const watched = [], watch = object => (watched.push(new WeakRef(object)), object);
         agent.on('incomingCall', ({ incomingCall }) => watch(incomingCall).on('callEnded', () => incomingCall.id));
         agent.on('callsUpdated', ({ added }) => added.forEach(call => {
             watch(call).on('stateChanged', () => call.state);
             call.mine = watch({ call, agent });
             const diagnostics = watch(call.feature({ feature: 'UserFacingDiagnostics' }));
             diagnostics.network.on('diagnosticChanged', () => [call, diagnostics]);
             call.on('remoteParticipantsUpdated', ({ added }) => added.forEach(one => {
                 watch(one).on('stateChanged', () => [one, call]);
                 one.on('videoStreamsUpdated', ({ added }) => added.forEach(stream => {
                     watch(stream).on('isAvailableChanged', () => [stream, one, call]);
                 }));
             }));
         }));
         return watched;",
        [("agent", agent)],
    )
}

async fn one_call(runtime: &Rc<Runtime>, name: &str) {
    show(runtime, incoming(name));
    show(runtime, call_added(name));
    settle().await;
    show(runtime, state(name, CallState::Connecting));
    show(runtime, participant_added(name));
    settle().await;
    show(runtime, participant(name, ParticipantChange::StreamAdded(stream())));
    settle().await;
}

#[wasm_bindgen_test]
async fn what_ended_is_collected_though_its_listeners_capture_it() {
    let (runtime, agent) = agent();
    let watched = watch(&agent);
    for name in ["one", "two", "three"] {
        one_call(&runtime, name).await;
    }
    // The incoming calls were accepted, so only they are gone.
    assert_eq!(survivors(&watched).await, "\"15 of 18\"");
    for name in ["one", "two", "three"] {
        end(&runtime, name);
    }
    settle().await;
    assert_eq!(survivors(&watched).await, "\"0 of 18\"");
}

#[wasm_bindgen_test]
async fn an_agent_that_was_disposed_is_collected_with_all_it_had() {
    let watched = {
        let (runtime, agent) = agent();
        let watched = watch(&agent);
        app("watched.push(new WeakRef(agent))", [("watched", &watched), ("agent", &agent)]);
        one_call(&runtime, "one").await;
        show(
            &runtime,
            Event::CallAdded {
                leg: leg("two"),
                direction: offhook_protocol::Direction::Incoming,
                caller: offhook_core::Caller {
                    id: offhook_protocol::RawId("8:orgid:x".to_owned()),
                    name: None,
                },
                muted: true,
                is_group: false,
            },
        );
        settle().await;
        app_async("await agent.dispose()", [("agent", &agent)]).await;
        watched
    };
    assert_eq!(survivors(&watched).await, "\"0 of 10\"");
}

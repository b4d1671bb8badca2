use offhook_core::CallState;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{agent, app, app_async, begun, json, settle, show, state};

#[wasm_bindgen_test]
async fn a_listener_may_use_its_object_as_it_likes() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app(
        "const seen = [];
         const listener = () => {
             call.off('stateChanged', listener);
             call.on('stateChanged', () => seen.push('second', call.state));
             call.feature({ feature: 'UserFacingDiagnostics' }).network.on('diagnosticChanged', () => {});
             seen.push('first', call.state, agent.calls.length, call.remoteParticipants.length, call.id);
             try { agent.startCall([]) } catch (error) { seen.push(error.code) }
         };
         call.on('stateChanged', listener);
         return seen;",
        [("call", &call), ("agent", &agent)],
    );
    show(&runtime, state("leg", CallState::Connecting));
    show(&runtime, state("leg", CallState::Ringing));
    settle().await;
    assert_eq!(json(&seen), "[\"first\",\"Connecting\",1,0,\"leg\",400,\"second\",\"Ringing\"]");
}

#[wasm_bindgen_test]
async fn a_dispatch_goes_over_the_listeners_that_were_there_when_it_began() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app(
        "const seen = [];
         const second = () => seen.push('second');
         call.on('stateChanged', () => {
             seen.push('first');
             call.off('stateChanged', second);
             call.on('stateChanged', () => seen.push('third'));
         });
         call.on('stateChanged', second);
         return seen;",
        [("call", &call)],
    );
    show(&runtime, state("leg", CallState::Connecting));
    settle().await;
    assert_eq!(json(&seen), "[\"first\",\"second\"]");
}

#[wasm_bindgen_test]
async fn a_throwing_listener_stops_nothing_and_is_heard_of() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app(
        "const seen = [];
         addEventListener('error', event => { event.preventDefault(); seen.push(event.error.message); }, { once: true });
         call.on('stateChanged', () => { throw new Error('mine'); });
         call.on('stateChanged', () => seen.push(call.state));
         return seen;",
        [("call", &call)],
    );
    show(&runtime, state("leg", CallState::Connecting));
    settle().await;
    assert_eq!(json(&seen), "[\"Connecting\",\"mine\"]");
}

#[wasm_bindgen_test]
async fn off_takes_back_one_registration_and_minds_no_stranger() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app(
        "const seen = [], listener = () => seen.push(1);
         call.on('stateChanged', listener);
         call.on('stateChanged', listener);
         call.off('stateChanged', listener.bind(null));
         call.off('isMutedChanged', listener);
         call.off('stateChanged', undefined);
         call.off('stateChanged', listener);
         return seen;",
        [("call", &call)],
    );
    show(&runtime, state("leg", CallState::Connecting));
    settle().await;
    assert_eq!(json(&seen), "[1]");
}

#[wasm_bindgen_test]
async fn a_wrong_event_name_throws_on_a_call_and_is_taken_by_a_feature() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app_async(
        "const seen = [];
         for (const wrong of [() => call.on('stateChange', () => {}), () => call.off('stateChange', () => {}),
                              () => agent.on('stateChanged', () => {}), () => call.on('stateChanged', 1)]) {
             try { wrong(); seen.push('no error'); } catch (error) { seen.push(error.code, error.message); }
         }
         call.feature({ feature: 'UserFacingDiagnostics' }).media.on('anything', () => {});
         call.feature({ feature: 'UserFacingDiagnostics' }).media.off('toString', () => {});
         for (const name of ['roleChanged', 'mutedByOthers', 'idChanged', 'localAudioStreamsUpdated']) {
             call.on(name, () => {});
         }
         return seen;",
        [("call", &call), ("agent", &agent)],
    )
    .await;
    let seen = json(&seen);
    assert_eq!(seen.matches("400").count(), 4, "{seen}");
    assert!(seen.contains("There is no event 'stateChange' here, only stateChanged, idChanged"), "{seen}");
    assert!(seen.contains("only incomingCall, callsUpdated, connectionStateChanged."), "{seen}");
    assert!(seen.contains("The listener of 'stateChanged' must be a function."), "{seen}");
}

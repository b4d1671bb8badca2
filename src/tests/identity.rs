use offhook_core::{CallState, Event, ParticipantChange};
use offhook_protocol::RawId;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{
    BOB, agent, app, app_async, begun, call_added, end, get, incoming, json, leg, participant,
    participant_added, settle, show, state, stream,
};
use crate::api::call_client::CallClient;

#[wasm_bindgen_test]
async fn a_call_is_one_object_for_as_long_as_it_lives() {
    let (runtime, agent) = agent();
    let seen = app(
        "const seen = [];
         agent.on('callsUpdated', ({ added, removed }) => {
             seen.push([...added.map(call => call === agent.calls[0]), removed.length, agent.calls.length]);
         });
         return seen;",
        [("agent", &agent)],
    );
    let call = begun(&runtime, &agent, "leg").await;
    app("call.mine = 1", [("call", &call)]);
    show(&runtime, state("leg", CallState::Connecting));
    settle().await;
    assert_eq!(json(&app("return agent.calls[0].mine", [("agent", &agent)])), "1");
    end(&runtime, "leg");
    settle().await;
    assert_eq!(json(&seen), "[[true,0,1],[1,0]]");
    // Who still holds it reads its last state.
    assert_eq!(get(&call, "state"), "Disconnected");
    assert_eq!(get(&call, "mine"), 1);
    assert_eq!(json(&get(&get(&call, "callEndReason"), "code")), "0");
}

#[wasm_bindgen_test]
async fn a_collection_is_a_new_array_after_each_change_and_the_same_between() {
    let (runtime, agent) = agent();
    let before = get(&agent, "calls");
    begun(&runtime, &agent, "leg").await;
    let after = get(&agent, "calls");
    assert!(before != after && after == get(&agent, "calls"));
    assert_eq!(json(&get(&before, "length")), "0");
}

#[wasm_bindgen_test]
async fn participants_and_their_streams_are_one_object_each() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app(
        "const seen = [];
         call.on('remoteParticipantsUpdated', ({ added, removed }) => {
             for (const one of added) {
                 seen.push(one === call.remoteParticipants[0]);
                 one.on('videoStreamsUpdated', ({ added, removed }) => {
                     if (added.length) seen.push(added[0] === one.videoStreams[0], added[0].isAvailable);
                     for (const gone of removed) seen.push(gone.id, one.videoStreams.length);
                 });
             }
             for (const one of removed) seen.push(one.displayName, call.remoteParticipants.length);
         });
         return seen;",
        [("call", &call)],
    );
    show(&runtime, participant_added("leg"));
    settle().await;
    show(&runtime, participant("leg", ParticipantChange::StreamAdded(stream())));
    show(&runtime, participant("leg", ParticipantChange::StreamRemoved(stream().id)));
    show(&runtime, Event::ParticipantRemoved { leg: leg("leg"), id: RawId(BOB.to_owned()) });
    settle().await;
    assert_eq!(json(&seen), "[true,true,false,7,0,\"Bob\",0]");
}

#[wasm_bindgen_test]
async fn an_incoming_call_comes_under_both_names() {
    let (runtime, agent) = agent();
    let seen = app(
        "const seen = [];
         agent.on('incomingCall', args => seen.push(
             args.incomingCall === args.teamsIncomingCall, args.incomingCall.kind, args.incomingCall.id,
             args.incomingCall.callerInfo));
         return seen;",
        [("agent", &agent)],
    );
    show(&runtime, incoming("leg"));
    settle().await;
    let caller = "{\"identifier\":{\"kind\":\"microsoftTeamsUser\",\"microsoftTeamsUserId\":\
        \"bbbbbbbb-0000-4000-8000-000000000002\",\"isAnonymous\":false,\"cloud\":\"public\"},\"displayName\":\"Bob\"}";
    assert_eq!(json(&seen), format!("[true,\"TeamsIncomingCall\",\"leg\",{caller}]"));
}

#[wasm_bindgen_test]
async fn features_and_the_device_manager_are_made_once() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let same = app(
        "const factory = { feature: 'UserFacingDiagnostics' };
         const one = call.feature(factory);
         return one === call.feature(factory) && one.network === one.network && one.network !== one.media;",
        [("call", &call)],
    );
    assert!(same.is_truthy());
    let client = JsValue::from(CallClient::new(&JsValue::UNDEFINED).ok());
    let same = app_async(
        "const factory = { feature: 'DebugInfo' };
         return client.feature(factory) === client.feature(factory)
             && await client.getDeviceManager() === await client.getDeviceManager();",
        [("client", &client)],
    );
    assert!(same.await.is_truthy());
    show(&runtime, call_added("other"));
}

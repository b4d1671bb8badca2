use offhook_core::{CallState, Event};
use offhook_protocol::{Group, GroupId};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{agent, app, app_async, begun, call_added, json, leg, settle, show, state};
use crate::api::local_video_stream::LocalVideoStream;

#[wasm_bindgen_test]
async fn what_may_be_done_in_a_call_is_known_when_it_connects_and_grows_with_a_group() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app(
        "const capabilities = call.feature({ feature: 'Capabilities' });
         const tell = ({ unmuteMic, muteOthers, raiseHand }) =>
             [unmuteMic, muteOthers, raiseHand].map(one => one && [one.isPresent, one.reason]);
         const seen = [tell(capabilities.capabilities)];
         capabilities.on('capabilitiesChanged', ({ oldValue, newValue }) =>
             seen.push(tell(oldValue), tell(newValue), tell(capabilities.capabilities)));
         return seen;",
        [("call", &call)],
    );
    show(&runtime, state("leg", CallState::Connecting));
    show(&runtime, state("leg", CallState::Connected));
    let group = Group { thread: None, id: Some(GroupId("group".to_owned())) };
    show(&runtime, Event::GroupChanged { leg: leg("leg"), group: group.clone() });
    show(&runtime, Event::GroupChanged { leg: leg("leg"), group });
    settle().await;
    let absent = r#"[false,"FeatureNotSupported"]"#;
    let (capable, other) = (r#"[true,"Capable"]"#, r#"[false,"CapabilityNotApplicableForTheCallType"]"#);
    let expected = [
        [absent, absent, absent],
        // The call is Connecting.
        [absent, absent, "null"],
        [capable, other, "null"],
        [capable, other, absent],
        // It is a group call.
        ["null", other, "null"],
        ["null", capable, "null"],
        [capable, capable, absent],
    ];
    let expected = expected.map(|line| format!("[{}]", line.join(",")));
    assert_eq!(json(&seen), format!("[{}]", expected.join(",")));
}

#[wasm_bindgen_test]
async fn a_call_that_begins_as_a_group_call_tells_once_what_may_be_done_in_it() {
    let (runtime, agent) = agent();
    let mut added = call_added("leg");
    if let Event::CallAdded { is_group, .. } = &mut added {
        *is_group = true;
    }
    show(&runtime, added);
    settle().await;
    let call = app("return agent.calls[0]", [("agent", &agent)]);
    let seen = app(
        "const seen = [];
         call.feature({ feature: 'Capabilities' }).on('capabilitiesChanged', ({ newValue }) =>
             seen.push(newValue.unmuteMic.isPresent, newValue.muteOthers.isPresent));
         return seen;",
        [("call", &call)],
    );
    show(&runtime, state("leg", CallState::Connecting));
    let group = Group { thread: None, id: Some(GroupId("group".to_owned())) };
    show(&runtime, Event::GroupChanged { leg: leg("leg"), group });
    settle().await;
    assert_eq!(json(&seen), "[true,true]");
}

#[wasm_bindgen_test]
async fn features_are_the_same_each_time_and_have_their_values() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app(
        "return ['Capabilities', 'DominantSpeakers', 'OptimalVideoCount'].map(feature => {
             const one = call.feature({ feature });
             one.off('none', () => {});
             return [one === call.feature({ feature }), one.name, Object.keys(one).sort().slice(1)];
         }).concat(call.feature({ feature: 'OptimalVideoCount' }).optimalVideoCount);",
        [("call", &call)],
    );
    let expected = r#"[[true,"Capabilities",["capabilities","name"]],[true,"DominantSpeakers",["dominantSpeakers","name"]],[true,"OptimalVideoCount",["lastOvcChangeReason","name","optimalVideoCount"]],10]"#;
    assert_eq!(json(&seen), expected);
}

#[wasm_bindgen_test]
async fn a_local_video_stream_says_that_it_has_no_effects() {
    let stream = LocalVideoStream::of_screen();
    let seen = app_async(
        "const effects = stream.feature({ feature: 'VideoEffects' }), effect = { name: 'BackgroundBlur' };
         const error = await effects.startEffects(effect).catch(error => error);
         effects.on('effectsStarted', () => {});
         effects.off('effectsError', () => {});
         effects.dispose();
         return [
             effects === stream.feature({ feature: 'VideoEffects' }), effects.name, effects.activeEffects,
             await effects.isSupported(effect), await effects.stopEffects(),
             error.name, error.code, error.subCode, error.message.includes('setMediaStream'),
         ];",
        [("stream", &stream)],
    )
    .await;
    let expected = r#"[true,"VideoEffects",[],false,null,"CommunicationServicesError",400,0,true]"#;
    assert_eq!(json(&seen), expected);
}

#[wasm_bindgen_test]
async fn what_is_no_feature_of_an_object_is_refused_in_the_same_way() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let seen = app(
        "const refusal = (object, factory) => {
             try { object.feature(factory) } catch ({ code, subCode, message }) { return [code, subCode, message].join() }
         };
         const [one, ...others] = [
             refusal(call, { feature: 'VideoEffects' }), refusal(stream, { feature: 'Capabilities' }), refusal(stream, undefined),
         ];
         return [one.startsWith('400,0,'), others.every(other => other === one)];",
        [("call", &call), ("stream", &LocalVideoStream::of_screen())],
    );
    assert_eq!(json(&seen), "[true,true]");
}

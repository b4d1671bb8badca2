use offhook_core::{CallState, Event};
use offhook_protocol::{Group, GroupId};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{agent, app, begun, json, leg, settle, show, state};

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

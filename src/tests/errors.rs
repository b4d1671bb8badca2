use offhook_protocol::{ApiError, EndReason};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{agent, app, app_async, begun, json};
use crate::{dead, errors};

#[wasm_bindgen_test]
fn an_error_is_an_error_with_codes() {
    let error = errors::to_js(&ApiError::TOKEN_REFUSED);
    let shape = app(
        "return [error instanceof Error, error.name, error.code, error.subCode, error.resultCategories, typeof error.message,
                 typeof error.stack]",
        [("error", &error)],
    );
    assert_eq!(
        json(&shape),
        "[true,\"CommunicationServicesError\",401,10009,[\"UnexpectedClientError\"],\"string\",\"string\"]"
    );
}

#[wasm_bindgen_test]
fn an_end_reason_has_the_category_of_microsofts_tables() {
    let category =
        |reason| json(&app("return reason.resultCategories", [("reason", &errors::end_reason(reason))]));
    for reason in
        [EndReason::HUNG_UP, EndReason::CANCELLED, EndReason::REJECTED, EndReason::ACCEPTED_ELSEWHERE]
    {
        assert_eq!(category(reason), "[\"Success\"]", "{reason:?}");
    }
    for reason in
        [EndReason::NO_ANSWER, EndReason::NO_DEVICE, EndReason::PAGE_CLOSED, EndReason::NETWORK_LOST]
    {
        assert_eq!(category(reason), "[\"ExpectedError\"]", "{reason:?}");
    }
    for reason in [EndReason::MEDIA_SETUP_FAILED, EndReason::MEDIA_LOST] {
        assert_eq!(category(reason), "[\"UnexpectedClientError\"]", "{reason:?}");
    }
}

#[wasm_bindgen_test]
async fn a_call_to_nobody_throws() {
    let (_runtime, agent) = agent();
    let codes = app(
        "const wrong = [undefined, null, 'bob', 1, {}, [], [{}], { microsoftTeamsUserId: 'bob' }, { microsoftTeamsUserId: 7 },
                        { phoneNumber: '+14255550123' }, { communicationUserId: '8:acs:a_b' }, { id: '28:x' },
                        [{ microsoftTeamsUserId: 'a' }, { microsoftTeamsUserId: 'b' }]];
         return wrong.map(callee => {
             try { agent.startCall(callee); return 'no error'; }
             catch (error) { return error instanceof Error && error.message.length > 20 && error.code; }
         });",
        [("agent", &agent)],
    );
    assert_eq!(json(&codes), format!("[{}]", ["400"; 13].join(",")));
}

#[wasm_bindgen_test]
async fn methods_of_a_call_that_is_gone_reject_but_hanging_up_resolves() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    // The core knows of no such call.
    let seen = app_async(
        "const stream = {};
         const outcomes = await Promise.allSettled([call.hangUp(), call.mute(), call.unmute(), call.startVideo(stream),
             call.stopVideo(undefined), call.info.getServerCallId()]);
         return outcomes.map(({ status, reason }) => reason ? [reason.code, reason.subCode] : status);",
        [("call", &call)],
    )
    .await;
    assert_eq!(json(&seen), "[\"fulfilled\",[404,0],[404,0],[400,41025],[400,41025],[404,0]]");
}

#[wasm_bindgen_test]
async fn an_unknown_feature_throws() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let codes = app(
        "return [undefined, {}, { feature: 'DebugInfo' }, { feature: 'Recording' }].map(factory => {
             try { call.feature(factory); return 'no error'; } catch (error) { return error.code; }
         });",
        [("call", &call)],
    );
    assert_eq!(json(&codes), "[400,400,400,400]");
}

#[wasm_bindgen_test]
async fn after_a_panic_every_call_says_so() {
    let (runtime, agent) = agent();
    let call = begun(&runtime, &agent, "leg").await;
    let codes = dead::while_dead(|| {
        app(
            "const codes = [];
             const note = error => codes.push(error.code, error.message.slice(0, 40));
             try { call.on('stateChanged', () => {}) } catch (error) { note(error) }
             try { agent.startCall({ microsoftTeamsUserId: 'bbbbbbbb-0000-4000-8000-000000000002' }) } catch (error) { note(error) }
             call.mute().catch(note);
             return codes;",
            [("call", &call), ("agent", &agent)],
        )
    });
    super::support::settle().await;
    let one = "500,\"The calling SDK stopped because of an er\"";
    assert_eq!(json(&codes), format!("[{one},{one},{one}]"));
}

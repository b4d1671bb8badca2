use offhook_protocol::RawId;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{app, json};
use crate::identifiers::{from_js, to_js};

/// Raw ids, and the objects that `createIdentifierFromRawId` of `@azure/communication-common` makes of them.
const PAIRS: [(&str, &str); 14] = [
    ("8:acs:res_user", r#"{"kind":"communicationUser","communicationUserId":"8:acs:res_user"}"#),
    ("8:spool:res_user", r#"{"kind":"communicationUser","communicationUserId":"8:spool:res_user"}"#),
    ("4:+14255550123", r#"{"kind":"phoneNumber","phoneNumber":"+14255550123","isAnonymous":false}"#),
    ("4:anonymous", r#"{"kind":"phoneNumber","phoneNumber":"anonymous","isAnonymous":true}"#),
    (
        "4:+14255550123_123",
        r#"{"kind":"phoneNumber","phoneNumber":"+14255550123_123","isAnonymous":false,"assertedId":"123"}"#,
    ),
    (
        "8:orgid:a",
        r#"{"kind":"microsoftTeamsUser","microsoftTeamsUserId":"a","isAnonymous":false,"cloud":"public"}"#,
    ),
    (
        "8:dod:a",
        r#"{"kind":"microsoftTeamsUser","microsoftTeamsUserId":"a","isAnonymous":false,"cloud":"dod"}"#,
    ),
    (
        "8:gcch:a",
        r#"{"kind":"microsoftTeamsUser","microsoftTeamsUserId":"a","isAnonymous":false,"cloud":"gcch"}"#,
    ),
    ("8:teamsvisitor:a", r#"{"kind":"microsoftTeamsUser","microsoftTeamsUserId":"a","isAnonymous":true}"#),
    ("28:orgid:a", r#"{"kind":"microsoftTeamsApp","teamsAppId":"a","cloud":"public"}"#),
    ("28:gcch:a", r#"{"kind":"microsoftTeamsApp","teamsAppId":"a","cloud":"gcch"}"#),
    (
        "8:acs:r_t_u",
        r#"{"kind":"teamsExtensionUser","userId":"u","tenantId":"t","resourceId":"r","cloud":"public"}"#,
    ),
    (
        "8:dod-acs:r_t_u",
        r#"{"kind":"teamsExtensionUser","userId":"u","tenantId":"t","resourceId":"r","cloud":"dod"}"#,
    ),
    ("48:bot", r#"{"kind":"unknown","id":"48:bot"}"#),
];

#[wasm_bindgen_test]
fn a_raw_id_becomes_the_object_of_communication_common_and_back() {
    for (raw, object) in PAIRS {
        let js = to_js(&RawId(raw.to_owned()));
        assert_eq!(json(&js), object);
        assert_eq!(from_js(&js), Ok(RawId(raw.to_owned())));
    }
}

#[wasm_bindgen_test]
fn an_identifier_needs_no_kind_and_a_raw_id_wins() {
    let read = |code: &str| from_js(&app(code, [])).map(|raw| raw.0);
    assert_eq!(read("return { microsoftTeamsUserId: 'a' }"), Ok("8:orgid:a".to_owned()));
    assert_eq!(read("return { microsoftTeamsUserId: 'a', cloud: 'dod' }"), Ok("8:dod:a".to_owned()));
    assert_eq!(read("return { microsoftTeamsUserId: 'a', rawId: '8:gcch:b' }"), Ok("8:gcch:b".to_owned()));
    assert_eq!(read("return { microsoftTeamsUserId: 'a', rawId: '' }"), Ok("8:orgid:a".to_owned()));
    assert_eq!(read("return { phoneNumber: '+1' }"), Ok("4:+1".to_owned()));
    assert_eq!(read("return { id: '8:orgid:a' }"), Ok("8:orgid:a".to_owned()));
    assert_eq!(read("return new Proxy({ microsoftTeamsUserId: 'a' }, {})"), Ok("8:orgid:a".to_owned()));
    assert_eq!(
        read("return { get microsoftTeamsUserId() { throw 1 } }").map_err(|error| error.code),
        Err(400)
    );
}

use offhook_core::Token;
use offhook_protocol::{RawId, Timestamp};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{ALICE, app};
use crate::token::read;

/// A JWT of these claims, signed by nobody.
pub(super) fn jwt(claims: &str) -> String {
    let encode = "return ['{}', claims].map(part => btoa(part).replaceAll('+', '-').replaceAll('/', '_').replace(/=*$/, ''))
        .join('.') + '.signature'";
    app(encode, [("claims", &claims.into())]).as_string().unwrap_or_default()
}

pub(super) fn claims_of(user: &str) -> String {
    format!(r#"{{"sub":"{user}","exp":4102444800,"iss":"http://127.0.0.1:1/base/","name":"Zo\u00eb??>>"}}"#)
}

#[wasm_bindgen_test]
fn a_token_names_its_user_its_end_and_its_server() {
    let jwt = jwt(&claims_of(ALICE));
    let claims = read(jwt.clone()).unwrap();
    let token = Token { jwt, user: RawId(ALICE.to_owned()), expires: Timestamp(4_102_444_800_000) };
    assert_eq!(claims.token, token);
    assert_eq!(claims.signaling, "ws://127.0.0.1:1/base/v1/signaling");
    let secure = read(self::jwt(r#"{"sub":"a","exp":1,"iss":"https://calls.example"}"#)).unwrap();
    assert_eq!(secure.signaling, "wss://calls.example/v1/signaling");
}

#[wasm_bindgen_test]
fn a_malformed_token_is_none() {
    let wrong = [
        "".to_owned(),
        "a.b".to_owned(),
        "a.b.c".to_owned(),
        "a.%%%.c".to_owned(),
        jwt("not JSON"),
        jwt("null"),
        jwt(r#"{"exp":1,"iss":"https://calls.example"}"#),
        jwt(r#"{"sub":"a","iss":"https://calls.example"}"#),
        jwt(r#"{"sub":"a","exp":"soon","iss":"https://calls.example"}"#),
        jwt(r#"{"sub":"a","exp":1}"#),
        jwt(r#"{"sub":"a","exp":1,"iss":"ftp://calls.example"}"#),
        jwt(r#"{"sub":"a","exp":1,"iss":"httpx"}"#),
    ];
    for wrong in wrong {
        assert!(read(wrong.clone()).is_none(), "{wrong}");
    }
}

//! Tokens of the app's `CommunicationTokenCredential`.

use js_sys::{JSON, Promise};
use offhook_core::Token;
use offhook_protocol::text::{cut, joined};
use offhook_protocol::{ApiError, RawId, SIGNALING_PATH, Timestamp};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use crate::object::{get, method};

/// A token, and where its server is.
#[derive(Clone, Debug)]
pub(crate) struct Claims {
    pub(crate) token: Token,
    /// The URL of the signaling WebSocket.
    pub(crate) signaling: String,
}

/// Asks the credential for a token and reads it.
pub(crate) async fn fetch(credential: JsValue) -> Result<Claims, ApiError> {
    let token = get_token(&credential).await.map_err(|_: JsValue| ApiError::TOKEN_REFUSED)?;
    let jwt = get(&token, "token").as_string().ok_or(ApiError::TOKEN_REFUSED)?;
    read(jwt).ok_or(ApiError::TOKEN_REFUSED)
}

async fn get_token(credential: &JsValue) -> Result<JsValue, JsValue> {
    let get_token = method(credential, "getToken").ok_or(JsValue::UNDEFINED)?;
    // It may return a token instead of a promise of one.
    JsFuture::from(Promise::resolve(&get_token.call0(credential)?)).await
}

/// Reads the claims of a JWT (RFC 7519). Whether they are true is for the server to say.
pub(crate) fn read(jwt: String) -> Option<Claims> {
    let payload: String = cut(cut(&jwt, b'.')?.1, b'.')?.0.chars().map(base64).collect();
    let claims = JSON::parse(&atob(&payload).ok()?).ok()?;
    let user = RawId(get(&claims, "sub").as_string()?);
    let expires = Timestamp((get(&claims, "exp").as_f64()? * 1000.0) as u64);
    let signaling = signaling_url(&get(&claims, "iss").as_string()?)?;
    Some(Claims { token: Token { jwt, user, expires }, signaling })
}

/// From the alphabet for URLs to that of `atob` (RFC 4648 section 5 and 4).
fn base64(digit: char) -> char {
    match digit {
        '-' => '+',
        '_' => '/',
        digit => digit,
    }
}

/// The WebSocket of the server that issued the token.
fn signaling_url(issuer: &str) -> Option<String> {
    // `http` becomes `ws`, and `https` `wss`.
    let rest =
        issuer.strip_prefix("http").filter(|rest| rest.starts_with("://") || rest.starts_with("s://"))?;
    Some(joined(&["ws", rest.strip_suffix("/").unwrap_or(rest), SIGNALING_PATH]))
}

#[wasm_bindgen]
extern "C" {
    /// Its answer is one character for each byte, which is all the same for the claims that are read here.
    #[wasm_bindgen(catch)]
    fn atob(encoded: &str) -> Result<String, JsValue>;
}

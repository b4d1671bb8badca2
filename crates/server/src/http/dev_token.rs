use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use offhook_protocol::RawId;
use serde::{Deserialize, Serialize};

use super::{HttpError, host};
use crate::auth::{CALLING_SCOPE, Claims, Kind, check_guid, new_guid};
use crate::server::App;

const DAY: i64 = 24 * 3600;
const LONGEST: i64 = 3650 * DAY;

/// The body of `POST /dev/token`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Wanted {
    user_id: Option<String>,
    display_name: Option<String>,
    kind: Option<Kind>,
    tenant_id: Option<String>,
    /// Not above 0 for a token that has expired.
    expires_in: Option<i64>,
    scopes: Option<Vec<String>>,
}

/// The answer to `POST /dev/token`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Made {
    token: String,
    expires_on: String,
    raw_id: RawId,
    user: User,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", untagged)]
enum User {
    Teams { microsoft_teams_user_id: String },
    Communication { communication_user_id: RawId },
}

/// `POST /dev/token`: a token for anybody who asks, whatever the content type says.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Made>, HttpError> {
    let wanted = read(&body)?;
    let issuer = app.issuer.url(host(&headers)?);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() as i64;
    let exp = now + wanted.expires_in.unwrap_or(DAY);
    let kind = wanted.kind.unwrap_or_default();
    let guid = wanted.user_id.unwrap_or_else(new_guid);
    let raw_id = kind.raw_id(&guid);
    let user = user(kind, guid, raw_id.clone());
    let claims = Claims {
        sub: raw_id.clone(),
        iss: issuer,
        exp,
        iat: Some(now),
        jti: Some(new_guid()),
        tid: kind.tenant(wanted.tenant_id),
        name: wanted.display_name,
        scp: wanted.scopes.map_or_else(|| CALLING_SCOPE.to_owned(), |scopes| scopes.join(" ")),
    };
    let token = app.verifier.keys().sign(&claims);
    let token = token.ok_or_else(|| HttpError::internal("The token could not be signed."))?;
    Ok(Json(Made { token, expires_on: date(exp), raw_id, user }))
}

fn read(body: &[u8]) -> Result<Wanted, HttpError> {
    let wanted: Option<Wanted> = match body.trim_ascii() {
        [] => None,
        json => serde_json::from_slice(json).map_err(|error| HttpError::bad_request(error.to_string()))?,
    };
    let wanted = wanted.unwrap_or_default();
    check("userId", wanted.user_id.as_deref())?;
    check("tenantId", wanted.tenant_id.as_deref())?;
    match wanted.expires_in {
        Some(seconds) if !(-LONGEST..=LONGEST).contains(&seconds) => Err(HttpError::bad_request(format!(
            "`expiresIn` is {seconds}: wanted seconds from now, {LONGEST} at most."
        ))),
        _ => Ok(wanted),
    }
}

fn check(field: &str, guid: Option<&str>) -> Result<(), HttpError> {
    let Some(text) = guid else { return Ok(()) };
    check_guid(text).map_err(|wanted| HttpError::bad_request(format!("`{field}` is {text:?}: {wanted}.")))
}

fn user(kind: Kind, guid: String, raw_id: RawId) -> User {
    match kind {
        Kind::Teams => User::Teams { microsoft_teams_user_id: guid },
        Kind::Communication => User::Communication { communication_user_id: raw_id },
    }
}

fn date(unix_seconds: i64) -> String {
    let since_1970 = Duration::from_secs(unix_seconds.max(0).unsigned_abs());
    humantime::format_rfc3339_millis(UNIX_EPOCH + since_1970).to_string()
}

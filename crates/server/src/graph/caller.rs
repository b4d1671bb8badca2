use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use offhook_protocol::RawId;
use offhook_switchboard::Identity;
use tracing::warn;

use super::ids::guid_of;
use crate::http::{HttpError, host};
use crate::server::App;
use crate::storage::{NOBODY, Users};

/// The Teams user whose token came with a request.
pub(super) struct Caller {
    pub(super) user: RawId,
    pub(super) tenant: Option<String>,
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Caller, HttpError> {
        let token = bearer(&parts.headers).ok_or_else(|| {
            HttpError::unauthorized("There is no token: send it as `Authorization: Bearer <token>`.")
        })?;
        let identity = app.identify(token, host(&parts.headers)?);
        let identity = identity.map_err(|error| HttpError::unauthorized(error.message))?;
        if !is_teams_user(&identity.user) {
            return Err(HttpError::forbidden(
                "Chats are for Teams users: use a token whose `sub` is `8:orgid:<guid>`.",
            ));
        }
        learn_name(&app.storage.users(), &identity).await;
        Ok(Caller { user: identity.user, tenant: identity.tenant })
    }
}

/// RFC 6750 section 2.1.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn is_teams_user(user: &RawId) -> bool {
    guid_of(user).is_some() && *user != RawId(NOBODY.to_owned())
}

/// Others see it beside the member. Without it nothing else is missing.
async fn learn_name(users: &Users, Identity { user, name, .. }: &Identity) {
    let Some(name) = name else { return };
    if let Err(error) = users.learn(user, name).await {
        warn!(%user, %error, "a name was not remembered");
    }
}

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use offhook_protocol::ThreadId;

use super::query::ChatQuery;
use crate::http::{HttpError, host};
use crate::server::App;
use crate::storage::Position;

/// URLs of this server, as the one who asks reaches it.
pub(super) struct Links {
    base: String,
}

impl FromRequestParts<Arc<App>> for Links {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Links, HttpError> {
        Ok(Links { base: format!("{}/v1.0", app.issuer.url(host(&parts.headers)?)) })
    }
}

impl Links {
    /// The `@odata.context` of an answer, which says what is in it.
    pub(super) fn context(&self, of: &str) -> String {
        format!("{}/$metadata#{of}", self.base)
    }

    pub(super) fn member(&self, chat: &ThreadId, membership: &str) -> String {
        format!("{}/chats/{chat}/members/{membership}", self.base)
    }

    /// The part of a list of chats that comes after this one.
    pub(super) fn next_chats(&self, query: &ChatQuery, last: &Position) -> String {
        let expand = if query.expand_members { "&$expand=members" } else { "" };
        let token = ChatQuery::skip_token(last);
        format!("{}/me/chats?$top={}{expand}&$skiptoken={token}", self.base, query.top)
    }
}

//! Chats as Microsoft Graph has them, so that its clients work with this server's URL. Whoever asks shows the same token as
//! for calling.

mod body;
mod caller;
mod chats;
mod dates;
mod error;
mod ids;
mod links;
mod members;
mod query;
mod requests;
mod resources;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get};

use crate::http::HttpError;
use crate::server::App;

/// A chat with as many members as there can be, in the long form.
const LARGEST_BODY: usize = 256 * 1024;

/// The routes, below `/v1.0`.
pub(crate) fn router() -> Router<Arc<App>> {
    let members = get(members::list).post(members::add);
    let member = get(members::get).delete(members::remove);
    Router::new()
        .route("/v1.0/chats", get(chats::list).post(chats::create))
        .route("/v1.0/me/chats", get(chats::list))
        .route("/v1.0/chats/{chat}", get(chats::get))
        .route("/v1.0/chats/{chat}/members", members)
        .route("/v1.0/chats/{chat}/members/{membership}", member)
        // Whatever else a client of Graph asks for is not the demo page's.
        .route("/v1.0/{*path}", any(async || HttpError::no_such_path()))
        .method_not_allowed_fallback(async || HttpError::method_not_allowed())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
}

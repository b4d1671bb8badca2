//! What is asked for by plain HTTP.

mod cors;
mod dev_token;
mod error;
mod health;
mod page;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::routing::{get, post};
use offhook_protocol::SIGNALING_PATH;

pub(crate) use cors::Origins;
pub(crate) use error::HttpError;

use crate::graph;
use crate::server::App;
use crate::signaling;

/// More than any request of ours but for chats.
const LARGEST_BODY: usize = 64 * 1024;

/// All routes of a server.
pub(crate) fn router(app: Arc<App>, dev: bool) -> Router {
    let signaling = post(signaling::farewell).fallback(signaling::upgrade);
    let routes = Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .route(SIGNALING_PATH, signaling)
        .merge(graph::router());
    let routes = if dev {
        routes.route("/dev/token", post(dev_token::create)).fallback(get(page::file))
    } else {
        routes.fallback(async || HttpError::no_such_path())
    };
    routes.layer(DefaultBodyLimit::max(LARGEST_BODY)).layer(app.origins.cors()).with_state(app)
}

/// The host and port by which a request came.
pub(crate) fn host(headers: &HeaderMap) -> Result<&str, HttpError> {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let valid = host.filter(|host| host.parse::<axum::http::uri::Authority>().is_ok() && !host.contains('@'));
    valid.ok_or_else(|| HttpError::bad_request("The Host header is missing or malformed."))
}

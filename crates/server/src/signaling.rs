//! The WebSockets that clients signal over.

mod connection;
mod farewell;
mod frame;
mod hub;
mod threads;

use std::sync::Arc;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use axum::response::Response;
use offhook_protocol::{MAX_MESSAGE_BYTES, SUBPROTOCOL};

use connection::Connection;
pub(crate) use farewell::farewell;
pub(crate) use hub::{Hub, HubHandle};

use crate::http::{HttpError, host};
use crate::listener::Peer;
use crate::server::App;

/// Held by every connection, so small; the libraries' default is 128 kB. A long message takes no more calls into the system
/// for it, see `ReadAhead`.
const BUFFER_BYTES: usize = 256;

/// What is too long is read all the same up to this size, so that the client can be told why it is disconnected.
const HARD_LIMIT_BYTES: usize = 2 * MAX_MESSAGE_BYTES;

/// `GET` of the signaling path: refuses strange pages, then hands the WebSocket to a task of its own.
pub(crate) async fn upgrade(
    State(app): State<Arc<App>>,
    ConnectInfo(Peer(from)): ConnectInfo<Peer>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, HttpError> {
    if app.shutdown.drain.is_cancelled() {
        return Err(HttpError::stopping());
    }
    app.origins.check(&headers)?;
    let host = Box::from(host(&headers)?);
    let upgrade = upgrade.map_err(|rejection| HttpError::bad_request(rejection.body_text()))?;
    let upgrade = upgrade.protocols([SUBPROTOCOL]);
    if upgrade.selected_protocol().is_none() {
        return Err(HttpError::bad_request(format!("Ask for the WebSocket subprotocol `{SUBPROTOCOL}`.")));
    }
    let origin = connection::Origin { id: app.hub.new_connection(), from, host };
    let upgrade = upgrade
        .read_buffer_size(BUFFER_BYTES)
        .write_buffer_size(0)
        .max_message_size(HARD_LIMIT_BYTES)
        .max_frame_size(HARD_LIMIT_BYTES);
    // In a task of its own, as the one that upgrades has room for much that is of no use any more.
    Ok(upgrade.on_upgrade(async move |socket| {
        let tasks = app.tasks.clone();
        tasks.spawn(Connection::new(app, origin, socket).run());
    }))
}

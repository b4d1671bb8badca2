use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use offhook_protocol::{ClientMessage, Frame, Hello};
use offhook_switchboard::{Input, Received};
use tracing::info;

use super::connection::as_usize;
use super::frame::decode;
use crate::http::{HttpError, host};
use crate::server::App;

/// `POST` to the signaling path: what a page that goes has to say when its browser has closed its WebSocket already, as
/// Firefox does. It is all that it would say on a new one, a frame on each line: `Hello` with the session, then `Bye`.
pub(crate) async fn farewell(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: String,
) -> Result<StatusCode, HttpError> {
    app.origins.check(&headers)?;
    let host = host(&headers)?;
    let (hello, ack, bye) = read(&body).ok_or_else(|| {
        HttpError::bad_request(
            "Send two frames, each on a line of its own: `Hello` with `resume`, then `Bye`.",
        )
    })?;
    let identity = app.identify(&hello.token, host);
    let identity = identity.map_err(|error| HttpError::unauthorized(error.message))?;
    info!(user = %identity.user, "left without a connection");
    let connection = app.hub.new_connection();
    // Nobody reads the answers, but without room for them the session would be taken for one that does not read.
    let room = as_usize(app.limits.send_queue);
    let _answers = app.hub.sign_in(connection, room, identity, (hello, ack)).await;
    app.hub.input(connection, Input::Frame { connection, received: bye }).await;
    app.hub.input(connection, Input::Closed { connection }).await;
    Ok(StatusCode::NO_CONTENT)
}

/// The `Hello`, what it acknowledges, and the `Bye`.
fn read(body: &str) -> Option<(Hello, u64, Received)> {
    let mut frames = body.lines().map(decode);
    let (first, second, None) = (frames.next()?, frames.next()?, frames.next()) else { return None };
    match (first, &second) {
        (
            Received::Frame(Frame { message: Some(ClientMessage::Hello(hello)), ack, .. }),
            Received::Frame(Frame { message: Some(ClientMessage::Bye), .. }),
        ) if hello.resume.is_some() => Some((hello, ack, second)),
        _ => None,
    }
}

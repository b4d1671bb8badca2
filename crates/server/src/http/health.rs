use std::sync::Arc;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::HttpError;
use crate::metrics;
use crate::server::App;

/// `GET /readyz`: whether new clients may be sent here.
pub(super) async fn ready(State(app): State<Arc<App>>) -> Result<&'static str, HttpError> {
    if app.shutdown.drain.is_cancelled() {
        return Err(HttpError::stopping());
    }
    if !app.storage.is_well().await {
        return Err(HttpError::no_database());
    }
    Ok("ready\n")
}

/// `GET /metrics`
pub(super) async fn metrics(State(app): State<Arc<App>>) -> Result<Response, HttpError> {
    let snapshot = app.hub.look().await;
    let snapshot = snapshot.ok_or_else(|| HttpError::internal("The call control does not answer."))?;
    let text = app.metrics.text(&snapshot);
    Ok(([(CONTENT_TYPE, metrics::CONTENT_TYPE)], text).into_response())
}

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use serde::de::DeserializeOwned;

use crate::http::HttpError;
use crate::server::App;

/// What a request says in JSON.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Body<T> {
    type Rejection = HttpError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Body<T>, HttpError> {
        let bytes =
            Bytes::from_request(request, app).await.map_err(|rejection| match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => HttpError::too_large(),
                _ => HttpError::bad_request(rejection.body_text()),
            })?;
        // serde reads a struct from an array as well.
        if !bytes.trim_ascii_start().starts_with(b"{") {
            return Err(HttpError::bad_request("The body makes no sense: wanted an object in JSON."));
        }
        let wrong = |error| HttpError::bad_request(format!("The body makes no sense: {error}."));
        serde_json::from_slice(&bytes).map(Body).map_err(wrong)
    }
}

use std::time::SystemTime;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tracing::debug;

use crate::auth::new_guid;

/// An error in the form of Microsoft Graph: `{"error": {"code", "message", "innerError": {"date", "request-id"}}}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct HttpError {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl HttpError {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> HttpError {
        HttpError { status, code, message: message.into() }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> HttpError {
        HttpError::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    pub(crate) fn unauthorized(message: impl Into<String>) -> HttpError {
        HttpError::new(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken", message)
    }

    pub(crate) fn forbidden(message: impl Into<String>) -> HttpError {
        HttpError::new(StatusCode::FORBIDDEN, "Forbidden", message)
    }

    pub(crate) fn not_found(message: impl Into<String>) -> HttpError {
        HttpError::new(StatusCode::NOT_FOUND, "NotFound", message)
    }

    pub(crate) fn no_such_path() -> HttpError {
        HttpError::not_found("There is nothing at this path.")
    }

    pub(crate) fn method_not_allowed() -> HttpError {
        let message = "This path does not take the method of the request.";
        HttpError::new(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", message)
    }

    pub(crate) fn conflict(message: impl Into<String>) -> HttpError {
        HttpError::new(StatusCode::CONFLICT, "Conflict", message)
    }

    pub(crate) fn too_large() -> HttpError {
        let message = "The body is larger than any that makes sense here.";
        HttpError::new(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge", message)
    }

    pub(crate) fn stopping() -> HttpError {
        HttpError::unavailable("The server stops and takes nobody new: try again later.")
    }

    pub(crate) fn no_database() -> HttpError {
        HttpError::unavailable("The server's database does not answer: try again later.")
    }

    fn unavailable(message: &str) -> HttpError {
        HttpError::new(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable", message)
    }

    pub(crate) fn internal(message: impl Into<String>) -> HttpError {
        HttpError::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", message)
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let HttpError { status, code, message } = self;
        let id = new_guid();
        debug!(status = status.as_u16(), request_id = id, why = message, "refused");
        let date = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
        let inner = json!({ "date": date, "request-id": id });
        let body = Json(json!({ "error": { "code": code, "message": message, "innerError": inner } }));
        let mut response = (status, body).into_response();
        if status == StatusCode::UNAUTHORIZED {
            // RFC 6750 section 3.
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

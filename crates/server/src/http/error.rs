use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An error in the form of Microsoft Graph: `{"error": {"code", "message"}}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct HttpError {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl HttpError {
    pub(crate) fn bad_request(message: impl Into<String>) -> HttpError {
        HttpError { status: StatusCode::BAD_REQUEST, code: "BadRequest", message: message.into() }
    }

    pub(crate) fn unauthorized(message: impl Into<String>) -> HttpError {
        HttpError { status: StatusCode::UNAUTHORIZED, code: "Unauthorized", message: message.into() }
    }

    pub(crate) fn forbidden(message: impl Into<String>) -> HttpError {
        HttpError { status: StatusCode::FORBIDDEN, code: "Forbidden", message: message.into() }
    }

    pub(crate) fn not_found() -> HttpError {
        let message = "There is nothing at this path.".to_owned();
        HttpError { status: StatusCode::NOT_FOUND, code: "NotFound", message }
    }

    pub(crate) fn stopping() -> HttpError {
        let message = "The server stops and takes nobody new: try again later.".to_owned();
        HttpError { status: StatusCode::SERVICE_UNAVAILABLE, code: "ServiceUnavailable", message }
    }

    pub(crate) fn internal(message: impl Into<String>) -> HttpError {
        HttpError {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            code: "InternalServerError",
            message: message.into(),
        }
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let body = json!({ "error": { "code": self.code, "message": self.message } });
        (self.status, Json(body)).into_response()
    }
}

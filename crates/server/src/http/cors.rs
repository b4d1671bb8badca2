use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, Method, header};
use tower_http::cors::{AllowHeaders, Any, CorsLayer};

use super::HttpError;

/// How long a browser need not ask again what it may send. Whether its page may is said in each answer.
const REMEMBERED: Duration = Duration::from_secs(3600);

/// The pages that may talk to the server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Origins {
    /// `--dev`
    All,
    /// `server.allowed_origins`
    Only(Vec<String>),
}

impl Origins {
    /// For requests that a browser makes by `fetch`. The headers are named that were asked for, as `*` would not stand for
    /// `Authorization` (Fetch standard, CORS protocol).
    pub(crate) fn cors(&self) -> CorsLayer {
        let layer = CorsLayer::new()
            .allow_methods([Method::GET, Method::POST, Method::PATCH, Method::DELETE])
            .allow_headers(AllowHeaders::mirror_request())
            .expose_headers([header::LOCATION])
            .max_age(REMEMBERED);
        match self {
            Origins::All => layer.allow_origin(Any),
            Origins::Only(allowed) => {
                let allowed = allowed.iter().filter_map(|origin| HeaderValue::from_str(origin).ok());
                layer.allow_origin(allowed.collect::<Vec<_>>())
            }
        }
    }

    /// For WebSockets, which browsers open across origins without asking (RFC 6455 section 10.2). Who sends no `Origin`
    /// is no page: it could write there what it likes, so the token alone decides.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), HttpError> {
        let (Origins::Only(allowed), Some(origin)) = (self, headers.get(header::ORIGIN)) else {
            return Ok(());
        };
        let known = allowed.iter().any(|allowed| allowed.as_bytes() == origin.as_bytes());
        known.then_some(()).ok_or_else(|| {
            HttpError::forbidden("Pages of this origin may not connect: add it to `server.allowed_origins`.")
        })
    }
}

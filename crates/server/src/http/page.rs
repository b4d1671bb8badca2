use axum::http::{HeaderMap, HeaderName, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::HttpError;

/// The demo page as it was when the server was built.
#[derive(RustEmbed)]
#[folder = "../../www/dist"]
#[allow_missing = true]
struct Files;

/// The names of the files say nothing about their versions, so a browser has to ask each time whether they changed.
const NO_CACHE: (HeaderName, &str) = (header::CACHE_CONTROL, "no-cache");
const INDEX: &str = "index.html";
const NOT_BUILT: &str = include_str!("page_not_built.html");

/// Every path that is no route: a file of the demo page.
pub(super) async fn file(uri: Uri, headers: HeaderMap) -> Response {
    let path = match uri.path() {
        "/" => INDEX,
        path => path.trim_start_matches('/'),
    };
    match Files::get(path) {
        Some(file) => respond(file, &headers),
        None if path == INDEX => ([NO_CACHE], Html(NOT_BUILT)).into_response(),
        None => HttpError::no_such_path().into_response(),
    }
}

fn respond(file: EmbeddedFile, headers: &HeaderMap) -> Response {
    let hash = file.metadata.sha256_hash();
    let tag: String = ['"'].into_iter().chain(hash.iter().flat_map(hex)).chain(['"']).collect();
    let caching = ([NO_CACHE], [(header::ETAG, tag.clone())]);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    let mut kind = file.metadata.mimetype().to_owned();
    if kind.starts_with("text/") {
        kind.push_str("; charset=utf-8");
    }
    let about = [(header::CONTENT_TYPE, kind), (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned())];
    (caching, about, file.data).into_response()
}

fn hex(byte: &u8) -> [char; 2] {
    [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0'))
}

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use offhook_protocol::ThreadId;

use super::ids;
use crate::http::HttpError;
use crate::server::App;
use crate::storage::Position;

/// As many as in Graph.
const MOST: u32 = 50;

/// What is asked of chats behind the `?`: OData's system query options.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct ChatQuery {
    /// `$expand=members`
    pub(super) expand_members: bool,
    /// `$top`: how many at once.
    pub(super) top: u32,
    /// `$skiptoken`: where the part before ended.
    pub(super) after: Option<Position>,
}

impl FromRequestParts<Arc<App>> for ChatQuery {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<ChatQuery, HttpError> {
        let options = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let Query(options) = options.map_err(|error| HttpError::bad_request(error.body_text()))?;
        ChatQuery::read(&options).map_err(HttpError::bad_request)
    }
}

impl ChatQuery {
    fn read(options: &[(String, String)]) -> Result<ChatQuery, String> {
        let mut query = ChatQuery { expand_members: false, top: MOST, after: None };
        for (name, value) in options {
            match name.as_str() {
                "$expand" => query.expand_members = read_expand(value)?,
                "$top" => query.top = read_top(value)?,
                "$skiptoken" => query.after = Some(read_skip_token(value)?),
                // The count is always there, and whoever selects gets more.
                "$count" | "$select" => {}
                name if name.starts_with('$') => {
                    return Err(format!(
                        "`{name}` is not known here: wanted `$expand`, `$top` or `$skiptoken`."
                    ));
                }
                _ => {}
            }
        }
        Ok(query)
    }

    /// What a client hands back to go on after this chat.
    pub(super) fn skip_token(last: &Position) -> String {
        let created = last.created.duration_since(UNIX_EPOCH).unwrap_or_default();
        ids::opaque(&created.as_millis().to_string(), last.id.as_str())
    }
}

fn read_expand(value: &str) -> Result<bool, String> {
    let wrong = || format!("`$expand` is {value:?}: only `members` can be expanded.");
    (value == "members").then_some(true).ok_or_else(wrong)
}

fn read_top(value: &str) -> Result<u32, String> {
    let top = value.parse().ok().filter(|top| (1..=MOST).contains(top));
    top.ok_or_else(|| format!("`$top` is {value:?}: wanted a number from 1 to {MOST}."))
}

fn read_skip_token(value: &str) -> Result<Position, String> {
    let position = || {
        let (created, id) = ids::parts(value)?;
        let created = Duration::from_millis(created.parse().ok()?);
        Some(Position { created: UNIX_EPOCH.checked_add(created)?, id: ThreadId(id) })
    };
    let wrong = "`$skiptoken` is none of this server's: follow `@odata.nextLink` as it is.";
    position().ok_or_else(|| wrong.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(options: &[(&str, &str)]) -> Result<ChatQuery, String> {
        let owned = options.iter().map(|(name, value)| (name.to_string(), value.to_string()));
        ChatQuery::read(&owned.collect::<Vec<_>>())
    }

    #[test]
    fn a_position_is_found_again() {
        let created = UNIX_EPOCH + Duration::from_millis(1_700_000_000_123);
        let position = Position { created, id: ids::new_thread_id() };
        let query = read(&[("$skiptoken", &ChatQuery::skip_token(&position)), ("$top", "7")]).unwrap();
        assert_eq!(query, ChatQuery { expand_members: false, top: 7, after: Some(position) });
    }

    #[test]
    fn what_is_not_known_is_named() {
        let cases = [
            ("$top", "0"),
            ("$top", "51"),
            ("$top", "all"),
            ("$expand", "messages"),
            ("$skiptoken", "next"),
            ("$skiptoken", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5IzE5Og=="),
            ("$filter", "topic eq 'x'"),
        ];
        for (name, value) in cases {
            let error = read(&[(name, value)]).unwrap_err();
            assert!(error.contains(name), "{name}={value}: {error}");
        }
        assert!(read(&[("$select", "id"), ("$count", "true"), ("x", "y"), ("$expand", "members")]).is_ok());
    }
}

//! `/chats/{id}/members`

use std::sync::Arc;
use std::time::SystemTime;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode, header};
use offhook_protocol::ThreadId;
use tracing::info;

use super::body::Body;
use super::caller::Caller;
use super::chats::check_reader;
use super::ids::user_of_membership;
use super::links::Links;
use super::requests::WantedMember;
use super::resources::{Collection, Entity, MemberResource};
use crate::http::HttpError;
use crate::server::App;
use crate::storage::ChatError;

/// `GET /chats/{id}/members`
pub(super) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    links: Links,
    Path(chat): Path<ThreadId>,
) -> Result<Json<Collection<MemberResource>>, HttpError> {
    let chats = app.storage.chats();
    check_reader(&chats, &chat, &caller).await?;
    let members = MemberResource::all(&chat, chats.roster(&chat).await?);
    let context = links.context(&format!("chats('{chat}')/members"));
    Ok(Json(Collection::new(context, members, None)))
}

/// `GET /chats/{id}/members/{membership}`
pub(super) async fn get(
    State(app): State<Arc<App>>,
    caller: Caller,
    links: Links,
    Path((chat, membership)): Path<(ThreadId, String)>,
) -> Result<Json<Entity<MemberResource>>, HttpError> {
    let chats = app.storage.chats();
    check_reader(&chats, &chat, &caller).await?;
    let user = user_of_membership(&membership, &chat).ok_or(ChatError::NoSuchMember)?;
    let mut roster = chats.roster(&chat).await?.into_iter();
    let member = roster.find(|member| member.membership.user == user);
    let value = MemberResource::of(&chat, member.ok_or(ChatError::NoSuchMember)?);
    Ok(Json(Entity { context: entity(&links, &chat), value }))
}

type Created = (StatusCode, [(HeaderName, String); 1], Json<Entity<MemberResource>>);

/// `POST /chats/{id}/members`. Unless it says otherwise, the new member sees what is said from now on.
pub(super) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller,
    links: Links,
    Path(chat): Path<ThreadId>,
    Body(wanted): Body<WantedMember>,
) -> Result<Created, HttpError> {
    let new = wanted.check(&caller, Some(SystemTime::now()))?;
    let member = app.storage.chats().add(&chat, &caller.user, &new).await?;
    info!(%chat, user = %caller.user, member = %new.user, "member added");
    let value = MemberResource::of(&chat, member);
    let location = [(header::LOCATION, links.member(&chat, &value.id))];
    Ok((StatusCode::CREATED, location, Json(Entity { context: entity(&links, &chat), value })))
}

/// `DELETE /chats/{id}/members/{membership}`
pub(super) async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((chat, membership)): Path<(ThreadId, String)>,
) -> Result<StatusCode, HttpError> {
    let chats = app.storage.chats();
    let Some(user) = user_of_membership(&membership, &chat) else {
        check_reader(&chats, &chat, &caller).await?;
        return Err(ChatError::NoSuchMember.into());
    };
    chats.remove(&chat, &caller.user, &user).await?;
    info!(%chat, user = %caller.user, member = %user, "member removed");
    Ok(StatusCode::NO_CONTENT)
}

fn entity(links: &Links, chat: &ThreadId) -> String {
    links.context(&format!("chats('{chat}')/members/$entity"))
}

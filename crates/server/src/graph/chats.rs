//! `/chats`

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use offhook_protocol::ThreadId;
use tracing::info;

use super::body::Body;
use super::caller::Caller;
use super::links::Links;
use super::query::ChatQuery;
use super::requests::{NewChat, WantedChat};
use super::resources::{ChatResource, Collection, Entity};
use crate::http::HttpError;
use crate::server::App;
use crate::storage::{Chat, ChatError, Chats, Page, Position, StorageError};

/// `POST /chats`: a new chat, or the one-on-one chat that there is already.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    links: Links,
    Body(wanted): Body<WantedChat>,
) -> Result<(StatusCode, Json<Entity<ChatResource>>), HttpError> {
    let chats = app.storage.chats();
    let chat = match wanted.check(&caller)? {
        NewChat::Group(group) => chats.create(&group).await?,
        NewChat::OneOnOne(chat) => chats.one_on_one(&chat).await?,
    };
    info!(chat = %chat.id, user = %caller.user, "chat opened");
    let context = links.context("chats/$entity");
    Ok((StatusCode::CREATED, Json(Entity { context, value: ChatResource::of(chat, None) })))
}

/// `GET /chats/{id}`
pub(super) async fn get(
    State(app): State<Arc<App>>,
    caller: Caller,
    links: Links,
    query: ChatQuery,
    Path(id): Path<ThreadId>,
) -> Result<Json<Entity<ChatResource>>, HttpError> {
    let chats = app.storage.chats();
    check_reader(&chats, &id, &caller).await?;
    let chat = chats.get(&id).await?.ok_or(ChatError::NoSuchChat)?;
    let roster = if query.expand_members { Some(chats.roster(&id).await?) } else { None };
    let context =
        links.context(if query.expand_members { "chats(members())/$entity" } else { "chats/$entity" });
    Ok(Json(Entity { context, value: ChatResource::of(chat, roster) }))
}

/// `GET /me/chats`, and `GET /chats`, which is the same.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    links: Links,
    query: ChatQuery,
) -> Result<Json<Collection<ChatResource>>, HttpError> {
    let chats = app.storage.chats();
    // One more tells whether there are more.
    let page = Page { limit: query.top + 1, after: query.after.clone() };
    let mut found = chats.of_user(&caller.user, &page).await?;
    let top = query.top as usize;
    let more = found.len() > top;
    found.truncate(top);
    let last = found.last().filter(|_| more).map(Position::of);
    let next_link = last.map(|last| links.next_chats(&query, &last));
    let (context, value) = if query.expand_members {
        ("chats(members())", with_members(&chats, found).await?)
    } else {
        ("chats", found.into_iter().map(|chat| ChatResource::of(chat, None)).collect())
    };
    Ok(Json(Collection::new(links.context(context), value, next_link)))
}

async fn with_members(chats: &Chats, found: Vec<Chat>) -> Result<Vec<ChatResource>, StorageError> {
    let ids: Vec<&ThreadId> = found.iter().map(|chat| &chat.id).collect();
    let mut rosters = chats.rosters(&ids).await?;
    let expand = |chat: Chat| {
        let roster = rosters.remove(&chat.id).unwrap_or_default();
        ChatResource::of(chat, Some(roster))
    };
    Ok(found.into_iter().map(expand).collect())
}

/// Nobody looks into a chat that they are not in.
pub(super) async fn check_reader(chats: &Chats, id: &ThreadId, caller: &Caller) -> Result<(), ChatError> {
    let members = chats.members(id).await?.ok_or(ChatError::NoSuchChat)?;
    let member = members.contains(&caller.user);
    member.then_some(()).ok_or(ChatError::NotInChat)
}

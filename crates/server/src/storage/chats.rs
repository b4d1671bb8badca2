//! Chats: people who belong together. A call only refers to one; who is in the call is another list.

mod error;
mod records;
mod roster;
#[cfg(test)]
mod tests;

use offhook_protocol::{RawId, ThreadId};
use sqlx::{Sqlite, SqliteExecutor, Transaction};

pub(crate) use error::ChatError;
pub(crate) use records::{Chat, ChatKind, Member, Membership, NewGroup, NewOneOnOne, Page, Position, Role};
use roster::MAX_MEMBERS;
pub(crate) use roster::NOBODY;

use super::{Storage, StorageError, time};

/// The chats of a database.
#[derive(Clone, Debug)]
pub(crate) struct Chats {
    storage: Storage,
}

impl Chats {
    pub(super) fn new(storage: Storage) -> Chats {
        Chats { storage }
    }

    pub(crate) async fn get(&self, id: &ThreadId) -> Result<Option<Chat>, StorageError> {
        Ok(find(&self.storage.pool, id).await?)
    }

    /// A user's chats, the newest first.
    pub(crate) async fn of_user(&self, user: &RawId, page: &Page) -> Result<Vec<Chat>, StorageError> {
        let sql = "SELECT chats.* FROM members JOIN chats ON chats.id = members.chat
            WHERE members.user = ?1 AND (?2 IS NULL OR (chats.created, chats.id) < (?2, ?3))
            ORDER BY chats.created DESC, chats.id DESC LIMIT ?4";
        let after = page.after.as_ref();
        let chats = sqlx::query_as(sql)
            .bind(user.as_str())
            .bind(after.map(|after| time::to_millis(after.created)))
            .bind(after.map(|after| after.id.as_str()))
            .bind(page.limit);
        Ok(chats.fetch_all(&self.storage.pool).await?)
    }

    /// A new group chat. Its id is the caller's to mint, who may have told it already.
    pub(crate) async fn create(&self, group: &NewGroup) -> Result<Chat, ChatError> {
        if group.members.len() > MAX_MEMBERS {
            return Err(ChatError::Full);
        }
        let NewGroup { id, topic, tenant, members } = group;
        let insert = "INSERT INTO chats (id, kind, topic, tenant, created, updated)
            VALUES (?1, ?2, ?3, ?4, ?5, ?5) ON CONFLICT DO NOTHING";
        let insert = sqlx::query(insert)
            .bind(id.as_str())
            .bind(ChatKind::Group.as_str())
            .bind(topic.as_deref())
            .bind(tenant.as_deref())
            .bind(time::now());
        let mut change = self.storage.change().await?;
        if insert.execute(&mut *change).await?.rows_affected() == 0 {
            return Err(ChatError::Exists);
        }
        roster::insert(&mut change, id, members).await?;
        committed(change, id).await
    }

    /// The chat of two people: a new one, or the one that they have.
    pub(crate) async fn one_on_one(&self, chat: &NewOneOnOne) -> Result<Chat, ChatError> {
        let NewOneOnOne { id, tenant, members } = chat;
        let pair = chat.pair();
        let insert = "INSERT INTO chats (id, kind, tenant, pair, created, updated)
            VALUES (?1, ?2, ?3, ?4, ?5, ?5) ON CONFLICT (pair) DO NOTHING";
        let insert = sqlx::query(insert)
            .bind(id.as_str())
            .bind(ChatKind::OneOnOne.as_str())
            .bind(tenant.as_deref())
            .bind(&pair)
            .bind(time::now());
        let mut change = self.storage.change().await?;
        if insert.execute(&mut *change).await?.rows_affected() == 1 {
            roster::insert(&mut change, id, members).await?;
            return committed(change, id).await;
        }
        let known = sqlx::query_as("SELECT * FROM chats WHERE pair = ?").bind(&pair);
        Ok(known.fetch_one(&mut *change).await?)
    }
}

async fn committed(mut change: Transaction<'_, Sqlite>, id: &ThreadId) -> Result<Chat, ChatError> {
    let chat = find(&mut *change, id).await?.ok_or(ChatError::NoSuchChat)?;
    change.commit().await?;
    Ok(chat)
}

async fn find(database: impl SqliteExecutor<'_>, id: &ThreadId) -> Result<Option<Chat>, sqlx::Error> {
    sqlx::query_as("SELECT * FROM chats WHERE id = ?").bind(id.as_str()).fetch_optional(database).await
}

//! Who is in a chat.

use std::collections::HashMap;

use offhook_protocol::{RawId, ThreadId};
use sqlx::{FromRow, Row, Sqlite, SqliteExecutor, Transaction};

use super::{ChatError, ChatKind, Chats, Member, Membership, Role, find};
use crate::storage::{StorageError, time};

/// As many as in Microsoft Teams.
pub(crate) const MAX_MEMBERS: usize = 250;

/// Holds a place in a chat whose call is with phones only. It is a member, but no user.
pub(crate) const NOBODY: &str = "8:orgid:00000000-0000-0000-0000-000000000000";

impl Chats {
    /// The users in a chat; `None` if there is no such chat.
    pub(crate) async fn members(&self, chat: &ThreadId) -> Result<Option<Vec<RawId>>, StorageError> {
        // A chat without users is one row without a user.
        let sql = "SELECT members.user FROM chats
            LEFT JOIN members ON members.chat = chats.id AND members.user <> ?2
            WHERE chats.id = ?1 ORDER BY members.rowid";
        let rows = sqlx::query_scalar::<_, Option<String>>(sql).bind(chat.as_str()).bind(NOBODY);
        let rows = rows.fetch_all(&self.storage.pool).await?;
        let found = !rows.is_empty();
        Ok(found.then(|| rows.into_iter().flatten().map(RawId).collect()))
    }

    /// The members of a chat, in the order in which they came.
    pub(crate) async fn roster(&self, chat: &ThreadId) -> Result<Vec<Member>, StorageError> {
        Ok(rosters(&self.storage.pool, &[chat]).await?.remove(chat).unwrap_or_default())
    }

    /// The members of several chats.
    pub(crate) async fn rosters(
        &self,
        chats: &[&ThreadId],
    ) -> Result<HashMap<ThreadId, Vec<Member>>, StorageError> {
        Ok(rosters(&self.storage.pool, chats).await?)
    }

    /// Adds somebody, as every member of a group chat may.
    pub(crate) async fn add(
        &self,
        chat: &ThreadId,
        by: &RawId,
        new: &Membership,
    ) -> Result<Member, ChatError> {
        let mut change = self.storage.change().await?;
        let roster = Roster::to_change(&mut change, chat, by).await?;
        if roster.find(&new.user).is_some() {
            return Err(ChatError::AlreadyMember);
        }
        if roster.members.len() >= MAX_MEMBERS {
            return Err(ChatError::Full);
        }
        insert(&mut change, chat, std::slice::from_ref(new)).await?;
        let added = Roster::read(&mut change, chat).await?.find(&new.user).cloned();
        changed(change, chat).await?;
        added.ok_or(ChatError::NoSuchMember)
    }

    /// Removes somebody, which is for owners, and for those who leave. With its last user a chat is gone.
    pub(crate) async fn remove(&self, chat: &ThreadId, by: &RawId, user: &RawId) -> Result<(), ChatError> {
        let mut change = self.storage.change().await?;
        let roster = Roster::to_change(&mut change, chat, by).await?;
        if roster.find(user).is_none() {
            return Err(ChatError::NoSuchMember);
        }
        if by != user && !roster.is_owner(by) {
            return Err(ChatError::NotOwner);
        }
        let remove = sqlx::query("DELETE FROM members WHERE chat = ? AND user = ?");
        remove.bind(chat.as_str()).bind(user.as_str()).execute(&mut *change).await?;
        let end = "DELETE FROM chats WHERE id = ?1
            AND NOT EXISTS (SELECT 1 FROM members WHERE chat = ?1 AND user <> ?2)";
        sqlx::query(end).bind(chat.as_str()).bind(NOBODY).execute(&mut *change).await?;
        changed(change, chat).await
    }
}

/// The members of one chat.
struct Roster {
    members: Vec<Member>,
}

impl Roster {
    async fn read(change: &mut Transaction<'_, Sqlite>, chat: &ThreadId) -> Result<Roster, ChatError> {
        let members = rosters(&mut **change, &[chat]).await?.remove(chat);
        Ok(Roster { members: members.unwrap_or_default() })
    }

    /// For a change by this user, if that is one of the members and members can change at all.
    async fn to_change(
        change: &mut Transaction<'_, Sqlite>,
        chat: &ThreadId,
        by: &RawId,
    ) -> Result<Roster, ChatError> {
        let kind = find(&mut **change, chat).await?.ok_or(ChatError::NoSuchChat)?.kind;
        let roster = Roster::read(change, chat).await?;
        match (roster.find(by), kind) {
            (None, _) => Err(ChatError::NotInChat),
            (Some(_), ChatKind::OneOnOne) => Err(ChatError::OneOnOne),
            (Some(_), ChatKind::Group) => Ok(roster),
        }
    }

    fn find(&self, user: &RawId) -> Option<&Member> {
        self.members.iter().find(|member| member.membership.user == *user)
    }

    fn is_owner(&self, user: &RawId) -> bool {
        self.find(user).is_some_and(|member| member.membership.role == Some(Role::Owner))
    }
}

/// Puts them into a chat that is there.
pub(super) async fn insert(
    change: &mut Transaction<'_, Sqlite>,
    chat: &ThreadId,
    members: &[Membership],
) -> Result<(), sqlx::Error> {
    for Membership { user, tenant, role, history_from } in members {
        let insert = "INSERT INTO members (chat, user, tenant, role, history_from) VALUES (?, ?, ?, ?, ?)";
        sqlx::query(insert)
            .bind(chat.as_str())
            .bind(user.as_str())
            .bind(tenant.as_deref())
            .bind(role.map(Role::as_str))
            .bind(history_from.map(time::to_millis))
            .execute(&mut **change)
            .await?;
    }
    Ok(())
}

/// Notes when, and makes it last.
async fn changed(mut change: Transaction<'_, Sqlite>, chat: &ThreadId) -> Result<(), ChatError> {
    let update = sqlx::query("UPDATE chats SET updated = ? WHERE id = ?");
    update.bind(time::now()).bind(chat.as_str()).execute(&mut *change).await?;
    Ok(change.commit().await?)
}

async fn rosters(
    database: impl SqliteExecutor<'_>,
    chats: &[&ThreadId],
) -> Result<HashMap<ThreadId, Vec<Member>>, sqlx::Error> {
    let sql = "SELECT members.*, users.name FROM members LEFT JOIN users ON users.id = members.user
        WHERE members.chat IN (SELECT value FROM json_each(?)) ORDER BY members.rowid";
    let ids = serde_json::json!(chats).to_string();
    let mut rosters: HashMap<ThreadId, Vec<Member>> = HashMap::new();
    for row in sqlx::query::<Sqlite>(sql).bind(ids).fetch_all(database).await? {
        rosters.entry(ThreadId(row.try_get("chat")?)).or_default().push(Member::from_row(&row)?);
    }
    Ok(rosters)
}

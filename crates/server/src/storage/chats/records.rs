use std::time::SystemTime;

use offhook_protocol::{RawId, ThreadId};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

use crate::storage::time::from_millis;

/// Graph's `chatType`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ChatKind {
    /// Of two people, who cannot change.
    OneOnOne,
    Group,
}

impl ChatKind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            ChatKind::OneOnOne => "oneOnOne",
            ChatKind::Group => "group",
        }
    }

    fn parse(text: &str) -> Option<ChatKind> {
        [ChatKind::OneOnOne, ChatKind::Group].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A chat, without who is in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Chat {
    pub(crate) id: ThreadId,
    pub(crate) kind: ChatKind,
    pub(crate) topic: Option<String>,
    /// Of whoever created it.
    pub(crate) tenant: Option<String>,
    pub(crate) created: SystemTime,
    /// When its members changed last.
    pub(crate) updated: SystemTime,
}

impl FromRow<'_, SqliteRow> for Chat {
    fn from_row(row: &SqliteRow) -> Result<Chat, sqlx::Error> {
        let kind = ChatKind::parse(row.try_get("kind")?);
        Ok(Chat {
            id: ThreadId(row.try_get("id")?),
            kind: kind.ok_or_else(|| sqlx::Error::Decode("unknown kind of chat".into()))?,
            topic: row.try_get("topic")?,
            tenant: row.try_get("tenant")?,
            created: from_millis(row.try_get("created")?),
            updated: from_millis(row.try_get("updated")?),
        })
    }
}

/// What a member may do beyond seeing the chat and adding others. Most members of a chat are owners.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// Removes others.
    Owner,
    /// Of another organization; may do what a member without a role may.
    Guest,
}

impl Role {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Guest => "guest",
        }
    }

    fn parse(text: &str) -> Option<Role> {
        [Role::Owner, Role::Guest].into_iter().find(|role| role.as_str() == text)
    }
}

/// That somebody is in a chat.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Membership {
    pub(crate) user: RawId,
    pub(crate) tenant: Option<String>,
    pub(crate) role: Option<Role>,
    /// From when on they see what was said; `None` is from the beginning.
    pub(crate) history_from: Option<SystemTime>,
}

/// Somebody in a chat.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Member {
    pub(crate) membership: Membership,
    /// From their own token, if they ever showed one.
    pub(crate) name: Option<String>,
}

impl FromRow<'_, SqliteRow> for Member {
    fn from_row(row: &SqliteRow) -> Result<Member, sqlx::Error> {
        let role: Option<&str> = row.try_get("role")?;
        let history_from: Option<i64> = row.try_get("history_from")?;
        let membership = Membership {
            user: RawId(row.try_get("user")?),
            tenant: row.try_get("tenant")?,
            role: role.and_then(Role::parse),
            history_from: history_from.map(from_millis),
        };
        Ok(Member { membership, name: row.try_get("name")? })
    }
}

/// A group chat that shall be.
#[derive(Clone, Debug)]
pub(crate) struct NewGroup {
    pub(crate) id: ThreadId,
    pub(crate) topic: Option<String>,
    pub(crate) tenant: Option<String>,
    pub(crate) members: Vec<Membership>,
}

/// A chat of two people that shall be, unless they have one.
#[derive(Clone, Debug)]
pub(crate) struct NewOneOnOne {
    /// Of the chat, if it becomes a new one.
    pub(crate) id: ThreadId,
    pub(crate) tenant: Option<String>,
    pub(crate) members: [Membership; 2],
}

impl NewOneOnOne {
    /// The same for the same two people, whoever comes first.
    pub(super) fn pair(&self) -> String {
        let mut users = self.members.each_ref().map(|member| member.user.as_str().to_ascii_lowercase());
        users.sort();
        users.join(" ")
    }
}

/// A part of a list of chats.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Page {
    pub(crate) limit: u32,
    /// Where the part before ended.
    pub(crate) after: Option<Position>,
}

/// A chat's place in a list, which it keeps, whatever happens to it and to others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Position {
    pub(crate) created: SystemTime,
    pub(crate) id: ThreadId,
}

impl Position {
    pub(crate) fn of(chat: &Chat) -> Position {
        Position { created: chat.created, id: chat.id.clone() }
    }
}

//! What clients get.

use offhook_protocol::ThreadId;
use serde::Serialize;

use super::dates::{date, history_start};
use super::ids::{guid_of, membership};
use crate::storage::{Chat, ChatKind, Member, Membership, Role};

/// An answer that is one thing.
#[derive(Debug, Serialize)]
pub(super) struct Entity<T> {
    #[serde(rename = "@odata.context")]
    pub(super) context: String,
    #[serde(flatten)]
    pub(super) value: T,
}

/// An answer that is a list, or a part of one.
#[derive(Debug, Serialize)]
pub(super) struct Collection<T> {
    #[serde(rename = "@odata.context")]
    context: String,
    /// How many are here.
    #[serde(rename = "@odata.count")]
    count: usize,
    #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
    next_link: Option<String>,
    value: Vec<T>,
}

impl<T> Collection<T> {
    pub(super) fn new(context: String, value: Vec<T>, next_link: Option<String>) -> Collection<T> {
        Collection { context, count: value.len(), next_link, value }
    }
}

/// Graph's `chat`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChatResource {
    id: ThreadId,
    topic: Option<String>,
    created_date_time: String,
    last_updated_date_time: String,
    chat_type: ChatKind,
    tenant_id: Option<String>,
    /// Only if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Vec<MemberResource>>,
}

impl ChatResource {
    pub(super) fn of(chat: Chat, roster: Option<Vec<Member>>) -> ChatResource {
        let members = roster.map(|roster| MemberResource::all(&chat.id, roster));
        ChatResource {
            topic: chat.topic,
            created_date_time: date(chat.created),
            last_updated_date_time: date(chat.updated),
            chat_type: chat.kind,
            tenant_id: chat.tenant,
            members,
            id: chat.id,
        }
    }
}

/// Graph's `aadUserConversationMember`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MemberResource {
    #[serde(rename = "@odata.type")]
    kind: &'static str,
    pub(super) id: String,
    roles: Vec<Role>,
    display_name: Option<String>,
    user_id: String,
    /// Not known here.
    email: Option<String>,
    tenant_id: Option<String>,
    visible_history_start_date_time: String,
}

impl MemberResource {
    pub(super) fn of(chat: &ThreadId, Member { membership: member, name }: Member) -> MemberResource {
        let Membership { user, tenant, role, history_from } = member;
        MemberResource {
            kind: "#microsoft.graph.aadUserConversationMember",
            id: membership(chat, &user),
            roles: role.into_iter().collect(),
            display_name: name,
            user_id: guid_of(&user).unwrap_or(user.as_str()).to_owned(),
            email: None,
            tenant_id: tenant,
            visible_history_start_date_time: history_start(history_from),
        }
    }

    pub(super) fn all(chat: &ThreadId, roster: Vec<Member>) -> Vec<MemberResource> {
        roster.into_iter().map(|member| MemberResource::of(chat, member)).collect()
    }
}

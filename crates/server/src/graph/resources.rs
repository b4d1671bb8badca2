//! What clients get.

use offhook_protocol::{Identifier, RawId, ThreadId};
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

/// Graph's `conversationMember`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MemberResource {
    #[serde(flatten)]
    who: Who,
    pub(super) id: String,
    roles: Vec<Role>,
    display_name: Option<String>,
    visible_history_start_date_time: String,
}

/// What is only said of members of one kind.
#[derive(Debug, Serialize)]
#[serde(tag = "@odata.type", rename_all_fields = "camelCase")]
enum Who {
    #[serde(rename = "#microsoft.graph.aadUserConversationMember")]
    TeamsUser {
        user_id: String,
        /// Not known here.
        email: Option<String>,
        tenant_id: Option<String>,
    },
    /// Such come into chats that calls made.
    #[serde(rename = "#microsoft.graph.azureCommunicationServicesUserConversationMember")]
    CommunicationUser { azure_communication_services_id: RawId },
}

impl Who {
    fn of(user: RawId, tenant_id: Option<String>) -> Who {
        match Identifier::parse(&user) {
            Identifier::CommunicationUser { .. } => {
                Who::CommunicationUser { azure_communication_services_id: user }
            }
            _ => {
                let user_id = guid_of(&user).unwrap_or(user.as_str()).to_owned();
                Who::TeamsUser { user_id, email: None, tenant_id }
            }
        }
    }
}

impl MemberResource {
    pub(super) fn of(chat: &ThreadId, Member { membership: member, name }: Member) -> MemberResource {
        let Membership { user, tenant, role, history_from } = member;
        MemberResource {
            id: membership(chat, &user),
            who: Who::of(user, tenant),
            roles: role.into_iter().collect(),
            display_name: name,
            visible_history_start_date_time: history_start(history_from),
        }
    }

    pub(super) fn all(chat: &ThreadId, roster: Vec<Member>) -> Vec<MemberResource> {
        roster.into_iter().map(|member| MemberResource::of(chat, member)).collect()
    }
}

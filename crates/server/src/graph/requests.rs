//! What clients send, and whether it makes sense.

use std::time::SystemTime;

use offhook_protocol::{RawId, is_guid};
use serde::Deserialize;

use super::caller::Caller;
use super::dates::read_history_start;
use super::ids::new_thread_id;
use crate::auth::Kind;
use crate::http::HttpError;
use crate::storage::{ChatKind, Membership, NOBODY, NewGroup, NewOneOnOne, Role};

/// In characters, as in Graph.
const LONGEST_TOPIC: usize = 250;
const MEMBER_TYPE: &str = "#microsoft.graph.aadUserConversationMember";

/// The body of `POST /chats`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WantedChat {
    chat_type: ChatKind,
    topic: Option<String>,
    members: Vec<WantedMember>,
}

/// A chat that can be made.
pub(super) enum NewChat {
    Group(NewGroup),
    OneOnOne(NewOneOnOne),
}

impl WantedChat {
    /// What this user wants to be made.
    pub(super) fn check(self, caller: &Caller) -> Result<NewChat, HttpError> {
        let members = self.members.into_iter().map(|member| member.check(caller, None));
        let members = members.collect::<Result<Vec<_>, _>>()?;
        check_members(&members, caller)?;
        let topic = self.topic.filter(|topic| !topic.trim().is_empty());
        match self.chat_type {
            ChatKind::Group => group(topic, members, caller),
            ChatKind::OneOnOne => one_on_one(topic, members, caller),
        }
    }
}

fn group(topic: Option<String>, members: Vec<Membership>, caller: &Caller) -> Result<NewChat, HttpError> {
    let length = topic.as_deref().unwrap_or_default().chars().count();
    if length > LONGEST_TOPIC {
        return Err(HttpError::bad_request(format!(
            "`topic` has {length} characters: wanted {LONGEST_TOPIC} at most."
        )));
    }
    Ok(NewChat::Group(NewGroup { id: new_thread_id(), topic, tenant: caller.tenant.clone(), members }))
}

fn one_on_one(
    topic: Option<String>,
    members: Vec<Membership>,
    caller: &Caller,
) -> Result<NewChat, HttpError> {
    if topic.is_some() {
        return Err(HttpError::bad_request(
            "`topic` is for group chats: leave it away for a one-on-one chat.",
        ));
    }
    let found = members.len();
    let members: [Membership; 2] = members.try_into().map_err(|_| {
        HttpError::bad_request(format!("`members` has {found}: a one-on-one chat has exactly two."))
    })?;
    if members.iter().any(|member| member.user.as_str() == NOBODY) {
        return Err(HttpError::bad_request(
            "A one-on-one chat needs two users: nobody can only be in a group.",
        ));
    }
    Ok(NewChat::OneOnOne(NewOneOnOne { id: new_thread_id(), tenant: caller.tenant.clone(), members }))
}

fn check_members(members: &[Membership], caller: &Caller) -> Result<(), HttpError> {
    for (at, Membership { user, .. }) in members.iter().enumerate() {
        if members[..at].iter().any(|earlier| earlier.user == *user) {
            return Err(HttpError::bad_request(format!("`members` has {user} twice.")));
        }
    }
    if members.iter().any(|member| member.user == caller.user) {
        return Ok(());
    }
    let message = format!("`members` lacks you, {}: whoever creates a chat is in it.", caller.user);
    Err(HttpError::bad_request(message))
}

/// A member of `POST /chats`, and the body of `POST /chats/{id}/members`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WantedMember {
    #[serde(rename = "@odata.type")]
    kind: Option<String>,
    #[serde(rename = "user@odata.bind")]
    bind: String,
    roles: Option<Vec<Role>>,
    tenant_id: Option<String>,
    visible_history_start_date_time: Option<String>,
}

impl WantedMember {
    /// What this user wants somebody to be; `history_from` is what holds if it is not said.
    pub(super) fn check(
        self,
        caller: &Caller,
        history_from: Option<SystemTime>,
    ) -> Result<Membership, HttpError> {
        if let Some(kind) = self.kind.filter(|kind| kind != MEMBER_TYPE) {
            let message = format!("`@odata.type` is {kind:?}: wanted {MEMBER_TYPE:?}.");
            return Err(HttpError::bad_request(message));
        }
        Ok(Membership {
            user: bound_user(&self.bind)?,
            tenant: tenant(self.tenant_id)?.or_else(|| caller.tenant.clone()),
            role: role(&self.roles.unwrap_or_default())?,
            history_from: match self.visible_history_start_date_time {
                Some(start) => read_history_start(&start).map_err(|wanted| {
                    let name = "visibleHistoryStartDateTime";
                    HttpError::bad_request(format!("`{name}` is {start:?}: wanted {wanted}."))
                })?,
                None => history_from,
            },
        })
    }
}

/// From a URL of any host that ends in `users('<guid>')` or `users/<guid>`.
fn bound_user(bind: &str) -> Result<RawId, HttpError> {
    let end = bind.rsplit_once("users").map_or("", |(_, end)| end);
    let key = end.strip_prefix("('").and_then(|rest| rest.strip_suffix("')"));
    let guid = key.or_else(|| end.strip_prefix('/')).filter(|guid| is_guid(guid));
    let wanted = "a URL that ends in users('<guid>') or users/<guid>, with the user's id in the directory";
    let wrong = || HttpError::bad_request(format!("`user@odata.bind` is {bind:?}: wanted {wanted}."));
    guid.map(|guid| Kind::Teams.raw_id(guid)).ok_or_else(wrong)
}

fn tenant(tenant: Option<String>) -> Result<Option<String>, HttpError> {
    match tenant {
        Some(text) if !is_guid(&text) => {
            Err(HttpError::bad_request(format!("`tenantId` is {text:?}: wanted the GUID of a tenant.")))
        }
        tenant => Ok(tenant),
    }
}

fn role(roles: &[Role]) -> Result<Option<Role>, HttpError> {
    match roles {
        [] => Ok(None),
        [role] => Ok(Some(*role)),
        _ => Err(HttpError::bad_request("`roles` has several: wanted one of `owner` and `guest`, or none.")),
    }
}

//! What the switchboard wants of the chats in the database, done one after the other, so that a chat that was just made is
//! found.

use offhook_protocol::{CallId, Identifier, RawId, ThreadId};
use offhook_switchboard::Input;
use tokio::sync::mpsc;
use tracing::error;

use crate::storage::{Chats, Membership, NewGroup, Role};

/// What is to be done.
#[derive(Debug)]
pub(super) enum Wish {
    /// Say who is in a chat.
    Find { call: CallId, thread: ThreadId },
    /// Make one.
    Create { thread: ThreadId, tenant: Option<String>, members: Vec<RawId> },
}

/// Fulfils wishes until nobody has any more; answers become inputs.
pub(super) async fn fulfil<F: Future<Output = ()>>(
    chats: Chats,
    mut wishes: mpsc::UnboundedReceiver<Wish>,
    answer: impl Fn(Input) -> F,
) {
    while let Some(wish) = wishes.recv().await {
        match wish {
            Wish::Find { call, thread } => {
                let members = chats.members(&thread).await.unwrap_or_else(|error| {
                    error!(%error, "a chat could not be looked up, so its call is refused");
                    None
                });
                answer(Input::Thread { call, thread, members }).await;
            }
            Wish::Create { thread, tenant, members } => {
                let members = owned_by_all(members, tenant.as_ref());
                let group = NewGroup { id: thread, topic: None, tenant, members };
                if let Err(error) = chats.create(&group).await {
                    error!(%error, "the chat of a call could not be stored");
                }
            }
        }
    }
}

/// A chat that came of a call belongs to all who were called, as nobody set it up. Teams users are taken for colleagues, as
/// they are where a client of Graph names no tenant; communication users have none.
fn owned_by_all(members: Vec<RawId>, tenant: Option<&String>) -> Vec<Membership> {
    let owner = |user| Membership {
        tenant: tenant.filter(|_| Identifier::parse(&user).is_teams_user()).cloned(),
        user,
        role: Some(Role::Owner),
        history_from: None,
    };
    members.into_iter().map(owner).collect()
}

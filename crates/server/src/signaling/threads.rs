//! What the switchboard wants of the chats in the database, done one after the other, so that a chat that was just made is
//! found.

use offhook_protocol::{ApiError, CallId, Identifier, RawId, ThreadId};
use offhook_switchboard::Input;
use tokio::sync::mpsc;
use tracing::error;

use crate::storage::{Chats, Membership, NewGroup, Role, StorageError};

/// How many wishes can wait. Each takes a moment, and that of a database that is stuck some seconds.
const QUEUE: usize = 256;

/// What is to be done.
#[derive(Debug)]
pub(super) enum Wish {
    /// Say who is in a chat.
    Find { call: CallId, thread: ThreadId },
    /// Make one.
    Create { thread: ThreadId, tenant: Option<String>, members: Vec<RawId> },
}

/// Where wishes wait.
#[derive(Debug)]
pub(super) struct Wishes(mpsc::Sender<Wish>);

impl Wishes {
    /// The other end is for [`fulfil`].
    pub(super) fn new() -> (Wishes, mpsc::Receiver<Wish>) {
        let (sender, wished) = mpsc::channel(QUEUE);
        (Wishes(sender), wished)
    }

    /// Has a chat looked up. The answer, where it is known at once as there is too much to do.
    pub(super) fn find(&self, call: CallId, thread: ThreadId) -> Option<Input> {
        let unavailable = Input::Thread {
            call: call.clone(),
            thread: thread.clone(),
            members: Err(ApiError::CHATS_UNAVAILABLE),
        };
        let refused = self.0.try_send(Wish::Find { call, thread }).err()?;
        error!(error = %refused, "a chat is not looked up, so its call is refused");
        Some(unavailable)
    }

    /// Has a chat stored.
    pub(super) fn create(&self, thread: ThreadId, tenant: Option<String>, members: Vec<RawId>) {
        if let Err(refused) = self.0.try_send(Wish::Create { thread, tenant, members }) {
            error!(error = %refused, "the chat of a call is not stored");
        }
    }
}

/// Fulfils wishes until nobody has any more; answers become inputs.
pub(super) async fn fulfil<F: Future<Output = ()>>(
    chats: Chats,
    mut wishes: mpsc::Receiver<Wish>,
    answer: impl Fn(Input) -> F,
) {
    while let Some(wish) = wishes.recv().await {
        match wish {
            Wish::Find { call, thread } => {
                let members = members_of(chats.members(&thread).await);
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

/// What the switchboard is told of a chat that was looked up.
fn members_of(found: Result<Option<Vec<RawId>>, StorageError>) -> Result<Vec<RawId>, ApiError> {
    match found {
        Ok(members) => members.ok_or(ApiError::NO_SUCH_THREAD),
        Err(error) => {
            error!(%error, "a chat could not be looked up, so its call is refused");
            Err(ApiError::CHATS_UNAVAILABLE)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_no_room_for_is_answered_at_once() {
        let (wishes, mut wished) = Wishes::new();
        let (call, thread) = (CallId("call".to_owned()), ThreadId("19:chat@thread.v2".to_owned()));
        for _ in 0..QUEUE {
            assert!(wishes.find(call.clone(), thread.clone()).is_none(), "it waits");
        }
        let answer = wishes.find(call.clone(), thread.clone());
        let Some(Input::Thread { call: of, members, .. }) = answer else { panic!("{answer:?}") };
        assert_eq!((of, members), (call.clone(), Err(ApiError::CHATS_UNAVAILABLE)));
        wishes.create(thread.clone(), None, Vec::new());
        wished.try_recv().expect("it waited");
        assert!(wishes.find(call, thread).is_none(), "there is room again");
        let mut waiting = std::iter::from_fn(|| wished.try_recv().ok());
        assert!(waiting.all(|wish| matches!(wish, Wish::Find { .. })), "the chat is not stored");
    }
}

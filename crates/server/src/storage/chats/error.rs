use super::{MAX_MEMBERS, StorageError};

/// Why a chat was not made or changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChatError {
    #[error("There is no such chat.")]
    NoSuchChat,
    #[error("There is a chat with this id already.")]
    Exists,
    #[error("You are not in this chat: have one of its members add you.")]
    NotInChat,
    #[error("A one-on-one chat keeps its two members: create a group chat for more.")]
    OneOnOne,
    #[error("Only an owner of the chat can remove others; every member can remove themselves.")]
    NotOwner,
    #[error("This chat has no such member.")]
    NoSuchMember,
    #[error("This user is a member of the chat already.")]
    AlreadyMember,
    #[error("A chat has {MAX_MEMBERS} members at most.")]
    Full,
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<sqlx::Error> for ChatError {
    fn from(error: sqlx::Error) -> ChatError {
        ChatError::Storage(error.into())
    }
}

use tracing::error;

use crate::http::HttpError;
use crate::storage::{ChatError, StorageError};

impl From<ChatError> for HttpError {
    fn from(error: ChatError) -> HttpError {
        let message = error.to_string();
        match error {
            ChatError::NoSuchChat | ChatError::NoSuchMember => HttpError::not_found(message),
            ChatError::NotInChat | ChatError::NotOwner | ChatError::OneOnOne => HttpError::forbidden(message),
            ChatError::AlreadyMember | ChatError::Exists => HttpError::conflict(message),
            ChatError::Full => HttpError::bad_request(message),
            ChatError::Storage(error) => error.into(),
        }
    }
}

impl From<StorageError> for HttpError {
    fn from(error: StorageError) -> HttpError {
        error!(%error, "a request was not done");
        HttpError::no_database()
    }
}

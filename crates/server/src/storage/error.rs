use std::error::Error;
use std::path::{Path, PathBuf};

/// Why the database of the data folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the database {} cannot be {action} (`server.data`): {source}", .path.display())]
pub struct OpenError {
    path: PathBuf,
    action: &'static str,
    source: Box<dyn Error + Send + Sync>,
}

impl OpenError {
    /// What makes the error of what went wrong while this was tried.
    pub(super) fn of<E: Error + Send + Sync + 'static>(
        path: &Path,
        action: &'static str,
    ) -> impl FnOnce(E) -> OpenError {
        move |source| OpenError { path: path.to_owned(), action, source: Box::new(source) }
    }
}

/// The database did not do what it was asked to. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[error("the database failed: {0}")]
pub(crate) struct StorageError(#[from] sqlx::Error);

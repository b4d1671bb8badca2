use offhook_protocol::RawId;

use super::{Storage, StorageError};

/// What is known of users: the names that their tokens have.
#[derive(Clone, Debug)]
pub(crate) struct Users {
    storage: Storage,
}

impl Users {
    pub(super) fn new(storage: Storage) -> Users {
        Users { storage }
    }

    /// Remembers what a user is called. Mostly that is known, and nothing is written.
    pub(crate) async fn learn(&self, user: &RawId, name: &str) -> Result<(), StorageError> {
        let pool = &self.storage.pool;
        let known = sqlx::query_scalar::<_, String>("SELECT name FROM users WHERE id = ?");
        if known.bind(user.as_str()).fetch_optional(pool).await?.is_some_and(|known| known == name) {
            return Ok(());
        }
        let learn =
            "INSERT INTO users (id, name) VALUES (?, ?) ON CONFLICT DO UPDATE SET name = excluded.name";
        sqlx::query(learn).bind(user.as_str()).bind(name).execute(pool).await?;
        Ok(())
    }
}

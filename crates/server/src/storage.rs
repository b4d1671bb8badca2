//! What lasts: one SQLite database in the data folder. Its work is done by threads of its own, so no task is blocked by it.

mod chats;
mod error;
#[cfg(test)]
mod tests;
mod time;
mod users;

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{SqlSafeStr, Sqlite, SqlitePool, Transaction};
use tokio::time::timeout;

pub(crate) use chats::{
    Chat, ChatError, ChatKind, Chats, Member, Membership, NOBODY, NewGroup, NewOneOnOne, Page, Position, Role,
};
pub(crate) use error::{OpenError, StorageError};
pub(crate) use users::Users;

use crate::auth::write_private_file;

const FILE: &str = "offhook.db";

/// Each is a thread with a cache of pages; only one can write at a time.
const MOST_CONNECTIONS: u32 = 4;
/// Nobody needs the database: then nothing of it is held.
const IDLE: Duration = Duration::from_secs(60);
/// How long one waits for others.
const BUSY: Duration = Duration::from_secs(5);
/// How long the database may take to show that it is well.
const PATIENCE: Duration = Duration::from_secs(2);

/// How the database came to be as it is. One that was released never changes; another comes after it.
const MIGRATIONS: [(&str, &str); 1] = [("chats", include_str!("storage/migrations/0001_chats.sql"))];

/// A handle to the database; a clone is one to the same.
#[derive(Clone, Debug)]
pub(crate) struct Storage {
    pool: SqlitePool,
}

impl Storage {
    /// Opens the database of a data folder, makes what is missing and brings an older one up to date.
    pub(crate) async fn open(folder: &Path) -> Result<Storage, OpenError> {
        let path = folder.join(FILE);
        make(folder, &path).map_err(OpenError::of(&path, "made"))?;
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(BUSY);
        let pool = SqlitePoolOptions::new()
            .max_connections(MOST_CONNECTIONS)
            .acquire_timeout(BUSY)
            .idle_timeout(IDLE)
            .connect_with(options);
        let pool = pool.await.map_err(OpenError::of(&path, "opened"))?;
        migrator().run(&pool).await.map_err(OpenError::of(&path, "brought up to date"))?;
        Ok(Storage { pool })
    }

    pub(crate) fn chats(&self) -> Chats {
        Chats::new(self.clone())
    }

    pub(crate) fn users(&self) -> Users {
        Users::new(self.clone())
    }

    /// Whether the database answers, and would take a change.
    pub(crate) async fn is_well(&self) -> bool {
        let change = async { self.change().await?.rollback().await };
        timeout(PATIENCE, change).await.is_ok_and(|done| done.is_ok())
    }

    /// Ends all connections, which leaves one tidy file.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }

    /// A transaction that changes something. It has SQLite's one lock for writing from its start, as one that has read
    /// already cannot wait for the lock.
    async fn change(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        self.pool.begin_with("BEGIN IMMEDIATE").await
    }
}

/// The folder, and a file that only its owner can read.
fn make(folder: &Path, file: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    match write_private_file(file, "") {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

fn migrator() -> Migrator {
    let migration = |(version, (name, sql)): (i64, (&'static str, &'static str))| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations((1..).zip(MIGRATIONS).map(migration).collect())
}

//! Opening and migrating a database.

use std::path::Path;
use std::time::Duration;

use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use crate::{Error, Target};

/// How long a connection, or another's write, is waited for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// Of the writing connection, in kB by the minus sign: the inner pages of the indexes over a million postings fit in.
const CACHE: &str = "-16384";

/// An open database with the current schema.
#[derive(Clone)]
pub enum Store {
    /// One file.
    Sqlite {
        /// Read-only connections.
        read: SqlitePool,
        /// The one that writes: whoever wants to write waits here, in turn, and what it has cached stays true.
        write: SqlitePool,
    },
    /// A server that many nodes share.
    Postgres(PgPool),
}

impl Store {
    /// Opens the database and brings its schema up to date. A missing SQLite file and its folder are made.
    ///
    /// # Errors
    /// A folder that cannot be written, a server that cannot be reached, a schema of a newer build: one sentence each.
    pub async fn open(target: &Target) -> Result<Store, Error> {
        match target {
            Target::File(path) => open_file(target, path).await,
            Target::Postgres(url) => {
                let options = PgPoolOptions::new().max_connections(8).acquire_timeout(PATIENCE);
                let pool = options.connect(url).await.map_err(|e| cannot_open(target, e))?;
                // Lock-free: engines that speak Postgres' protocol may have no advisory locks.
                let mut migrator = sqlx::migrate!("migrations/postgres");
                migrator.set_locking(false);
                migrator.run(&pool).await.map_err(|e| migrating(target, e))?;
                Ok(Store::Postgres(pool))
            }
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<(), Error> {
        crate::on_both!(self, pool => {
            sqlx::query("SELECT 1").execute(pool).await?;
        });
        Ok(())
    }

    /// Gives connections back.
    pub async fn close(&self) {
        // Those that read first: the last connection moves what SQLite's log holds into the file, and it has to be one that writes.
        crate::on_both!(self, pool => pool.close().await);
        if let Store::Sqlite { write, .. } = self {
            write.close().await;
        }
    }
}

async fn open_file(target: &Target, path: &Path) -> Result<Store, Error> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| {
            Error::new(format!("the data directory {} cannot be made: {e}", folder.display()))
        })?;
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(true)
        // Other processes write, too.
        .busy_timeout(Duration::from_secs(30));
    // What is deleted is overwritten: texts that were removed on request are not to be found in the file's free pages.
    let writer =
        options.clone().create_if_missing(true).pragma("cache_size", CACHE).pragma("secure_delete", "ON");
    let pool = SqlitePoolOptions::new().max_connections(1).acquire_timeout(Duration::from_secs(120));
    let write = pool.connect_with(writer).await.map_err(|e| cannot_open(target, e))?;
    sqlx::migrate!("migrations/sqlite").run(&write).await.map_err(|e| migrating(target, e))?;
    let pool = SqlitePoolOptions::new().max_connections(4);
    let read = pool.connect_with(options.read_only(true)).await.map_err(|e| cannot_open(target, e))?;
    Ok(Store::Sqlite { read, write })
}

pub(crate) fn cannot_open(target: &Target, error: sqlx::Error) -> Error {
    // SQLite's code for bytes that are no database, or are damaged.
    let damaged =
        error.as_database_error().and_then(|e| e.code()).is_some_and(|code| code == "26" || code == "11");
    let what = match target {
        Target::File(_) if damaged => {
            "is damaged, or is another kind of file: put a copy of it back, or move it away"
        }
        Target::File(_) => "cannot be opened: check that the folder can be written",
        Target::Postgres(_) => "cannot be reached: check DATABASE_URL and that the server runs",
    };
    Error::opening(format!("the database {} {what}", target.shown()), error)
}

fn migrating(target: &Target, error: sqlx::migrate::MigrateError) -> Error {
    use sqlx::migrate::MigrateError::{VersionMismatch, VersionMissing};
    let why = match error {
        VersionMissing(_) | VersionMismatch(_) => {
            "was written by a newer build: use that one, or another data directory".to_owned()
        }
        other => format!("cannot be brought up to date: {other}"),
    };
    Error::new(format!("the database {} {why}", target.shown()))
}

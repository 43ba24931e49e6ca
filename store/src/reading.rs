//! Opening a database only to read it: nothing is made, nothing is brought up to date.

use std::collections::HashSet;

use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use crate::open::{PATIENCE, cannot_open};
use crate::{Error, Store, Target};

/// How a database's schema stands to that of this build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// The same.
    Current,
    /// Of an earlier build: [`Store::open`] brings it up to date.
    Older,
    /// Of a later build.
    Newer,
}

impl Store {
    /// Opens a database that is there and of this build's schema, only to read.
    ///
    /// # Errors
    /// No such file, a server that cannot be reached, another schema: one sentence each.
    pub async fn open_read(target: &Target) -> Result<Store, Error> {
        let store = Store::open_as_is(target).await?;
        let why = match store.schema().await?.0 {
            Schema::Current => return Ok(store),
            Schema::Older => {
                "was written by an earlier build: `codedeck serve` or `codedeck ingest` brings it up to date"
            }
            Schema::Newer => "was written by a newer build: use that one, or another data directory",
        };
        Err(Error::new(format!("the database {} {why}", target.shown())))
    }

    /// The same, whatever its schema.
    ///
    /// # Errors
    /// No such file, a server that cannot be reached.
    pub async fn open_as_is(target: &Target) -> Result<Store, Error> {
        match target {
            Target::File(path) if !path.is_file() => {
                Err(Error::new(format!("there is no database at {}", target.shown())))
            }
            Target::File(path) => {
                let options =
                    SqliteConnectOptions::new().filename(path).read_only(true).busy_timeout(PATIENCE);
                let pool = SqlitePoolOptions::new().max_connections(2).connect_with(options).await;
                let read = pool.map_err(|e| cannot_open(target, e))?;
                Ok(Store::Sqlite { write: read.clone(), read })
            }
            Target::Postgres(url) => {
                let pool = PgPoolOptions::new().max_connections(2).acquire_timeout(PATIENCE).connect(url);
                Ok(Store::Postgres(pool.await.map_err(|e| cannot_open(target, e))?))
            }
        }
    }

    /// A database in memory, empty: what a visit would do where there is none yet.
    ///
    /// # Errors
    /// The database fails.
    pub async fn in_memory() -> Result<Store, Error> {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(true);
        let pool = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
        let write = pool.connect_with(options).await?;
        let migrated = sqlx::migrate!("migrations/sqlite").run(&write).await;
        migrated.map_err(|e| Error::new(format!("a database in memory cannot be made: {e}")))?;
        Ok(Store::Sqlite { read: write.clone(), write })
    }

    /// How its schema stands to this build's, and the number of the last migration.
    ///
    /// # Errors
    /// The database fails, or is none of this project.
    pub async fn schema(&self) -> Result<(Schema, i64), Error> {
        let ours: HashSet<i64> = match self {
            Store::Sqlite { .. } => sqlx::migrate!("migrations/sqlite").iter().map(|m| m.version).collect(),
            Store::Postgres(_) => sqlx::migrate!("migrations/postgres").iter().map(|m| m.version).collect(),
        };
        let rows: Result<Vec<(i64,)>, sqlx::Error> = crate::on_both!(self, pool => {
            sqlx::query_as("SELECT version FROM _sqlx_migrations").fetch_all(pool).await
        });
        let rows = rows.map_err(|e| Error::opening("it is no database of Code Deck".to_owned(), e))?;
        let theirs: HashSet<i64> = rows.into_iter().map(|(version,)| version).collect();
        let last = theirs.iter().copied().max().unwrap_or(0);
        let state = match (theirs.is_subset(&ours), ours.is_subset(&theirs)) {
            (false, _) => Schema::Newer,
            (true, false) => Schema::Older,
            (true, true) => Schema::Current,
        };
        Ok((state, last))
    }
}

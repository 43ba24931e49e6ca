//! What an operator does with a whole database: copy it, look whether it is sound.

use std::path::Path;

use crate::{Error, Store};

impl Store {
    /// Writes a copy of the database as it is at one moment, while others read and write it. The file must not be there.
    ///
    /// # Errors
    /// A file that cannot be written; a Postgres server, which has tools of its own for this.
    pub async fn copy_to(&self, path: &Path) -> Result<(), Error> {
        let Store::Sqlite { read: pool, .. } = self else {
            return Err(Error::new(
                "Postgres is copied by `pg_dump`, with the address of DATABASE_URL".to_owned(),
            ));
        };
        let path = path.to_str().ok_or_else(|| Error::new(format!("{} is no plain text", path.display())))?;
        let copied = sqlx::query("VACUUM INTO $1").bind(path).execute(pool).await;
        copied.map_err(|e| Error::opening(format!("{path} cannot be written"), e))?;
        Ok(())
    }

    /// Moves what SQLite's log holds into the file and empties it, as pages from before a deletion stand there. Where another process
    /// reads at that moment, the log is emptied with the next one.
    pub(crate) async fn empty_log(&self) -> Result<(), Error> {
        if let Store::Sqlite { write: pool, .. } = self {
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(pool).await?;
        }
        Ok(())
    }

    /// What is damaged in it; `None` where nothing is. Postgres looks after itself.
    ///
    /// # Errors
    /// The database fails.
    pub async fn damage(&self) -> Result<Option<String>, Error> {
        let Store::Sqlite { read: pool, .. } = self else { return Ok(None) };
        let found: Vec<(String,)> = sqlx::query_as("PRAGMA quick_check(1)").fetch_all(pool).await?;
        Ok(found.into_iter().map(|(line,)| line).find(|line| line != "ok"))
    }

    /// The latest time that it has, Unix seconds: a clock before it is wrong.
    ///
    /// # Errors
    /// The database fails.
    pub async fn newest(&self) -> Result<Option<i64>, Error> {
        let (newest,): (Option<i64>,) = crate::on_both!(self, pool => {
            sqlx::query_as("SELECT MAX(last_visit) FROM boards").fetch_one(pool).await?
        });
        Ok(newest)
    }
}

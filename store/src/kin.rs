//! Postings that may be one role with others: what they are compared by. Which of them are, the caller knows.

use sqlx::FromRow;

use crate::closing::UNCONFIRMED;
use crate::{Error, Store};

/// A posting without its text.
#[derive(Clone, Debug, FromRow)]
pub struct Relative {
    /// `{source}:{board}:{id}`.
    pub key: String,
    /// The short id's number.
    pub role: i64,
    /// As the employer wrote it.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Where to apply.
    pub apply_url: String,
    /// JSON.
    pub facts: String,
    /// Equal for postings that may be one role.
    pub kin: String,
    /// By which their texts are compared.
    pub signature: String,
    /// Unix seconds.
    pub published: Option<i64>,
    /// Unix seconds.
    pub first_seen: i64,
    /// Unix seconds of the last visit that listed it.
    pub last_seen: i64,
    /// Unix seconds; `None` while open.
    pub closed_at: Option<i64>,
}

const COLUMNS: &str = "SELECT p.key, p.role, p.title, p.url, p.apply_url, p.facts, p.kin, p.signature, p.published, p.first_seen,
        COALESCE(p.listed_until, b.last_read, p.first_seen) AS last_seen, p.closed_at
     FROM postings p JOIN boards b ON b.key = p.board WHERE p.kin <> '' AND";

impl Store {
    /// All postings of that kin, open and closed.
    ///
    /// # Errors
    /// The database fails.
    pub async fn relatives(&self, kin: &str) -> Result<Vec<Relative>, Error> {
        let sql = format!("{COLUMNS} p.kin = $1");
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(kin).fetch_all(pool).await?
        }))
    }

    /// Of the kin of every open posting those that [`Store::open_roles`] may leave out: closed ones, and unconfirmed ones.
    ///
    /// # Errors
    /// The database fails.
    pub async fn unlisted_relatives(&self, now: i64) -> Result<Vec<Relative>, Error> {
        let sql = format!(
            "{COLUMNS} (p.closed_at IS NOT NULL OR p.listed_until IS NOT NULL OR b.last_read <= $1)
                AND p.kin IN (SELECT kin FROM postings WHERE closed_at IS NULL)"
        );
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now - UNCONFIRMED).fetch_all(pool).await?
        }))
    }
}

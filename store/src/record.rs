//! Postings for those who want all of them: page by page, so that memory holds one page.

use sqlx::FromRow;

use crate::{Error, Store};

/// A posting without its text.
#[derive(Clone, Debug, FromRow)]
pub struct Record {
    /// `{source}:{board}:{id}`.
    pub key: String,
    /// The short id's number.
    pub role: i64,
    /// Who hires.
    pub company: String,
    /// As the employer wrote it.
    pub title: String,
    /// Its page.
    pub url: String,
    /// JSON.
    pub facts: String,
    /// Equal for postings that may be one role; empty for one that is compared with none.
    pub kin: String,
    /// Unix seconds.
    pub published: Option<i64>,
    /// Unix seconds.
    pub first_seen: i64,
    /// Unix seconds; `None` while open.
    pub closed_at: Option<i64>,
}

impl Store {
    /// The first `most` postings whose keys come after that one, by key; closed ones only where they are asked for, and never
    /// those that were removed on request.
    ///
    /// # Errors
    /// The database fails.
    pub async fn records(&self, after: &str, with_closed: bool, most: u32) -> Result<Vec<Record>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as(
                "SELECT key, role, company, title, url, facts, kin, published, first_seen, closed_at FROM postings
                 WHERE key > $1 AND (closed_at IS NULL OR $2 > 0) AND mark <> '-' ORDER BY key LIMIT $3",
            )
            .bind(after)
            .bind(i64::from(with_closed))
            .bind(i64::from(most))
            .fetch_all(pool)
            .await?
        }))
    }
}

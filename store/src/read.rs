//! What catalogue, role pages and `/status` read.

use sqlx::FromRow;

use crate::closing::UNCONFIRMED;
use crate::{Error, Store};

/// An open, confirmed posting as the catalogue needs it.
#[derive(Clone, Debug, FromRow)]
pub struct OpenRole {
    /// The short id's number.
    pub role: i64,
    /// Of the company.
    pub company_slug: String,
    /// Of the company.
    pub company: String,
    /// As the employer wrote it.
    pub title: String,
    /// JSON.
    pub facts: String,
    /// Unix seconds.
    pub published: Option<i64>,
    /// Unix seconds.
    pub first_seen: i64,
}

/// Everything about one posting.
#[derive(Clone, Debug, FromRow)]
pub struct PostingRecord {
    /// `{source}:{board}:{id}`.
    pub key: String,
    /// The short id's number.
    pub role: i64,
    /// Of the company.
    pub company_slug: String,
    /// Of the company.
    pub company: String,
    /// As the employer wrote it.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Where to apply.
    pub apply_url: String,
    /// Sanitised.
    pub html: String,
    /// JSON.
    pub facts: String,
    /// Unix seconds.
    pub published: Option<i64>,
    /// Unix seconds.
    pub first_seen: i64,
    /// Unix seconds.
    pub last_seen: i64,
    /// Unix seconds; `None` while open.
    pub closed_at: Option<i64>,
    /// `absent` or `board-gone`.
    pub closed_why: Option<String>,
}

/// A board and how it stands.
#[derive(Clone, Debug, FromRow)]
pub struct BoardState {
    /// `{source}:{board}`.
    pub key: String,
    /// The system.
    pub source: String,
    /// Who hires.
    pub company: String,
    /// For conditional requests.
    pub etag: Option<String>,
    /// For conditional requests.
    pub last_modified: Option<String>,
    /// Unix seconds of the last visit, however it ended.
    pub last_visit: Option<i64>,
    /// Unix seconds of the last visit that read the board.
    pub last_read: Option<i64>,
    /// Unix seconds since when a fall in postings waits for its confirmation.
    pub held_since: Option<i64>,
    /// What an operator should know.
    pub message: Option<String>,
    /// Open postings.
    pub open: i64,
}

/// One visit.
#[derive(Clone, Debug, FromRow)]
pub struct Run {
    /// `{source}:{board}`.
    pub board: String,
    /// Unix seconds.
    pub finished: i64,
    /// `complete`, `not modified`, `failed`.
    pub outcome: String,
    /// What an operator should know.
    pub message: Option<String>,
    /// Postings listed.
    pub seen: i64,
    /// New ones.
    pub added: i64,
    /// Changed ones.
    pub changed: i64,
    /// Closed ones.
    pub closed: i64,
}

/// A state of the store, to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    visits: i64,
    confirmed: i64,
    open: i64,
}

impl Store {
    /// What [`Store::open_roles`] depends on: another state, perhaps other roles.
    ///
    /// # Errors
    /// The database fails (so for all that follow).
    pub async fn state(&self, now: i64) -> Result<State, Error> {
        let (visits, confirmed, open): (i64, i64, i64) = crate::on_both!(self, pool => {
            sqlx::query_as(
                "SELECT (SELECT value FROM meta WHERE key = 'version'),
                    (SELECT COUNT(*) FROM boards WHERE last_read >= $1),
                    (SELECT COUNT(*) FROM postings WHERE closed_at IS NULL)",
            )
            .bind(now - UNCONFIRMED)
            .fetch_one(pool)
            .await?
        });
        Ok(State { visits, confirmed, open })
    }

    /// Every open posting of a board that was read in the last seven days.
    pub async fn open_roles(&self, now: i64) -> Result<Vec<OpenRole>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as(
                "SELECT p.role, p.company_slug, p.company, p.title, p.facts, p.published, p.first_seen
                 FROM postings p JOIN boards b ON b.key = p.board
                 WHERE p.closed_at IS NULL AND b.last_read >= $1",
            )
            .bind(now - UNCONFIRMED)
            .fetch_all(pool)
            .await?
        }))
    }

    /// The posting of that short id, open or closed.
    pub async fn posting(&self, role: i64) -> Result<Option<PostingRecord>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as(
                "SELECT key, role, company_slug, company, title, url, apply_url, html, facts, published, first_seen, last_seen,
                    closed_at, closed_why
                 FROM postings WHERE role = $1",
            )
            .bind(role)
            .fetch_optional(pool)
            .await?
        }))
    }

    /// Every board, by key.
    pub async fn boards(&self) -> Result<Vec<BoardState>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as(
                "SELECT b.key, b.source, b.company, b.etag, b.last_modified, b.last_visit, b.last_read, b.held_since, b.message,
                    (SELECT COUNT(*) FROM postings p WHERE p.board = b.key AND p.closed_at IS NULL) AS open
                 FROM boards b ORDER BY b.key",
            )
            .fetch_all(pool)
            .await?
        }))
    }

    /// The last visit of each board, by board.
    pub async fn last_runs(&self) -> Result<Vec<Run>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as(
                "SELECT r.board, r.finished, r.outcome, r.message, r.seen, r.added, r.changed, r.closed
                 FROM runs r
                 WHERE r.started = (SELECT MAX(s.started) FROM runs s WHERE s.board = r.board)
                 ORDER BY r.board",
            )
            .fetch_all(pool)
            .await?
        }))
    }
}

//! What catalogue, role pages and `/status` read.

use futures::TryStreamExt as _;
use sqlx::FromRow;
use tokio::sync::mpsc::Sender;

use crate::closing::UNCONFIRMED;
use crate::{Error, Store, schedule};

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
    /// `{source}:{board}:{id}`.
    pub key: String,
    /// Equal for postings that may be one role; empty for one that is compared with none.
    pub kin: String,
    /// By which their texts are compared.
    pub signature: String,
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
    /// Unix seconds of the last visit that listed it.
    pub last_seen: i64,
    /// Unix seconds; `None` while open.
    pub closed_at: Option<i64>,
    /// `absent`, `board-gone` or `removed`.
    pub closed_why: Option<String>,
    /// Equal for postings that may be one role.
    pub kin: String,
    /// How much of its text the source allows to show: `full`, `excerpt` or `link`.
    pub text_policy: String,
}

/// A board and how it stands.
#[derive(Clone, Debug, Default, FromRow)]
pub struct BoardState {
    /// `{source}:{board}`.
    pub key: String,
    /// The system.
    pub source: String,
    /// Who hires.
    pub company: String,
    /// Unix seconds of the last visit, however it ended.
    pub last_visit: Option<i64>,
    /// Unix seconds of the last visit that read the board, or a part of it.
    pub last_read: Option<i64>,
    /// Unix seconds of the last visit that read all of it.
    pub last_complete: Option<i64>,
    /// Unix seconds of the first of the failures since then.
    pub failing_since: Option<i64>,
    /// Unix seconds from which it is visited again.
    pub next_visit: Option<i64>,
    /// Unix seconds since when a fall in postings waits for its confirmation.
    pub held_since: Option<i64>,
    /// What an operator should know.
    pub message: Option<String>,
    /// Whether its postings came from a file: nobody visits it.
    pub imported: bool,
    /// Open postings.
    pub open: i64,
}

/// What the next visit of a board needs to know.
#[derive(Clone, Debug, Default, FromRow)]
pub struct Due {
    /// `{source}:{board}`.
    pub key: String,
    /// For conditional requests.
    pub etag: Option<String>,
    /// For conditional requests.
    pub last_modified: Option<String>,
    /// Unix seconds from which it is due.
    pub next_visit: Option<i64>,
    /// Failures in a row.
    pub failures: i64,
    /// Unix seconds of the first of them.
    pub failing_since: Option<i64>,
}

impl Due {
    /// Whether it failed so often in a row that it is left alone until its time comes, or until it is named.
    pub fn is_broken(&self, now: i64) -> bool {
        schedule::is_broken(self.failures) && self.next_visit.is_some_and(|at| now < at)
    }
}

/// One visit.
#[derive(Clone, Debug, FromRow)]
pub struct Run {
    /// `{source}:{board}`.
    pub board: String,
    /// Unix seconds.
    pub finished: i64,
    /// `complete`, `partial`, `not modified`, `failed`.
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
    /// Grows when a visit changes what is listed, or something is closed.
    version: i64,
    /// What time alone changes: boards that are confirmed, and postings of theirs that are not any more.
    confirmed: i64,
    unlisted: i64,
}

/// Columns of the postings that are open and confirmed since `$1`.
macro_rules! listed {
    ($columns:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM postings p JOIN boards b ON b.key = p.board
             WHERE p.closed_at IS NULL
                AND (b.imported > 0 OR (b.last_read > $1 AND (p.listed_until IS NULL OR p.listed_until > $1)))"
        )
    };
}

impl Store {
    /// What [`Store::open_roles`] depends on: another state, perhaps other roles.
    ///
    /// # Errors
    /// The database fails (so for all that follow).
    pub async fn state(&self, now: i64) -> Result<State, Error> {
        let (version, confirmed, unlisted): (i64, i64, i64) = crate::on_both!(self, pool => {
            sqlx::query_as(
                "SELECT (SELECT value FROM meta WHERE key = 'version'),
                    (SELECT COUNT(*) FROM boards WHERE imported > 0 OR last_read > $1),
                    (SELECT COUNT(*) FROM postings WHERE closed_at IS NULL AND listed_until <= $1)",
            )
            .bind(now - UNCONFIRMED)
            .fetch_one(pool)
            .await?
        });
        Ok(State { version, confirmed, unlisted })
    }

    /// Every open posting that a visit of the last seven days listed, or that was imported.
    pub async fn open_roles(&self, now: i64) -> Result<Vec<OpenRole>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as(listed!(
                "p.role, p.company_slug, p.company, p.title, p.facts, p.published, p.first_seen, p.key, p.kin, p.signature"
            ))
            .bind(now - UNCONFIRMED)
            .fetch_all(pool)
            .await?
        }))
    }

    /// Sends the texts of the same postings, sanitised HTML with the short id's number, one after another: they are too much to
    /// be held together. It ends early where nobody takes them any more.
    ///
    /// # Errors
    /// The database fails.
    pub async fn open_texts(&self, now: i64, send: Sender<(i64, String)>) -> Result<(), Error> {
        crate::on_both!(self, pool => {
            let mut texts = sqlx::query_as(listed!("p.role, p.html")).bind(now - UNCONFIRMED).fetch(pool);
            while let Some(text) = texts.try_next().await? {
                if send.send(text).await.is_err() {
                    break;
                }
            }
        });
        Ok(())
    }

    /// The posting of that short id, open or closed.
    pub async fn posting(&self, role: i64) -> Result<Option<PostingRecord>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as(
                "SELECT p.key, p.role, p.company_slug, p.company, p.title, p.url, p.apply_url, p.html, p.facts, p.published, p.first_seen,
                    COALESCE(p.listed_until, b.last_read, p.first_seen) AS last_seen, p.closed_at, p.closed_why,
                    p.kin, p.text_policy
                 FROM postings p JOIN boards b ON b.key = p.board WHERE p.role = $1",
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
                "SELECT b.key, b.source, b.company, b.last_visit, b.last_read, b.last_complete, b.failing_since, b.next_visit,
                    b.held_since, b.message, b.imported > 0 AS imported,
                    (SELECT COUNT(*) FROM postings p WHERE p.board = b.key AND p.closed_at IS NULL) AS open
                 FROM boards b ORDER BY b.key",
            )
            .fetch_all(pool)
            .await?
        }))
    }

    /// When each board is due, and what its last visit knew.
    pub async fn due(&self) -> Result<Vec<Due>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as("SELECT key, etag, last_modified, next_visit, failures, failing_since FROM boards")
                .fetch_all(pool)
                .await?
        }))
    }

    /// Key and version of each open posting of a board whose text is an answer of its own.
    pub async fn versions(&self, board: &str) -> Result<Vec<(String, String)>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as(
                "SELECT key, version FROM postings WHERE board = $1 AND closed_at IS NULL AND version IS NOT NULL",
            )
            .bind(board)
            .fetch_all(pool)
            .await?
        }))
    }

    /// Key and sanitised text of each open posting of a board.
    pub async fn texts(&self, board: &str) -> Result<Vec<(String, String)>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as("SELECT key, html FROM postings WHERE board = $1 AND closed_at IS NULL")
                .bind(board)
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

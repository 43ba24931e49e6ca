//! What a read of a board changes, in one transaction: a crash leaves the state before it.

use std::collections::{HashMap, HashSet};

use crate::closing::{self, Absent};
use crate::{Error, Store};

/// One read of a board.
#[derive(Clone, Debug)]
pub struct Visit {
    /// `{source}:{board}`.
    pub board: String,
    /// The system's name.
    pub source: String,
    /// Who hires.
    pub company: String,
    /// Unix seconds.
    pub started: i64,
    /// Unix seconds: first seen, last seen and closed are this.
    pub finished: i64,
    /// How it ended.
    pub outcome: Outcome,
    /// For the next conditional request.
    pub etag: Option<String>,
    /// The same.
    pub last_modified: Option<String>,
    /// Requests made.
    pub requests: u32,
    /// Bytes read.
    pub bytes: u64,
}

/// How a visit ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// All postings were read but the refused ones.
    Complete {
        /// Every listed posting.
        postings: Vec<NewPosting>,
        /// Those that could not be read.
        refused: Vec<Refusal>,
        /// What an operator should know of postings that were read.
        remarks: Vec<String>,
    },
    /// As at the last visit.
    NotModified,
    /// Nothing of it counts.
    Failed {
        /// Whether the system says that there is no such board.
        gone: bool,
        /// In plain words.
        message: String,
    },
}

/// A posting as it is kept.
#[derive(Clone, Debug, Default)]
pub struct NewPosting {
    /// `{source}:{board}:{id}`.
    pub key: String,
    /// The short id's number.
    pub role: i64,
    /// Of the company.
    pub company_slug: String,
    /// Of the company.
    pub company: String,
    /// White space folded.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Where to apply.
    pub apply_url: String,
    /// Sanitised.
    pub html: String,
    /// JSON.
    pub facts: String,
    /// Of all of it.
    pub hash: String,
    /// Unix seconds.
    pub published: Option<i64>,
}

/// A posting that could not be read.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Its key, where its id could be read: such a posting is not absent.
    pub key: Option<String>,
    /// In plain words, with its id.
    pub why: String,
}

/// What a visit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Postings listed.
    pub seen: u64,
    /// Never seen before.
    pub added: u64,
    /// Of another content than before.
    pub changed: u64,
    /// Closed by it.
    pub closed: u64,
    /// Open again.
    pub reopened: u64,
    /// Could not be read.
    pub refused: u64,
    /// What an operator should know.
    pub message: Option<String>,
}

struct BoardRow {
    key: String,
    held_since: Option<i64>,
    accepted: bool,
    gone_count: i64,
    gone_since: Option<i64>,
    last_read: Option<i64>,
}

/// What is kept of a posting that was seen before.
struct Kept {
    hash: String,
    closed: bool,
}

macro_rules! record {
    ($pool:expr, $begin:expr, $visit:expr) => {{
        let visit = $visit;
        let now = visit.finished;
        let mut tx = $pool.begin_with($begin).await?;
        sqlx::query("INSERT INTO boards (key, source, company) VALUES ($1, $2, $3) ON CONFLICT (key) DO UPDATE SET company = excluded.company")
            .bind(&visit.board).bind(&visit.source).bind(&visit.company).execute(&mut *tx).await?;
        let (held_since, accepted, gone_count, gone_since, last_read): (Option<i64>, i64, i64, Option<i64>, Option<i64>) =
            sqlx::query_as("SELECT held_since, accepted, gone_count, gone_since, last_read FROM boards WHERE key = $1")
                .bind(&visit.board).fetch_one(&mut *tx).await?;
        let mut board = BoardRow { key: visit.board.clone(), held_since, accepted: accepted > 0, gone_count, gone_since, last_read };
        let mut report = Report::default();
        let name = match &visit.outcome {
            Outcome::Complete { postings, refused, remarks } => {
                let kept: Vec<(String, String, Option<i64>)> =
                    sqlx::query_as("SELECT key, hash, closed_at FROM postings WHERE board = $1")
                        .bind(&visit.board).fetch_all(&mut *tx).await?;
                let kept: HashMap<String, Kept> =
                    kept.into_iter().map(|(key, hash, closed)| (key, Kept { hash, closed: closed.is_some() })).collect();
                for posting in postings {
                    match kept.get(&posting.key) {
                        Some(kept) if kept.hash == posting.hash => {
                            report.reopened += u64::from(kept.closed);
                            sqlx::query("UPDATE postings SET last_seen = $2, closed_at = NULL, closed_why = NULL WHERE key = $1")
                                .bind(&posting.key).bind(now).execute(&mut *tx).await?;
                        }
                        known => {
                            match known {
                                Some(kept) => { report.changed += 1; report.reopened += u64::from(kept.closed); }
                                None => report.added += 1,
                            }
                            sqlx::query(
                                "INSERT INTO postings (key, role, board, company_slug, company, title, url, apply_url, html, facts, hash, published, first_seen, last_seen)
                                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)
                                 ON CONFLICT (key) DO UPDATE SET company_slug = excluded.company_slug, company = excluded.company, title = excluded.title,
                                    url = excluded.url, apply_url = excluded.apply_url, html = excluded.html, facts = excluded.facts, hash = excluded.hash,
                                    published = COALESCE(postings.published, excluded.published), last_seen = excluded.last_seen, closed_at = NULL, closed_why = NULL",
                            )
                            .bind(&posting.key).bind(posting.role).bind(&visit.board).bind(&posting.company_slug).bind(&posting.company)
                            .bind(&posting.title).bind(&posting.url).bind(&posting.apply_url).bind(&posting.html).bind(&posting.facts)
                            .bind(&posting.hash).bind(posting.published).bind(now).execute(&mut *tx).await?;
                        }
                    }
                }
                for key in to_close(&kept, postings, (refused, remarks), &mut board, &mut report, now) {
                    sqlx::query("UPDATE postings SET closed_at = $2, closed_why = 'absent' WHERE key = $1")
                        .bind(key).bind(now).execute(&mut *tx).await?;
                }
                "complete"
            }
            Outcome::NotModified => {
                read(&mut board, now);
                sqlx::query("UPDATE postings SET last_seen = $2 WHERE board = $1 AND closed_at IS NULL")
                    .bind(&visit.board).bind(now).execute(&mut *tx).await?;
                "not modified"
            }
            Outcome::Failed { gone, message } => {
                report.message = Some(message.clone());
                if failed(&mut board, *gone, now) {
                    let closed = sqlx::query("UPDATE postings SET closed_at = $2, closed_why = 'board-gone' WHERE board = $1 AND closed_at IS NULL")
                        .bind(&visit.board).bind(now).execute(&mut *tx).await?;
                    report.closed = closed.rows_affected();
                }
                "failed"
            }
        };
        sqlx::query(
            "UPDATE boards SET etag = $2, last_modified = $3, last_visit = $4, last_read = $5, held_since = $6, accepted = 0,
                gone_count = $7, gone_since = $8, message = $9 WHERE key = $1",
        )
        .bind(&visit.board).bind(&visit.etag).bind(&visit.last_modified).bind(now).bind(board.last_read).bind(board.held_since)
        .bind(board.gone_count).bind(board.gone_since).bind(&report.message).execute(&mut *tx).await?;
        sqlx::query("INSERT INTO runs (board, started, finished, outcome, message, seen, added, changed, closed, refused, requests, bytes)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
            .bind(&visit.board).bind(visit.started).bind(now).bind(name).bind(&report.message)
            .bind(report.seen as i64).bind(report.added as i64).bind(report.changed as i64).bind(report.closed as i64)
            .bind(report.refused as i64).bind(i64::from(visit.requests)).bind(visit.bytes as i64).execute(&mut *tx).await?;
        sqlx::query("UPDATE meta SET value = value + 1 WHERE key = 'version'").execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(report)
    }};
}

impl Store {
    /// Records a visit and applies the closing rule, in one transaction.
    ///
    /// # Errors
    /// The database fails: nothing of the visit is kept.
    pub async fn record_visit(&self, visit: &Visit) -> Result<Report, Error> {
        match self {
            Store::Sqlite(pool) => record!(pool, "BEGIN IMMEDIATE", visit),
            Store::Postgres(pool) => record!(pool, "BEGIN", visit),
        }
    }

    /// Closes the roles of boards that nobody could read, or that nobody follows any more, for thirty days; how many.
    ///
    /// # Errors
    /// The database fails: nothing is closed.
    pub async fn close_unread(&self, now: i64) -> Result<u64, Error> {
        const CLOSE: &str = "UPDATE postings SET closed_at = $1, closed_why = 'board-gone'
            WHERE closed_at IS NULL AND board IN (SELECT key FROM boards WHERE last_read <= $2)";
        let before = now - closing::UNREAD;
        let closed = crate::on_both!(self, pool => {
            sqlx::query(CLOSE).bind(now).bind(before).execute(pool).await?.rows_affected()
        });
        Ok(closed)
    }

    /// Takes over the rules that postings are normalised by: where they changed, the next visit of each board reads it whole,
    /// so that its facts are made anew.
    ///
    /// # Errors
    /// The database fails.
    pub async fn set_rules(&self, version: u32) -> Result<(), Error> {
        let version = i64::from(version);
        crate::on_both!(self, pool => {
            let known: Option<(i64,)> =
                sqlx::query_as("SELECT value FROM meta WHERE key = 'rules'").fetch_optional(pool).await?;
            if known != Some((version,)) {
                sqlx::query("UPDATE boards SET etag = NULL, last_modified = NULL").execute(pool).await?;
                sqlx::query("INSERT INTO meta (key, value) VALUES ('rules', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
                    .bind(version)
                    .execute(pool)
                    .await?;
            }
        });
        Ok(())
    }

    /// Lets the next complete visit of the board close what is absent, however much that is.
    ///
    /// # Errors
    /// The database fails. `Ok(false)`: there is no such board.
    pub async fn accept(&self, board: &str) -> Result<bool, Error> {
        let rows = crate::on_both!(self, pool => {
            sqlx::query("UPDATE boards SET accepted = 1 WHERE key = $1").bind(board).execute(pool).await?.rows_affected()
        });
        Ok(rows > 0)
    }
}

fn read(board: &mut BoardRow, now: i64) {
    board.last_read = Some(now);
    board.gone_count = 0;
    board.gone_since = None;
}

/// Notes a failure; whether the board is gone by now.
fn failed(board: &mut BoardRow, gone: bool, now: i64) -> bool {
    let unread = board.last_read.is_some_and(|read| now - read >= closing::UNREAD);
    if !gone {
        return unread;
    }
    board.gone_count += 1;
    let since = *board.gone_since.get_or_insert(now);
    unread || closing::is_gone(board.gone_count, since, now)
}

/// Refused postings and remarks in one sentence each, the first few by name.
fn message(refused: &[Refusal], remarks: &[String]) -> Option<String> {
    /// As many as a person reads in a table's cell; the rest are counted.
    const NAMED: usize = 3;
    let few = |all: &mut dyn Iterator<Item = &str>| all.take(NAMED).collect::<Vec<_>>().join("; ");
    let mut parts = Vec::new();
    if !refused.is_empty() {
        let reasons = few(&mut refused.iter().map(|r| r.why.as_str()));
        parts.push(format!("{} of its postings could not be read: {reasons}", refused.len()));
    }
    if !remarks.is_empty() {
        parts.push(few(&mut remarks.iter().map(String::as_str)));
        if remarks.len() > NAMED {
            parts.push(format!("{} more of the kind", remarks.len() - NAMED));
        }
    }
    (!parts.is_empty()).then(|| parts.join(". "))
}

/// The keys to close after a complete visit; notes on board and report.
fn to_close<'a>(
    kept: &'a HashMap<String, Kept>,
    postings: &[NewPosting],
    (refused, remarks): (&[Refusal], &[String]),
    board: &mut BoardRow,
    report: &mut Report,
    now: i64,
) -> Vec<&'a String> {
    read(board, now);
    report.seen = postings.len() as u64;
    report.refused = refused.len() as u64;
    report.message = message(refused, remarks);
    // A posting that is there but has no readable id could be any of the absent ones.
    if refused.iter().any(|r| r.key.is_none()) {
        return Vec::new();
    }
    let open: Vec<&String> = kept.iter().filter(|(_, k)| !k.closed).map(|(key, _)| key).collect();
    let there: HashSet<&str> = postings
        .iter()
        .map(|p| p.key.as_str())
        .chain(refused.iter().filter_map(|r| r.key.as_deref()))
        .collect();
    match closing::absent(open.len() as u64, there.len() as u64, board.held_since, board.accepted, now) {
        Absent::Close => {
            board.held_since = None;
            let closed: Vec<&String> = open.into_iter().filter(|key| !there.contains(key.as_str())).collect();
            report.closed = closed.len() as u64;
            closed
        }
        Absent::Hold(since) => {
            board.held_since = Some(since);
            report.message = Some(format!(
                "it lists {} postings where {} were open: nothing is closed until a visit at least 20 hours later confirms it, or `codedeck ingest --accept {}` does",
                there.len(),
                open.len(),
                board.key
            ));
            Vec::new()
        }
    }
}

//! Writing it down: one transaction, a few rows a statement.

use super::plan::{Board, Changes, Kept, mark, plan};
use super::{NewPosting, Outcome, Report, Visit};
use crate::tx::{Arg, Tx, pieces, places};
use crate::{Error, Lease, Store, closing, removal};

const BOARD: &str = "SELECT etag, last_modified, last_read, last_complete, held_since, accepted, gone_count, gone_since, failures,
        failing_since, next_visit, message
     FROM boards WHERE key = $1";
const KEPT: &str =
    "SELECT key, hash, mark, version, closed_at, listed_until FROM postings WHERE board = $1 AND mark <> '-'";

impl Store {
    /// Records a visit and applies the closing rule, in one transaction. A visit that finds all as it was writes the board's
    /// row and the run's only.
    ///
    /// # Errors
    /// The database fails: nothing of the visit is kept.
    pub async fn record_visit(&self, visit: &Visit) -> Result<Report, Error> {
        self.record(visit, None, false).await
    }

    /// The same for the holder of a lease.
    ///
    /// # Errors
    /// The database fails, or another took the lease since ([`Error::is_lost`]): nothing of the visit is kept.
    pub async fn record_visit_under(&self, lease: &Lease, visit: &Visit) -> Result<Report, Error> {
        self.record(visit, Some(lease), false).await
    }

    /// The same for postings from a file: until a visit reads their board it is never unread.
    ///
    /// # Errors
    /// The database fails: nothing of the file is kept.
    pub async fn record_import(&self, visit: &Visit) -> Result<Report, Error> {
        self.record(visit, None, true).await
    }

    /// What a visit would do; nothing is written.
    ///
    /// # Errors
    /// The database fails.
    pub async fn preview_visit(&self, visit: &Visit) -> Result<Report, Error> {
        let (board, kept, removed): (Option<Board>, Vec<Kept>, Vec<(String, String)>) = crate::on_both!(self, pool => {
            let board = sqlx::query_as(BOARD).bind(&visit.board).fetch_optional(pool).await?;
            let kept = sqlx::query_as(KEPT).bind(&visit.board).fetch_all(pool).await?;
            (board, kept, sqlx::query_as(removal::REMOVED).fetch_all(pool).await?)
        });
        let (visit, blocked) = removal::without(&removed, visit);
        let (changes, mut report) = plan(&visit, &mut board.unwrap_or_default(), &kept);
        report.blocked = blocked;
        if changes.gone {
            report.closed = kept.iter().filter(|k| k.closed_at.is_none()).count() as u64;
        }
        Ok(report)
    }

    async fn record(&self, visit: &Visit, lease: Option<&Lease>, imported: bool) -> Result<Report, Error> {
        let mut tx = Tx::begin(self).await?;
        if let Some(lease) = lease {
            tx.hold(lease).await?;
        }
        tx.run(
            "INSERT INTO boards (key, source, company, imported) VALUES ($1, $2, $3, $4)
             ON CONFLICT (key) DO UPDATE SET company = excluded.company, imported = excluded.imported",
            &[
                (&visit.board).into(),
                (&visit.source).into(),
                (&visit.company).into(),
                i64::from(imported).into(),
            ],
        )
        .await?;
        let board: Vec<Board> = tx.rows(BOARD, &[(&visit.board).into()]).await?;
        let mut board = board.into_iter().next().unwrap_or_default();
        let kept: Vec<Kept> = match visit.outcome {
            Outcome::Complete(_) | Outcome::Partial { .. } => tx.rows(KEPT, &[(&visit.board).into()]).await?,
            Outcome::NotModified | Outcome::Failed { .. } => Vec::new(),
        };
        let read_before = board.last_read;
        let (visit, blocked) = removal::allowed(&mut tx, visit).await?;
        let visit = visit.as_ref();
        let (changes, mut report) = plan(visit, &mut board, &kept);
        report.blocked = blocked;
        write(&mut tx, visit, &changes, read_before, &mut report).await?;
        write_board(&mut tx, &visit.board, visit.finished, &board).await?;
        write_run(&mut tx, visit, &report).await?;
        if changes.shows || report.closed > 0 {
            tx.run("UPDATE meta SET value = value + 1 WHERE key = 'version'", &[]).await?;
        }
        tx.commit().await?;
        Ok(report)
    }

    /// Closes the roles of boards that nobody could read, or that nobody follows any more, for thirty days, and those that no
    /// visit listed for as long; how many. What came from a file stays: nobody visits it.
    ///
    /// # Errors
    /// The database fails: nothing is closed.
    pub async fn close_unread(&self, now: i64) -> Result<u64, Error> {
        let mut tx = Tx::begin(self).await?;
        let unread = tx
            .run(
                "UPDATE postings SET closed_at = $1, closed_why = 'board-gone',
                    listed_until = COALESCE(listed_until, (SELECT last_read FROM boards WHERE boards.key = postings.board))
                 WHERE closed_at IS NULL AND board IN (SELECT key FROM boards WHERE last_read <= $2 AND imported = 0)",
                &[now.into(), (now - closing::UNREAD).into()],
            )
            .await?;
        let unlisted = tx
            .run(
                "UPDATE postings SET closed_at = $1, closed_why = 'absent' WHERE closed_at IS NULL AND listed_until <= $2
                    AND board IN (SELECT key FROM boards WHERE imported = 0)",
                &[now.into(), (now - closing::UNREAD).into()],
            )
            .await?;
        if unread + unlisted > 0 {
            tx.run("UPDATE meta SET value = value + 1 WHERE key = 'version'", &[]).await?;
        }
        tx.commit().await?;
        Ok(unread + unlisted)
    }

    /// Takes over the rules that postings are normalised by: where they changed, the next visit of each board reads it whole,
    /// so that its facts are made anew.
    ///
    /// # Errors
    /// The database fails.
    pub async fn set_rules(&self, version: u32) -> Result<(), Error> {
        let version = i64::from(version);
        let mut tx = Tx::begin(self).await?;
        let known: Vec<(i64,)> = tx.rows("SELECT value FROM meta WHERE key = 'rules'", &[]).await?;
        if known != [(version,)] {
            tx.run("UPDATE boards SET etag = NULL, last_modified = NULL", &[]).await?;
            tx.run("UPDATE postings SET version = NULL WHERE version IS NOT NULL", &[]).await?;
            tx.run(
                "INSERT INTO meta (key, value) VALUES ('rules', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                &[version.into()],
            )
            .await?;
        }
        tx.commit().await
    }

    /// Lets the next complete visit of the board close what is absent, however much that is.
    ///
    /// # Errors
    /// The database fails. `Ok(false)`: there is no such board.
    pub async fn accept(&self, board: &str) -> Result<bool, Error> {
        let mut tx = Tx::begin(self).await?;
        let rows = tx.run("UPDATE boards SET accepted = 1 WHERE key = $1", &[board.into()]).await?;
        tx.commit().await?;
        Ok(rows > 0)
    }
}

async fn write(
    tx: &mut Tx,
    visit: &Visit,
    changes: &Changes<'_>,
    read_before: Option<i64>,
    report: &mut Report,
) -> Result<(), Error> {
    let now = visit.finished;
    for postings in pieces(&changes.written) {
        upsert(tx, &visit.board, now, postings).await?;
    }
    for keys in pieces(&changes.back) {
        let set = "closed_at = NULL, closed_why = NULL, listed_until = NULL";
        update(tx, set, &[], keys).await?;
    }
    for keys in pieces(&changes.unlisted) {
        update(tx, "listed_until = COALESCE(listed_until, $1)", &[read_before.into()], keys).await?;
    }
    for keys in pieces(&changes.closed) {
        let set = "closed_at = $2, closed_why = 'absent', listed_until = COALESCE(listed_until, $1)";
        update(tx, set, &[read_before.into(), now.into()], keys).await?;
    }
    if changes.gone {
        report.closed = tx
            .run(
                "UPDATE postings SET closed_at = $2, closed_why = 'board-gone', listed_until = COALESCE(listed_until, $3)
                 WHERE board = $1 AND closed_at IS NULL",
                &[(&visit.board).into(), now.into(), read_before.into()],
            )
            .await?;
    }
    Ok(())
}

async fn update(tx: &mut Tx, set: &str, values: &[Arg<'_>], keys: &[&str]) -> Result<(), Error> {
    let sql = format!("UPDATE postings SET {set} WHERE key IN {}", places(values.len(), 1, keys.len()));
    let args: Vec<Arg<'_>> = values.iter().copied().chain(keys.iter().map(|&key| key.into())).collect();
    tx.run(&sql, &args).await?;
    Ok(())
}

async fn upsert(tx: &mut Tx, board: &str, now: i64, postings: &[&NewPosting]) -> Result<(), Error> {
    /// Parameters a row.
    const WIDTH: usize = 18;
    let sql = format!(
        "INSERT INTO postings (key, role, board, company_slug, company, title, url, apply_url, html, facts, hash, published, version,
            first_seen, kin, signature, text_policy, mark)
         VALUES {}
         ON CONFLICT (key) DO UPDATE SET company_slug = excluded.company_slug, company = excluded.company, title = excluded.title,
            url = excluded.url, apply_url = excluded.apply_url, html = excluded.html, facts = excluded.facts, hash = excluded.hash,
            published = COALESCE(postings.published, excluded.published), version = excluded.version,
            kin = excluded.kin, signature = excluded.signature, text_policy = excluded.text_policy, mark = excluded.mark,
            listed_until = NULL, closed_at = NULL, closed_why = NULL",
        places(0, postings.len(), WIDTH)
    );
    let marks: Vec<String> = postings.iter().map(|p| mark(p)).collect();
    let mut args: Vec<Arg<'_>> = Vec::with_capacity(postings.len() * WIDTH);
    for (p, mark) in postings.iter().zip(&marks) {
        args.extend([
            Arg::from(&p.key),
            p.role.into(),
            board.into(),
            (&p.company_slug).into(),
            (&p.company).into(),
        ]);
        args.extend([Arg::from(&p.title), (&p.url).into(), (&p.apply_url).into(), (&p.html).into()]);
        args.extend([
            Arg::from(&p.facts),
            (&p.hash).into(),
            p.published.into(),
            (&p.version).into(),
            now.into(),
        ]);
        args.extend([Arg::from(&p.kin), (&p.signature).into(), p.text_policy.slug().into(), mark.into()]);
    }
    tx.run(&sql, &args).await?;
    Ok(())
}

async fn write_board(tx: &mut Tx, key: &str, now: i64, board: &Board) -> Result<(), Error> {
    tx.run(
        "UPDATE boards SET etag = $2, last_modified = $3, last_visit = $4, last_read = $5, last_complete = $6, held_since = $7,
            accepted = $8, gone_count = $9, gone_since = $10, failures = $11, failing_since = $12, next_visit = $13, message = $14
         WHERE key = $1",
        &[
            key.into(),
            (&board.etag).into(),
            (&board.last_modified).into(),
            now.into(),
            board.last_read.into(),
            board.last_complete.into(),
            board.held_since.into(),
            board.accepted.into(),
            board.gone_count.into(),
            board.gone_since.into(),
            board.failures.into(),
            board.failing_since.into(),
            board.next_visit.into(),
            (&board.message).into(),
        ],
    )
    .await?;
    Ok(())
}

async fn write_run(tx: &mut Tx, visit: &Visit, report: &Report) -> Result<(), Error> {
    let outcome = match visit.outcome {
        Outcome::Complete(_) => "complete",
        Outcome::Partial { .. } => "partial",
        Outcome::NotModified => "not modified",
        Outcome::Failed { .. } => "failed",
    };
    tx.run(
        "INSERT INTO runs (board, started, finished, outcome, message, seen, added, changed, closed, refused, requests, bytes)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &[
            (&visit.board).into(),
            visit.started.into(),
            visit.finished.into(),
            outcome.into(),
            (&report.message).into(),
            (report.seen as i64).into(),
            (report.added as i64).into(),
            (report.changed as i64).into(),
            (report.closed as i64).into(),
            (report.refused as i64).into(),
            i64::from(visit.requests).into(),
            (visit.bytes as i64).into(),
        ],
    )
    .await?;
    Ok(())
}

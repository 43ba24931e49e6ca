//! `codedeck ingest`.

use std::collections::HashMap;
use std::sync::Arc;

use ::ingest::Board;
use ::ingest::fetch::Fetcher;
use anyhow::{Result, bail};
use serde::Serialize;
use store::{Due, Outcome, Store};

use super::progress::Progress;
use crate::Exit;
use crate::config::{Data, Ingest};
use crate::crawl::{self, Done, Keep};

/// What came of a board.
#[derive(Serialize)]
struct Line {
    board: String,
    company: String,
    outcome: &'static str,
    seen: u64,
    added: u64,
    changed: u64,
    closed: u64,
    reopened: u64,
    refused: u64,
    message: Option<String>,
}

/// Visits boards once, or says what that would do.
pub async fn run(data: &Data, options: Ingest, json: bool) -> Result<Exit> {
    let sources = data.followed()?;
    let fetcher = Arc::new(Fetcher::new(&sources.contact, data.allow_loopback)?);
    let wanted = |b: &&Board| options.boards.is_empty() || options.boards.contains(&b.key());
    let boards: Vec<Board> = sources.enabled().filter(wanted).cloned().collect();
    if let Some(unknown) = options.boards.iter().find(|k| boards.iter().all(|b| b.key() != **k)) {
        bail!("{unknown} is no enabled board of {}", data.sources_path().display());
    }
    let store = open(data, &options, &boards).await?;
    let all = boards.len();
    let named = options.all || !options.boards.is_empty();
    let boards = if named { boards } else { leave_broken(&store, boards).await? };
    let left_out = all - boards.len();
    let keep = if options.dry_run { Keep::Nothing } else { Keep::Visits };
    let mut progress = Progress::new("boards", boards.len(), json);
    let mut lines = Vec::new();
    crawl::visit_all(&store, &fetcher, boards, &keep, |done| {
        let line = Line::of(done);
        progress.line(line.text(options.dry_run))?;
        lines.push(line);
        Ok(())
    })
    .await?;
    progress.end();
    summary(lines, left_out, options.dry_run, json)
}

/// A dry run reads a database that is there, and needs none.
async fn open(data: &Data, options: &Ingest, boards: &[Board]) -> Result<Store> {
    if options.dry_run {
        return match data.open_read().await? {
            Some(store) => Ok(store),
            None => Ok(Store::in_memory().await?),
        };
    }
    let store = data.open_store().await?;
    store.set_rules(normalise::RULES_VERSION).await?;
    if options.accept {
        for board in boards {
            store.accept(&board.key()).await?;
        }
    }
    Ok(store)
}

/// The boards without those that failed again and again: their time comes, or they are named.
async fn leave_broken(store: &Store, mut boards: Vec<Board>) -> Result<Vec<Board>> {
    let due: HashMap<String, Due> = crawl::known(store).await?;
    let now = crate::now();
    boards.retain(|board| {
        let key = board.key();
        let broken = due.get(&key).filter(|due| due.is_broken(now));
        if let Some(due) = broken {
            let failures = due.failures;
            tracing::warn!(
                board = key,
                failures,
                "left out, as it failed again and again: `codedeck ingest --board {key}` visits it"
            );
        }
        broken.is_none()
    });
    Ok(boards)
}

fn summary(mut lines: Vec<Line>, left_out: usize, dry_run: bool, json: bool) -> Result<Exit> {
    let failed = lines.iter().filter(|l| l.outcome == "failed").count();
    let read = lines.len() - failed;
    let sum = |of: fn(&Line) -> u64| lines.iter().map(of).sum::<u64>();
    let (seen, added, changed, closed) =
        (sum(|l| l.seen), sum(|l| l.added), sum(|l| l.changed), sum(|l| l.closed));
    if json {
        lines.sort_by(|a, b| a.board.cmp(&b.board));
        crate::print(
            serde_json::json!({"dry_run": dry_run, "boards": lines, "read": read, "failed": failed}),
        )?;
    } else {
        let kept = if dry_run { "; nothing was written" } else { "" };
        crate::print(format_args!(
            "{read} of {} boards are read: {seen} postings, {added} new, {changed} changed, {closed} closed{kept}",
            lines.len() + left_out
        ))?;
    }
    match (read, failed) {
        (0, _) => bail!(
            "none of the {} boards could be read: the lines above and /status say why",
            lines.len() + left_out
        ),
        (_, 0) => Ok(Exit::Done),
        _ => Ok(Exit::Part),
    }
}

impl Line {
    fn of(done: Done) -> Line {
        let Done { visit, report } = done;
        let outcome = match visit.outcome {
            Outcome::Complete(_) => "complete",
            Outcome::Partial { .. } => "partial",
            Outcome::NotModified => "not-modified",
            Outcome::Failed { .. } => "failed",
        };
        Line {
            board: visit.board,
            company: visit.company,
            outcome,
            seen: report.seen,
            added: report.added,
            changed: report.changed,
            closed: report.closed,
            reopened: report.reopened,
            refused: report.refused,
            message: report.message,
        }
    }

    fn text(&self, dry_run: bool) -> String {
        let would = if dry_run { "would be " } else { "" };
        let counts = match self.outcome {
            "failed" => String::new(),
            "not-modified" => "as it was".to_owned(),
            _ => format!(
                "{} postings, {would}{} new, {} changed, {} closed",
                self.seen, self.added, self.changed, self.closed
            ),
        };
        let message = self.message.as_deref().unwrap_or_default();
        let between = if counts.is_empty() || message.is_empty() { "" } else { "; " };
        format!("{}\t{}\t{counts}{between}{message}", self.outcome, self.board)
    }
}

//! Visits: which boards are due, how one is read and recorded.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, bail};
use ingest::fetch::{Fetcher, Validators};
use ingest::{Board, Outcome as Read, Prepared};
use store::{NewPosting, Outcome, Refusal, Report, Store, Visit};
use tokio::task::JoinSet;

use crate::config::Ingest;
use crate::live::Live;

/// Boards read at the same time; each host still gets one request a second.
const AT_ONCE: usize = 4;
/// From one visit of a board to the next.
const INTERVAL: i64 = 24 * 3_600;
/// From one look for due boards to the next.
const TICK: Duration = Duration::from_secs(30);
/// How long the right to crawl is held without being renewed.
const LEASE: i64 = 300;

/// The command.
pub(crate) async fn ingest(options: Ingest) -> Result<()> {
    let sources = options.data.read_sources()?;
    let fetcher = Arc::new(Fetcher::new(&sources.contact, options.data.allow_loopback)?);
    let wanted = |b: &&Board| options.boards.is_empty() || options.boards.contains(&b.key());
    let boards: Vec<Board> = sources.enabled().filter(wanted).cloned().collect();
    if let Some(unknown) = options.boards.iter().find(|k| boards.iter().all(|b| b.key() != **k)) {
        bail!("{unknown} is no enabled board of {}", options.data.sources_path().display());
    }
    if boards.is_empty() {
        bail!("no board is followed: run `codedeck sources init --contact you@example.org` first");
    }
    let store = options.data.open_store().await?;
    store.set_rules(normalise::RULES_VERSION).await?;
    if options.accept {
        for board in &boards {
            store.accept(&board.key()).await?;
        }
    }
    let (all, read) = (boards.len(), visit_all(&store, &fetcher, boards).await?);
    tracing::info!("{read} of {all} boards are read");
    if read == 0 {
        bail!("none of the {all} boards could be read: /status and the lines above say why");
    }
    Ok(())
}

/// Visits boards, a few at once; prints a line for each. How many were read.
async fn visit_all(store: &Store, fetcher: &Arc<Fetcher>, boards: Vec<Board>) -> Result<usize> {
    let known = store.boards().await?;
    let mut waiting = boards.into_iter();
    let mut running = JoinSet::new();
    let mut read = 0;
    loop {
        while running.len() < AT_ONCE {
            let Some(board) = waiting.next() else { break };
            let state = known.iter().find(|k| k.key == board.key());
            let validators =
                state.map(|s| Validators { etag: s.etag.clone(), last_modified: s.last_modified.clone() });
            let (store, fetcher) = (store.clone(), fetcher.clone());
            running
                .spawn(async move { visit(&store, &fetcher, &board, validators.unwrap_or_default()).await });
        }
        match running.join_next().await {
            Some(done) => read += usize::from(done??),
            None => return Ok(read),
        }
    }
}

/// Visits a board and records it. Whether it was read.
async fn visit(store: &Store, fetcher: &Fetcher, board: &Board, known: Validators) -> Result<bool> {
    let started = crate::now();
    let visited = ingest::visit(fetcher, board, &known).await;
    let (key, company) = (board.key(), board.company.clone());
    let outcome = match visited.outcome {
        Read::Complete { postings, refused } => {
            let refusal = |r: ingest::Refused| Refusal {
                key: (!r.id.starts_with('#')).then(|| format!("{key}:{}", r.id)),
                why: format!("{}: {}", r.id, r.why),
            };
            let refused = refused.into_iter().map(refusal).collect();
            let (board, name) = (key.clone(), company.clone());
            let prepared =
                tokio::task::spawn_blocking(move || ingest::prepare_all(&board, &name, postings)).await?;
            let remark =
                |p: &Prepared| p.remarks.iter().map(|r| format!("{} {r}", p.key)).collect::<Vec<_>>();
            let remarks = prepared.iter().flat_map(remark).collect();
            let postings = prepared.into_iter().map(kept).collect::<Result<Vec<_>>>()?;
            Outcome::Complete { postings, refused, remarks }
        }
        Read::NotModified => Outcome::NotModified,
        Read::Failed(failure) => {
            let gone = failure.kind == ingest::FailureKind::Gone;
            Outcome::Failed { gone, message: failure.message }
        }
    };
    let visit = Visit {
        board: key.clone(),
        source: board.source.name().to_owned(),
        company,
        started,
        finished: crate::now(),
        outcome,
        etag: visited.validators.etag,
        last_modified: visited.validators.last_modified,
        requests: visited.requests,
        bytes: visited.bytes,
    };
    let report = store.record_visit(&visit).await?;
    say(&key, &report);
    Ok(!matches!(visit.outcome, Outcome::Failed { .. }))
}

fn say(board: &str, report: &Report) {
    let Report { seen, added, changed, closed, reopened, refused, message } = report;
    match message {
        Some(message) => tracing::warn!(board, seen, added, changed, closed, reopened, refused, "{message}"),
        None => tracing::info!(board, seen, added, changed, closed, reopened, "read"),
    }
}

/// A prepared posting as the store takes it.
pub fn kept(prepared: Prepared) -> Result<NewPosting> {
    Ok(NewPosting {
        facts: serde_json::to_string(&prepared.facts)?,
        key: prepared.key,
        role: prepared.role.number() as i64,
        company_slug: prepared.company.slug,
        company: prepared.company.label,
        title: prepared.title,
        url: prepared.url,
        apply_url: prepared.apply_url,
        html: prepared.html,
        hash: prepared.hash,
        published: prepared.published,
    })
}

/// Visits due boards for as long as the server runs, and takes over what other nodes and commands recorded.
pub(crate) async fn keep_fresh(live: Arc<Live>, boards: Vec<Board>, fetcher: Option<Arc<Fetcher>>) {
    let owner = format!("{}-{}", std::process::id(), crate::now());
    loop {
        if let Some(fetcher) = &fetcher
            && let Err(error) = crawl_due(&live.store, fetcher, &boards, &owner).await
        {
            tracing::error!("boards cannot be visited: {error:#}");
        }
        if let Err(error) = live.refresh().await {
            tracing::error!("the catalogue stays as it is: {error:#}");
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Visits what is due, a few boards for each turn of the lease, so that no turn outlasts it.
async fn crawl_due(store: &Store, fetcher: &Arc<Fetcher>, boards: &[Board], owner: &str) -> Result<()> {
    loop {
        let now = crate::now();
        let Some(lease) = store.lease("crawl", owner, now, LEASE).await? else { return Ok(()) };
        let closed = store.close_unread(now).await?;
        if closed > 0 {
            tracing::warn!(closed, "roles of boards that were not read for 30 days are closed");
        }
        let known = store.boards().await?;
        let due = |board: &&Board| {
            let last = known.iter().find(|k| k.key == board.key()).and_then(|k| k.last_visit);
            last.is_none_or(|at| now - at >= INTERVAL + jitter(&board.key()))
        };
        let due: Vec<Board> = boards.iter().filter(due).take(AT_ONCE).cloned().collect();
        let is_last = due.len() < AT_ONCE;
        visit_all(store, fetcher, due).await?;
        store.release(&lease).await?;
        if is_last {
            return Ok(());
        }
    }
}

/// Up to half an hour, the same for the same board: visits of many boards spread out.
fn jitter(key: &str) -> i64 {
    key.bytes().fold(7i64, |n, b| (n * 31 + i64::from(b)) % 1_800)
}

//! Which boards are visited, when, and by whom.

mod visit;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, bail};
use ingest::fetch::Fetcher;
use ingest::{Board, Prepared};
use store::{Due, Lease, NewPosting, Store};
use tokio::task::JoinSet;

use crate::config::Ingest;
use crate::live::Live;

/// Boards read at the same time; each host is asked at its own pace all the same.
const AT_ONCE: usize = 4;
/// From one look for due boards, or for what others recorded, to the next.
const TICK: Duration = Duration::from_secs(30);
/// Seconds for which the right to crawl is held without being renewed.
const LEASE: i64 = 300;
/// From one renewal to the next.
const RENEWAL: Duration = Duration::from_secs(60);

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
    let all = boards.len();
    let boards = if options.boards.is_empty() { leave_broken(&store, boards).await? } else { boards };
    let read = visit_all(&store, &fetcher, boards, None).await?;
    tracing::info!("{read} of {all} boards are read");
    if read == 0 {
        bail!("none of the {all} boards could be read: /status and the lines above say why");
    }
    Ok(())
}

/// The boards without those that failed again and again: their time comes, or they are named.
async fn leave_broken(store: &Store, mut boards: Vec<Board>) -> Result<Vec<Board>> {
    let (due, now) = (known(store).await?, crate::now());
    boards.retain(|board| {
        let key = board.key();
        let broken = due.get(&key).filter(|due| due.is_broken(now));
        if let Some(due) = broken {
            let failures = due.failures;
            tracing::warn!(
                board = key,
                failures,
                "left out, as it failed again and again: `codedeck ingest {key}` visits it"
            );
        }
        broken.is_none()
    });
    Ok(boards)
}

async fn known(store: &Store) -> Result<HashMap<String, Due>> {
    Ok(store.due().await?.into_iter().map(|due| (due.key.clone(), due)).collect())
}

/// Visits boards, a few at once; prints a line for each. How many were read.
async fn visit_all(
    store: &Store,
    fetcher: &Arc<Fetcher>,
    boards: Vec<Board>,
    lease: Option<&Lease>,
) -> Result<usize> {
    let mut known = known(store).await?;
    let mut waiting = boards.into_iter();
    let mut running = JoinSet::new();
    let mut read = 0;
    loop {
        while running.len() < AT_ONCE {
            let Some(board) = waiting.next() else { break };
            let due = known.remove(&board.key()).unwrap_or_default();
            let (store, fetcher, lease) = (store.clone(), fetcher.clone(), lease.cloned());
            running.spawn(async move { visit::visit(&store, &fetcher, &board, due, lease.as_ref()).await });
        }
        match running.join_next().await {
            Some(done) => read += usize::from(done??),
            None => return Ok(read),
        }
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
        version: Some(prepared.version).filter(|v| !v.is_empty()),
    })
}

/// Visits due boards for as long as the server runs, and takes over what this, other nodes and commands recorded.
pub(crate) async fn keep_fresh(live: Arc<Live>, boards: Vec<Board>, fetcher: Option<Arc<Fetcher>>) {
    let owner = format!("{}-{}", std::process::id(), crate::now());
    let crawl = async {
        let Some(fetcher) = &fetcher else { return };
        loop {
            if let Err(error) = crawl_due(&live.store, fetcher, &boards, &owner).await {
                tracing::error!("boards cannot be visited: {error:#}");
            }
            tokio::time::sleep(TICK).await;
        }
    };
    let refresh = async {
        loop {
            if let Err(error) = live.refresh().await {
                tracing::error!("the catalogue stays as it is: {error:#}");
            }
            tokio::time::sleep(TICK).await;
        }
    };
    tokio::join!(crawl, refresh);
}

/// Visits what is due, under a lease that is renewed as long as that takes.
async fn crawl_due(store: &Store, fetcher: &Arc<Fetcher>, boards: &[Board], owner: &str) -> Result<()> {
    let now = crate::now();
    let Some(lease) = store.lease("crawl", owner, now, LEASE).await? else { return Ok(()) };
    let closed = store.close_unread(now).await?;
    if closed > 0 {
        tracing::warn!(closed, "roles that were not read for 30 days are closed");
    }
    let known = known(store).await?;
    let is_due = |board: &&Board| {
        let next = known.get(&board.key()).and_then(|due| due.next_visit);
        next.is_none_or(|at| now >= at + jitter(&board.key()))
    };
    let due: Vec<Board> = boards.iter().filter(is_due).cloned().collect();
    let result = tokio::select! {
        done = visit_all(store, fetcher, due, Some(&lease)) => done.map(drop),
        lost = renew(store, &lease) => lost,
    };
    store.release(&lease).await?;
    match result {
        Err(error) if error.downcast_ref().is_some_and(store::Error::is_lost) => {
            tracing::warn!("{error}: it goes on from here");
            Ok(())
        }
        result => result,
    }
}

/// Renews a lease until that fails, or another node has it.
async fn renew(store: &Store, lease: &Lease) -> Result<()> {
    loop {
        tokio::time::sleep(RENEWAL).await;
        if store.lease(&lease.name, &lease.owner, crate::now(), LEASE).await?.as_ref() != Some(lease) {
            bail!("another node has taken over the lease {:?}: it goes on from here", lease.name);
        }
    }
}

/// Up to half an hour, the same for the same board: visits of many boards spread out.
fn jitter(key: &str) -> i64 {
    key.bytes().fold(7i64, |n, b| (n * 31 + i64::from(b)) % 1_800)
}

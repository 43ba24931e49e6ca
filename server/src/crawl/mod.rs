//! Which boards are visited, when, and by whom.

mod visit;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use ingest::fetch::Fetcher;
use ingest::source::Text;
use ingest::{Board, Prepared};
use store::{Due, Lease, NewPosting, Report, Store, TextPolicy, Visit};
use tokio::task::JoinSet;

use crate::live::Live;
use crate::{rates, upkeep};

/// Boards read at the same time; each host is asked at its own pace all the same.
const AT_ONCE: usize = 4;
/// From one look for due boards to the next.
const TICK: Duration = Duration::from_secs(30);
/// From one look for what this node, others or commands recorded to the next: one row is asked for.
const LOOK: Duration = Duration::from_secs(2);
/// How many times as long as a catalogue took to build the next one waits: building takes a tenth of one core at most.
const REST: u32 = 9;
/// Seconds for which the right to crawl is held without being renewed.
const LEASE: i64 = 300;
/// From one renewal to the next.
const RENEWAL: Duration = Duration::from_secs(60);

/// When each board is due, and what its last visit knew.
///
/// # Errors
/// The database fails.
pub(crate) async fn known(store: &Store) -> Result<HashMap<String, Due>> {
    Ok(store.due().await?.into_iter().map(|due| (due.key.clone(), due)).collect())
}

/// What becomes of a visit.
pub(crate) enum Keep {
    /// It is recorded as long as the lease is held.
    Under(Lease),
    /// It is recorded.
    Visits,
    /// It is only asked what it would do.
    Nothing,
}

/// A visit and what it did.
pub(crate) struct Done {
    pub visit: Visit,
    pub report: Report,
}

/// Visits boards, a few at once, and hands over each as it ends.
pub(crate) async fn visit_all(
    store: &Store,
    fetcher: &Arc<Fetcher>,
    boards: Vec<Board>,
    keep: &Keep,
    mut ended: impl FnMut(Done) -> Result<()>,
) -> Result<()> {
    let mut known = known(store).await?;
    let visits = boards.into_iter().map(|board| {
        let due = known.remove(&board.key()).unwrap_or_default();
        let (store, fetcher) = (store.clone(), fetcher.clone());
        async move { visit::read(&store, &fetcher, &board, due).await }
    });
    let mut visits = Few::of(visits);
    while let Some(visit) = visits.next().await? {
        let visit = visit?;
        let report = match keep {
            Keep::Under(lease) => store.record_visit_under(lease, &visit).await?,
            Keep::Visits => store.record_visit(&visit).await?,
            Keep::Nothing => store.preview_visit(&visit).await?,
        };
        ended(Done { visit, report })?;
    }
    Ok(())
}

/// Tasks, a few of which run at the same time.
pub(crate) struct Few<I, T> {
    waiting: I,
    running: JoinSet<T>,
}

impl<I, F> Few<I, F::Output>
where
    I: Iterator<Item = F>,
    F: Future<Output: Send + 'static> + Send + 'static,
{
    pub(crate) fn of(tasks: I) -> Few<I, F::Output> {
        Few { waiting: tasks, running: JoinSet::new() }
    }

    /// What the next one that ends made; `None` when all have ended.
    pub(crate) async fn next(&mut self) -> Result<Option<F::Output>> {
        while self.running.len() < AT_ONCE {
            let Some(task) = self.waiting.next() else { break };
            self.running.spawn(task);
        }
        Ok(self.running.join_next().await.transpose()?)
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
        kin: prepared.mark.kin,
        signature: prepared.mark.signature,
        text_policy: match prepared.text {
            Text::Full => TextPolicy::Full,
            Text::Excerpt => TextPolicy::Excerpt,
            Text::Link => TextPolicy::Link,
        },
    })
}

/// Visits due boards for as long as the server runs, and takes over what this, other nodes and commands recorded.
pub(crate) async fn keep_fresh(
    live: Arc<Live>,
    boards: Vec<Board>,
    fetcher: Option<Arc<Fetcher>>,
    rates_url: String,
    keep_days: u32,
) {
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
            let start = Instant::now();
            if let Err(error) = live.refresh().await {
                tracing::error!("the catalogue stays as it is: {error:#}");
            }
            tokio::time::sleep(LOOK.max(start.elapsed() * REST)).await;
        }
    };
    let upkeep = async {
        loop {
            if let Err(error) = upkeep::daily(&live, &owner, crate::now(), keep_days).await {
                tracing::error!("the day's upkeep waits: {error:#}");
            }
            tokio::time::sleep(TICK).await;
        }
    };
    let rates = async {
        if let Some(fetcher) = &fetcher {
            rates::keep_fresh(&live.store, fetcher, &rates_url).await;
        }
    };
    tokio::join!(crawl, rates, refresh, upkeep);
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
    let keep = Keep::Under(lease.clone());
    let result = tokio::select! {
        done = visit_all(store, fetcher, due, &keep, say) => done,
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

fn say(done: Done) -> Result<()> {
    let board = done.visit.board;
    let Report { seen, added, changed, closed, reopened, refused, message, .. } = done.report;
    match message {
        Some(message) => tracing::warn!(board, seen, added, changed, closed, reopened, refused, "{message}"),
        None => tracing::info!(board, seen, added, changed, closed, reopened, "read"),
    }
    Ok(())
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

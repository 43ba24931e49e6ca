//! The catalogue that answers now. It is built beside the old one and swapped whole.

use std::collections::VecDeque;
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use app::backend::{Backend, Credit, Site, Snapshot};
use arc_swap::ArcSwap;
use axum::body::Bytes;
use catalog::money::Rates;
use catalog::schema::Category;
use catalog::{Build, Builder, Catalog};
use ingest::source::Kind;
use store::{OpenRole, Relative, State, Store};

use crate::rates;

/// Snapshots that stay reachable for pages opened before a swap.
const KEPT: usize = 3;
/// Brotli's efforts, and up to how many bytes the first: the highest while it takes a few seconds, then one that is within 4 % of
/// it at a tenth of its time.
const EFFORTS: (u32, u32) = (11, 9);
const SMALL: usize = 2 << 20;

/// A catalogue with its bytes as they travel.
pub struct Current {
    /// Answers.
    pub catalog: Arc<Catalog>,
    /// The snapshot.
    pub raw: Bytes,
    /// The same, compressed by brotli.
    pub br: Bytes,
    /// `/snapshot/<format>-<version>.bin`
    pub url: String,
    /// Open postings that are left out of it, as they are not tech.
    pub not_tech: u32,
    /// What of the store it was built from.
    pub state: State,
}

/// What all requests share.
pub struct Live {
    /// Postings, boards and runs.
    pub store: Store,
    /// Settings and the places of assets.
    pub site: Arc<Site>,
    current: ArcSwap<Current>,
    recent: Mutex<VecDeque<Arc<Current>>>,
}

impl Live {
    /// Builds the first catalogue.
    pub async fn start(store: Store, site: Site) -> Result<Live> {
        let site = Site { credits: credits(), ..site };
        let first = Arc::new(build(&store).await?);
        let recent = Mutex::new(VecDeque::from([first.clone()]));
        Ok(Live { store, site: Arc::new(site), current: ArcSwap::new(first), recent })
    }

    /// The catalogue that answers now.
    pub fn current(&self) -> Arc<Current> {
        self.current.load_full()
    }

    /// The snapshot of that address, if it is one of the last three.
    pub fn snapshot(&self, url: &str) -> Option<Arc<Current>> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().find(|c| c.url == url).cloned()
    }

    /// Builds anew where the store changed since. Whether it did.
    pub async fn refresh(&self) -> Result<bool> {
        if self.store.state(crate::now()).await? == self.current().state {
            return Ok(false);
        }
        let next = Arc::new(build(&self.store).await?);
        tracing::info!(roles = next.catalog.len(), version = next.catalog.version(), "new catalogue");
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.retain(|c| c.url != next.url);
        recent.push_front(next.clone());
        recent.truncate(KEPT);
        drop(recent);
        self.current.store(next);
        Ok(true)
    }

    /// What pages and server functions find in their context.
    pub fn backend(&self) -> Backend {
        let current = self.current();
        Backend {
            catalog: current.catalog.clone(),
            store: self.store.clone(),
            site: self.site.clone(),
            snapshot: Snapshot { url: current.url.clone(), bytes: current.raw.len() as u32 },
            not_tech: current.not_tech,
            now: crate::now(),
        }
    }
}

/// Who is named beside postings of feeds of all companies.
fn credits() -> Vec<Credit> {
    let credit = |kind: Kind| {
        let credit = kind.policy().credit?;
        Some(Credit {
            source: kind.name().to_owned(),
            name: credit.name.to_owned(),
            followed: credit.followed,
        })
    };
    Kind::ALL.into_iter().filter_map(credit).collect()
}

/// The store's open roles as a catalogue.
pub async fn build(store: &Store) -> Result<Current> {
    let now = crate::now();
    let state = store.state(now).await?;
    let listed = store.open_roles(now).await?;
    let unlisted = store.unlisted_relatives(now).await?;
    let rates = rates::current(store).await?;
    tokio::task::spawn_blocking(move || make(listed, unlisted, now, state, rates))
        .await
        .context("building the catalogue broke off")?
}

fn make(
    listed: Vec<OpenRole>,
    unlisted: Vec<Relative>,
    now: i64,
    state: State,
    rates: Rates,
) -> Result<Current> {
    let mut builder = Builder::new(Build { made_at: now, rates });
    let mut not_tech = 0;
    for role in crate::roles::roles(listed, unlisted) {
        not_tech += u32::from(role.category == Category::NotTech);
        builder.add(role);
    }
    let raw = builder.finish();
    let catalog = Catalog::open(&raw).context("the catalogue that was just built does not open")?;
    let mut br = Vec::new();
    let effort = if raw.len() <= SMALL { EFFORTS.0 } else { EFFORTS.1 };
    let mut writer = brotli::CompressorWriter::new(&mut br, 1 << 16, effort, 22);
    writer.write_all(&raw).and_then(|()| writer.flush())?;
    drop(writer);
    let url = format!("/snapshot/1-{}.bin", catalog.version());
    Ok(Current { catalog: Arc::new(catalog), raw: raw.into(), br: br.into(), url, not_tech, state })
}

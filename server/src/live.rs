//! The catalogue that answers now. It is built beside the old one and swapped whole.

use std::collections::{HashMap, VecDeque};
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context as _, Result};
use app::backend::{Backend, Credit, Site, Snapshot};
use arc_swap::ArcSwap;
use axum::body::Bytes;
use catalog::money::Rates;
use catalog::role::RoleId;
use catalog::schema::Category;
use catalog::texts::Index;
use catalog::{Build, Builder, Catalog, Row};
use ingest::source::Kind;
use store::{OpenRole, Relative, State, Store};

use crate::{rates, texts};

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
    /// Which of its roles have which words in their texts.
    pub texts: Arc<Index>,
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
        let first = Arc::new(build(&store).await?.with_texts(&store).await?);
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

    /// The catalogue of that version, if it is one of the last three.
    pub fn of_version(&self, version: &str) -> Option<Arc<Current>> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().find(|c| c.catalog.version() == version).cloned()
    }

    /// Builds anew where the store changed since. Whether it did.
    pub async fn refresh(&self) -> Result<bool> {
        if self.store.state(crate::now()).await? == self.current().state {
            return Ok(false);
        }
        let next = Arc::new(build(&self.store).await?.with_texts(&self.store).await?);
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
            texts: current.texts.clone(),
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

/// A catalogue whose texts are not read yet.
pub struct Draft {
    /// All but the texts: to it no role has any.
    pub current: Current,
    /// The row of each listed posting's role.
    rows: HashMap<i64, u32>,
}

impl Draft {
    /// The same with its texts.
    pub async fn with_texts(self, store: &Store) -> Result<Current> {
        let Draft { current, rows } = self;
        let (start, roles) = (Instant::now(), current.catalog.len());
        let index = texts::index(store, current.catalog.made_at(), rows, roles).await?;
        let (ms, words, bytes) = (start.elapsed().as_millis(), index.words(), index.bytes());
        tracing::debug!(ms, roles, words, bytes, "texts are indexed");
        Ok(Current { texts: Arc::new(index), ..current })
    }
}

/// The store's open roles as a catalogue.
pub async fn build(store: &Store) -> Result<Draft> {
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
) -> Result<Draft> {
    let mut builder = Builder::new(Build { made_at: now, rates });
    let mut not_tech = 0;
    let mut postings = Vec::new();
    for (role, of_role) in crate::roles::roles(listed, unlisted) {
        not_tech += u32::from(role.category == Category::NotTech);
        postings.push((role.id, of_role));
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
    let rows = rows(&catalog, postings);
    let (catalog, texts) = (Arc::new(catalog), Arc::default());
    Ok(Draft {
        current: Current { catalog, raw: raw.into(), br: br.into(), texts, url, not_tech, state },
        rows,
    })
}

/// In which row each posting's role stands; none for roles that are not listed.
fn rows(catalog: &Catalog, postings: Vec<(RoleId, Vec<i64>)>) -> HashMap<i64, u32> {
    let of_role: HashMap<RoleId, u32> =
        (0..catalog.len()).map(|row| (catalog.role(Row(row)).id(), row)).collect();
    let rows = postings.into_iter().filter_map(|(role, postings)| Some((*of_role.get(&role)?, postings)));
    rows.flat_map(|(row, postings)| postings.into_iter().map(move |posting| (posting, row))).collect()
}

//! The catalogue that answers now. It is built beside the old one and swapped whole.

use std::collections::{HashMap, VecDeque};
use std::io::Write as _;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use anyhow::{Context as _, Result};
use app::backend::{Backend, Credit, Site, Snapshot};
use arc_swap::ArcSwap;
use axum::body::Bytes;
use catalog::money::Rates;
use catalog::role::RoleId;
use catalog::schema::Category;
use catalog::texts::Index;
use catalog::{Build, Builder, Catalog, Row, SNAPSHOT_VERSION};
use ingest::source::Kind;
use store::{OpenRole, Relative, State, Store};

use crate::delta::{self, Delta};
use crate::{rates, texts};

/// Snapshots that stay reachable for pages opened before a swap.
const KEPT: usize = 3;
/// Brotli's efforts, and up to how many bytes the first. On snapshots 11 gives no fewer bytes than 10, at twice its time (600 kB:
/// 308 and 302 kB, 0.8 and 0.4 s); 9 is within 8 % of it at a quarter.
const EFFORTS: (i32, i32) = (10, 9);
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
    /// By this a browser says that it has these bytes.
    hash: delta::Hash,
    /// From the snapshots that are kept beside it. They are made after it answers, so that nobody waits for them.
    deltas: OnceLock<Vec<Delta>>,
}

impl Current {
    /// Its bytes for those who have that snapshot; `None` where there are none that are smaller than the whole.
    pub fn delta(&self, base: &delta::Hash) -> Option<&Delta> {
        self.deltas.get()?.iter().find(|delta| delta.base == *base)
    }

    fn make_deltas(&self, before: &[Arc<Current>]) {
        let delta = |old: &Arc<Current>| {
            Delta::new(old.hash, &old.raw, &self.raw, effort(self.raw.len()), self.br.len())
        };
        self.deltas.get_or_init(|| before.iter().filter_map(delta).collect());
    }
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
        self.recent(|c| c.url == url)
    }

    /// The catalogue of that version, if it is one of the last three.
    pub fn of_version(&self, version: &str) -> Option<Arc<Current>> {
        self.recent(|c| c.catalog.version() == version)
    }

    fn recent(&self, is: impl Fn(&Current) -> bool) -> Option<Arc<Current>> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().find(|c| is(c)).cloned()
    }

    /// Builds anew where the store changed since. Whether it did.
    pub async fn refresh(&self) -> Result<bool> {
        if self.store.state(crate::now()).await? == self.current().state {
            return Ok(false);
        }
        let next = Arc::new(build(&self.store).await?.with_texts(&self.store).await?);
        tracing::info!(roles = next.catalog.len(), version = next.catalog.version(), "new catalogue");
        let before = self.keep(&next);
        self.current.store(next.clone());
        tokio::task::spawn_blocking(move || next.make_deltas(&before))
            .await
            .context("comparing the catalogue with those before broke off")?;
        Ok(true)
    }

    /// Makes it the newest of those that stay reachable; those before it.
    fn keep(&self, next: &Arc<Current>) -> Vec<Arc<Current>> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.retain(|c| c.url != next.url);
        recent.push_front(next.clone());
        recent.truncate(KEPT);
        recent.iter().skip(1).cloned().collect()
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
    let mut writer = brotli::CompressorWriter::new(&mut br, 1 << 16, effort(raw.len()) as u32, 22);
    writer.write_all(&raw).and_then(|()| writer.flush())?;
    drop(writer);
    let url = format!("/snapshot/{SNAPSHOT_VERSION}-{}.bin", catalog.version());
    let rows = rows(&catalog, postings);
    let (catalog, texts) = (Arc::new(catalog), Arc::default());
    let (hash, deltas) = (delta::hash(&raw), OnceLock::new());
    Ok(Draft {
        current: Current {
            catalog,
            raw: raw.into(),
            br: br.into(),
            texts,
            url,
            not_tech,
            state,
            hash,
            deltas,
        },
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

/// Brotli's, for so many bytes.
fn effort(bytes: usize) -> i32 {
    if bytes <= SMALL { EFFORTS.0 } else { EFFORTS.1 }
}

//! The catalogue as a peer: it understands the peers' queries and answers in numbers.

use std::sync::Arc;

use catalog::money::Currency;
use catalog::query::{Query, Sort};
use catalog::schema::Facet;
use catalog::{Answer, Ask, Buckets, Catalog, Options, Row, Session};
use serde::Deserialize;

use crate::rows::{FACETS, NOW, Names, value};

/// Values of the long facets that are given.
pub const TOP: usize = 50;

/// A query, as the runner gives it.
#[derive(Clone, Deserialize)]
#[allow(missing_docs, reason = "the peers' README says what each is")]
pub struct Asked {
    pub q: String,
    pub category: Vec<String>,
    pub seniority: Vec<String>,
    pub country: Vec<String>,
    pub city: Vec<String>,
    pub remote: Vec<String>,
    pub skills_all: Vec<String>,
    pub salary_at_least: Option<u32>,
    pub posted_within_days: Option<u16>,
    pub sort: String,
    pub offset: u32,
    pub limit: u32,
}

/// The catalogue with its session.
pub struct Peer {
    session: Session,
    names: [Names; 6],
    /// `[facet][code]` number in the facet's names.
    rank: [Vec<u32>; 6],
    ids: Vec<u32>,
    out: Vec<u32>,
}

impl Peer {
    /// From a snapshot of the peers' rows and the names of their facets' values.
    ///
    /// # Errors
    /// A snapshot that does not open.
    pub fn open(bytes: &[u8], names: [Names; 6]) -> Result<Peer, String> {
        let catalog = Arc::new(Catalog::open(bytes).map_err(|e| e.to_string())?);
        let mut facets = [false; Facet::ALL.len()];
        FACETS.iter().for_each(|&f| facets[f as usize] = true);
        let buckets = Some(Buckets { width: 20_000, count: 20 });
        let rank = std::array::from_fn(|f| {
            let facet = FACETS[f];
            let mut rank = vec![u32::MAX; catalog.values(facet) as usize];
            for number in 0..names[f].names.len() {
                if let Some(code) = value(f, number).and_then(|slug| catalog.code_of(facet, &slug)) {
                    rank[code as usize] = number as u32;
                }
            }
            rank
        });
        let ids = (0..catalog.len()).map(|row| catalog.role(Row(row)).id().number() as u32).collect();
        let options = Options { facets, typos: false, places: false, buckets };
        Ok(Peer { session: Session::with(catalog, options), names, rank, ids, out: Vec::new() })
    }

    /// The values of each facet.
    pub fn names(&self) -> &[Names; 6] {
        &self.names
    }

    /// Total, number of ids, ids; for each facet the number of pairs and pairs of value and count; the bars.
    /// `clock` is read before and after the engine's own part.
    pub fn answer<T>(&mut self, asked: &Asked, clock: impl Fn() -> T) -> (&[u32], [T; 2]) {
        let (query, ask) = self.understand(asked);
        let before = clock();
        let answer = self.session.answer(&query, ask);
        let took = [before, clock()];
        let out = &mut self.out;
        out.clear();
        out.push(answer.total);
        out.push(answer.rows.len() as u32);
        out.extend(answer.rows.iter().map(|row| self.ids[row.0 as usize]));
        for (f, facet) in FACETS.into_iter().enumerate() {
            let limit = if matches!(facet, Facet::City | Facet::Skills) { TOP } else { usize::MAX };
            ranked(answer, facet, &self.rank[f], limit, out);
        }
        out.extend(&answer.histogram.counts);
        (out, took)
    }

    fn understand(&self, asked: &Asked) -> (Query, Ask) {
        let mut query = Query {
            q: asked.q.clone(),
            salary: asked.salary_at_least,
            within: asked.posted_within_days,
            ..Query::default()
        };
        query.currency = Some(Currency::USD);
        query.sort = match asked.sort.as_str() {
            "salary" => Sort::Salary,
            "relevance" => Sort::Relevance,
            _ => Sort::Newest,
        };
        let lists = [
            &asked.category,
            &asked.seniority,
            &asked.country,
            &asked.city,
            &asked.remote,
            &asked.skills_all,
        ];
        for (f, list) in lists.into_iter().enumerate() {
            for name in list {
                let slug = self.names[f].codes.get(name).and_then(|&number| value(f, number));
                query.toggle(FACETS[f], slug.as_deref().unwrap_or("unknown"));
            }
        }
        (query, Ask { now: NOW, first: asked.offset, len: asked.limit })
    }
}

/// Pairs of value and count, by count descending, then value; without zeros and without "unspecified".
fn ranked(answer: &Answer, facet: Facet, rank: &[u32], limit: usize, out: &mut Vec<u32>) {
    let mut keys: Vec<u64> = answer
        .counts(facet)
        .iter()
        .zip(rank)
        .filter(|(count, rank)| **count > 0 && **rank != u32::MAX)
        .map(|(&count, &rank)| u64::from(u32::MAX - count) << 32 | u64::from(rank))
        .collect();
    if keys.len() > limit {
        keys.select_nth_unstable(limit);
        keys.truncate(limit);
    }
    keys.sort_unstable();
    out.push(keys.len() as u32);
    for key in keys {
        out.extend([key as u32, u32::MAX - (key >> 32) as u32]);
    }
}

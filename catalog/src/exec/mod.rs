//! How a query is answered.
//!
//! ```text
//! base    = words ∧ text ∧ skills ∧ hidden ∧ open to ∧ within   what no facet lifts   (base.rs)
//! filters = one set for each selected facet, one for pay         (filters.rs)
//! matches = base ∧ all filters          → total, rows, counts of facets without a selection
//! f's own = base ∧ all filters but f's  → counts of facet f     (counts.rs)
//! ```
//!
//! A [`Session`] keeps its scratch sets, and the previous query's filters and counts with the sets that these are of, so that a
//! click costs what it changes: where fewer rows came and went than there are, they alone are looked at. It remembers nothing of
//! queries before that.

mod bars;
mod base;
mod counts;
mod explain;
mod filters;
mod held;
mod order;
mod rows;

use std::sync::Arc;

use self::bars::Bars;
pub use self::explain::{By, Step};
use self::held::{Held, PAY, Things};
use self::rows::Rows;
use crate::answer::{Answer, Ask, Histogram};
use crate::bitmap::Bitmap;
use crate::catalog::Catalog;
use crate::index::width;
use crate::query::{PayFilter, Query};
use crate::row_set::RowSet;
use crate::schema::Facet;
use crate::sorting::sort;

/// What an answer has beside rows and total, and how words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Facets that are counted, by `Facet as usize`; the counts of others stay empty.
    pub facets: [bool; Facet::ALL.len()],
    /// Whether small typos are forgiven.
    pub typos: bool,
    /// Whether words are looked for in places.
    pub places: bool,
    /// The histogram's bars; `None` for thirty of a round width near 10,000 euros.
    pub buckets: Option<Buckets>,
}

/// Fixed bars of a histogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buckets {
    /// Currency units a year that each spans.
    pub width: u32,
    /// How many, at most 254.
    pub count: u8,
}

impl Default for Options {
    fn default() -> Options {
        Options { facets: [true; Facet::ALL.len()], typos: true, places: true, buckets: None }
    }
}

/// Bars of a histogram.
const BARS: u8 = 30;

/// Answers one query after another.
pub struct Session {
    catalog: Arc<Catalog>,
    options: Options,
    answer: Answer,
    base: base::Base,
    filters: filters::Filters,
    counter: counts::Counter,
    held: Held,
    matches: Bitmap,
    lifted: Bitmap,
    list: Vec<u32>,
    bars: Bars,
    orderer: order::Orderer,
}

impl Session {
    /// A session over the catalogue.
    pub fn new(catalog: Arc<Catalog>) -> Session {
        Session::with(catalog, Options::default())
    }

    /// A session with other options.
    pub fn with(catalog: Arc<Catalog>, options: Options) -> Session {
        let n = catalog.len();
        Session {
            options,
            answer: Answer::default(),
            base: base::Base::new(n),
            filters: filters::Filters::new(n),
            counter: counts::Counter::default(),
            held: Held::new(n),
            matches: Bitmap::empty(n),
            lifted: Bitmap::empty(n),
            list: vec![0; n as usize],
            bars: Bars::default(),
            orderer: order::Orderer::default(),
            catalog,
        }
    }

    /// The catalogue that answers.
    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    /// Takes over which rows have the words of a `text`: the catalogue has no texts, [`crate::texts::Index`] does. From now on
    /// queries with exactly that `text` are narrowed by it. Queries with another one are answered as if they had none. Rows of a
    /// catalogue of another length are not taken.
    pub fn set_text(&mut self, text: &str, rows: RowSet) {
        if rows.0.len() == self.catalog.len() {
            self.base.set_text(text, rows.0);
        }
    }

    /// Whether answers to queries with that `text` are narrowed by it; so they are by an empty one.
    pub fn has_text(&self, text: &str) -> bool {
        text.is_empty() || self.base.text(text).is_some()
    }

    /// Another session over the same catalogue, which has seen no query, and has the rows of the query's `text` if this one has them.
    pub fn beside(&self, query: &Query) -> Session {
        let mut session = Session::new(Arc::clone(&self.catalog));
        if let Some(rows) = self.base.text(&query.text) {
            session.base.set_text(&query.text, rows.clone());
        }
        session
    }

    /// The queries with one filter less that find something, best first, each with its total: for the empty state.
    pub fn relax(&self, query: &Query, now: i64) -> Vec<(Query, u32)> {
        let mut session = self.beside(query);
        let ask = Ask { now, first: 0, len: 0 };
        let fewer = query.without_each();
        let mut found: Vec<u64> = Vec::new();
        for (i, query) in fewer.iter().enumerate() {
            let total = session.answer(query, ask).total;
            if total > 0 {
                found.push(u64::from(!total) << 32 | i as u64);
            }
        }
        sort(&mut found);
        found.iter().map(|&key| (fewer[key as u32 as usize].clone(), !((key >> 32) as u32))).collect()
    }

    /// The exact answer; valid until the next one.
    pub fn answer(&mut self, query: &Query, ask: Ask) -> &Answer {
        let catalog = Arc::clone(&self.catalog);
        self.matches(query, ask.now);
        self.draw(&catalog, query);
        let total = self.count(&catalog);
        self.answer.total = total;
        self.answer.rows.clear();
        let page = order::Page { skip: ask.first, take: ask.len.min(total.saturating_sub(ask.first)) };
        let (words, matches) = (self.base.words(), &self.matches);
        let found = order::Found { catalog: &catalog, words, matches, total };
        self.orderer.page(found, query.sort, page, &mut self.list, &mut self.answer.rows);
        &self.answer
    }

    /// The rows that pass everything, and nothing counted.
    pub(crate) fn matches(&mut self, query: &Query, now: i64) -> &Bitmap {
        self.base.update(&self.catalog, query, now, self.options);
        self.filters.update(&self.catalog, query);
        self.matches.copy(self.base.rows());
        self.filters.all().for_each(|(_, set)| self.matches.and(set));
        &self.matches
    }

    /// All counts and the histogram; the total.
    fn count(&mut self, catalog: &Catalog) -> u32 {
        let total = self.matches.count();
        let mut wanted: Things = [true; held::THINGS];
        wanted[..Facet::ALL.len()].copy_from_slice(&self.options.facets);
        let lifted = self.filters.active();
        let mut free = wanted;
        free.iter_mut().zip(&lifted).for_each(|(free, lifted)| *free &= !lifted);
        // What was counted over one set goes on together.
        for source in self.held.sources() {
            let of_source = self.held.of(source, &free);
            if of_source.contains(&true) {
                let mut rows = Rows::new(&self.matches, total, self.held.set(source), &mut self.list);
                fill(catalog, &mut rows, &of_source, &mut self.counter, &mut self.bars, &mut self.answer);
            }
        }
        for thing in (0..held::THINGS).filter(|&thing| wanted[thing] && lifted[thing]) {
            self.lifted.copy(self.base.rows());
            let others = self.filters.all().filter(|(of, _)| of.number() != thing);
            others.for_each(|(_, set)| self.lifted.and(set));
            let mut only = [false; held::THINGS];
            only[thing] = true;
            let (size, before) = (self.lifted.count(), self.held.set(self.held.source(thing)));
            let mut rows = Rows::new(&self.lifted, size, before, &mut self.list);
            fill(catalog, &mut rows, &only, &mut self.counter, &mut self.bars, &mut self.answer);
            self.held.keep(thing, &mut self.lifted);
        }
        self.held.keep_matches(&free, &self.matches);
        total
    }

    /// The histogram's shape and each row's bar in it, where the currency changed.
    fn draw(&mut self, catalog: &Catalog, query: &Query) {
        let currency = catalog.currency(query);
        let buckets = self
            .options
            .buckets
            .unwrap_or_else(|| Buckets { width: width(&catalog.columns, currency), count: BARS });
        if self.bars.fit(catalog, currency, buckets) {
            let counts = vec![0; buckets.count as usize];
            self.answer.histogram = Histogram { currency, width: buckets.width, counts };
            self.held.forget(PAY);
        }
    }
}

/// Counts some facets, and pay where it is among them.
fn fill(
    catalog: &Catalog,
    rows: &mut Rows<'_>,
    things: &Things,
    counter: &mut counts::Counter,
    bars: &mut Bars,
    answer: &mut Answer,
) {
    let [facets @ .., pay] = things;
    counter.count(catalog, rows, facets, &mut answer.counts);
    if *pay {
        (answer.stated, answer.unstated) = bars.count(rows, &mut answer.histogram.counts);
    }
}

/// Whether a query filters by pay at all.
fn filters_pay(query: &Query) -> bool {
    query.pay == PayFilter::Stated || query.salary.is_some()
}

//! How a query is answered.
//!
//! ```text
//! base    = words ∧ skills ∧ hidden ∧ open to ∧ within          what no facet lifts   (base.rs)
//! filters = one set for each selected facet, one for pay         (filters.rs)
//! matches = base ∧ all filters          → total, rows, counts of facets without a selection
//! f's own = base ∧ all filters but f's  → counts of facet f     (counts.rs)
//! ```
//!
//! A [`Session`] keeps its scratch sets and the previous query's filters, so that a click costs what it changes. It
//! remembers no answer.

mod bars;
mod base;
mod counts;
mod explain;
mod filters;
mod order;

use std::sync::Arc;

use self::bars::Bars;
use self::counts::Rows;
pub use self::explain::{By, Step};
use crate::answer::{Answer, Ask, Histogram};
use crate::bitmap::Bitmap;
use crate::catalog::Catalog;
use crate::index::width;
use crate::query::{PayFilter, Query};
use crate::schema::Facet;

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
    matches: Bitmap,
    lifted: Bitmap,
    list: Vec<u32>,
    bars: Bars,
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
            matches: Bitmap::empty(n),
            lifted: Bitmap::empty(n),
            list: vec![0; n as usize],
            bars: Bars::default(),
            catalog,
        }
    }

    /// The catalogue that answers.
    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
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
        let words = self.base.words();
        order::page(
            &catalog,
            query.sort,
            words,
            &self.matches,
            total,
            page,
            &mut self.list,
            &mut self.answer.rows,
        );
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
        let facets = self.options.facets;
        let answer = &mut self.answer;
        answer.histogram.counts.fill(0);
        let wanted = |f: Facet| facets[f as usize] && !self.filters.is_active(f);
        let pay_lifted = self.filters.pay_is_active();
        let mut free: [bool; Facet::ALL.len()] = [false; Facet::ALL.len()];
        Facet::ALL.into_iter().for_each(|f| free[f as usize] = wanted(f));
        let mut rows = Rows::new(&self.matches, &mut self.list);
        let total = rows.size;
        self.counter.count(catalog, &mut rows, &free, &mut answer.counts);
        if !pay_lifted {
            (answer.stated, answer.unstated) =
                self.bars.count(&self.matches, total, &mut self.list, &mut answer.histogram.counts);
        }
        for lift in self.filters.active() {
            self.lifted.copy(self.base.rows());
            self.filters.all().filter(|(of, _)| *of != lift).for_each(|(_, set)| self.lifted.and(set));
            match lift {
                filters::Of::Facet(facet) if facets[facet as usize] => {
                    let mut only = [false; Facet::ALL.len()];
                    only[facet as usize] = true;
                    let mut rows = Rows::new(&self.lifted, &mut self.list);
                    self.counter.count(catalog, &mut rows, &only, &mut answer.counts);
                }
                filters::Of::Facet(_) => {}
                filters::Of::Pay => {
                    let (size, counts) = (self.lifted.count(), &mut answer.histogram.counts);
                    (answer.stated, answer.unstated) =
                        self.bars.count(&self.lifted, size, &mut self.list, counts);
                }
            }
        }
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
        }
    }
}

/// Whether a query filters by pay at all.
fn filters_pay(query: &Query) -> bool {
    query.pay == PayFilter::Stated || query.salary.is_some()
}

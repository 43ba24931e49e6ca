//! What the engine answers.

use crate::catalog::Catalog;
use crate::money::Currency;
use crate::query::Query;
use crate::schema::Facet;

/// A role's place in a catalogue: rows count from 0, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(pub u32);

/// Which part of the result list is wanted, and what time it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Unix seconds: the day that `within` counts from.
    pub now: i64,
    /// How many rows of the list to skip.
    pub first: u32,
    /// How many rows to give at most.
    pub len: u32,
}

/// The exact answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Roles that pass everything.
    pub total: u32,
    /// The wanted part of them, in the query's order.
    pub rows: Vec<Row>,
    /// Roles that pass all but the pay filter and state no pay.
    pub unstated: u32,
    /// Roles that pass all but the pay filter and state pay.
    pub stated: u32,
    /// Of the `stated` ones.
    pub histogram: Histogram,
    pub(crate) counts: [Vec<u32>; Facet::ALL.len()],
}

/// How yearly pay is distributed, each role by the middle of its range.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Of the bars.
    pub currency: Currency,
    /// Currency units a year that each bar spans; bar `i` begins at `i × width`.
    pub width: u32,
    /// Roles by bar; the last bar has no upper end.
    pub counts: Vec<u32>,
}

impl Default for Histogram {
    fn default() -> Histogram {
        Histogram { currency: Currency::EUR, width: 1, counts: Vec::new() }
    }
}

/// A value of a facet with its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted<'a> {
    /// For the query.
    pub slug: &'a str,
    /// For people.
    pub label: &'a str,
    /// Roles that pass everything but this facet's own selection (for skills: everything) and have the value.
    pub count: u32,
    /// Whether the query selects it.
    pub selected: bool,
}

impl Answer {
    /// `[code]` how many roles have each value of the facet, its own selection lifted (except skills).
    pub fn counts(&self, facet: Facet) -> &[u32] {
        &self.counts[facet as usize]
    }

    /// The facet's values: selected ones first (with count 0 too, and those that the catalogue does not know), then by
    /// count descending and label ascending, zeros dropped; `limit` of them at most, but every selected one.
    pub fn top<'a>(
        &self,
        catalog: &'a Catalog,
        query: &'a Query,
        facet: Facet,
        limit: usize,
    ) -> Vec<Counted<'a>> {
        let counts = self.counts(facet);
        let selected = query.selected(facet);
        let mut out: Vec<Counted<'a>> = selected
            .iter()
            .map(|slug| match catalog.code_of(facet, slug) {
                Some(code) => {
                    let value = catalog.value(facet, code);
                    let count = counts.get(code as usize).copied().unwrap_or(0);
                    Counted { slug: value.slug, label: value.label, count, selected: true }
                }
                None => Counted { slug, label: slug, count: 0, selected: true },
            })
            .collect();
        let mut rest: Vec<u32> = (0..counts.len() as u32).filter(|&code| counts[code as usize] > 0).collect();
        let by_count = |code: &u32| std::cmp::Reverse(counts[*code as usize]);
        let keep = limit.saturating_add(selected.len());
        if rest.len() > keep.saturating_mul(4) {
            rest.select_nth_unstable_by_key(keep, by_count);
            let least = counts[rest[keep] as usize];
            rest.retain(|&code| counts[code as usize] >= least);
        }
        let mut rest: Vec<Counted<'a>> = rest
            .into_iter()
            .map(|code| {
                let value = catalog.value(facet, code);
                Counted {
                    slug: value.slug,
                    label: value.label,
                    count: counts[code as usize],
                    selected: false,
                }
            })
            .filter(|value| selected.binary_search_by(|s| s.as_str().cmp(value.slug)).is_err())
            .collect();
        rest.sort_unstable_by(|a, b| {
            b.count.cmp(&a.count).then_with(|| a.label.cmp(b.label)).then_with(|| a.slug.cmp(b.slug))
        });
        rest.truncate(limit.saturating_sub(out.len()));
        out.extend(rest);
        out
    }
}

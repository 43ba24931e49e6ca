//! What the engine answers.

use crate::catalog::Catalog;
use crate::money::Currency;
use crate::query::Query;
use crate::schema::Facet;
use crate::sorting::sort;

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
    /// count descending and code ascending (the order of the vocabulary, of slugs for open ones), zeros dropped; `limit` of them at most, but every selected one.
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
        let is_selected = |slug: &str| selected.binary_search_by(|s| s.as_str().cmp(slug)).is_ok();
        let room = limit.saturating_sub(out.len());
        let keys = counts.iter().zip(0u32..).filter(|(count, _)| **count > 0);
        let keys = keys.map(|(&count, code)| u64::from(!count) << 32 | u64::from(code));
        let best = least(keys, room, |key| !is_selected(catalog.value(facet, key as u32).slug));
        out.extend(best.into_iter().map(|key| {
            let value = catalog.value(facet, key as u32);
            Counted { slug: value.slug, label: value.label, count: !((key >> 32) as u32), selected: false }
        }));
        out
    }
}

/// The `room` least of those keys that are `wanted`, ascending.
fn least(keys: impl Iterator<Item = u64>, room: usize, wanted: impl Fn(u64) -> bool) -> Vec<u64> {
    /// So many are kept in order by insertion; more are sorted once.
    const FEW: usize = 64;
    let mut best: Vec<u64> = Vec::new();
    for key in keys {
        let beaten = room <= FEW && best.len() >= room && best.last().is_none_or(|&last| key > last);
        if beaten || !wanted(key) {
            continue;
        }
        best.push(key);
        if room <= FEW {
            let mut at = best.len() - 1;
            while at > 0 && best[at - 1] > key {
                best.swap(at - 1, at);
                at -= 1;
            }
            best.truncate(room);
        }
    }
    if room > FEW {
        sort(&mut best);
        best.truncate(room);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_are_those_of_a_sort() {
        let keys: Vec<u64> = (0..500).map(|i| i * 7_919 % 1_009).collect();
        for room in [0, 1, 8, 64, 65, 200, usize::MAX] {
            let mut expected: Vec<u64> = keys.iter().copied().filter(|key| key % 3 > 0).collect();
            expected.sort_unstable();
            expected.truncate(room);
            assert_eq!(least(keys.iter().copied(), room, |key| key % 3 > 0), expected, "{room}");
        }
    }
}

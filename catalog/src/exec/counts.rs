//! How many rows of a set have each value.
//!
//! There are two ways: to look at each row of the set (or of the others, where those are fewer, and to subtract from the
//! totals), or to AND the set with the rows of each value. The first costs what the set is large, the second what the
//! vocabulary is; each group of facets is counted by the cheaper one.

use super::explain::By;
use crate::bitmap::Bitmap;
use crate::catalog::Catalog;
use crate::column::Lists;
use crate::index::{COMBO, COMBOS, STEP, ValueRows};
use crate::schema::Facet;

/// Which facets are counted, by `Facet as usize`.
pub(super) type Wanted = [bool; Facet::ALL.len()];

/// Scratch for counting.
#[derive(Default)]
pub(super) struct Counter {
    combos: Vec<u32>,
    place_sets: Vec<u32>,
    /// How each facet was counted last.
    pub ways: [Option<By>; Facet::ALL.len()],
}

/// The rows that are looked at: those of a set, or the others. They are listed when they are first asked for.
pub(super) struct Rows<'a> {
    set: &'a Bitmap,
    /// How many the set has.
    pub size: u32,
    others: bool,
    list: &'a mut [u32],
    listed: Option<usize>,
}

impl<'a> Rows<'a> {
    /// `list` has room for all of them.
    pub fn new(set: &'a Bitmap, list: &'a mut [u32]) -> Rows<'a> {
        let size = set.count();
        Rows { set, size, others: size as usize > list.len() / 2, list, listed: None }
    }

    /// How many are looked at.
    fn fewer(&self) -> u32 {
        if self.others { self.list.len() as u32 - self.size } else { self.size }
    }

    fn listed(&mut self) -> &[u32] {
        let k = *self.listed.get_or_insert_with(|| self.set.decode(self.list, self.others));
        &self.list[..k]
    }

    /// Whether looking at each row costs more than so many words of an AND; `each` are the steps that a row takes.
    fn is_dearer(&self, each: u32, words: u64) -> bool {
        // To list a row is a step, too.
        let listing = u32::from(self.listed.is_none());
        u64::from(self.fewer()) * u64::from((each + listing) * STEP) > words
    }

    /// Counts codes by looking at each row.
    fn tally(&mut self, counts: &mut [u32], totals: &[u32], code: impl Fn(u32) -> usize) {
        let others = self.others;
        self.listed().iter().for_each(|&row| counts[code(row)] += 1);
        settle(counts, totals, others);
    }

    /// Counts the values of one column.
    fn count(&mut self, counts: &mut Vec<u32>, values: &ValueRows, code: impl Fn(u32) -> usize) -> By {
        let counts = reset(counts, values.len());
        if self.is_dearer(1, values.cost.into()) {
            values.count(self.set, counts);
            By::Values(values.len())
        } else {
            self.tally(counts, &values.totals, code);
            By::Rows(self.fewer())
        }
    }
}

impl Counter {
    /// Counts the wanted facets over the set. Facets that are not wanted keep what they have.
    pub fn count(
        &mut self,
        catalog: &Catalog,
        rows: &mut Rows<'_>,
        wanted: &Wanted,
        out: &mut [Vec<u32>; Facet::ALL.len()],
    ) {
        let (index, columns) = (&catalog.index, &catalog.columns);
        let is = |facet: Facet| wanted[facet as usize];
        self.closed(catalog, rows, wanted, out);
        if is(Facet::Company) {
            let code = |row: u32| columns.company[row as usize] as usize;
            let by = rows.count(&mut out[Facet::Company as usize], &index.company_rows, code);
            self.ways[Facet::Company as usize] = Some(by);
        }
        if is(Facet::City) || is(Facet::Country) {
            let code = |row: u32| columns.place_set[row as usize] as usize;
            let by = rows.count(&mut self.place_sets, &index.place_set_rows, code);
            for (facet, codes) in [(Facet::City, &index.set_cities), (Facet::Country, &index.set_countries)] {
                if is(facet) {
                    roll_up(&self.place_sets, codes, reset(&mut out[facet as usize], catalog.values(facet)));
                    self.ways[facet as usize] = Some(by);
                }
            }
        }
        if is(Facet::Skills) {
            let values = &index.skill_rows;
            let counts = reset(&mut out[Facet::Skills as usize], values.len());
            let each = columns.skill.values().div_ceil(catalog.len().max(1));
            let is_dearer = rows.is_dearer(each, values.cost.into());
            self.ways[Facet::Skills as usize] =
                Some(if is_dearer { By::Values(values.len()) } else { By::Rows(rows.fewer()) });
            if is_dearer {
                values.count(rows.set, counts);
            } else {
                let others = rows.others;
                for &row in rows.listed() {
                    let codes = columns.skill.get(row);
                    codes.iter().for_each(|&code| counts[code as usize + 1] += 1);
                    counts[0] += u32::from(codes.is_empty());
                }
                settle(counts, &values.totals, others);
            }
        }
    }

    /// Counts the closed vocabularies: four of them at once where rows are looked at.
    fn closed(
        &mut self,
        catalog: &Catalog,
        rows: &mut Rows<'_>,
        wanted: &Wanted,
        out: &mut [Vec<u32>; Facet::ALL.len()],
    ) {
        let index = &catalog.index;
        let words = u64::from(catalog.len().div_ceil(64));
        let is = |facet: &Facet| wanted[*facet as usize];
        let values: u32 = COMBO.into_iter().filter(is).map(|facet| catalog.values(facet)).sum();
        let by_value = rows.is_dearer(1, u64::from(values) * words);
        if values > 0 && !by_value {
            rows.tally(reset(&mut self.combos, COMBOS as u32), &index.combo_totals, |row| {
                index.combo[row as usize].into()
            });
            for (facet, part) in COMBO.into_iter().zip(&index.combo_part).filter(|(f, _)| is(f)) {
                self.ways[facet as usize] = Some(By::Rows(rows.fewer()));
                let coarse = reset(&mut out[facet as usize], catalog.values(facet));
                for (&count, &code) in self.combos.iter().zip(part) {
                    coarse[code as usize] += count;
                }
            }
        }
        for facet in COMBO.into_iter().filter(|_| by_value).chain([Facet::Visa]).filter(is) {
            let counts = reset(&mut out[facet as usize], catalog.values(facet));
            let sets = index.bitmaps(facet).unwrap_or_default();
            self.ways[facet as usize] = Some(By::Values(sets.len() as u32));
            counts.iter_mut().zip(sets).for_each(|(count, set)| *count = set.count_and(rows.set));
        }
    }
}

fn reset(counts: &mut Vec<u32>, size: u32) -> &mut [u32] {
    counts.clear();
    counts.resize(size as usize, 0);
    counts
}

/// Turns the counts of the others into those of the set.
fn settle(counts: &mut [u32], totals: &[u32], others: bool) {
    if others {
        counts.iter_mut().zip(totals).for_each(|(count, total)| *count = total - *count);
    }
}

/// Adds the counts of place sets to those of the values that they have.
fn roll_up(sets: &[u32], codes: &Lists<u32>, out: &mut [u32]) {
    for (&count, codes) in sets.iter().zip(codes.iter()).filter(|(count, _)| **count > 0) {
        codes.iter().for_each(|&code| out[code as usize] += count);
    }
}

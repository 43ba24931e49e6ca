//! How many rows of a set have each value.

use crate::bitmap::Bitmap;
use crate::catalog::Catalog;
use crate::column::Lists;
use crate::index::{COMBO, COMBOS, Index};
use crate::schema::Facet;

/// Which facets are counted, by `Facet as usize`.
pub(super) type Wanted = [bool; Facet::ALL.len()];

/// Scratch for counting.
#[derive(Default)]
pub(super) struct Counter {
    combos: Vec<u32>,
    place_sets: Vec<u32>,
}

impl Counter {
    /// Counts the wanted facets over the set, by scanning its rows or, where those are fewer, the others and subtracting
    /// from the totals. Facets that are not wanted keep what they have. Returns the set's size.
    pub fn count(
        &mut self,
        catalog: &Catalog,
        rows: &Bitmap,
        wanted: &Wanted,
        list: &mut [u32],
        out: &mut [Vec<u32>; Facet::ALL.len()],
    ) -> u32 {
        let size = rows.count();
        let complement = size > catalog.len() / 2;
        let k = rows.decode(list, complement);
        let list = &list[..k];
        let (index, columns) = (&catalog.index, &catalog.columns);
        let totals = &index.totals;
        let is = |facet: Facet| wanted[facet as usize];
        if COMBO.into_iter().any(is) {
            tally(&mut self.combos, COMBOS, list.iter().map(|&row| index.combo[row as usize].into()));
            settle(&mut self.combos, &totals.combo, complement);
            for (facet, part) in COMBO.into_iter().zip(&index.combo_part).filter(|(f, _)| is(*f)) {
                let coarse = reset(&mut out[facet as usize], catalog.values(facet));
                for (&count, &code) in self.combos.iter().zip(part) {
                    coarse[code as usize] += count;
                }
            }
        }
        if is(Facet::Visa) {
            let codes = list.iter().map(|&row| columns.visa[row as usize].into());
            let counts = &mut out[Facet::Visa as usize];
            tally(counts, totals.visa.len(), codes);
            settle(counts, &totals.visa, complement);
        }
        if is(Facet::Company) {
            let codes = list.iter().map(|&row| columns.company[row as usize] as usize);
            let counts = &mut out[Facet::Company as usize];
            tally(counts, totals.company.len(), codes);
            settle(counts, &totals.company, complement);
        }
        if is(Facet::City) || is(Facet::Country) {
            let codes = list.iter().map(|&row| columns.place_set[row as usize] as usize);
            tally(&mut self.place_sets, totals.place_set.len(), codes);
            settle(&mut self.place_sets, &totals.place_set, complement);
            for (facet, codes) in [(Facet::City, &index.set_cities), (Facet::Country, &index.set_countries)] {
                if is(facet) {
                    roll_up(&self.place_sets, codes, reset(&mut out[facet as usize], catalog.values(facet)));
                }
            }
        }
        if is(Facet::Skills) {
            let counts = reset(&mut out[Facet::Skills as usize], totals.skills.len() as u32);
            count_skills(index, list, counts);
            settle(counts, &totals.skills, complement);
        }
        size
    }
}

fn count_skills(index: &Index, list: &[u32], counts: &mut [u32]) {
    for &row in list {
        for &code in index.skills.of_row.get(row) {
            counts[code as usize] += 1;
        }
    }
}

fn reset(counts: &mut Vec<u32>, size: u32) -> &mut [u32] {
    counts.clear();
    counts.resize(size as usize, 0);
    counts
}

fn tally(counts: &mut Vec<u32>, size: usize, codes: impl Iterator<Item = usize>) {
    let counts = reset(counts, size as u32);
    codes.for_each(|code| counts[code] += 1);
}

/// Turns the counts of the others into those of the set.
fn settle(counts: &mut [u32], totals: &[u32], complement: bool) {
    if complement {
        counts.iter_mut().zip(totals).for_each(|(count, total)| *count = total - *count);
    }
}

/// Adds the counts of place sets to those of the values that they have.
fn roll_up(sets: &[u32], codes: &Lists<u32>, out: &mut [u32]) {
    for (&count, codes) in sets.iter().zip(codes.iter()).filter(|(count, _)| **count > 0) {
        codes.iter().for_each(|&code| out[code as usize] += count);
    }
}

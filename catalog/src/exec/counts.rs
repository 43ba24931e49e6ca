//! How many rows of a set have each value.
//!
//! There are two ways: to look at rows ([`Rows`] are the fewest from which the counts follow), or to AND the set with the rows
//! of each value. The first costs what the rows are many, the second what the vocabulary is large; each group of facets is
//! counted by the cheaper one.

use super::explain::By;
use super::rows::{Rows, reset};
use crate::catalog::Catalog;
use crate::column::Lists;
use crate::index::{COMBO, COMBOS};
use crate::schema::Facet;

/// Which facets are counted, by `Facet as usize`.
pub(super) type Wanted = [bool; Facet::ALL.len()];

/// `[facet][code]` how many rows.
type Counts = [Vec<u32>; Facet::ALL.len()];

/// Scratch for counting.
#[derive(Default)]
pub(super) struct Counter {
    combos: Vec<u32>,
    place_sets: Vec<u32>,
    /// How each facet was counted last.
    pub ways: [Option<By>; Facet::ALL.len()],
}

impl Counter {
    /// Counts the wanted facets over the set; where `rows` are those of a change, what is counted by now is what they change.
    /// Facets that are not wanted keep what they have.
    pub fn count(&mut self, catalog: &Catalog, rows: &mut Rows<'_>, wanted: &Wanted, out: &mut Counts) {
        let (index, columns) = (&catalog.index, &catalog.columns);
        let is = |facet: Facet| wanted[facet as usize];
        self.closed(catalog, rows, wanted, out);
        if is(Facet::Company) {
            let code = |row: u32| columns.company[row as usize] as usize;
            let by_value = rows.count(&mut out[Facet::Company as usize], &index.company_rows, code);
            self.note(Facet::Company, by_value, catalog.values(Facet::Company), rows);
        }
        if is(Facet::City) || is(Facet::Country) {
            self.places(catalog, rows, wanted, out);
        }
        if is(Facet::Skills) {
            let (values, counts) = (&index.skill_rows, &mut out[Facet::Skills as usize]);
            let each = columns.skill.values().div_ceil(catalog.len().max(1));
            let by_value = rows.is_dearer(each, values.cost.into());
            if by_value {
                values.count(rows.set, reset(counts, values.len() as usize));
            } else {
                rows.start(counts, &values.totals);
                let [added, taken] = rows.listed();
                skills(&columns.skill, added, |code| counts[code] += 1);
                skills(&columns.skill, taken, |code| counts[code] = counts[code].wrapping_sub(1));
            }
            self.note(Facet::Skills, by_value, values.len(), rows);
        }
    }

    /// City and country, by the row's set of places.
    fn places(&mut self, catalog: &Catalog, rows: &mut Rows<'_>, wanted: &Wanted, out: &mut Counts) {
        let (index, columns) = (&catalog.index, &catalog.columns);
        let values = &index.place_set_rows;
        let by_value = rows.is_dearer(1, values.cost.into());
        if by_value {
            values.count(rows.set, reset(&mut self.place_sets, values.len() as usize));
        } else {
            let code = |row: u32| columns.place_set[row as usize] as usize;
            rows.tally_fine(&mut self.place_sets, &values.totals, code);
        }
        for (facet, codes) in [(Facet::City, &index.set_cities), (Facet::Country, &index.set_countries)] {
            if wanted[facet as usize] {
                let (counts, size) = (&mut out[facet as usize], catalog.values(facet) as usize);
                if by_value {
                    reset(counts, size);
                } else {
                    rows.start_coarse(counts, size);
                }
                roll_up(&self.place_sets, codes, counts);
                self.note(facet, by_value, values.len(), rows);
            }
        }
    }

    /// Counts the closed vocabularies: four of them at once where rows are looked at.
    fn closed(&mut self, catalog: &Catalog, rows: &mut Rows<'_>, wanted: &Wanted, out: &mut Counts) {
        let (index, columns) = (&catalog.index, &catalog.columns);
        let words = u64::from(catalog.len().div_ceil(64));
        let is = |facet: &Facet| wanted[*facet as usize];
        let values: u32 = COMBO.into_iter().filter(is).map(|facet| catalog.values(facet)).sum();
        let by_value = rows.is_dearer(1, u64::from(values) * words);
        if values > 0 && !by_value {
            let combo = |row: u32| usize::from(index.combo[row as usize]);
            rows.tally_fine(&mut self.combos, &index.combo_totals, combo);
            debug_assert_eq!(self.combos.len(), COMBOS);
            for (facet, part) in COMBO.into_iter().zip(&index.combo_part).filter(|(f, _)| is(f)) {
                let coarse = &mut out[facet as usize];
                rows.start_coarse(coarse, catalog.values(facet) as usize);
                for (&count, &code) in self.combos.iter().zip(part) {
                    coarse[code as usize] = coarse[code as usize].wrapping_add(count);
                }
                self.note(facet, false, 0, rows);
            }
        }
        if is(&Facet::Visa) && rows.is_change() && !rows.is_dearer(1, words) {
            rows.tally(&mut out[Facet::Visa as usize], |row| columns.visa[row as usize].into());
            self.note(Facet::Visa, false, 0, rows);
        } else if is(&Facet::Visa) {
            self.by_bitmaps(catalog, rows, Facet::Visa, out);
        }
        for facet in COMBO.into_iter().filter(|f| by_value && is(f)) {
            self.by_bitmaps(catalog, rows, facet, out);
        }
    }

    /// Counts a closed vocabulary by the rows of each value.
    fn by_bitmaps(&mut self, catalog: &Catalog, rows: &Rows<'_>, facet: Facet, out: &mut Counts) {
        let sets = catalog.index.bitmaps(facet).unwrap_or_default();
        let counts = reset(&mut out[facet as usize], sets.len());
        rows.count_sets(sets, counts);
        self.note(facet, true, sets.len() as u32, rows);
    }

    fn note(&mut self, facet: Facet, by_value: bool, values: u32, rows: &Rows<'_>) {
        self.ways[facet as usize] = Some(if by_value { By::Values(values) } else { By::Rows(rows.looked()) });
    }
}

/// The codes of the facet that rows have: those of the column plus one, or 0 alone.
fn skills(column: &Lists<u16>, rows: &[u32], mut take: impl FnMut(usize)) {
    for &row in rows {
        let codes = column.get(row);
        codes.iter().for_each(|&code| take(code as usize + 1));
        if codes.is_empty() {
            take(0);
        }
    }
}

/// Adds the counts of place sets to those of the values that they have.
fn roll_up(sets: &[u32], codes: &Lists<u32>, out: &mut [u32]) {
    for (&count, codes) in sets.iter().zip(codes.iter()).filter(|(count, _)| **count > 0) {
        codes.iter().for_each(|&code| out[code as usize] = out[code as usize].wrapping_add(count));
    }
}

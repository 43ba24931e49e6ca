//! What a snapshot carries: the rows by column, and the dictionaries that their codes point into.
//!
//! Rows stand newest first: published (to the minute) descending, then id ascending.

use crate::column::{Lists, Strings};
use crate::money::{Pay, Rates};
use crate::place::{Country, OpenTo};
use crate::role::RoleId;

/// A row's place set, title and so on are codes into these dictionaries.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Columns {
    pub rates: Rates,
    /// Distinct titles, sorted.
    pub titles: Strings,
    pub companies: Dictionary,
    pub cities: Dictionary,
    pub skills: Dictionary,
    /// Admin-1 codes, sorted.
    pub regions: Strings,
    /// Countries of places, sorted.
    pub countries: Vec<Country>,
    /// Distinct places, by codes.
    pub places: Vec<PlaceCodes>,
    /// Distinct lists of places, by number in `places`; the first is empty.
    pub place_sets: Lists<u32>,
    /// Distinct `open_to` values; the first is [`OpenTo::Unspecified`].
    pub open_sets: Vec<OpenTo>,
    /// `[row]`
    pub ids: Vec<RoleId>,
    /// `[row]` number in `titles`.
    pub title: Vec<u32>,
    /// `[row]` number in `companies`.
    pub company: Vec<u32>,
    /// `[row]` codes of the vocabularies.
    pub category: Vec<u8>,
    pub level: Vec<u8>,
    pub workplace: Vec<u8>,
    pub employment: Vec<u8>,
    pub visa: Vec<u8>,
    /// `[row]` number in `place_sets`.
    pub place_set: Vec<u32>,
    /// `[row]` number in `open_sets`.
    pub open_set: Vec<u32>,
    /// `[row]` numbers in `skills`, ascending.
    pub skill: Lists<u16>,
    /// `[row]` as stated.
    pub pay: Pays,
    /// `[row]` minutes since 1970, descending.
    pub published: Vec<u32>,
    /// `[row]` minutes since 1970.
    pub first_seen: Vec<u32>,
}

/// Pay by row: most rows state none, and many the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Pays {
    /// `[row]` number in `distinct` plus one; 0 where none is.
    at: Vec<u32>,
    /// Each once, or a few times.
    distinct: Vec<Pay>,
    /// `[hash]` the number plus one of the last pay that had it.
    last: Vec<u32>,
}

impl Pays {
    /// For so many rows.
    pub fn with_capacity(rows: usize) -> Pays {
        Pays { at: Vec::with_capacity(rows), ..Pays::default() }
    }

    pub fn push(&mut self, pay: Option<Pay>) {
        let number = pay.map_or(0, |pay| self.number(pay));
        self.at.push(number);
    }

    /// The number of an equal pay plus one: of one that is remembered, else of a new one.
    fn number(&mut self, pay: Pay) -> u32 {
        const SLOTS: usize = 1 << 14;
        self.last.resize(SLOTS, 0);
        let bits = |end: Option<f64>| end.map_or(1, f64::to_bits);
        // The golden ratio's fraction spreads neighbours over the high bits.
        let sum = bits(pay.min).wrapping_mul(31).wrapping_add(bits(pay.max));
        let slot = &mut self.last[(sum.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SLOTS.ilog2())) as usize];
        let same = slot.checked_sub(1).is_some_and(|at| self.distinct[at as usize] == pay);
        if !same {
            self.distinct.push(pay);
            *slot = self.distinct.len() as u32;
        }
        *slot
    }

    pub fn get(&self, row: usize) -> Option<Pay> {
        let at = self.at[row].checked_sub(1)?;
        Some(self.distinct[at as usize])
    }

    pub fn iter(&self) -> impl Iterator<Item = Option<Pay>> + Clone {
        (0..self.at.len()).map(|row| self.get(row))
    }

    /// Each pay that is stated.
    pub fn distinct(&self) -> &[Pay] {
        &self.distinct
    }
}

/// One place by its codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PlaceCodes {
    /// Number in `cities` plus one, 0 where only the country is known.
    pub city: u32,
    /// Number in `regions` plus one, 0 where unknown.
    pub region: u32,
    /// Number in `countries`.
    pub country: u32,
}

/// Values of an open vocabulary, sorted by slug.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Dictionary {
    pub slugs: Strings,
    pub labels: Strings,
}

impl Dictionary {
    pub fn len(&self) -> u32 {
        self.slugs.len()
    }

    /// The number of the value of that slug.
    pub fn find(&self, slug: &str) -> Option<u32> {
        self.slugs.find(slug)
    }
}

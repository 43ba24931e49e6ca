//! Counts and lists rows, for rivals that hand these over one by one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::answer::{Answer, Tally};
use crate::table::{Sort, Table, Wanted};

/// Is given the rows that pass words, skills and age.
pub struct Collector<'a> {
    table: &'a Table,
    wanted: &'a Wanted,
    /// Bits for the filters missed, of each mix and each city.
    mix_misses: Vec<u8>,
    city_misses: Vec<u8>,
    tally: Tally,
    /// Whether the tally has all rows already.
    counted: bool,
    /// Keys of the best rows, the worst on top.
    best: BinaryHeap<Reverse<u64>>,
}

/// What is counted of a row.
#[derive(Clone, Copy)]
pub struct Found {
    pub mix: u16,
    pub city: u16,
    /// 0 without pay, or where neither filter nor order asks for it.
    pub pay: u32,
}

/// The key of a row for the list: the better first, then the smaller number.
pub fn key(better: u32, number: u32) -> u64 {
    u64::from(better) << 32 | u64::from(u32::MAX - number)
}

impl<'a> Collector<'a> {
    /// For that query; `totals` are those of all rows.
    pub fn new(table: &'a Table, wanted: &'a Wanted, totals: &Tally) -> Collector<'a> {
        let counted = wanted.is_everything();
        let cities = 0..table.country_of.len();
        Collector {
            mix_misses: (0..table.mixes()).map(|mix| wanted.misses_of_mix(table.mix(mix))).collect(),
            city_misses: cities.map(|city| wanted.misses_of_city(table, city as u16)).collect(),
            tally: if counted { totals.clone() } else { Tally::new(table) },
            counted,
            best: BinaryHeap::with_capacity(wanted.offset + wanted.limit),
            table,
            wanted,
        }
    }

    /// Counts a row, and lists it by its key; whether its skills are to be counted.
    #[inline]
    pub fn row(&mut self, found: Found, key: impl FnOnce() -> u64) -> bool {
        if !self.counted && !self.count(found) {
            return false;
        }
        let key = key();
        if self.best.len() < self.wanted.offset + self.wanted.limit {
            self.best.push(Reverse(key));
        } else if self.best.peek().is_some_and(|worst| worst.0 < key) {
            self.best.pop();
            self.best.push(Reverse(key));
        }
        !self.counted
    }

    /// Whether it passes all filters.
    #[inline]
    fn count(&mut self, found: Found) -> bool {
        let (mix, city) = (usize::from(found.mix), usize::from(found.city));
        let misses = self.mix_misses[mix] | self.city_misses[city] | self.wanted.misses_of_pay(found.pay);
        if misses & misses.wrapping_sub(1) != 0 {
            return false;
        }
        // None missed is class 0, else the number of the one bit and one.
        let class = (u8::BITS - misses.leading_zeros()) as usize;
        self.tally.mixes[class * self.mix_misses.len() + mix] += 1;
        self.tally.cities[class * self.city_misses.len() + city] += 1;
        misses == 0
    }

    /// Counts a skill of a row that passes.
    #[inline]
    pub fn skill(&mut self, skill: usize) {
        self.tally.skills[skill] += 1;
    }

    /// How many rows are needed of those that come in the list's order, where it has all counts.
    pub fn needed(&self) -> Option<u32> {
        let first = self.wanted.sort == Sort::Newest && self.counted;
        first.then_some((self.wanted.offset + self.wanted.limit) as u32)
    }

    /// The answer; `id` makes the number of a listed row's key its id.
    pub fn answer(self, id: impl Fn(u32) -> u32) -> Answer {
        let best = self.best.into_sorted_vec().into_iter().skip(self.wanted.offset);
        let ids = best.map(|Reverse(key)| id(u32::MAX - key as u32)).collect();
        self.tally.counts(self.table).answer(ids)
    }
}

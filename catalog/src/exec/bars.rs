//! How the pay of a set's rows is distributed.

use super::Buckets;
use super::rows::{Rows, reset};
use crate::bitmap::Bitmap;
use crate::catalog::Catalog;
use crate::money::Currency;

/// The bar of each row, for a currency.
#[derive(Default)]
pub(super) struct Bars {
    of: Option<(Currency, u32)>,
    /// `[row]` its bar.
    row: Vec<u8>,
    /// `[bar]` its rows.
    sets: Vec<Bitmap>,
    /// `[bar]` how many rows it has, and how many have none.
    totals: Vec<u32>,
    /// The same of the set that was counted last.
    counts: Vec<u32>,
}

impl Bars {
    /// Makes them those of the currency; whether they were others.
    pub fn fit(&mut self, catalog: &Catalog, currency: Currency, buckets: Buckets) -> bool {
        let of = Some((currency, buckets.width));
        if self.of == of {
            return false;
        }
        self.of = of;
        catalog.index.pay.bars(&catalog.columns, currency, buckets.width, buckets.count, &mut self.row);
        self.sets.resize_with(buckets.count as usize, || Bitmap::empty(catalog.len()));
        self.sets.iter_mut().for_each(Bitmap::clear);
        for (row, &bar) in (0..).zip(&self.row) {
            if let Some(set) = self.sets.get_mut(bar as usize) {
                set.insert(row);
            }
        }
        let totals = self.sets.iter().map(Bitmap::count);
        self.totals = totals.collect();
        self.totals.push(catalog.len() - self.totals.iter().sum::<u32>());
        true
    }

    /// Counts the set's rows by bar; how many have one and how many do not.
    pub fn count(&mut self, rows: &mut Rows<'_>, out: &mut [u32]) -> (u32, u32) {
        let bars = self.sets.len();
        let words = bars as u64 * u64::from(rows.set.words());
        if rows.is_dearer(1, words) {
            let counts = reset(&mut self.counts, bars + 1);
            rows.count_sets(&self.sets, counts);
        } else {
            rows.start(&mut self.counts, &self.totals);
            rows.tally(&mut self.counts, |row| usize::from(self.row[row as usize]).min(bars));
        }
        out.copy_from_slice(&self.counts[..bars]);
        let stated = out.iter().sum();
        self.counts[bars] = rows.size - stated;
        (stated, rows.size - stated)
    }
}

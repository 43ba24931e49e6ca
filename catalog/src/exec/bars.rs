//! How the pay of a set's rows is distributed.

use super::Buckets;
use crate::bitmap::Bitmap;
use crate::catalog::Catalog;
use crate::index::STEP;
use crate::money::Currency;

/// The bar of each row, for a currency.
#[derive(Default)]
pub(super) struct Bars {
    of: Option<(Currency, u32)>,
    /// `[row]` its bar.
    row: Vec<u8>,
    /// `[bar]` its rows.
    sets: Vec<Bitmap>,
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
        true
    }

    /// Counts the set's rows by bar; how many have one and how many do not.
    pub fn count(&self, set: &Bitmap, size: u32, list: &mut [u32], counts: &mut [u32]) -> (u32, u32) {
        let words = self.sets.len() as u64 * u64::from(set.words());
        if u64::from(size) * u64::from(2 * STEP) > words {
            counts.iter_mut().zip(&self.sets).for_each(|(count, bar)| *count = bar.count_and(set));
        } else {
            let mut all = [0u32; 256];
            let k = set.decode(list, false);
            list[..k].iter().for_each(|&row| all[self.row[row as usize] as usize] += 1);
            counts.copy_from_slice(&all[..counts.len()]);
        }
        let stated = counts.iter().sum();
        (stated, size - stated)
    }
}

//! Which rows have a value, for many values: as a bitmap where they are many, as a list where they are few.

use crate::bitmap::Bitmap;
use crate::column::Lists;

/// A bitmap costs n / 8 bytes, and an AND n / 64 words; a list of k rows 4 k bytes and k steps.
const DENSE: usize = 64;

/// Rows of each value.
#[derive(Debug)]
pub(crate) struct ValueRows {
    /// Of the values that have no bitmap.
    lists: Lists<u32>,
    dense: Vec<Option<Bitmap>>,
    /// How many rows each value has.
    pub totals: Vec<u32>,
    /// What counting all of them in a set costs, in words of an AND.
    pub cost: u32,
}

impl ValueRows {
    /// Of `size` values, from those of each of `n` rows.
    pub fn new<V: IntoIterator<Item = u32>>(
        n: u32,
        size: usize,
        rows: impl Iterator<Item = V> + Clone,
    ) -> ValueRows {
        let mut totals = vec![0u32; size];
        rows.clone().flatten().for_each(|value| totals[value as usize] += 1);
        let is_dense = |total: u32| total as usize * DENSE >= n as usize && total > 0;
        let mut dense: Vec<Option<Bitmap>> =
            totals.iter().map(|&total| is_dense(total).then(|| Bitmap::empty(n))).collect();
        let lists =
            Lists::of_values(totals.iter().map(|&total| if is_dense(total) { 0 } else { total }), |put| {
                for (row, values) in (0..n).zip(rows) {
                    for value in values {
                        match &mut dense[value as usize] {
                            Some(set) => set.insert(row),
                            None => put(value, row),
                        }
                    }
                }
            });
        let words = n.div_ceil(64);
        let cost = totals.iter().map(|&total| if is_dense(total) { words } else { total * STEP }).sum();
        ValueRows { lists, dense, totals, cost }
    }

    /// How many values there are.
    pub fn len(&self) -> u32 {
        self.totals.len() as u32
    }

    /// Adds the value's rows to a set.
    pub fn add_to(&self, value: u32, set: &mut Bitmap) {
        match &self.dense[value as usize] {
            Some(rows) => set.or(rows),
            None => self.lists.get(value).iter().for_each(|&row| set.insert(row)),
        }
    }

    /// The value's rows as a bitmap: the one that is kept, or `scratch` filled.
    pub fn set<'a>(&'a self, value: u32, scratch: &'a mut Bitmap) -> &'a Bitmap {
        match &self.dense[value as usize] {
            Some(set) => set,
            None => {
                scratch.clear();
                self.add_to(value, scratch);
                scratch
            }
        }
    }

    /// How many rows of the set have each value.
    pub fn count(&self, set: &Bitmap, counts: &mut [u32]) {
        for ((value, rows), count) in (0..).zip(&self.dense).zip(counts) {
            *count = match rows {
                Some(rows) => rows.count_and(set),
                None => self.lists.get(value).iter().map(|&row| u32::from(set.has(row))).sum(),
            };
        }
    }
}

/// What a look at one row of a set costs, in words of an AND.
pub(crate) const STEP: u32 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_bitmaps_give_the_same() {
        let n = 1_000;
        // Value 0 has every other row, value 1 four of them, value 2 none.
        let rows: Vec<Vec<u32>> = (0..n)
            .map(|row: u32| {
                [(row.is_multiple_of(2)).then_some(0), (row % 250 == 3).then_some(1)]
                    .into_iter()
                    .flatten()
                    .collect()
            })
            .collect();
        let values = ValueRows::new(n, 3, rows.iter().cloned());
        assert_eq!(values.totals, [500, 4, 0]);
        let mut set = Bitmap::empty(n);
        (0..10).for_each(|row| set.insert(row));
        let mut counts = [9; 3];
        values.count(&set, &mut counts);
        assert_eq!(counts, [5, 1, 0]);
        let mut scratch = Bitmap::empty(n);
        for (value, total) in [(0, 500), (1, 4), (2, 0)] {
            assert_eq!(values.set(value, &mut scratch).count(), total);
            let mut all = Bitmap::empty(n);
            values.add_to(value, &mut all);
            assert_eq!(all.count(), total);
        }
    }
}

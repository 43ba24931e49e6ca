//! The rows that are looked at to count a set.

use crate::bitmap::Bitmap;
use crate::index::{STEP, ValueRows};

/// A set, and the fewest rows from which its counts follow: its own, counted from nothing; those of no match, taken from the
/// totals; or those that came and went since the counts of an earlier set. They are listed when they are first asked for.
pub(super) struct Rows<'a> {
    pub set: &'a Bitmap,
    /// How many the set has.
    pub size: u32,
    start: Start<'a>,
    /// How many are looked at.
    looked: u32,
    list: &'a mut [u32],
    /// Where in `list` those to be added end, and those to be taken away.
    listed: Option<[usize; 2]>,
}

/// What the counts are, before a row is looked at.
#[derive(Clone, Copy)]
enum Start<'a> {
    Nothing,
    Totals,
    /// Those of this set.
    Before(&'a Bitmap),
}

impl<'a> Rows<'a> {
    /// Of a set of `size` rows; `before` is the one that the counts are of by now. `list` has room for all rows.
    pub fn new(set: &'a Bitmap, size: u32, before: Option<&'a Bitmap>, list: &'a mut [u32]) -> Rows<'a> {
        let others = list.len() as u32 - size;
        let (mut start, mut looked) =
            if size > others { (Start::Totals, others) } else { (Start::Nothing, size) };
        if let Some(before) = before {
            let changed = size + before.count() - 2 * set.count_and(before);
            if changed <= looked {
                (start, looked) = (Start::Before(before), changed);
            }
        }
        Rows { set, size, start, looked, list, listed: None }
    }

    /// How many are looked at.
    pub fn looked(&self) -> u32 {
        self.looked
    }

    /// Whether counts are those of an earlier set, changed.
    pub fn is_change(&self) -> bool {
        matches!(self.start, Start::Before(_))
    }

    /// Whether looking at each row costs more than so many words of an AND; `each` are the steps that a row takes.
    pub fn is_dearer(&self, each: u32, words: u64) -> bool {
        // To list a row is a step, too.
        let listing = u32::from(self.listed.is_none());
        u64::from(self.looked) * u64::from((each + listing) * STEP) > words
    }

    /// Rows to be added to the counts, and rows to be taken away.
    pub fn listed(&mut self) -> [&[u32]; 2] {
        let [added, end] = *self.listed.get_or_insert_with(|| match self.start {
            Start::Nothing => [self.set.decode(self.list, false); 2],
            Start::Totals => [0, self.set.decode(self.list, true)],
            Start::Before(before) => {
                let added = self.set.decode_without(before, self.list);
                [added, added + before.decode_without(self.set, &mut self.list[added..])]
            }
        });
        [&self.list[..added], &self.list[added..end]]
    }

    /// Makes counts by value what they are before a row is looked at.
    pub fn start(&self, counts: &mut Vec<u32>, totals: &[u32]) {
        match self.start {
            Start::Nothing => drop(reset(counts, totals.len())),
            Start::Totals => totals.clone_into(counts),
            Start::Before(_) => {}
        }
    }

    /// Counts codes by looking at each row.
    pub fn tally(&mut self, counts: &mut [u32], code: impl Fn(u32) -> usize) {
        let [added, taken] = self.listed();
        added.iter().for_each(|&row| counts[code(row)] += 1);
        // What changes is added up before it is added to a count: it may be less than nothing until then.
        taken.iter().for_each(|&row| counts[code(row)] = counts[code(row)].wrapping_sub(1));
    }

    /// What counts by a finer code come to, to be added to the counts that [`Self::start_coarse`] leaves.
    pub fn tally_fine(&mut self, counts: &mut Vec<u32>, totals: &[u32], code: impl Fn(u32) -> usize) {
        match self.start {
            Start::Totals => totals.clone_into(counts),
            Start::Nothing | Start::Before(_) => drop(reset(counts, totals.len())),
        }
        self.tally(counts, code);
    }

    /// Makes counts what they are before those by a finer code are added.
    pub fn start_coarse(&self, counts: &mut Vec<u32>, size: usize) {
        if !self.is_change() {
            reset(counts, size);
        }
    }

    /// How many rows of the set are in each of these.
    pub fn count_sets(&self, sets: &[Bitmap], counts: &mut [u32]) {
        counts.iter_mut().zip(sets).for_each(|(count, set)| *count = set.count_and(self.set));
    }

    /// Counts the values of one column in the cheaper way; whether it was by value.
    pub fn count(&mut self, counts: &mut Vec<u32>, values: &ValueRows, code: impl Fn(u32) -> usize) -> bool {
        let by_value = self.is_dearer(1, values.cost.into());
        if by_value {
            values.count(self.set, reset(counts, values.len() as usize));
        } else {
            self.start(counts, &values.totals);
            self.tally(counts, code);
        }
        by_value
    }
}

/// So many zeros.
pub(super) fn reset(counts: &mut Vec<u32>, size: usize) -> &mut [u32] {
    counts.clear();
    counts.resize(size, 0);
    counts
}

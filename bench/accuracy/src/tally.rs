//! Counting what is right.

use std::collections::BTreeSet;
use std::ops::AddAssign;

/// Counts of one field over some postings. Of a field with one value each posting counts once; of a list, each entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Values that were asserted.
    pub asserted: u32,
    /// Values that are true of the postings.
    pub truths: u32,
    /// True values in whose place something was asserted, right or wrong.
    pub covered: u32,
    /// Asserted values that are true.
    pub right: u32,
}

/// A share of a count, with how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// How many.
    pub part: u32,
    /// Of how many.
    pub whole: u32,
}

/// Fewer cases than this say nothing about a field.
pub const FEWEST: u32 = 30;

impl Tally {
    /// One value against one value: all of it is right, or nothing is.
    pub fn whole(expected: &BTreeSet<String>, found: &BTreeSet<String>) -> Tally {
        let (asserted, truths) = (!found.is_empty(), !expected.is_empty());
        Tally {
            asserted: asserted.into(),
            truths: truths.into(),
            covered: (asserted && truths).into(),
            right: (asserted && expected == found).into(),
        }
    }

    /// A list against a list: each entry counts.
    pub fn each(expected: &BTreeSet<String>, found: &BTreeSet<String>) -> Tally {
        let right = expected.intersection(found).count() as u32;
        Tally { asserted: found.len() as u32, truths: expected.len() as u32, covered: right, right }
    }

    /// Of what is asserted, how much is right?
    pub fn precision(&self) -> Share {
        Share { part: self.right, whole: self.asserted }
    }

    /// Of what has a right answer, for how much is one given?
    pub fn coverage(&self) -> Share {
        Share { part: self.covered, whole: self.truths }
    }

    /// Harmonic mean of the shares of the right among the asserted and among the true.
    pub fn f1(&self) -> f64 {
        2.0 * f64::from(self.right) / f64::from((self.asserted + self.truths).max(1))
    }

    /// Whether there are cases enough to speak of the field at all.
    pub fn counts(&self) -> bool {
        self.asserted >= FEWEST && self.truths >= FEWEST
    }

    /// Whether nothing is wrong and nothing is missing.
    pub fn is_perfect(&self) -> bool {
        self.right == self.asserted && self.right == self.truths
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.asserted += other.asserted;
        self.truths += other.truths;
        self.covered += other.covered;
        self.right += other.right;
    }
}

impl Share {
    /// The share; of nothing it is 0.
    pub fn value(&self) -> f64 {
        f64::from(self.part) / f64::from(self.whole.max(1))
    }

    /// Where the true share lies with 95 % confidence: Wilson's score interval (1927), as it holds for few cases and shares
    /// near 1.
    pub fn interval(&self) -> (f64, f64) {
        const Z: f64 = 1.959_964;
        if self.whole == 0 {
            return (0.0, 1.0);
        }
        let (p, n) = (self.value(), f64::from(self.whole));
        let middle = p + Z * Z / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        (((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &str) -> BTreeSet<String> {
        words.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn values_and_lists_are_counted() {
        let check = |expected: &str, found: &str, whole: [u32; 4], each: [u32; 4]| {
            let (expected, found) = (set(expected), set(found));
            let counts = |t: Tally| [t.asserted, t.truths, t.covered, t.right];
            assert_eq!(counts(Tally::whole(&expected, &found)), whole);
            assert_eq!(counts(Tally::each(&expected, &found)), each);
        };
        check("", "", [0, 0, 0, 0], [0, 0, 0, 0]);
        check("a", "a", [1, 1, 1, 1], [1, 1, 1, 1]);
        check("a", "b", [1, 1, 1, 0], [1, 1, 0, 0]);
        check("a", "", [0, 1, 0, 0], [0, 1, 0, 0]);
        check("", "b", [1, 0, 0, 0], [1, 0, 0, 0]);
        check("a b", "b c", [1, 1, 1, 0], [2, 2, 1, 1]);
    }

    #[test]
    fn intervals_are_wilsons() {
        let check = |part, whole, low: f64, high: f64| {
            let (l, h) = Share { part, whole }.interval();
            assert!((l - low).abs() < 5e-4 && (h - high).abs() < 5e-4, "{l} {h}");
        };
        check(0, 0, 0.0, 1.0);
        check(10, 10, 0.7225, 1.0);
        check(81, 263, 0.2553, 0.3662);
        check(0, 10, 0.0, 0.2775);
    }
}

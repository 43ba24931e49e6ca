//! Amounts that are mistakes rather than pay.

use std::ops::Range;

use super::distribution::Point;
use super::quantile::{SLACK, quantile};

/// Robust standard deviations from the median beyond which an amount is left out.
const FAR: f64 = 4.0;
/// Makes the median of absolute deviations the standard deviation of a normal distribution: 1 / Φ⁻¹(3/4).
const NORMAL: f64 = 1.482_602_218_505_602;
/// An amount within this factor of the median is never left out: where most of a cell is paid the same, deviations are
/// nought. A wrong period is beyond: the least is weeks for months, 4.3 times.
const NEAR: f64 = 3.0;
/// Of fewer rows nothing is left out: they do not say what is usual.
const FEWEST: usize = 10;

/// Which points are kept; points ascend by amount and their shares sum up to one.
///
/// The rule of Hampel (The Influence Curve and its Role in Robust Estimation, 1974), on logarithms, as pay is skewed and
/// mistakes are factors: what is further from the median than four times the median of these distances, scaled to a
/// standard deviation, is left out. Of normal logarithms that is one row in 16,000. As the cell's points are sorted, the
/// distances are walked from the median on, without another sort.
pub(super) fn kept(points: &[Point]) -> Range<usize> {
    let all = 0..points.len();
    let Some(median) = quantile(points, 0.5).filter(|_| points.len() >= FEWEST) else { return all };
    let distance = |i: usize| (points[i].amount() / median).ln().abs();
    let (mut low, mut high) = {
        let middle = points.partition_point(|point| point.amount() < median);
        (middle, middle)
    };
    let (mut sum, mut deviation) = (0.0, 0.0);
    while sum < 0.5 - SLACK {
        let is_low = match (low > 0, high < points.len()) {
            (true, true) => distance(low - 1) < distance(high),
            (true, false) => true,
            (false, true) => false,
            (false, false) => break,
        };
        let next = if is_low { low - 1 } else { high };
        (low, high) = if is_low { (next, high) } else { (low, high + 1) };
        sum += points[next].share();
        deviation = distance(next);
    }
    let far = (FAR * NORMAL * deviation).max(NEAR.ln());
    let (least, most) = (median * (-far).exp(), median * far.exp());
    points.partition_point(|point| point.amount() < least)..points.partition_point(|p| p.amount() <= most)
}

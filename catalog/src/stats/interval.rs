//! How far the median of all such roles may be from the median of those that are listed.

use super::distribution::Point;
use super::quantile::quantile;

/// Where the median is with a confidence of 95 %, both ends included; in the points' unit. It contains the sample's median.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The normal distribution's 97.5 % quantile.
const Z: f64 = 1.959_963_984_540_054;
/// `[degrees - 1]` Student's 97.5 % quantile, of so few degrees of freedom that the series below is not near.
const STUDENT: [f64; 10] = [
    12.706_204_736,
    4.302_652_730,
    3.182_446_305,
    2.776_445_105,
    2.570_581_836,
    2.446_911_851,
    2.364_624_252,
    2.306_004_135,
    2.262_157_163,
    2.228_138_852,
];

/// Student's 97.5 % quantile: the table, then the series of Abramowitz and Stegun (26.7.5) to its third
/// term, which is nearer than 0.0002 there.
fn student(degrees: usize) -> f64 {
    if let Some(&t) = degrees.checked_sub(1).and_then(|at| STUDENT.get(at)) {
        return t;
    }
    let (n, z2) = (degrees as f64, Z * Z);
    let first = (z2 + 1.0) / 4.0;
    let second = ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
    let third = (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
    Z * (1.0 + (first + (second + third / n) / n) / n)
}

/// The interval of the median by Woodruff (Confidence Intervals for Medians and Other Position Measures, 1952), without
/// resampling; points ascend by amount, their shares sum up to one, their companies count from 0 to below `companies`.
/// `None` of fewer than two companies: nothing says then by how much companies differ.
///
/// A company's roles are paid alike, so companies are what was sampled. The sum `F` of the shares `w` at or below the median,
/// `F = Σ w [x ≤ m]`, is a ratio of two sums over companies, whose variance after linearisation (Särndal, Swensson and
/// Wretman, Model Assisted Survey Sampling, 1992, 5.5) is
/// `C / (C - 1) × Σ over companies (Σ over its rows w ([x ≤ m] - F))²`. The interval of a half is read back through the
/// quantiles.
///
/// - Student's quantile with `C - 1` degrees rather than the normal one, as the variance is estimated from `C` numbers: of
///   simulated cells of five companies with four roles each the normal one holds the median in 90 of 100, this one in 95.
/// - That interval is made on logits (Korn and Graubard, Analysis of Health Surveys, 1999), so that it stays
///   between 0 and 1: with few companies the plain one would go beyond the least and the highest row. The
///   logit's slope at a half is 4.
pub(super) fn median(points: &[Point], companies: usize) -> Option<Interval> {
    let degrees = companies.checked_sub(1).filter(|&degrees| degrees > 0)?;
    let median = quantile(points, 0.5)?;
    let below: f64 = points.iter().filter(|point| point.amount() <= median).map(Point::share).sum();
    let mut parts = vec![0.0; companies];
    for point in points {
        let is_below = if point.amount() <= median { 1.0 } else { 0.0 };
        parts[point.company() as usize] += point.share() * (is_below - below);
    }
    let squares: f64 = parts.iter().map(|part| part * part).sum();
    let error = (squares * companies as f64 / degrees as f64).sqrt();
    let share = 1.0 / (1.0 + (4.0 * student(degrees) * error).exp());
    Some(Interval { low: quantile(points, share)?, high: quantile(points, 1.0 - share)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// scipy 1.17: `scipy.stats.t.ppf(.975, degrees)`.
    #[test]
    fn students_quantiles_are_those_of_tables() {
        for (degrees, expected) in [
            (1, 12.706_204_736),
            (4, 2.776_445_105),
            (10, 2.228_138_852),
            (11, 2.200_985_160),
            (12, 2.178_812_830),
            (20, 2.085_963_447),
            (30, 2.042_272_456),
            (120, 1.979_930_405),
            (100_000, 1.959_987_708),
        ] {
            assert!((student(degrees) - expected).abs() < 2e-4, "{degrees}: {}", student(degrees));
        }
    }
}

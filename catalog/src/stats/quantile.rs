//! Quantiles of weighted amounts, and the other way about.

use super::distribution::Point;

/// Sums of shares this near to each other are equal: they differ by rounding.
pub(super) const SLACK: f64 = 1e-9;

/// The amount that the part `p` of a distribution stays below, `0 ≤ p ≤ 1`; points ascend by amount and their weights sum up
/// to one. `None` of no points.
///
/// Hyndman and Fan's second definition (Sample Quantiles in Statistical Packages, 1996), with weights: the least amount at
/// which the sum of the shares is more than `p`; where it is `p` exactly, the middle of this amount and the next. It is the
/// median of school, it gives amounts that are paid, and it depends on nothing but the distribution: a row of weight 2 is
/// two rows of weight 1. Those that interpolate between rows do not have the last, and invent amounts between the round
/// numbers of which pay consists.
pub(super) fn quantile(points: &[Point], p: f64) -> Option<f64> {
    let mut sum = 0.0;
    for (i, point) in points.iter().enumerate() {
        sum += point.share();
        if sum > p + SLACK {
            return Some(point.amount());
        }
        if sum >= p - SLACK {
            let next = points.get(i + 1).unwrap_or(point);
            return Some((point.amount() + next.amount()) / 2.0);
        }
    }
    points.last().map(Point::amount)
}

/// The sum of the shares below the amount, and half of those at it: the mid-rank, which stands in the middle where all
/// are equal. 0 to 1; 0 of no points.
pub(super) fn rank(points: &[Point], amount: f64) -> f64 {
    let part = |point: &Point| match point.amount() {
        at if at < amount => point.share(),
        at if at == amount => point.share() / 2.0,
        _ => 0.0,
    };
    points.iter().map(part).sum::<f64>().min(1.0)
}

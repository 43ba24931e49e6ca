//! How much one company may weigh: a fifth of its cell, however many roles it lists.

/// No company weighs more than one of so many parts of a cell.
pub(super) const PARTS: usize = 5;

/// The most that a company may weigh, from the `[company]` weights of the cell's companies, all positive: weights become
/// `min(weight, limit)`, and are then divided by their sum.
///
/// To cut all that is above a fifth, and again, as the sum has become less, ends where the limit is a fifth of the sum of
/// what is left: with `k` companies cut and `rest` the weight of all others, `limit = (k × limit + rest) / 5`, thus
/// `limit = rest / (5 - k)`. Of `k = 0, 1, …, 4` the first is taken by which no other company has to be cut. Four always do,
/// as the fifth is part of the rest; so it ends, and there is one end.
///
/// With fewer than five companies some company weighs more than a fifth, whatever is done: they weigh the same then, which
/// is the nearest to it.
pub(super) fn limit(weights: &[f64]) -> f64 {
    // The five heaviest, descending, and the sum of all others: no sum is taken apart again, which would lose digits.
    let mut top = [0.0; PARTS];
    let mut others = 0.0;
    for &weight in weights {
        let mut falls = weight;
        for place in &mut top {
            if falls > *place {
                std::mem::swap(&mut falls, place);
            }
        }
        others += falls;
    }
    if weights.len() < PARTS {
        return weights.iter().copied().fold(f64::INFINITY, f64::min);
    }
    let limit = |cut: usize| (top[cut..].iter().sum::<f64>() + others) / (PARTS - cut) as f64;
    (0..PARTS).find(|&cut| top[cut] <= limit(cut)).map_or(f64::INFINITY, limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, step by step.
    fn by_cutting(weights: &[f64]) -> Vec<f64> {
        let mut weights = weights.to_vec();
        for _ in 0..10_000 {
            let most = weights.iter().sum::<f64>() / PARTS as f64;
            weights.iter_mut().for_each(|w| *w = w.min(most));
        }
        weights
    }

    fn check(weights: &[f64], expected: f64) {
        let limit = limit(weights);
        assert!((limit - expected).abs() < 1e-9 * expected, "{weights:?}: {limit}");
        if weights.len() >= PARTS {
            for (cut, &weight) in by_cutting(weights).iter().zip(weights) {
                assert!((cut - weight.min(limit)).abs() < 1e-6 * weight, "{weights:?}");
            }
        }
    }

    #[test]
    fn the_limit_is_where_cutting_ends() {
        check(&[1.0; 5], 1.0);
        check(&[1.0; 20], 4.0);
        check(&[9.0, 1.0, 1.0, 1.0, 1.0], 1.0);
        check(&[9.0, 1.0, 1.0, 1.0, 1.0, 1.0], 1.25);
        check(&[30.0, 20.0, 4.0, 3.0, 2.0, 1.0], 3.0);
        check(&[1e15, 1e12, 3.0, 2.0, 1.0, 1.0, 1.0], 2.5);
    }

    #[test]
    fn fewer_than_five_companies_weigh_the_same() {
        check(&[7.0], 7.0);
        check(&[7.0, 2.0, 3.0], 2.0);
    }
}

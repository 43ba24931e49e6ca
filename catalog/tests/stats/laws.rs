//! What must hold of any pay.

use catalog::stats::{Distribution, Point};
use proptest::collection::vec;
use proptest::prelude::*;

use super::near;

/// Amount, company, weight.
type Row = (f64, u32, f64);

fn pay(rows: &[Row]) -> Distribution {
    Distribution::new(rows.iter().map(|&(a, c, w)| Point::new(a, c, w).unwrap()).collect())
}

/// Round and other amounts, some of them mistakes; companies of which some have many rows; numbers of companies far apart.
fn some_rows() -> impl Strategy<Value = Vec<Row>> {
    let amount = prop_oneof![
        5 => (40u32..160).prop_map(|thousands| f64::from(thousands) * 1_000.0),
        3 => 30_000.0..200_000.0,
        1 => 1.0..1e9,
    ];
    let company = prop_oneof![2 => Just(7u32), 1 => Just(u32::MAX), 4 => 0u32..12];
    vec((amount, company, (1u32..4).prop_map(f64::from)), 1..300)
}

const STEPS: [f64; 9] = [0.0, 0.1, 0.2, 0.25, 0.5, 0.75, 0.8, 0.9, 1.0];

proptest! {
    #[test]
    fn quantiles_ascend_and_are_within_the_rows(rows in some_rows()) {
        let pay = pay(&rows);
        let quantiles: Vec<f64> = STEPS.iter().map(|&p| pay.quantile(p).unwrap()).collect();
        prop_assert!(quantiles.is_sorted());
        prop_assert_eq!(quantiles[0], pay.points()[0].amount());
        prop_assert_eq!(quantiles[8], pay.points()[pay.points().len() - 1].amount());
        prop_assert!(pay.points().is_sorted_by_key(|point| point.amount()));
    }

    #[test]
    fn twice_the_pay_is_twice_each_number(rows in some_rows(), twos in -8i32..8) {
        // A power of two, so that amounts lose no digit.
        let factor = 2f64.powi(twos);
        let twice: Vec<Row> = rows.iter().map(|&(a, c, w)| (a * factor, c, w)).collect();
        let (pay, twice) = (pay(&rows), pay(&twice));
        prop_assert_eq!(pay.outliers(), twice.outliers());
        for p in STEPS {
            prop_assert_eq!(pay.quantile(p).map(|q| q * factor), twice.quantile(p));
        }
        prop_assert_eq!(pay.interval().map(|i| (i.low * factor, i.high * factor)), twice.interval().map(|i| (i.low, i.high)));
        prop_assert_eq!(pay.percentile(80_000.0), twice.percentile(80_000.0 * factor));
    }

    #[test]
    fn twice_the_weight_is_twice_the_row(rows in vec((40u32..160, 0u32..9, 1u32..3), 10..60)) {
        repeats_weigh_the_same(&rows)?;
    }

    #[test]
    fn all_weights_times_a_number_change_nothing(rows in some_rows(), factor in 0.001..1000.0) {
        let heavier: Vec<Row> = rows.iter().map(|&(a, c, w)| (a, c, w * factor)).collect();
        let (pay, heavier) = (pay(&rows), pay(&heavier));
        prop_assert_eq!(pay.n(), heavier.n());
        prop_assert!(near(pay.effective_n(), heavier.effective_n()));
        for p in STEPS {
            prop_assert_eq!(pay.quantile(p), heavier.quantile(p));
        }
    }

    #[test]
    fn no_company_weighs_more_than_a_fifth(rows in some_rows()) {
        let pay = pay(&rows);
        let mut shares = vec![0.0; pay.companies() as usize];
        pay.points().iter().for_each(|point| shares[point.company() as usize] += point.share());
        prop_assert!(near(shares.iter().sum(), 1.0));
        let most = if pay.is_narrow() { 1.0 / f64::from(pay.companies()) } else { 0.2 };
        prop_assert!(shares.iter().all(|&share| share <= most + 1e-12), "{shares:?}");
        prop_assert!(pay.effective_n() <= f64::from(pay.n()) + 1e-9);
    }

    #[test]
    fn the_interval_contains_the_median(rows in some_rows()) {
        let pay = pay(&rows);
        let median = pay.quantile(0.5).unwrap();
        prop_assert_eq!(pay.interval().is_some(), pay.companies() > 1);
        if let Some(interval) = pay.interval() {
            prop_assert!(interval.low <= median && median <= interval.high);
        }
    }

    #[test]
    fn the_order_of_the_rows_changes_nothing(rows in some_rows(), seed in 0usize..1000) {
        let mut other = rows.clone();
        let n = other.len();
        other.rotate_left(seed % n);
        other.reverse();
        (0..n).for_each(|i| other.swap(i, (i * 7 + seed) % n));
        let (pay, other) = (pay(&rows), pay(&other));
        prop_assert_eq!((pay.n(), pay.outliers(), pay.companies()), (other.n(), other.outliers(), other.companies()));
        prop_assert!(near(pay.effective_n(), other.effective_n()));
        for p in STEPS {
            prop_assert_eq!(pay.quantile(p), other.quantile(p));
        }
        prop_assert_eq!(pay.interval(), other.interval());
    }

    #[test]
    fn a_percentile_is_a_share_and_ascends(rows in some_rows()) {
        let pay = pay(&rows);
        let ranks: Vec<f64> =
            [1.0, 50_000.0, 80_000.0, 120_000.0, 1e12].iter().filter_map(|&a| pay.percentile(a)).collect();
        prop_assert_eq!(ranks.is_empty(), pay.is_suppressed());
        prop_assert!(ranks.is_sorted() && ranks.iter().all(|rank| (0.0..=1.0).contains(rank)));
        if let Some(median) = pay.quantile(0.5).filter(|_| !pay.is_suppressed()) {
            let below = pay.percentile(median * 0.999_999).unwrap();
            prop_assert!(below <= 0.5 + 1e-9);
        }
    }
}

/// Half of the distances lie at the bound exactly, up to rounding.
#[test]
fn rounding_does_not_decide_what_is_left_out() {
    let amounts = [40, 128, 40, 146, 101, 40, 128, 113, 128, 128, 40];
    let companies = [0, 4, 7, 5, 1, 1, 2, 2, 1, 0, 2];
    let weights = [2, 2, 2, 2, 1, 1, 1, 1, 1, 2, 1];
    let rows: Vec<_> = (0..11).map(|i| (amounts[i], companies[i], weights[i])).collect();
    repeats_weigh_the_same(&rows).unwrap();
}

/// Amounts in thousands, companies, weights: a row of weight 2 is two rows.
fn repeats_weigh_the_same(rows: &[(u32, u32, u32)]) -> Result<(), TestCaseError> {
    let weighted: Vec<Row> =
        rows.iter().map(|&(a, c, w)| (f64::from(a) * 1_000.0, c, f64::from(w))).collect();
    let repeated: Vec<Row> = weighted.iter().flat_map(|&(a, c, w)| vec![(a, c, 1.0); w as usize]).collect();
    let (weighted, repeated) = (pay(&weighted), pay(&repeated));
    prop_assert_eq!(weighted.companies(), repeated.companies());
    for p in STEPS {
        prop_assert_eq!(weighted.quantile(p), repeated.quantile(p));
    }
    prop_assert_eq!(weighted.interval(), repeated.interval());
    Ok(())
}

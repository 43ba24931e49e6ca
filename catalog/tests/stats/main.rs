//! The statistics: against numbers of other programs, against their own laws, and against a bootstrap.

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

mod bootstrap;
mod cases;
mod compare;

mod draw;
mod laws;
#[path = "../oracle/draw.rs"]
#[allow(dead_code, reason = "the oracle draws queries too")]
mod roles;

use catalog::stats::{Distribution, Point, Summary};

/// Rows, and what numpy and scipy say of them.
pub struct Case {
    name: &'static str,
    /// `[row]` amount, company and weight.
    amounts: &'static [f64],
    of: &'static [u32],
    weights: &'static [f64],
    /// Rows and companies without outliers.
    n: u32,
    companies: u32,
    effective: f64,
    /// At 10, 25, 50, 75 and 90 %.
    quantiles: [f64; 5],
    /// Of the median.
    interval: Option<(f64, f64)>,
    /// An amount, and the share that is paid less.
    rank: (f64, f64),
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1.0)
}

#[test]
fn the_numbers_are_those_of_numpy_and_scipy() {
    for case in cases::CASES {
        let rows = case.amounts.iter().zip(case.of).zip(case.weights);
        let pay = Distribution::new(rows.map(|((&a, &c), &w)| Point::new(a, c, w).unwrap()).collect());
        let name = case.name;
        assert_eq!((pay.n(), pay.companies()), (case.n, case.companies), "{name}");
        assert_eq!(pay.outliers() as usize, case.amounts.len() - case.n as usize, "{name}");
        assert!(near(pay.effective_n(), case.effective), "{name}: {}", pay.effective_n());
        for (p, expected) in [0.1, 0.25, 0.5, 0.75, 0.9].into_iter().zip(case.quantiles) {
            assert!(near(pay.quantile(p).unwrap(), expected), "{name}: {p} {:?}", pay.quantile(p));
        }
        let interval = pay.interval().map(|i| (i.low, i.high));
        match (interval, case.interval) {
            (Some((low, high)), Some(e)) => {
                assert!(near(low, e.0) && near(high, e.1), "{name}: {interval:?}");
            }
            _ => assert_eq!(interval, case.interval, "{name}"),
        }
        let rank = pay.percentile(case.rank.0);
        assert_eq!(rank.is_none(), case.effective < 9.999, "{name}");
        assert!(rank.is_none_or(|rank| near(rank, case.rank.1)), "{name}: {rank:?}");
    }
}

/// Rows of one weight: amount and company.
fn rows(rows: &[(f64, u32)]) -> Distribution {
    Distribution::new(
        rows.iter().map(|&(amount, company)| Point::new(amount, company, 1.0).unwrap()).collect(),
    )
}

#[test]
fn no_row_and_one_row_have_no_summary() {
    let none = Distribution::default();
    assert_eq!((none.n(), none.companies(), none.effective_n()), (0, 0, 0.0));
    assert_eq!((none.summary(), none.quantile(0.5), none.interval()), (None, None, None));
    assert_eq!(rows(&[]), none);
    let one = rows(&[(70_000.0, 3)]);
    assert_eq!((one.n(), one.companies(), one.effective_n()), (1, 1, 1.0));
    assert_eq!((one.summary(), one.percentile(70_000.0)), (None, None));
    assert_eq!(one.quantile(0.5), Some(70_000.0), "it can be drawn");
    assert!(one.is_narrow() && one.is_suppressed());
}

#[test]
fn amounts_that_are_no_pay_are_refused() {
    for amount in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(Point::new(amount, 0, 1.0), None);
        assert_eq!(Point::new(1.0, 0, amount), None);
    }
}

#[test]
fn ten_rows_are_enough_and_thirty_for_the_tails() {
    let of = |n: u32| rows(&(0..n).map(|i| (50_000.0 + f64::from(i * 100), i)).collect::<Vec<_>>());
    assert!(of(9).summary().is_none());
    assert!(of(10).summary().is_some_and(|s: Summary| s.tails.is_none()));
    assert!(of(29).summary().is_some_and(|s| s.tails.is_none()));
    assert!(of(30).summary().is_some_and(|s| s.tails == Some((50_250.0, 52_650.0))));
}

#[test]
fn many_roles_of_few_companies_are_said_to_be_so() {
    let of = |companies: u32| {
        let pay: Vec<_> = (0..40).map(|i| (50_000.0 + f64::from(i * 100), i % companies)).collect();
        rows(&pay)
    };
    assert!(of(4).is_narrow() && !of(4).is_suppressed());
    assert!(!of(5).is_narrow());
    let one = of(1).summary().unwrap();
    assert_eq!(one.interval, None, "nothing says how companies differ");
}

#[test]
fn amounts_at_the_ends_of_the_scale_count() {
    let pay: Vec<_> = (0..12).map(|i| (f64::MIN_POSITIVE * f64::from(i + 10), i)).collect();
    assert_eq!(rows(&pay).n(), 12);
    let pay: Vec<_> = (0..12).map(|i| (f64::MAX / f64::from(i + 10), i)).collect();
    assert!(rows(&pay).summary().is_some_and(|s| s.median.is_finite()));
}

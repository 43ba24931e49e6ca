//! The interval of the median against drawing companies anew, and against the truth.

use super::draw::Draw;
use super::rows;

/// Samples of companies, and how many draws each is drawn anew.
const DRAWS: usize = 2_000;

fn sample(draw: &mut Draw, companies: usize) -> Vec<Vec<f64>> {
    (0..companies).map(|_| draw.company(5.0)).collect()
}

fn distribution<'a>(companies: impl Iterator<Item = &'a Vec<f64>>) -> catalog::stats::Distribution {
    let pay: Vec<_> = (0..)
        .zip(companies)
        .flat_map(|(company, pay)| pay.iter().map(move |&amount| (amount, company)))
        .collect();
    rows(&pay)
}

/// The middle 95 % of the medians of companies drawn with replacement, one drawn twice being two. Outliers and the cap are
/// worked out anew in each draw.
fn bootstrap(draw: &mut Draw, companies: &[Vec<f64>]) -> (f64, f64) {
    let mut medians: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<_> =
                (0..companies.len()).map(|_| &companies[draw.below(companies.len())]).collect();
            distribution(drawn.into_iter()).quantile(0.5).unwrap()
        })
        .collect();
    medians.sort_by(f64::total_cmp);
    (medians[DRAWS / 40], medians[DRAWS - 1 - DRAWS / 40])
}

/// On average over forty samples of thirty companies the interval is as wide as the bootstrap's within a fifth; each has
/// at least a half of the other in common. (That of a single sample may differ by more: medians are round thousands.)
#[test]
fn the_interval_is_that_of_a_company_bootstrap() {
    let mut draw = Draw::new(1952);
    let (mut ours, mut theirs) = (0.0, 0.0);
    for sample_number in 0..40 {
        let companies = sample(&mut draw, 30);
        let interval = distribution(companies.iter()).interval().unwrap();
        let (low, high) = bootstrap(&mut draw, &companies);
        let common = interval.high.min(high) - interval.low.max(low);
        let least = (interval.high - interval.low).min(high - low);
        assert!(common >= 0.5 * least, "{sample_number}: {interval:?}, bootstrap {low} to {high}");
        ours += interval.high - interval.low;
        theirs += high - low;
    }
    let ratio = ours / theirs;
    println!("width ours / bootstrap = {ratio}");
    assert!((0.8..=1.2).contains(&ratio), "{ratio}");
}

/// It contains the true median in 92 to 98 of 100 samples: 95 but for what 4,000 samples and the approximation leave.
#[test]
fn the_interval_contains_the_truth_as_often_as_it_says() {
    let mut draw = Draw::new(1965);
    for companies in [5, 8, 15, 40] {
        const SAMPLES: usize = 4_000;
        let holds = |draw: &mut Draw| {
            let companies = sample(draw, companies);
            let interval = distribution(companies.iter()).interval().unwrap();
            interval.low <= 80_000.0 && 80_000.0 <= interval.high
        };
        let share = (0..SAMPLES).filter(|_| holds(&mut draw)).count() as f64 / SAMPLES as f64;
        println!("{companies} companies: {share}");
        assert!((0.92..=0.98).contains(&share), "{companies} companies: {share}");
    }
}

//! Pay by the feed's own fields.

use catalog::money::{Basis, Currency, Pay};
use catalog::text::fold;

use super::{is_sound, settle, widest, words};
use crate::facts::StatedPay;
use crate::{Derived, Field};

/// The widest of the feed's base ranges of one currency and period; the evidence says how many zones there were.
pub fn structured(ranges: &[StatedPay]) -> Option<Derived<Pay>> {
    let pays: Vec<Pay> = ranges.iter().filter(|r| r.is_base).filter_map(one).collect();
    let (pay, zones) = widest(&pays)?;
    let words = match zones {
        1 => "the feed's range".to_owned(),
        n => format!("the widest of the feed's {n} ranges"),
    };
    Some(Derived::new(pay, Field::Structured, &words))
}

fn one(range: &StatedPay) -> Option<Pay> {
    let currency = Currency::parse(range.currency.trim())?;
    let Some(period) = words::feed_period(&fold(&range.period)) else {
        return settle(range.min, range.max, currency, None);
    };
    // What a feed states with its period is not held against what people are paid.
    let positive = |a: Option<f64>| a.filter(|a| a.is_finite() && *a > 0.0);
    let pay =
        Pay { min: positive(range.min), max: positive(range.max), currency, period, basis: Basis::Base };
    is_sound(&pay).then_some(pay)
}

#[cfg(test)]
mod tests {
    use super::super::shown;
    use super::*;

    #[test]
    fn feeds_state_pay() {
        let range = |min: f64, max: f64, currency: &str, period: &str| StatedPay {
            min: Some(min),
            max: Some(max),
            currency: currency.into(),
            period: period.into(),
            title: String::new(),
            is_base: true,
        };
        let check = |ranges: &[StatedPay], expected: &str| assert_eq!(shown(structured(ranges)), expected);
        check(&[range(90e3, 120e3, "USD", "1 YEAR")], "90000–120000 USD year");
        check(
            &[range(90e3, 120e3, "USD", "1 YEAR"), range(100e3, 140e3, "USD", "1 YEAR")],
            "90000–140000 USD year",
        );
        check(
            &[range(90e3, 120e3, "USD", "1 YEAR"), range(80e3, 100e3, "CAD", "1 YEAR")],
            "90000–120000 USD year",
        );
        check(&[range(120e3, 90e3, "USD", "1 YEAR")], "-");
        check(&[range(30.0, 50.0, "USD", "per-hour-wage")], "30–50 USD hour");
        check(&[range(4e3, 5e3, "EUR", "per-month-salary")], "4000–5000 EUR month");
        check(&[range(4e3, 5e3, "EUR", "")], "4000–5000 EUR month");
        check(&[range(450.0, 600.0, "EUR", "per-day-wage")], "450–600 EUR day");
        check(&[range(50e3, 500e3, "EUR", "year")], "-");
        check(&[StatedPay { min: None, ..range(0.0, 90e3, "GBP", "YEARLY") }], "…–90000 GBP year");
        check(&[StatedPay { max: Some(0.0), ..range(60e3, 0.0, "GBP", "year") }], "60000–… GBP year");
        check(&[StatedPay { is_base: false, ..range(1.0, 2.0, "USD", "") }], "-");
        check(&[range(f64::NAN, f64::INFINITY, "USD", "year")], "-");
    }
}

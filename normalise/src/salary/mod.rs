//! What a posting says that it pays: by the feed's own fields, else by an anchored amount in the text.
//!
//! ```text
//! the feed's ranges ── stated ──────────────────────────────────┐
//! its sentence, the text ── amounts: numbers with a currency    ├── the widest of the zones
//!                             └─ text: those that words of pay anchor ┘
//! ```

mod amounts;
mod currencies;
mod stated;
mod text;
mod words;

use catalog::money::{Basis, Currency, Pay, Period};
use catalog::place::Place;

use crate::Derived;
use crate::facts::Input;

pub use self::stated::structured;

/// A range whose upper end is more than this many times the lower is no range of one role.
pub(crate) const WIDEST: f64 = 3.0;

/// Structured ranges first, then the feed's sentence on pay, then the text. Where the role is decides whose dollars a bare `$` is.
pub fn read(input: &Input<'_>, places: &[Derived<Place>]) -> Option<Derived<Pay>> {
    structured(input.pay)
        .filter(|pay| !text::is_on_target(input.text, &pay.value))
        .or_else(|| text::read(input.pay_text, true, places))
        .or_else(|| text::read(input.text, false, places))
}

/// Whether words beside a range say that it counts commissions in: it is no base pay then.
pub fn is_on_target(words: &str) -> bool {
    let padded = crate::scan::padded(words);
    [" ote ", " on target ", " total target ", " base and commission ", " base commission "]
        .iter()
        .any(|w| padded.contains(w))
}

/// With its period, where the amounts are such as people are paid.
fn settle(min: Option<f64>, max: Option<f64>, currency: Currency, stated: Option<Period>) -> Option<Pay> {
    let positive = |a: Option<f64>| a.filter(|a| a.is_finite() && *a > 0.0);
    let (min, max) = (positive(min), positive(max));
    let top = max.or(min)?;
    let period = match stated {
        // No year is paid by so little: the amount is something else.
        Some(Period::Year) if top < 500.0 => return None,
        // "120,000 an hour" is a year's pay that a word stands beside.
        Some(Period::Hour) if top >= 1_000.0 => by_size(top, currency)?,
        Some(period) => period,
        None => by_size(top, currency)?,
    };
    let yearly = top * period.per_year();
    let most = if words::SMALL_UNITS.contains(&currency.code()) { 5e9 } else { 5e6 };
    let pay = Pay { min, max, currency, period, basis: Basis::Base };
    (is_sound(&pay) && yearly >= 3_000.0 && yearly <= most).then_some(pay)
}

fn is_sound(pay: &Pay) -> bool {
    match (pay.min, pay.max) {
        (Some(min), Some(max)) => min <= max && max <= min * WIDEST,
        (None, None) => false,
        _ => true,
    }
}

/// What an amount without a period is paid for: up to 200 an hour, from 15,000 a year; between 1,000 and 12,000 a month, as nobody
/// is paid that a year. Between these, and in currencies of small units, nothing says it.
fn by_size(amount: f64, currency: Currency) -> Option<Period> {
    if words::SMALL_UNITS.contains(&currency.code()) {
        return (amount >= 300_000.0).then_some(Period::Year);
    }
    match amount {
        5.0..200.0 => Some(Period::Hour),
        1_000.0..=12_000.0 => Some(Period::Month),
        15_000.0.. => Some(Period::Year),
        _ => None,
    }
}

/// The widest of several: the least lower and the greatest upper end of those in the first one's currency and period, where these
/// are one range still.
fn widest(pays: &[Pay]) -> Option<(Pay, usize)> {
    let first = *pays.first()?;
    let alike: Vec<&Pay> =
        pays.iter().filter(|p| p.currency == first.currency && p.period == first.period).collect();
    let min = alike.iter().filter_map(|p| p.min).reduce(f64::min);
    let max = alike.iter().filter_map(|p| p.max).reduce(f64::max);
    let all = Pay { min, max, ..first };
    Some(if is_sound(&all) { (all, alike.len()) } else { (first, 1) })
}

/// For tests: `90000–120000 USD year`.
#[cfg(test)]
fn shown(pay: Option<Derived<Pay>>) -> String {
    pay.map_or("-".to_owned(), |p| {
        let p = p.value;
        let end = |e: Option<f64>| e.map_or("…".to_owned(), |e| e.to_string());
        format!("{}–{} {} {}", end(p.min), end(p.max), p.currency.code(), p.period.slug())
    })
}

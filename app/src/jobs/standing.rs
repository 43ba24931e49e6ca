//! Where a role's pay stands among what the open roles of its kind, level and place state.

use std::cmp::Ordering;
use std::sync::Arc;

use catalog::Catalog;
use catalog::money::{Basis, Currency};
use catalog::place::Place;
use catalog::query::{PayFilter, Query};
use catalog::schema::{Category, Facet, Level};
use catalog::stats::{Cell, Comparison, Options, Place as Within, Summary};
use normalise::Facts;

use crate::ui::format;
use crate::ui::html::escape;

/// As HTML: `Above the 75th percentile of <a>84 open roles in Berlin …</a>: median …`. In the role's first city; where too few
/// roles state pay there, in its country. `None` without pay, without a kind of work, and where too few do in the whole country.
pub fn of(catalog: &Arc<Catalog>, facts: &Facts, now: i64) -> Option<String> {
    let pay = facts.pay.as_ref().map(|pay| &pay.value).filter(|pay| pay.basis == Basis::Base)?;
    let kind = facts.category.value;
    let place = facts.places.first().map(|place| &place.value)?;
    if matches!(kind, Category::NotTech | Category::Unspecified) {
        return None;
    }
    let mut base = Query { currency: Some(pay.currency), ..Query::default() };
    base.toggle(Facet::Category, kind.slug());
    let level = [facts.level.value];
    let rung: &[Level] = if facts.level.value == Level::Unspecified { &[] } else { &level };
    let city = place.city.iter().map(|city| Within::City(city.slug.clone()));
    let mut places = city.chain([Within::Country(place.country)]);
    let mut comparison = Comparison::new(Arc::clone(catalog), None);
    let currency = comparison.currency(&base);
    let own = catalog.rates().convert(pay.yearly_middle(), pay.currency, currency)?;
    // A country's roles are many, and mostly its city says enough.
    let (within, cell, summary) = places.find_map(|within| {
        let cell =
            comparison.cells(&base, std::slice::from_ref(&within), &[rung], Options::default(), now).pop()?;
        let summary = cell.pay.summary()?;
        Some((within, cell, summary))
    })?;
    let named: Vec<&str> = [kind.label()].into_iter().chain(rung.iter().map(|level| level.label())).collect();
    let query = Query { pay: PayFilter::Stated, ..cell.query.clone() };
    Some(format!(
        "{} of <a href=\"/jobs?{}\">{}</a>: {}",
        rank(own, &summary),
        escape(&query.to_string()),
        escape(&among(&cell, &named, &within, place)),
        escape(&middle(&summary, currency)),
    ))
}

/// `84 open roles in Berlin (Backend, Senior) that state pay, of 31 companies`.
fn among(cell: &Cell, named: &[&str], within: &Within, place: &Place) -> String {
    let city = place.city.as_ref().filter(|_| matches!(within, Within::City(_)));
    let name = city.map_or(place.country.name(), |city| city.label.as_str());
    let companies = match cell.pay.companies() {
        1 => "one company".to_owned(),
        n => format!("{} companies", format::count(n)),
    };
    let only = if cell.pay.is_narrow() { " only" } else { "" };
    let roles = format::count(cell.pay.n());
    format!("{roles} open roles in {name} ({}) that state pay, of {companies}{only}", named.join(", "))
}

/// Between which percentiles an amount is.
fn rank(own: f64, summary: &Summary) -> String {
    let (p10, p90) = summary.tails.unzip();
    let percentiles = [
        (p10, "the 10th percentile"),
        (Some(summary.p25), "the 25th percentile"),
        (Some(summary.median), "the median"),
        (Some(summary.p75), "the 75th percentile"),
        (p90, "the 90th percentile"),
    ];
    let mut below = None;
    for (amount, name) in percentiles.into_iter().filter_map(|(amount, name)| Some((amount?, name))) {
        // Amounts are as exact as a person reads them.
        match own.round().total_cmp(&amount.round()) {
            Ordering::Equal => return format!("At {name}"),
            Ordering::Less => {
                return below.map_or(format!("Below {name}"), |below| format!("Between {below} and {name}"));
            }
            Ordering::Greater => below = Some(name),
        }
    }
    below.map_or(String::new(), |below| format!("Above {below}"))
}

/// `median €88k, between €82k and €95k with 95 % confidence`.
fn middle(summary: &Summary, currency: Currency) -> String {
    let amount = |amount: f64| format::amount(amount, currency);
    let median = format!("median {} a year", amount(summary.median));
    match &summary.interval {
        Some(interval) => {
            format!(
                "{median}, between {} and {} with 95 % confidence",
                amount(interval.low),
                amount(interval.high)
            )
        }
        None => median,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_stands_between_percentiles() {
        let check = |own: f64, tails: Option<(f64, f64)>, expected: &str| {
            let summary = Summary { p25: 60e3, median: 80e3, p75: 100e3, tails, interval: None };
            assert_eq!(rank(own, &summary), expected, "{own}");
        };
        let tails = Some((50e3, 120e3));
        check(40e3, tails, "Below the 10th percentile");
        check(40e3, None, "Below the 25th percentile");
        check(55e3, tails, "Between the 10th percentile and the 25th percentile");
        check(80_000.3, None, "At the median");
        check(90e3, None, "Between the median and the 75th percentile");
        check(110e3, None, "Above the 75th percentile");
        check(130e3, tails, "Above the 90th percentile");
    }
}

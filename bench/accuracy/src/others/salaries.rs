//! Snippets of postings, and the pay that they state.

use catalog::money::Pay;
use normalise::text::{plain, sanitise};
use normalise::{Input, salary};
use serde_json::{Map, Value};

use super::{Judged, Outcome, word};
use crate::fields::{of_pay, pay_words};

/// `expect`: least, most, currency, period; what a case leaves out is not compared.
pub fn range(case: &Map<String, Value>) -> Option<Judged> {
    let raw = word(case, "text");
    let text = if raw.starts_with('<') { plain(&sanitise(raw)) } else { raw.to_owned() };
    let found = salary::read(&Input { text: &text, ..Input::default() }, &[]).map(|p| p.value);
    let expected = case.get("expect").filter(|e| !e.is_null());
    // A case about one currency says nothing of the others.
    let other = case.get("none_for_currency").and_then(Value::as_str);
    let found = found.filter(|p| other.is_none_or(|only| p.currency.code() == only));
    let outcome = match (expected, &found) {
        (None, None) => Outcome::Silent,
        (None, Some(_)) => Outcome::Invented,
        (Some(_), None) => Outcome::Missing,
        (Some(expected), Some(found)) if agrees(expected, found) => Outcome::Right,
        _ => Outcome::Wrong,
    };
    Some(Judged {
        outcome,
        text,
        expected: expected.map_or(String::new(), shown),
        found: found.map_or(String::new(), |p| of_pay(&p)),
    })
}

fn agrees(expected: &Value, found: &Pay) -> bool {
    let amount = |name: &str| expected.get(name).map(Value::as_f64);
    let same = |theirs: Option<Option<f64>>, ours: Option<f64>| theirs.is_none_or(|theirs| theirs == ours);
    // One amount alone stands as both ends in some schemes, as the lower end in others.
    let (min, max) = (amount("min"), amount("max"));
    let ends = same(min, found.min) && same(max, found.max);
    let single = min == max || max == Some(None) && found.min == found.max;
    let one = single && same(min, found.min.or(found.max));
    let currency = expected.get("currency").and_then(Value::as_str);
    (ends || one)
        && currency.is_none_or(|c| c == found.currency.code())
        && period(expected).is_none_or(|p| p == found.period.slug())
}

fn period(expected: &Value) -> Option<&str> {
    let word = expected.get("interval").or(expected.get("period"))?.as_str()?;
    Some(match word {
        "yearly" => "year",
        "monthly" => "month",
        "weekly" => "week",
        "daily" => "day",
        "hourly" => "hour",
        other => other,
    })
}

fn shown(expected: &Value) -> String {
    let amount = |name: &str| expected.get(name).and_then(Value::as_f64);
    let currency = expected.get("currency").and_then(Value::as_str).unwrap_or("any");
    pay_words(amount("min"), amount("max"), currency, period(expected).unwrap_or("any"))
}

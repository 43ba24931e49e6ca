//! Places as written, and what they are.

use std::collections::BTreeSet;

use catalog::place::Place;
use catalog::text::fold;
use normalise::{Input, location};
use serde_json::{Map, Value};

use super::{Judged, Outcome, word};

/// City (where one is known) and country, folded; a "City" that some gazetteers add is left out, and "St." is spelled out.
fn words(city: Option<&str>, country: &str) -> String {
    let fold = |name: &str| fold(name).replace("st. ", "saint ");
    let country = fold(country);
    let country = country.trim_start_matches("the ").to_owned();
    match city.map(&fold) {
        // Of a city that is a country, both say the same.
        Some(city) if city == country => country,
        Some(city) => format!("{}, {country}", city.trim_end_matches(" city")),
        None => country,
    }
}

fn of_place(place: &Place) -> String {
    words(place.city.as_ref().map(|c| c.label.as_str()), place.country.name())
}

fn judged(text: &str, expected: &BTreeSet<String>, found: &BTreeSet<String>) -> Judged {
    let some = |set: &BTreeSet<String>| Some(set.clone()).filter(|s| !s.is_empty());
    let shown = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join("; ");
    Judged {
        outcome: Outcome::of(some(expected), some(found)),
        text: text.to_owned(),
        expected: shown(expected),
        found: shown(found),
    }
}

fn read(texts: &[&str]) -> BTreeSet<String> {
    let read = location::read(&Input { locations: texts, ..Input::default() });
    read.places.iter().map(|p| of_place(&p.value)).collect()
}

/// `country` and `city` by name, each null where unknown; of several places the first. Where a city stands without a country,
/// the scheme says something that ours has no place for.
pub fn country_city(case: &Map<String, Value>) -> Option<Judged> {
    let text = word(case, "location_raw");
    let city = case.get("city").and_then(Value::as_str);
    let country = case.get("country").and_then(Value::as_str);
    if city.is_some() && country.is_none() {
        return None;
    }
    let expected = country.map(|country| known(city, country)).into_iter().collect();
    let first = location::read(&Input { locations: &[text], ..Input::default() }).places;
    let found = first.first().map(|p| of_place(&p.value)).into_iter().collect();
    Some(judged(text, &expected, &found))
}

/// In our words, where ours know the place by another name ("Bangalore", "CABA").
fn known(city: Option<&str>, country: &str) -> String {
    let Some(name) = city else { return words(None, country) };
    let read = location::read(&Input { locations: &[&format!("{name}, {country}")], ..Input::default() });
    match read.places.as_slice() {
        [place] if place.value.city.is_some() => of_place(&place.value),
        _ => words(city, country),
    }
}

/// `expect`: places by their parts; several may stand for one where `expect_count` is fewer.
pub fn geonames(case: &Map<String, Value>) -> Option<Judged> {
    let texts: Vec<&str> = case.get("input")?.as_array()?.iter().filter_map(Value::as_str).collect();
    let expected = case.get("expect")?.as_array()?;
    let count = case.get("expect_count").and_then(Value::as_u64).unwrap_or(0) as usize;
    // Cases that only say how many places there are, or name the language, say nothing of ours.
    if (count > expected.len() && !expected.is_empty()) || !case.get("kwargs")?.is_null() {
        return None;
    }
    let all: BTreeSet<String> = expected.iter().filter_map(of_parts).collect();
    let found = read(&texts);
    if expected.is_empty() && count > 0 && !found.is_empty() {
        return None;
    }
    if expected.len() > count && count == 1 {
        let first = all.iter().find(|one| found.contains(*one)).or(all.first());
        return Some(judged(&texts.join("; "), &first.cloned().into_iter().collect(), &found));
    }
    Some(judged(&texts.join("; "), &all, &found))
}

fn of_parts(place: &Value) -> Option<String> {
    let parts = place.get("location")?.as_array()?;
    let part = |kind: &str| {
        let of_kind = |p: &&Value| p.get("type").and_then(Value::as_str) == Some(kind);
        parts.iter().find(of_kind)?.get("name")?.as_str()
    };
    Some(known(part("city"), part("country")?))
}

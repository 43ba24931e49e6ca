//! The normalisers on any text: they end with values that keep their promises.
//!
//! An input is some lines parted by the byte 0x1f: which is what says the check.

use catalog::money::{Pay, Period};
use catalog::schema::Level;
use normalise::text::{plain, sanitise, sanitise_by_parser};
use normalise::{BoardContext, Derived, Facts, Field, Input, StatedPay, facts, location, mask, salary};

/// The upper end of a range is at most so many times the lower.
const WIDEST: f64 = 3.0;

/// `text 0x1f pay text 0x1f place 0x1f currency 0x1f period 0x1f lower 0x1f upper`: what pay is read from a posting.
///
/// # Panics
/// Where a promise does not hold.
pub fn salary(input: &[u8]) {
    let input = String::from_utf8_lossy(input);
    let parts = parts::<7>(&input);
    let [text, pay_text, place, currency, period, min, max] = parts;
    let stated = StatedPay {
        min: min.parse().ok(),
        max: max.parse().ok(),
        currency: currency.to_owned(),
        period: period.to_owned(),
        title: String::new(),
        is_base: true,
    };
    let (places, pay) = ([place], [stated]);
    for pay in [&pay[..], &[]] {
        let input = Input { text, pay_text, locations: &places, pay, ..Input::default() };
        let places = location::read(&input).places;
        let Some(pay) = salary::read(&input, &places) else { continue };
        assert!(pay.evidence.is_some(), "pay has evidence");
        is_pay(&pay.value);
    }
}

fn is_pay(pay: &Pay) {
    let ends = [pay.min, pay.max];
    assert!(ends.iter().any(Option::is_some), "pay has an end: {pay:?}");
    assert!(ends.iter().flatten().all(|end| end.is_finite() && *end > 0.0), "ends are amounts: {pay:?}");
    if let (Some(min), Some(max)) = (pay.min, pay.max) {
        assert!(min <= max && max <= min * WIDEST, "ends are in order, and one range: {pay:?}");
    }
    assert!(Period::ALL.contains(&pay.period), "{pay:?}");
}

/// `place 0x1f office 0x1f restriction 0x1f text 0x1f workplace`: where a posting is.
///
/// # Panics
/// Where a promise does not hold.
pub fn place(input: &[u8]) {
    let input = String::from_utf8_lossy(input);
    let [place, office, restriction, text, workplace] = parts::<5>(&input);
    let (places, offices, restricted_to) = ([place], [office], [restriction]);
    let input = Input {
        locations: &places,
        offices: &offices,
        restricted_to: &restricted_to,
        text,
        workplace_hint: Some(workplace),
        ..Input::default()
    };
    let found = location::read(&input);
    for place in &found.places {
        assert!(place.evidence.is_some(), "a place has evidence");
        assert!(place.value.country.is_known(), "a country is one: {place:?}");
    }
    let mut again = found.places.iter().map(|place| &place.value).collect::<Vec<_>>();
    let all = again.len();
    again.dedup();
    assert_eq!(again.len(), all, "no place stands twice in a row");
    assert!(found.unresolved.iter().all(|text| !text.trim().is_empty()), "what is not known has a name");
}

/// `title 0x1f department 0x1f text 0x1f employment 0x1f level 0x1f company`: everything that is read from a posting.
///
/// # Panics
/// Where a promise does not hold.
pub fn title(input: &[u8]) {
    let input = String::from_utf8_lossy(input);
    let [title, department, text, employment, level, company] = parts::<6>(&input);
    let input = Input {
        title,
        department,
        text,
        company,
        employment_hint: Some(employment),
        level_hint: Some(level),
        ..Input::default()
    };
    let board = BoardContext::of([text, text, text, title].into_iter());
    let facts: Facts = facts(&input, &board);
    evidence(&facts.category, Default::default());
    evidence(&facts.level, Level::Unspecified);
    evidence(&facts.employment, Default::default());
    evidence(&facts.visa, Default::default());
    for skill in &facts.skills {
        let field = skill.evidence.as_ref().map(|evidence| evidence.field);
        assert!(matches!(field, Some(Field::Title | Field::Description)), "{skill:?}");
    }
    if let Some(years) = &facts.years {
        assert!(years.value <= 20 && years.evidence.is_some(), "{years:?}");
    }
}

/// What is asserted has evidence.
fn evidence<T: PartialEq + std::fmt::Debug>(derived: &Derived<T>, unspecified: T) {
    assert!(derived.evidence.is_some() || derived.value == unspecified, "{derived:?}");
}

/// Posting HTML: what is made safe is safe, and stays as it is.
///
/// # Panics
/// Where a promise does not hold.
pub fn html(input: &[u8]) {
    let input = String::from_utf8_lossy(input);
    let safe = sanitise(&input);
    is_safe(&safe);
    assert_eq!(safe, sanitise_by_parser(&input), "regular HTML is read as a browser reads it");
    // Headings inside of headings are taken apart when they are read again: their words stay.
    let again = sanitise(&safe);
    is_safe(&again);
    let words = |html: &str| plain(html).split_whitespace().collect::<String>();
    assert_eq!(words(&again), words(&safe), "what is safe keeps its words");
    let masked = mask::mask(&safe);
    is_safe(&masked);
    assert_eq!(mask::mask(&masked), masked, "what is masked stays as it is");
    let text = plain(&masked);
    assert!(text.len() <= masked.len().max(input.len()) * 2, "text does not grow");
    assert!(
        !text.contains("  ") && !text.contains("\n\n") && text.trim_end_matches(' ') == text,
        "white space is folded: {text:?}"
    );
}

/// No element, attribute or address that could do anything.
fn is_safe(html: &str) {
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag
            .trim_start_matches('/')
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let rest = tag.trim_start_matches('/')[name.len()..].trim();
        assert!(ELEMENTS.contains(&name), "<{tag}>");
        let begins = |with: &str| rest.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
        let is_link = name == "a" && (begins("href=\"http") || begins("rel=\"nofollow"));
        assert!(rest.is_empty() || is_link, "<{tag}>");
    }
}

const ELEMENTS: [&str; 28] = [
    "p",
    "div",
    "br",
    "ul",
    "ol",
    "li",
    "strong",
    "b",
    "em",
    "i",
    "u",
    "h3",
    "a",
    "blockquote",
    "code",
    "pre",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "dl",
    "dt",
    "dd",
    "sub",
    "sup",
];

/// The parts of an input; empty where it has fewer.
fn parts<const N: usize>(input: &str) -> [&str; N] {
    let mut parts = input.split('\u{1f}');
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

//! What a label and what the facts say of a field, as sets of the same words.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use catalog::money::Pay;
use catalog::place::{OpenTo, Place, Territory};
use catalog::schema::UNSPECIFIED;
use catalog::text::fold;
use normalise::{Derived, Evidence, Facts};
use serde_json::{Map, Value};

use crate::tally::Tally;

/// Other names of skills: one line a skill, its common name first.
const ALIASES: &str = include_str!("../data/aliases.tsv");

/// A scored field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Kind of work.
    Category,
    /// Rung.
    Level,
    /// On-site, hybrid, remote.
    Workplace,
    /// From where a remote role may be done.
    OpenTo,
    /// All places of a posting at once.
    Places,
    /// Countries, each on its own.
    Country,
    /// Cities with their countries, each on its own.
    City,
    /// Least, most, currency and period at once.
    Pay,
    /// Contract.
    Employment,
    /// Sponsorship.
    Visa,
    /// Years of experience.
    Years,
    /// Technologies, each on its own.
    Skills,
}

impl Field {
    /// In the order of the table.
    pub const ALL: [Field; 12] = [
        Field::Category,
        Field::Level,
        Field::Workplace,
        Field::OpenTo,
        Field::Places,
        Field::Country,
        Field::City,
        Field::Pay,
        Field::Employment,
        Field::Visa,
        Field::Years,
        Field::Skills,
    ];

    /// As in tables and options.
    pub const fn name(self) -> &'static str {
        match self {
            Field::Category => "category",
            Field::Level => "level",
            Field::Workplace => "workplace",
            Field::OpenTo => "open_to",
            Field::Places => "places",
            Field::Country => "country",
            Field::City => "city",
            Field::Pay => "pay",
            Field::Employment => "employment",
            Field::Visa => "visa",
            Field::Years => "years",
            Field::Skills => "skills",
        }
    }

    /// The field of that name.
    pub fn from_name(name: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|f| f.name() == name)
    }

    /// Whether each entry of the field counts, rather than the field as a whole.
    const fn is_list(self) -> bool {
        matches!(self, Field::Country | Field::City | Field::Skills)
    }

    /// Which entry of a label it is read from.
    const fn label(self) -> &'static str {
        match self {
            Field::Country | Field::City => "places",
            other => other.name(),
        }
    }
}

/// What a label says of a field, what the facts say, and how they agree.
pub struct Compared {
    /// True of the posting.
    pub expected: BTreeSet<String>,
    /// Read from it.
    pub found: BTreeSet<String>,
    /// How they agree.
    pub tally: Tally,
}

/// Compares a field; `None` where the label leaves it open.
pub fn compare(field: Field, label: &Map<String, Value>, facts: &Facts) -> Option<Compared> {
    let expected = expected(field, label.get(field.label())?);
    let mut found = found(field, facts);
    if field == Field::Skills {
        // What one of two readers named counts neither way.
        let either = label.get("skills_either").map(|v| self::expected(Field::Skills, v)).unwrap_or_default();
        found.retain(|skill| expected.contains(skill) || !either.contains(skill));
    }
    let tally =
        if field.is_list() { Tally::each(&expected, &found) } else { Tally::whole(&expected, &found) };
    Some(Compared { expected, found, tally })
}

fn expected(field: Field, value: &Value) -> BTreeSet<String> {
    match value {
        Value::Null => BTreeSet::new(),
        Value::String(word) if word == UNSPECIFIED => BTreeSet::new(),
        Value::String(word) => BTreeSet::from([word.clone()]),
        Value::Number(number) => BTreeSet::from([number.to_string()]),
        Value::Array(entries) => entries.iter().filter_map(|e| entry(field, e)).collect(),
        Value::Object(pay) => {
            let amount = |name: &str| pay.get(name).and_then(Value::as_f64);
            let word = |name: &str| pay.get(name).and_then(Value::as_str).unwrap_or_default();
            BTreeSet::from([pay_words(amount("min"), amount("max"), word("currency"), word("period"))])
        }
        Value::Bool(_) => BTreeSet::new(),
    }
}

/// One entry of a label's list.
fn entry(field: Field, value: &Value) -> Option<String> {
    let word = |name: &str| value.get(name).and_then(Value::as_str);
    match field {
        Field::Country => word("country").map(str::to_owned),
        Field::City => word("city").map(|city| place_words(Some(city), word("country").unwrap_or_default())),
        Field::Places => Some(place_words(word("city"), word("country").unwrap_or_default())),
        Field::Skills => value.as_str().map(skill).filter(|s| !PRACTICES.contains(s)),
        _ => value.as_str().map(str::to_owned),
    }
}

fn found(field: Field, facts: &Facts) -> BTreeSet<String> {
    let stated = |slug: &str| BTreeSet::from_iter(Some(slug.to_owned()).filter(|s| s != UNSPECIFIED));
    let places = |words: &dyn Fn(&Place) -> Option<String>| {
        facts.places.iter().filter_map(|p| words(&p.value)).collect::<BTreeSet<String>>()
    };
    match field {
        Field::Category => stated(facts.category.value.slug()),
        Field::Level => stated(facts.level.value.slug()),
        Field::Workplace => stated(facts.workplace.value.slug()),
        Field::Employment => stated(facts.employment.value.slug()),
        Field::Visa => stated(facts.visa.value.slug()),
        Field::OpenTo => open_to(&facts.open_to.value),
        Field::Places => places(&|p| Some(place_words(city(p), p.country.code()))),
        Field::Country => places(&|p| Some(p.country.code().to_owned())),
        Field::City => places(&|p| Some(place_words(Some(city(p)?), p.country.code()))),
        Field::Pay => facts.pay.iter().map(|p| of_pay(&p.value)).collect(),
        Field::Years => facts.years.iter().map(|y| y.value.to_string()).collect(),
        Field::Skills => {
            let named = facts.skills.iter().filter(|s| s.value.kind != "practice");
            named.map(|s| skill(&s.value.label)).filter(|s| !PRACTICES.contains(s)).collect()
        }
    }
}

fn city(place: &Place) -> Option<&str> {
    place.city.as_ref().map(|c| c.label.as_str())
}

/// `new york, US`: names folded, without a "City" that some gazetteers add.
fn place_words(city: Option<&str>, country: &str) -> String {
    match city.map(fold) {
        Some(city) => format!("{}, {country}", city.strip_suffix(" city").unwrap_or(&city)),
        None => country.to_owned(),
    }
}

fn open_to(open: &OpenTo) -> BTreeSet<String> {
    match open {
        OpenTo::Unspecified => BTreeSet::new(),
        OpenTo::Worldwide => BTreeSet::from(["worldwide".to_owned()]),
        OpenTo::Only(territories) => territories.iter().map(territory).collect(),
    }
}

fn territory(territory: &Territory) -> String {
    match territory {
        Territory::Region(region) => region.code().to_owned(),
        Territory::Country(country) => country.code().to_owned(),
    }
}

/// Pay in the words of [`pay_words`].
pub fn of_pay(pay: &Pay) -> String {
    pay_words(pay.min, pay.max, pay.currency.code(), pay.period.slug())
}

/// `90000–130000 EUR a year`; an end that is open is `?`.
pub fn pay_words(min: Option<f64>, max: Option<f64>, currency: &str, period: &str) -> String {
    let end =
        |amount: Option<f64>| amount.map_or("?".to_owned(), |a| format!("{}", (a * 100.0).round() / 100.0));
    format!("{}–{} {currency} a {period}", end(min), end(max))
}

static COMMON: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = ALIASES.lines().filter(|l| !l.starts_with('#'));
    let names = lines.filter_map(|l| l.split_once('\t'));
    names.flat_map(|(common, others)| others.split(',').map(move |other| (other, common))).collect()
});

/// What labels may name, but nobody scores: practices rather than technologies.
static PRACTICES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let all = normalise::skills::all();
    all.iter().filter(|s| s.kind == "practice").map(|s| skill(&s.label)).collect()
});

/// A skill by its common name, lower case.
pub fn skill(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    COMMON.get(lower.as_str()).map_or(lower.clone(), |common| (*common).to_owned())
}

/// What the facts of a field were read from, for the terminal.
pub fn evidence(field: Field, facts: &Facts) -> String {
    fn one<T>(derived: &Derived<T>) -> Vec<&Evidence> {
        derived.evidence.iter().collect()
    }
    let all: Vec<&Evidence> = match field {
        Field::Category => one(&facts.category),
        Field::Level => one(&facts.level),
        Field::Workplace => one(&facts.workplace),
        Field::OpenTo => one(&facts.open_to),
        Field::Employment => one(&facts.employment),
        Field::Visa => one(&facts.visa),
        Field::Places | Field::Country | Field::City => facts.places.iter().flat_map(one).collect(),
        Field::Pay => facts.pay.iter().flat_map(one).collect(),
        Field::Years => facts.years.iter().flat_map(one).collect(),
        Field::Skills => Vec::new(),
    };
    let mut shown: Vec<String> = all.iter().map(|e| format!("{}: {}", e.field.label(), e.text)).collect();
    shown.dedup();
    shown.join(" | ")
}

/// What the facts of a skill were read from, for the terminal.
pub fn skill_evidence<'a>(name: &str, facts: &'a Facts) -> &'a str {
    let named = facts.skills.iter().find(|s| skill(&s.value.label) == name);
    named.and_then(|s| s.evidence.as_ref()).map_or("", |e| e.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_facts_speak_the_same_words() {
        let check = |field: Field, json: &str, expected: &str| {
            let value: Value = serde_json::from_str(json).unwrap();
            let words: Vec<String> = super::expected(field, &value).into_iter().collect();
            assert_eq!(words.join("; "), expected, "{json}");
        };
        check(Field::Category, r#""backend""#, "backend");
        check(Field::Level, r#""unspecified""#, "");
        check(Field::OpenTo, r#"["US","CA"]"#, "CA; US");
        check(Field::OpenTo, "null", "");
        check(Field::Years, "5", "5");
        let places = r#"[{"city":"New York City","country":"US"},{"city":null,"country":"CA"}]"#;
        check(Field::Places, places, "CA; new york, US");
        check(Field::Country, places, "CA; US");
        check(Field::City, places, "new york, US");
        check(Field::Pay, r#"{"min":1,"max":null,"currency":"EUR","period":"year"}"#, "1–? EUR a year");
        check(Field::Skills, r#"["golang","K8s","CI/CD"]"#, "go; kubernetes");
    }
}

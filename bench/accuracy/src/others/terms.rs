//! Snippets of postings: years, visas; whole postings: skills.

use std::collections::BTreeSet;

use catalog::schema::Visa;
use normalise::{BoardContext, Clues, Input, skills as names, terms};
use serde_json::{Map, Value};

use super::{Judged, Outcome, word};
use crate::fields::skill;

/// `expect.min`: the least years asked for.
pub fn years(case: &Map<String, Value>) -> Option<Judged> {
    let text = word(case, "text");
    let expected = case.get("expect").and_then(|e| e.get("min")).and_then(Value::as_u64);
    let read = terms::years(&Clues::of(text));
    let found = read.as_ref().map(|y| u64::from(y.value));
    // Where theirs says "from none", ours may say nothing.
    let outcome =
        if expected == Some(0) && found.is_none() { Outcome::Right } else { Outcome::of(expected, found) };
    let words = read.and_then(|y| y.evidence).map_or(String::new(), |e| format!(" in “{}”", e.text));
    Some(Judged {
        outcome,
        text: text.to_owned(),
        expected: format!("{expected:?}"),
        found: format!("{found:?}{words}"),
    })
}

/// `sponsorship`: whether it is offered, null where nothing says it.
pub fn visa(case: &Map<String, Value>) -> Option<Judged> {
    let text = word(case, "text");
    let expected = case.get("sponsorship").and_then(Value::as_bool);
    let read = terms::visa(&Clues::of(text));
    let found = match read.value {
        Visa::Offered => Some(true),
        Visa::Refused => Some(false),
        Visa::Unspecified => None,
    };
    let words = read.evidence.map_or(String::new(), |e| format!(" in “{}”", e.text));
    Some(Judged {
        outcome: Outcome::of(expected, found),
        text: text.to_owned(),
        expected: format!("{expected:?}"),
        found: format!("{found:?}{words}"),
    })
}

/// `expected`: skills of theirs, which are few; ours must have them. More is not held against ours.
pub fn skills(case: &Map<String, Value>) -> Option<Judged> {
    let expected: BTreeSet<String> =
        case.get("expected")?.as_array()?.iter().filter_map(Value::as_str).map(skill).collect();
    let found: BTreeSet<String> = names::find(
        &Input { title: word(case, "title"), text: word(case, "text"), ..Input::default() },
        &BoardContext::default(),
    )
    .iter()
    .map(|s| skill(&s.value.label))
    .collect();
    let missing: Vec<&str> = expected.difference(&found).map(String::as_str).collect();
    let outcome = match (expected.is_empty(), missing.is_empty()) {
        (true, _) => Outcome::Silent,
        (false, true) => Outcome::Right,
        (false, false) => Outcome::Missing,
    };
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    Some(Judged {
        outcome,
        text: word(case, "title").to_owned(),
        expected: missing.join(", "),
        found: found.join(", "),
    })
}

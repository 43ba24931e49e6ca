//! Hostile text: no normaliser panics on it, and time grows with the length.

use normalise::{Facts, Input, StatedPay, location, salary};
use proptest::prelude::*;

/// Pieces that the rules look for, among others that nobody writes.
fn piece() -> impl Strategy<Value = String> {
    let known = prop_oneof![
        Just("Remote"),
        Just("hybrid"),
        Just("(US"),
        Just("CA-"),
        Just(", "),
        Just("/"),
        Just(" or "),
        Just(" - "),
        Just("İ"),
        Just("ß"),
        Just("$120k"),
        Just("–"),
        Just("€80.000,"),
        Just("per year"),
        Just("Gehalt"),
        Just("salary: "),
        Just("CHF 120'000"),
        Just("\u{202f}"),
        Just("#LI-"),
        Just("3 days a week in our office"),
        Just("within 50 miles must"),
        Just("UTC-5 to UTC+2"),
        Just("CET ±"),
        Just(". "),
        Just("\n"),
        Just("Location: "),
        Just("US$"),
        Just("zł"),
        Just("kr"),
        Just("99999999999999999999"),
        Just("1.2M JPY"),
        Just("Berlin"),
        Just("Georgia"),
        Just("New York"),
        Just("and"),
        Just("401(k)"),
        Just("anywhere in the "),
        Just("%"),
        Just("50% remote"),
        Just("\u{1F30D}"),
    ];
    prop_oneof![known.prop_map(str::to_owned), ".{0,12}", "\\PC{0,12}", "[0-9.,' ]{0,24}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(title in text(), place in text(), office in text(), body in text(), hint in text(), min in any::<f64>(), max in any::<f64>()) {
        let pay = [StatedPay {
            min: Some(min),
            max: Some(max),
            currency: hint.clone(),
            period: body.clone(),
            title: title.clone(),
            is_base: true,
        }];
        let input = Input {
            title: &title,
            locations: &[&place, &title],
            offices: &[&office],
            text: &body,
            workplace_hint: Some(&hint),
            employment_hint: Some(&hint),
            remote_flag: None,
            country_hint: Some(&hint),
            pay: &pay,
            pay_text: &place,
            remote_source: min > 0.0,
            restricted_to: &[&office],
            department: &hint,
            ..Input::default()
        };
        let found = location::read(&input);
        if let Some(pay) = salary::read(&input, &found.places) {
            prop_assert!(pay.value.min.zip(pay.value.max).is_none_or(|(min, max)| min > 0.0 && min <= max));
            prop_assert!(pay.evidence.is_some());
        }
        prop_assert!(found.places.iter().all(|p| p.evidence.is_some()));
    }

    #[test]
    fn facts_survive_their_record(place in text(), body in text()) {
        let input = Input { locations: &[&place], text: &body, ..Input::default() };
        let read = location::read(&input);
        let found = Facts {
            pay: salary::read(&input, &read.places),
            places: read.places,
            open_to: read.open_to,
            workplace: read.workplace,
            time_zones: read.time_zones,
            ..Facts::default()
        };
        let record = serde_json::to_string(&found).unwrap();
        prop_assert_eq!(serde_json::from_str::<Facts>(&record).unwrap(), found);
    }
}

/// Lines without end: each takes a moment where the work grows with the length, and hours where it grows with its square.
#[test]
fn endless_lines_are_read() {
    for unit in [
        "remote ",
        "$100,000 - ",
        "salary ",
        "a",
        "1",
        "1,",
        "€",
        ". ",
        "UTC+1 ",
        "hybrid/",
        "#LI-",
        "office 3 days week ",
        "İ",
        "-",
        "k ",
    ] {
        let body = unit.repeat(400_000 / unit.len());
        let place = unit.repeat(20_000);
        let places: [&str; 1] = [&place];
        let input =
            Input { locations: &places, offices: &places, text: &body, pay_text: &body, ..Input::default() };
        let found = location::read(&input);
        salary::read(&input, &found.places);
    }
}

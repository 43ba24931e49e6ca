//! Time zones to work in, where a posting states them.

use serde::{Deserialize, Serialize};

use super::sentences::{About, Sentences};
use crate::facts::Input;
use crate::{Derived, Field};

/// A range of offsets from UTC, in minutes, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeZones {
    /// The westernmost.
    pub from: i16,
    /// The easternmost; never less.
    pub to: i16,
}

/// Standard time of zones that postings name, in hours.
const ZONES: &[(&str, i16, i16)] = &[
    ("us time zone", -8, -5),
    ("u.s. time zone", -8, -5),
    ("us timezone", -8, -5),
    ("usa time zone", -8, -5),
    ("north american time zone", -8, -3),
    ("american time zone", -8, -3),
    ("european time zone", 0, 2),
    ("european timezone", 0, 2),
    ("europe time zone", 0, 2),
    ("emea time zone", 0, 4),
    ("apac time zone", 5, 12),
    ("latam time zone", -6, -3),
];
const NAMES: &[(&str, i16)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("gst", 240),
    ("ist", 330),
    ("sgt", 480),
    ("jst", 540),
    ("aest", 600),
    ("est", -300),
    ("edt", -240),
    ("et", -300),
    ("eastern", -300),
    ("cst", -360),
    ("ct", -360),
    ("central", -360),
    ("mst", -420),
    ("mt", -420),
    ("mountain", -420),
    ("pst", -480),
    ("pdt", -420),
    ("pt", -480),
    ("pacific", -480),
    ("brt", -180),
    ("art", -180),
];

/// A sentence without one of these names no zone.
pub const STEMS: &str = "utc|gmt|time zone|timezone|time-zone|zeitzone|fuseau|huso horario|fuso|tijdzone|strefa czas| cet|(cet| est | pst |est/|pst/|of est|of pst|of cet|of et|est time|pst time";

/// The first range that a location, else the text states.
pub(super) fn read(input: &Input<'_>, sentences: &Sentences<'_>) -> Option<Derived<TimeZones>> {
    let in_place = |text: &&&str| range(text, true).map(|zones| Derived::new(zones, Field::Location, text));
    if let Some(found) = input.locations.iter().find_map(|text| in_place(&text)) {
        return Some(found);
    }
    let mut of_text = sentences.about(About::TimeZones);
    of_text.find_map(|raw| range(raw, false).map(|zones| Derived::new(zones, Field::Description, raw)))
}

/// A zone of the text, in minutes, and what stands around it.
struct Mark {
    offset: i16,
    is_exact: bool,
}

/// `UTC-5 to UTC+2`, `CET +/- 3h`, `within 2 hours of EST`, `US time zones`, `Mountain or Pacific time`. `is_place` says that the
/// whole text names places.
fn range(text: &str, is_place: bool) -> Option<TimeZones> {
    let lower = text.get(..text.len().min(600)).unwrap_or_default().to_ascii_lowercase();
    let lower = lower.replace('−', "-").replace("time-zone", "time zone");
    if lower.contains("overlap") {
        return None;
    }
    if let Some((_, from, to)) = ZONES.iter().find(|(name, ..)| lower.contains(name)) {
        return Some(TimeZones { from: from * 60, to: to * 60 });
    }
    let marks = marks(&lower);
    let spoken = ["time zone", "timezone", "zeitzone", "fuseau", "huso", "fuso", "tijdzone", "stref"];
    let spoken = spoken.iter().any(|word| lower.contains(word));
    let within = tolerance(&lower);
    let (first, last) = (marks.first()?, marks.last()?);
    let sure = within.is_some() || spoken || is_place || marks.len() > 1 && marks.iter().all(|m| m.is_exact);
    let around = within.unwrap_or(0);
    let from = marks.iter().map(|m| m.offset).min().unwrap_or(first.offset) - around;
    let to = marks.iter().map(|m| m.offset).max().unwrap_or(last.offset) + around;
    let sound = from >= -12 * 60 && to <= 14 * 60;
    (sure && sound).then_some(TimeZones { from, to })
}

fn marks(lower: &str) -> Vec<Mark> {
    let mut out = Vec::new();
    let bytes = lower.as_bytes();
    for (start, end) in words(lower) {
        let Some((_, base)) = NAMES.iter().find(|(name, _)| *name == &lower[start..end]) else { continue };
        let word = &lower[start..end];
        // "Central" and "MT" are zones only before "time".
        let plain = [
            "central", "eastern", "mountain", "pacific", "et", "ct", "mt", "pt", "art", "wet", "ist", "est",
            "mst", "cst",
        ];
        let behind = lower[end..].trim_start();
        let timed = lower.contains("time zone") || lower.contains("timezone") || behind.starts_with("time");
        if plain.contains(&word) && !timed && tolerance(lower).is_none() && !lower.contains("hour") {
            continue;
        }
        let after = &bytes[end..];
        let sign = after.iter().position(|b| *b != b' ').filter(|&at| matches!(after[at], b'+' | b'-'));
        let number = sign
            .and_then(|at| number(&lower[end + at + 1..]).map(|n| if after[at] == b'-' { -n } else { n }));
        // "CET +/- 3": the sign belongs to what follows.
        let offset = number.filter(|_| !lower[end..].trim_start().starts_with("+/-"));
        out.push(Mark { offset: base + offset.unwrap_or(0), is_exact: offset.is_some() });
        // "UTC-5 to +2".
        let rest = offset.and_then(|_| lower[end..].split_once([' ', '–']).map(|(_, rest)| rest));
        let rest = rest.and_then(|r| {
            ["to ", "- ", "– ", "and ", "bis ", "a "].iter().find_map(|j| r.trim_start().strip_prefix(j))
        });
        if let Some(rest) = rest.map(str::trim_start).filter(|r| r.starts_with(['+', '-'])) {
            let sign = if rest.starts_with('-') { -1 } else { 1 };
            let second = rest.get(1..).and_then(number_of).map(|n| base + sign * n);
            out.extend(second.map(|offset| Mark { offset, is_exact: true }));
        }
    }
    out
}

fn number_of(text: &str) -> Option<i16> {
    number(text)
}

/// Hours or hours and minutes, in minutes: `5`, `5:30`, `05`.
fn number(text: &str) -> Option<i16> {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let hours: i16 = text[..digits.min(2)].parse().ok()?;
    let minutes =
        text[digits.min(2)..].strip_prefix(':').and_then(|m| m.get(..2)?.parse::<i16>().ok()).unwrap_or(0);
    (hours <= 14 && digits <= 2 && minutes < 60).then_some(hours * 60 + minutes)
}

/// `+/- 3`, `±2h`, `within 3 hours of`, in minutes.
fn tolerance(lower: &str) -> Option<i16> {
    let behind = ["+/-", "±", "+-", "plus or minus "]
        .iter()
        .find_map(|sign| lower.split_once(sign))
        .map(|(_, rest)| rest);
    let within = lower.split_once("within ").map(|(_, rest)| rest).filter(|rest| {
        let hours = rest.find("hour").or_else(|| rest.find("hr"));
        hours.is_some_and(|at| at <= 8)
    });
    number(behind.or(within)?)
}

fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| c.is_ascii_alphabetic())?;
        let end = text[start..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |i| start + i);
        at = end.max(start + 1);
        Some((start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        let check = |text: &str, expected: Option<(i16, i16)>| {
            let found =
                read(&Input::default(), &Sentences::of(text)).map(|d| (d.value.from / 60, d.value.to / 60));
            assert_eq!(found, expected, "{text}");
        };
        check("You live between UTC-5 and UTC+2.", Some((-5, 2)));
        check("Anywhere from UTC-8 to UTC+1", Some((-8, 1)));
        check("UTC-3 to +3", Some((-3, 3)));
        check("Remote, CET +/- 3h", Some((-2, 4)));
        check("Europe, CET ±2hrs", Some((-1, 3)));
        check("within 3 hours of EST", Some((-8, -2)));
        check("US time zones only", Some((-8, -5)));
        check("in the Mountain or Pacific time zones", Some((-8, -7)));
        check("GMT is our build tool", None);
        check("Four hours of overlap with EST", None);
        check("The best team in central Berlin", None);
    }
}

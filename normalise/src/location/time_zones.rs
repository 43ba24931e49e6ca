//! Time zones to work in, where a posting states them.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::clues::{About, Clues};
use crate::facts::Input;
use crate::scan::{Phrases, padded};
use crate::{Derived, Field};

/// A range of offsets from UTC, in minutes, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeZones {
    /// The westernmost.
    pub from: i16,
    /// The easternmost; never less.
    pub to: i16,
}

impl fmt::Display for TimeZones {
    /// `UTC-3 to UTC+5:30`; one where both are the same.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        offset(self.from, f)?;
        if self.to != self.from {
            f.write_str(" to ")?;
            offset(self.to, f)?;
        }
        Ok(())
    }
}

fn offset(minutes: i16, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (sign, hours, rest) = (if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60);
    write!(f, "UTC{sign}{hours}")?;
    if rest > 0 { write!(f, ":{rest:02}") } else { Ok(()) }
}

/// Standard time of zones that postings name, in hours: whose they are, before "time zone".
const ZONES: [(&str, i16, i16); 6] = [
    ("us|u s|usa|american", -8, -5),
    ("north american", -8, -3),
    ("european|europe|eu", 0, 2),
    ("emea", 0, 4),
    ("apac", 5, 12),
    ("latam", -6, -3),
];
const SPOKEN: &str = "time zone|time zones|timezone|timezones|zeitzone|zeitzonen|fuseau|fuseaux|huso|husos|fuso|fusos|tijdzone|tijdzones|strefa|strefie";
/// A sentence that speaks of hours shared, of customers, or of software.
const OTHERS: &str = "overlap|overlaps|overlapping|timestamp|timestamps|convert|converts|conversion|conversions|parse|parsing|customers|clients|users";

/// Whether a sentence speaks of time zones, of other things, has a zone's name; then each of [`ZONES`].
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
    let of = |whose: &str| {
        let zones = ["time zone", "time zones", "timezone", "timezones"];
        let phrases = whose.split('|').flat_map(|whose| zones.map(|zone| format!("{whose} {zone}")));
        phrases.collect::<Vec<_>>().join("|")
    };
    let zones = ZONES.iter().map(|(whose, ..)| of(whose));
    let lists: Vec<String> =
        [SPOKEN.to_owned(), OTHERS.to_owned(), names.join("|")].into_iter().chain(zones).collect();
    Phrases::new(lists.iter().map(String::as_str))
});

const NAMES: &[(&str, i16)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("mez", 60),
    ("mesz", 120),
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
pub const STEMS: &str = " utc|(utc|/utc|utc+|utc-|utc−|gmt|time zone|timezone|time-zone|zeitzone|fuseau|huso horario|fuso|tijdzone|strefa czas| cet|(cet|(est|est)|in est |from est |and est | or est | to est | pst |est/|pst/|of est|of pst|of cet|of et|est time|pst time|eastern time|pacific time|mountain time|central time| mez|±|+/-";

/// The first range that a location, else the text states.
pub(super) fn read(input: &Input<'_>, clues: &Clues<'_>) -> Option<Derived<TimeZones>> {
    let in_place = |text: &&&str| range(text, true).map(|zones| Derived::new(zones, Field::Location, text));
    if let Some(found) = input.locations.iter().find_map(|text| in_place(&text)) {
        return Some(found);
    }
    let mut of_text = clues.sentences(About::TimeZones);
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
    let said = PHRASES.marks(&padded(text));
    if said & 2 != 0 {
        return None;
    }
    if let Some((_, (_, from, to))) = ZONES.iter().enumerate().find(|(i, _)| said & 8 << i != 0) {
        return Some(TimeZones { from: from * 60, to: to * 60 });
    }
    if said & 4 == 0 {
        return None;
    }
    let end = (0..=text.len().min(600)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let lower = text[..end].to_ascii_lowercase().replace('−', "-").replace("time-zone", "time zone");
    let marks = marks(&lower);
    let spoken = said & 1 != 0;
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
    fn ranges_are_written() {
        let check = |from, to, expected: &str| assert_eq!(TimeZones { from, to }.to_string(), expected);
        check(-180, 120, "UTC-3 to UTC+2");
        check(0, 0, "UTC+0");
        check(-210, 330, "UTC-3:30 to UTC+5:30");
    }

    #[test]
    fn ranges_are_read() {
        let check = |text: &str, expected: Option<(i16, i16)>| {
            let found =
                read(&Input::default(), &Clues::of(text)).map(|d| (d.value.from / 60, d.value.to / 60));
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
        check("You work within 3 hours of Eastern Time.", Some((-8, -2)));
        check("Zeitzone: MEZ ± 2 Stunden", Some((-1, 3)));
        check("Convert timestamps from UTC to local time zones", None);
        check("Help customers in US time zones", None);
    }
}

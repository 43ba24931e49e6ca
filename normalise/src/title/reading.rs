//! A title's parts as nouns and areas, and which part names the work.

use super::rung;
use super::table::{Area, Noun, Word, matches};
use super::words::Part;
use crate::phrases::Match;

/// An area with its words.
pub type Named = (Area, String);

/// What a part of a title says.
#[derive(Debug, Default)]
pub struct Reading {
    /// Who does the work.
    pub noun: Option<Noun>,
    /// The noun's words.
    pub name: String,
    /// Areas before the noun, or all where there is none.
    pub before: Vec<Named>,
    /// Areas after it.
    pub after: Vec<Named>,
    /// How many words neither the table nor that of rungs knows.
    pub unknown: usize,
}

impl Reading {
    /// Reads a part. The last telling noun before "of" is the one, as English ends with it; names of one kind of work elsewhere
    /// say at what. What follows "to" or "at" is another's.
    pub fn of(part: &Part) -> Reading {
        let found = matches(part);
        // "Junior to Mid" stops at nothing: there is no noun yet.
        let is_noun = |m: &Match<Word>| matches!(m.word, Word::Noun(noun) if !matches!(noun, Noun::Learner));
        let first = found.iter().position(is_noun).unwrap_or(found.len());
        let end = (first..found.len()).find(|&i| found[i].word == Word::Stop).unwrap_or(found.len());
        let known: usize = found.iter().map(|m| m.to - m.from).sum();
        let found = &found[..end];
        let joint = found.iter().position(|m| m.word == Word::Of).unwrap_or(found.len());
        let last = |from: usize, to: usize| {
            let nouns = || {
                (from..to).filter_map(|i| match found[i].word {
                    Word::Noun(noun) => Some((i, noun)),
                    // "Data engineer" is one phrase that names both.
                    Word::Area(_) => Some((i, noun_in(&part[found[i].to - 1])?)),
                    _ => None,
                })
            };
            nouns().rfind(|(_, noun)| !noun.is_weak()).or_else(|| nouns().next_back())
        };
        let chosen = last(0, joint).or_else(|| last(joint, found.len()));
        let place = chosen.map_or(found.len(), |(i, _)| i);
        let unknown = (part.len() - known).saturating_sub(rung::words_in(part));
        let mut reading = Reading { noun: chosen.map(|(_, noun)| noun), unknown, ..Reading::default() };
        for (i, m) in found.iter().enumerate() {
            let words = part[m.from..m.to].join(" ");
            if i == place {
                reading.name.clone_from(&words);
            }
            let area = match m.word {
                Word::Noun(_) if i == place => continue,
                Word::Area(area) => area,
                Word::Noun(Noun::Fixed(category)) => Area::Is(category),
                _ => continue,
            };
            if i <= place { reading.before.push((area, words)) } else { reading.after.push((area, words)) }
        }
        reading
    }

    /// All areas, in their order.
    pub fn areas(&self) -> impl Iterator<Item = &Named> {
        self.before.iter().chain(&self.after)
    }

    /// The area that tells most: English puts it last before its noun, and first behind "of".
    pub fn main(&self) -> Option<&Named> {
        let is_strong =
            |a: &&Named| !matches!(a.0, Area::Operations | Area::Technology | Area::Systems | Area::Data);
        let strong = self.before.iter().rev().find(is_strong).or_else(|| self.after.iter().find(is_strong));
        strong.or_else(|| self.before.last()).or_else(|| self.after.first())
    }

    /// Whether the area is among its areas.
    pub fn has(&self, area: Area) -> bool {
        self.areas().any(|(a, _)| *a == area)
    }
}

/// The noun that ends a phrase of an area.
fn noun_in(last: &str) -> Option<Noun> {
    Some(match last {
        "engineer" | "developer" | "programmer" => Noun::Engineer,
        "scientist" => Noun::Scientist,
        "researcher" => Noun::Researcher,
        "analyst" => Noun::Analyst,
        _ => return None,
    })
}

/// The part that names the work: the first with a telling noun, else the first with any noun, else the first with an area.
pub fn head(readings: &[Reading]) -> usize {
    let telling = |r: &Reading| r.noun.is_some_and(|noun| !noun.is_weak());
    let found = readings.iter().position(telling).or_else(|| readings.iter().position(|r| r.noun.is_some()));
    found.or_else(|| readings.iter().position(|r| r.areas().next().is_some())).unwrap_or(0)
}

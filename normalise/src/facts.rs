//! Everything that is read from a posting, in one record.

use std::collections::HashSet;
use std::ops::Range;

use catalog::money::Pay;
use catalog::place::{OpenTo, Place};
use catalog::role::{Role, RoleId};
use catalog::schema::{Category, Employment, Level, Value, Visa, Workplace};
use foldhash::fast::RandomState;
use memchr::memchr3_iter;
use serde::{Deserialize, Serialize};

use crate::clues::Clues;
use crate::location::TimeZones;
use crate::passages::{Passages, SHORT, lines};
use crate::skills::Skill;
use crate::{Derived, Field, location, salary, skills, terms, title};

/// The parts of a posting that are read. Text is plain.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'a> {
    /// As the employer wrote it.
    pub title: &'a str,
    /// Who hires; empty where that is not known.
    pub company: &'a str,
    /// Free-text places, each perhaps several.
    pub locations: &'a [&'a str],
    /// From where the role may be done, where the feed has a field for exactly that: countries, regions, or all the world.
    pub restricted_to: &'a [&'a str],
    /// Offices that the feed assigns the posting to: they count where the places say less.
    pub offices: &'a [&'a str],
    /// The description, one paragraph or list item a line.
    pub text: &'a str,
    /// Department or team, as the feed has it.
    pub department: &'a str,
    /// The feed's own word for the workplace.
    pub workplace_hint: Option<&'a str>,
    /// The feed's own word for the contract.
    pub employment_hint: Option<&'a str>,
    /// The feed's own word for the rung.
    pub level_hint: Option<&'a str>,
    /// The feed's own number of years of experience, at least.
    pub years_hint: Option<u8>,
    /// The feed's own remote flag.
    pub remote_flag: Option<bool>,
    /// The feed's own country, ISO alpha-2.
    pub country_hint: Option<&'a str>,
    /// Ranges that the feed states as such.
    pub pay: &'a [StatedPay],
    /// A sentence on pay that the feed has beside the description.
    pub pay_text: &'a str,
    /// Whether the source lists remote roles only.
    pub remote_source: bool,
}

/// A range of pay as a feed states it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StatedPay {
    /// Lower end, currency units.
    pub min: Option<f64>,
    /// Upper end, currency units.
    pub max: Option<f64>,
    /// ISO 4217.
    pub currency: String,
    /// In the feed's words: `1 YEAR`, `per-hour-wage`; empty where it says none.
    pub period: String,
    /// The zone or kind that it is for.
    pub title: String,
    /// Whether it is salary rather than bonus, commission or equity.
    pub is_base: bool,
}

/// What is known of a whole board.
#[derive(Clone, Debug, Default)]
pub struct BoardContext {
    boilerplate: HashSet<String, RandomState>,
    locations: location::Known,
}

impl BoardContext {
    /// From the board's texts: what stands in most of at least four postings, paragraph or sentence, is boilerplate.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> BoardContext {
        let mut seen = Passages::default();
        for text in texts {
            let paragraphs = lines(text).map(str::trim).filter(|p| p.len() > SHORT);
            let inner = |p: &'a str| sentences(p).map(move |s| &p[s]).filter(move |s| s.len() < p.len());
            seen.add(paragraphs.flat_map(|p| inner(p).chain([p])));
        }
        BoardContext { boilerplate: seen.of_most(), ..BoardContext::default() }
    }

    /// The same, and the locations that its postings have: each is read once, and not again with every posting.
    pub fn with_locations<'a>(self, locations: impl Iterator<Item = &'a str>) -> BoardContext {
        BoardContext { locations: location::Known::of(locations), ..self }
    }

    /// The text's lines without the company's own.
    pub fn own<'a>(&self, text: &'a str) -> impl Iterator<Item = &'a str> + Clone {
        lines(text).filter(|line| !self.is_boilerplate(line))
    }

    /// Whether the paragraph or sentence is the company's own, rather than the posting's.
    pub fn is_boilerplate(&self, passage: &str) -> bool {
        let passage = passage.trim();
        passage.len() > SHORT && self.boilerplate.contains(passage)
    }
}

/// The sentences of a paragraph, bytes: each ends with its mark, before a space.
pub(crate) fn sentences(paragraph: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = paragraph.as_bytes();
    let mut marks = memchr3_iter(b'.', b'!', b'?', bytes).filter(|&i| bytes.get(i + 1) == Some(&b' '));
    let mut from = 0;
    std::iter::from_fn(move || {
        (from < bytes.len()).then(|| {
            let end = marks.next().map_or(bytes.len(), |i| i + 1);
            let sentence = from..end;
            from = end + 1;
            sentence
        })
    })
}

/// What a posting means.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Kind of work.
    pub category: Derived<Category>,
    /// Rung.
    pub level: Derived<Level>,
    /// On-site, hybrid, remote.
    pub workplace: Derived<Workplace>,
    /// Contract.
    pub employment: Derived<Employment>,
    /// Sponsorship.
    pub visa: Derived<Visa>,
    /// Places.
    pub places: Vec<Derived<Place>>,
    /// Places that the gazetteer does not know, as written.
    pub unresolved: Vec<String>,
    /// From where a remote role may be done.
    pub open_to: Derived<OpenTo>,
    /// Time zones to work in, where they are stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zones: Option<Derived<TimeZones>>,
    /// Stated pay.
    pub pay: Option<Derived<Pay>>,
    /// Skills, each once.
    pub skills: Vec<Derived<Skill>>,
    /// Years of experience asked for, at least.
    pub years: Option<Derived<u8>>,
}

/// What a role has beside its facts.
#[derive(Clone, Debug)]
pub struct Meta {
    /// The role's short id.
    pub id: RoleId,
    /// As the employer wrote it.
    pub title: String,
    /// Who hires.
    pub company: Value,
    /// Unix seconds.
    pub published: i64,
    /// Unix seconds.
    pub first_seen: i64,
    /// Days since 1970.
    pub closed_day: Option<i32>,
}

/// Reads a posting.
pub fn facts(input: &Input<'_>, board: &BoardContext) -> Facts {
    let category = title::category(input.title, input.department, board.own(input.text));
    let clues = Clues::of(input.text);
    let years = terms::years(&clues).or_else(|| terms::years(&Clues::of(input.title)));
    let employment = terms::employment(input.title, input.employment_hint, &clues);
    let level = level(input, &employment, years.as_ref());
    let place = location::read_with(input, &clues, &board.locations);
    Facts {
        employment,
        visa: terms::visa(&clues),
        pay: salary::read(input, &place.places),
        skills: skills::find(input, board),
        category,
        level,
        workplace: place.workplace,
        places: place.places,
        unresolved: place.unresolved,
        open_to: place.open_to,
        time_zones: place.time_zones,
        years: years.or_else(|| {
            input.years_hint.map(|years| Derived::new(years, Field::Structured, &format!("{years} years")))
        }),
    }
}

/// By the title; where it says nothing, by the feed's own word; else by what the text asks for. A feed's own number of years does
/// not count: people choose it from a list, and often the first.
fn level(input: &Input<'_>, employment: &Derived<Employment>, years: Option<&Derived<u8>>) -> Derived<Level> {
    let titled = title::level(input.title);
    if titled.evidence.is_some() {
        return titled;
    }
    let said = input.level_hint.map(terms::level).unwrap_or_default();
    if said.evidence.is_some() { said } else { title::level_by_terms(employment, years) }
}

impl Facts {
    /// The catalogue's role.
    pub fn to_role(&self, meta: Meta) -> Role {
        Role {
            id: meta.id,
            title: meta.title,
            company: meta.company,
            category: self.category.value,
            level: self.level.value,
            workplace: self.workplace.value,
            employment: self.employment.value,
            visa: self.visa.value,
            places: self.places.iter().map(|p| p.value.clone()).collect(),
            open_to: self.open_to.value.clone(),
            pay: self.pay.as_ref().map(|p| p.value),
            skills: self
                .skills
                .iter()
                .map(|s| Value { slug: s.value.slug.clone(), label: s.value.label.clone() })
                .collect(),
            published: meta.published,
            first_seen: meta.first_seen,
            closed_day: meta.closed_day,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_s_own_words_count_where_title_and_text_say_nothing() {
        let check = |title: &str, text: &str, level, years: Option<(u8, Field)>| {
            let input = Input {
                title,
                text,
                level_hint: Some("Entry Level"),
                years_hint: Some(7),
                ..Input::default()
            };
            let facts = facts(&input, &BoardContext::default());
            assert_eq!(facts.level.value, level, "{title}");
            assert_eq!(facts.years.map(|y| (y.value, y.evidence.unwrap().field)), years, "{title}");
        };
        check("Senior Engineer", "", Level::Senior, Some((7, Field::Structured)));
        check("Engineer", "", Level::Junior, Some((7, Field::Structured)));
        let text = "At least 5 years of experience with Rust";
        check("Engineer", text, Level::Junior, Some((5, Field::Description)));
    }
}

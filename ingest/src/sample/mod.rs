//! The sample catalogue: made-up companies and postings, shown while an operator follows no board yet.
//!
//! Deterministic: the same postings for the same day. They go through the same normalisers as a feed's. Levels, pay and
//! demand for skills follow the career guide's figures for London, Berlin and San Francisco, and plausible ones elsewhere.

mod draw;
mod pay;
mod tables;
mod words;

use draw::Draw;
use normalise::StatedPay;
use tables::{CATEGORIES, CITIES, City, Kind, LEVELS, Level};

use crate::posting::Posting;

/// Postings in all.
pub const POSTINGS: usize = 19_000;
const COMPANIES: usize = 320;
const DAY: i64 = 86_400;

/// A made-up company and its postings.
pub struct SampleBoard {
    /// `sample:slug`.
    pub key: String,
    /// Its name.
    pub company: String,
    /// Its postings.
    pub postings: Vec<Posting>,
}

/// All of it, as of `now` (Unix seconds).
pub fn boards(now: i64) -> Vec<SampleBoard> {
    let mut draw = Draw::new(2026);
    let mut kinds: Vec<&Kind> =
        CATEGORIES.iter().flat_map(|kind| std::iter::repeat_n(kind, kind.postings)).collect();
    draw.shuffle(&mut kinds);
    let mut boards: Vec<SampleBoard> = (0..COMPANIES)
        .map(|i| {
            let company = words::company(i);
            let key = format!("sample:{}", catalog::text::slugify(&company));
            SampleBoard { key, company, postings: Vec::new() }
        })
        .collect();
    let midnight = now / DAY * DAY;
    for (i, kind) in kinds.into_iter().enumerate() {
        // A few companies hire much, many little.
        let share = draw.unit();
        let board = (share * share * COMPANIES as f64) as usize;
        let posting = posting(&mut draw, i, kind, midnight, &boards[board].company);
        boards[board].postings.push(posting);
    }
    boards.retain(|b| !b.postings.is_empty());
    boards
}

fn posting(draw: &mut Draw, i: usize, kind: &Kind, midnight: i64, company: &str) -> Posting {
    let level = if kind.is_management { &tables::MANAGER } else { draw.weighted(&LEVELS, |l| l.weight) };
    let city = draw.weighted(&CITIES, |c| c.weight);
    let skills = skills(draw, kind, level);
    let title = title(draw, kind, level);
    let (location, workplace) = place(draw, city);
    let stated = draw.unit() < if city.discloses { 0.68 } else { 0.36 };
    let range = stated.then(|| pay::range(draw, city, level, kind, &skills));
    let in_field = range.is_some() && draw.unit() < 0.6;
    let sentence = range.filter(|_| !in_field).map(|r| words::pay(r, city.currency));
    // New postings are more frequent than old ones that are still open.
    let age = (draw.unit().powi(2) * 75.0 * DAY as f64) as i64;
    Posting {
        id: format!("{i:05}"),
        html: words::description(draw, company, kind, level, &skills, sentence.as_deref()),
        title,
        locations: vec![location],
        department: kind.team.to_owned(),
        workplace,
        employment: employment(draw, level),
        pay: range.filter(|_| in_field).map(|r| structured(r, city)).into_iter().collect(),
        published: Some(midnight - age),
        ..Posting::default()
    }
}

fn structured((min, max): (u32, u32), city: &City) -> StatedPay {
    StatedPay {
        min: Some(min.into()),
        max: Some(max.into()),
        currency: city.currency.to_owned(),
        period: "year".to_owned(),
        title: String::new(),
        is_base: true,
    }
}

fn employment(draw: &mut Draw, level: &Level) -> Option<String> {
    if level.word == "Intern" {
        return Some("Internship".to_owned());
    }
    let words = [("Full-time", 78.0), ("", 12.0), ("Contract", 7.0), ("Part-time", 2.0), ("Temporary", 1.0)];
    let (word, _) = draw.weighted(&words, |(_, weight)| *weight);
    (!word.is_empty()).then(|| (*word).to_owned())
}

fn title(draw: &mut Draw, kind: &Kind, level: &Level) -> String {
    let name = draw.one(kind.titles);
    let mut title = match level.word {
        "" => name.to_string(),
        "Intern" => format!("{name} Intern"),
        word => format!("{word} {name}"),
    };
    if draw.unit() < 0.35 {
        title.push_str(", ");
        let area: &str = draw.one::<&str>(&tables::AREAS);
        title.push_str(area);
    }
    title
}

fn place(draw: &mut Draw, city: &City) -> (String, Option<String>) {
    let here = format!("{}, {}", city.name, city.country);
    match draw.unit() {
        u if u < 0.20 => (format!("Remote - {}", city.country), None),
        u if u < 0.25 => (format!("Remote - {}", city.region), None),
        u if u < 0.27 => ("Remote - Worldwide".to_owned(), None),
        u if u < 0.62 => (here, Some("hybrid".to_owned())),
        u if u < 0.80 => (here, Some("on-site".to_owned())),
        u if u < 0.84 => {
            let other = draw.one(&CITIES);
            (format!("{here}; {}, {}", other.name, other.country), Some("hybrid".to_owned()))
        }
        _ => (here, None),
    }
}

fn skills(draw: &mut Draw, kind: &Kind, level: &Level) -> Vec<&'static str> {
    let senior = if level.factor >= 1.0 { 1.2 } else { 0.9 };
    let mut skills: Vec<&'static str> = kind
        .skills
        .iter()
        .filter(|(_, share)| draw.unit() < share * senior)
        .map(|(skill, _)| *skill)
        .collect();
    if skills.is_empty() {
        skills.push(kind.skills[0].0);
    }
    skills
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use catalog::schema::Category;

    use super::*;

    const NOW: i64 = 1_790_000_000;

    #[test]
    fn the_same_day_gives_the_same_postings() {
        let (a, b) = (boards(NOW), boards(NOW + 3_600));
        assert_eq!(a[3].postings, b[3].postings);
        assert_eq!(a.iter().map(|b| b.postings.len()).sum::<usize>(), POSTINGS);
    }

    #[test]
    fn normalising_finds_what_was_meant() {
        let mut categories: HashMap<Category, usize> = HashMap::new();
        let mut countries = std::collections::HashSet::new();
        let mut cities = std::collections::HashSet::new();
        let (mut stated, mut unresolved) = (0, 0);
        for board in boards(NOW) {
            for prepared in crate::prepare_all(&board.key, &board.company, board.postings) {
                let facts = prepared.facts;
                *categories.entry(facts.category.value).or_default() += 1;
                stated += usize::from(facts.pay.is_some());
                unresolved += facts.unresolved.len();
                for place in facts.places {
                    countries.insert(place.value.country);
                    cities.extend(place.value.city);
                }
            }
        }
        assert_eq!(categories[&Category::Backend], guide::BACKEND_ROLES as usize, "{categories:?}");
        assert_eq!(categories.get(&Category::NotTech), None, "{categories:?}");
        assert_eq!(categories.get(&Category::Unspecified), None, "{categories:?}");
        assert!(cities.len() >= 40 && countries.len() >= 25, "{} {}", cities.len(), countries.len());
        assert!((7_000..13_000).contains(&stated), "{stated}");
        assert_eq!(unresolved, 0);
    }
}

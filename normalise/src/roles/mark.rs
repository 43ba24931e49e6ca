//! What two postings are compared by: a text that equal titles of a company share, and a sketch of the words.

use std::collections::HashSet;

use catalog::place::Place;
use catalog::text::{fold, tokens};
use foldhash::fast::RandomState;

use super::sketch::{signature, similarity};
use crate::Derived;
use crate::passages::{Passages, lines};

/// By what a posting is compared with others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Equal for postings that may be one role: the company, and the title without places, workplace and gender marks.
    pub kin: String,
    /// One letter for each bin of the text's sketch; empty for a posting without text, which is like no other.
    pub signature: String,
}

/// Paragraphs that stand under most titles of a board. A role that is posted for ten cities counts once: its words are its own.
#[derive(Clone, Debug, Default)]
pub struct Common {
    paragraphs: HashSet<String, RandomState>,
}

impl Common {
    /// From titles and plain texts.
    pub fn of<'a>(postings: impl Iterator<Item = (&'a str, &'a str)>) -> Common {
        let mut titled: Vec<(String, &str)> = postings.map(|(title, text)| (fold(title), text)).collect();
        titled.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut seen = Passages::default();
        for group in titled.chunk_by(|(a, _), (b, _)| a == b) {
            seen.add(group.iter().flat_map(|(_, text)| lines(text)).map(str::trim));
        }
        Common { paragraphs: seen.of_most() }
    }
}

impl Mark {
    /// Of a posting: its company's slug, its title, its plain text, its places, and what its board has in common.
    pub fn of(company: &str, title: &str, text: &str, places: &[Derived<Place>], common: &Common) -> Mark {
        let places: Vec<String> = places.iter().flat_map(|place| names(&place.value)).collect();
        let places: Vec<Vec<&str>> = places.iter().map(|name| tokens(name).collect()).collect();
        let own = lines(text).filter(|line| !common.paragraphs.contains(line.trim()));
        let mut signature = signature(own, &places);
        if signature.is_empty() {
            // Nothing but the company's words: these are compared.
            signature = self::signature(lines(text), &places);
        }
        Mark { kin: kin(company, title, &places), signature }
    }
}

/// Whether two signatures are of near-equal texts: at least 0.92 of their shingles are shared.
///
/// Measured exactly, on the pairs of one title of the recorded boards: where a field of the feed says that both are one job they
/// share 0.94 and more. Nothing lies between 0.90 and 0.93, and below are other teams, other products, other countries' duties,
/// most of them under 0.6.
pub fn is_near(a: &str, b: &str) -> bool {
    similarity(a, b).is_some_and(|share| share >= 0.92)
}

/// The company and the title's own words.
fn kin(company: &str, title: &str, places: &[Vec<&str>]) -> String {
    /// Where the work is done: a fact of its own, and compared as such.
    const WORKPLACE: [&str; 4] = ["remote", "hybrid", "onsite", "telecommute"];
    let unmarked = title.split([' ', '(', ')', '[', ']', ',']).filter(|piece| !is_gender(piece));
    let folded = fold(&unmarked.collect::<Vec<_>>().join(" "));
    let mut own = without(tokens(&folded).collect(), places);
    own.retain(|word| !WORKPLACE.contains(word));
    if own.is_empty() {
        own = tokens(&folded).collect();
    }
    if own.is_empty() { String::new() } else { format!("{company} {}", own.join(" ")) }
}

/// `m/w/d`, `f/h`, `(m|f|x)`.
fn is_gender(piece: &str) -> bool {
    let parts: Vec<&str> = piece.split(['/', '|']).collect();
    let is_letter = |part: &str| part.len() == 1 && "mwfdxhnivk*".contains(&part.to_lowercase());
    parts.len() > 1 && parts.into_iter().all(is_letter)
}

/// A place's names, folded.
fn names(place: &Place) -> Vec<String> {
    let city = place.city.as_ref().map(|city| fold(&city.label));
    let names = city.into_iter().chain([fold(place.country.name())]);
    names.filter(|name| tokens(name).next().is_some()).collect()
}

/// The words without names of the posting's own places.
fn without<'a>(words: Vec<&'a str>, places: &[Vec<&str>]) -> Vec<&'a str> {
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let name = places.iter().filter(|name| words[at..].starts_with(name)).map(Vec::len).max();
        if name.is_none() {
            out.push(words[at]);
        }
        at += name.unwrap_or(1);
    }
    out
}

#[cfg(test)]
mod tests {
    use catalog::place::Country;
    use catalog::schema::Value;

    use super::*;
    use crate::Field;

    fn place(city: &str, country: &str) -> Derived<Place> {
        let city = Some(Value { slug: city.to_lowercase(), label: city.to_owned() });
        let place = Place { city, region: None, country: Country::parse(country).unwrap() };
        Derived::new(place, Field::Location, "")
    }

    #[test]
    fn titles_lose_what_is_not_the_work() {
        let places = [place("Berlin", "DE"), place("Cape Town", "ZA")];
        let check = |title: &str, expected: &str| {
            let mark = Mark::of("acme", title, "", &places, &Common::default());
            assert_eq!(mark.kin, expected, "{title}");
        };
        check("Senior Engineer (m/w/d) - Berlin", "acme senior engineer");
        check("Senior Engineer, Cape Town (Remote)", "acme senior engineer");
        check("Senior Engineer, Germany", "acme senior engineer");
        check("Engineer, Cape", "acme engineer cape");
        check("C++/C# Engineer II", "acme c++ c# engineer ii");
        check("Berlin", "acme berlin");
        check("Engineer 365, Microsoft 100", "acme engineer 365 microsoft 100");
        check("(f/h)", "");
    }

    /// A text of so many made-up words, with those numbers changed.
    fn text(n: usize, changed: &[usize]) -> String {
        let word = |i: usize| if changed.contains(&i) { format!("other{i}x") } else { format!("w{i}x") };
        (0..n).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn near_texts_are_near() {
        let check = |a: &str, b: &str, expected: bool| {
            let mark = |text: &str| Mark::of("a", "b", text, &[], &Common::default()).signature;
            assert_eq!(is_near(&mark(a), &mark(b)), expected, "{:?}", similarity(&mark(a), &mark(b)));
        };
        check(&text(400, &[]), &text(400, &[]), true);
        check(&text(400, &[]), &text(400, &[10, 200]), true);
        check(&text(400, &[]), &text(410, &[]), true);
        // Each changed word changes four shingles: a paragraph of another team is another role.
        check(&text(400, &[]), &text(400, &(100..140).collect::<Vec<_>>()), false);
        check(&text(400, &[]), &text(400, &[10, 50, 90, 130, 170, 210, 250, 290, 330, 370]), false);
        check(&text(30, &[]), &text(30, &[7]), false);
        check("Short and equal.", "Short and equal", true);
        check("Short and equal.", "Short, not equal", false);
        check("", "", false);
    }

    #[test]
    fn the_city_and_its_pay_do_not_count() {
        let of = |city: &str, pay: &str| {
            let text = format!("In {city} we build scales for bakers. The salary is EUR {pay} a year.");
            Mark::of("acme", "Engineer", &text, &[place(city, "DE")], &Common::default()).signature
        };
        assert_eq!(of("Berlin", "60,000"), of("Munich", "65k"));
    }

    #[test]
    fn the_company_s_own_words_do_not_count() {
        let about = "Acme makes scales, and has made nothing else for a hundred and twenty years by now.";
        let texts: Vec<(String, String)> =
            ["Ann", "Ben", "Cleo", "Dan"].map(|t| (t.to_owned(), format!("{about}\nWork with {t}."))).into();
        let common = Common::of(texts.iter().map(|(title, text)| (title.as_str(), text.as_str())));
        let mark = |text: &str, common: &Common| Mark::of("acme", "x", text, &[], common).signature;
        assert_eq!(mark(&texts[0].1, &common), mark("Work with Ann.", &common));
        // A role that is posted for many cities is no company's paragraph.
        let cities: Vec<(&str, &str)> = texts.iter().map(|(_, text)| ("Ann", text.as_str())).collect();
        let common = Common::of(cities.into_iter());
        assert_ne!(mark(&texts[0].1, &common), mark("Work with Ann.", &common));
        // Nothing but the company's words: these are compared.
        assert_ne!(mark(about, &Common::default()), "");
    }
}

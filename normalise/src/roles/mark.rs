//! What two postings are compared by: a text that equal titles of a company share, and a sketch of the words.

use std::collections::{HashMap, HashSet};

use catalog::place::Place;
use catalog::text::{fold, tokens};
use foldhash::fast::RandomState;

use crate::Derived;

/// Bins of a signature. A text of four hundred words fills about 200 of them, which puts the error of a similarity of 0.9 at
/// 0.015 to 0.02; shorter texts fill fewer, and are compared nearly exactly.
const BINS: usize = 256;
/// Words of a shingle: the order of sentences may change, the words in them not.
const SHINGLE: usize = 4;
/// A bin that no shingle of the text falls into.
const EMPTY: u8 = b'.';
/// Six bits a bin: two different minima look the same once in 64.
const LETTERS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
/// Bytes from which a paragraph can be the company's own, as in [`crate::BoardContext`].
const PARAGRAPH: usize = 40;
/// Titles from which on paragraphs are compared, as in [`crate::BoardContext`].
const TITLES: usize = 4;

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
        // Under how many titles each stands, and the last of them.
        let mut seen: HashMap<&str, (usize, usize), RandomState> = HashMap::default();
        let mut all = 0;
        for group in titled.chunk_by(|(a, _), (b, _)| a == b) {
            all += 1;
            let lines = group.iter().flat_map(|(_, text)| text.lines()).map(str::trim);
            for paragraph in lines.filter(|line| line.len() > PARAGRAPH) {
                let (count, last) = seen.entry(paragraph).or_default();
                *count += usize::from(*last != all);
                *last = all;
            }
        }
        let most = |under: usize| all >= TITLES && under * 2 > all;
        let common = seen.into_iter().filter(|(_, (under, _))| most(*under));
        Common { paragraphs: common.map(|(paragraph, _)| paragraph.to_owned()).collect() }
    }
}

impl Mark {
    /// Of a posting: its company's slug, its title, its plain text, its places, and what its board has in common.
    pub fn of(company: &str, title: &str, text: &str, places: &[Derived<Place>], common: &Common) -> Mark {
        let places: Vec<String> = places.iter().flat_map(|place| names(&place.value)).collect();
        let places: Vec<Vec<&str>> = places.iter().map(|name| tokens(name).collect()).collect();
        let own = text.lines().filter(|line| !common.paragraphs.contains(line.trim()));
        let mut signature = signature(&own.collect::<Vec<_>>().join("\n"), &places);
        if signature.is_empty() {
            // Nothing but the company's words: these are compared.
            signature = self::signature(text, &places);
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

/// The share of shingles that two texts have in common: of the bins that either fills, those that hold the same (one-permutation
/// hashing: Li, Owen and Zhang 2012). `None` without text.
fn similarity(a: &str, b: &str) -> Option<f64> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != BINS || b.len() != BINS {
        return None;
    }
    let filled = std::iter::zip(a, b).filter(|(a, b)| **a != EMPTY || **b != EMPTY);
    let same = filled.clone().filter(|(a, b)| a == b).count();
    Some(same as f64 / filled.count().max(1) as f64)
}

/// The company and the title's own words.
fn kin(company: &str, title: &str, places: &[Vec<&str>]) -> String {
    /// Where the work is done: a fact of its own, and compared as such.
    const WORKPLACE: [&str; 4] = ["remote", "hybrid", "onsite", "telecommute"];
    let unmarked = title.split([' ', '(', ')', '[', ']', ',']).filter(|piece| !is_gender(piece));
    let folded = fold(&unmarked.collect::<Vec<_>>().join(" "));
    let mut own = without(tokens(&folded).collect(), places, |_| false);
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

/// The words without names of the posting's own places, and without what else differs where a role is posted for each city.
fn without<'a>(words: Vec<&'a str>, places: &[Vec<&str>], differs: impl Fn(&[&str]) -> bool) -> Vec<&'a str> {
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let name = places.iter().filter(|name| words[at..].starts_with(name)).map(Vec::len).max();
        if name.is_none() && !differs(&words[at..]) {
            out.push(words[at]);
        }
        at += name.unwrap_or(1);
    }
    out
}

/// Whether the first word is a long number, or a part of one: `60,000`, `60k`.
fn is_amount(words: &[&str]) -> bool {
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let first = words[0];
    let thousands = || words.get(1).is_some_and(|next| next.len() == 3 && digits(next));
    digits(first) && (first.len() > 2 || thousands()) || first.strip_suffix('k').is_some_and(digits)
}

/// The smallest hash of each bin's shingles, as a letter.
fn signature(text: &str, places: &[Vec<&str>]) -> String {
    let folded = fold(text);
    let words = without(words(&folded), places, is_amount);
    if words.is_empty() {
        return String::new();
    }
    let hashes: Vec<u64> = words.into_iter().map(hash).collect();
    let mut least = [None::<u64>; BINS];
    for shingle in hashes.windows(SHINGLE.min(hashes.len())) {
        let sum = shingle.iter().fold(0_u64, |sum, word| sum.wrapping_mul(ODD).wrapping_add(*word));
        let hash = mix(sum);
        let bin = &mut least[(hash >> 56) as usize];
        let rest = hash & (u64::MAX >> 8);
        *bin = Some(bin.map_or(rest, |least| least.min(rest)));
    }
    // The low bits: the high ones of a minimum are nearly always 0.
    least.map(|hash| hash.map_or(EMPTY, |hash| LETTERS[(hash & 63) as usize]) as char).iter().collect()
}

/// Tells a shingle's places apart: 2⁶⁴ by the golden ratio.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// What a byte of folded text is: a part of a word, of a character to be decoded, or of neither.
const KINDS: [u8; 256] = {
    let mut kinds = [PAUSE; 256];
    let mut i = 0;
    while i < 256 {
        kinds[i] = match i as u8 {
            b'a'..=b'z' | b'0'..=b'9' | b'+' | b'#' => WORD,
            0x80.. => BEYOND,
            _ => PAUSE,
        };
        i += 1;
    }
    kinds
};
const PAUSE: u8 = 0;
const WORD: u8 = 1;
const BEYOND: u8 = 2;

/// As [`tokens`], a byte at a time where it can be.
fn words(folded: &str) -> Vec<&str> {
    let bytes = folded.as_bytes();
    let kind = |at: usize| bytes.get(at).map(|byte| KINDS[usize::from(*byte)]);
    let mut out = Vec::with_capacity(bytes.len() / 5);
    let (mut from, mut at) = (0, 0);
    loop {
        while kind(at) == Some(WORD) {
            at += 1;
        }
        let beyond = folded[at..].chars().next().filter(|_| kind(at) == Some(BEYOND));
        if let Some(letter) = beyond.filter(|c| c.is_alphanumeric()) {
            at += letter.len_utf8();
            continue;
        }
        if at > from {
            out.push(&folded[from..at]);
        }
        if at == bytes.len() {
            return out;
        }
        at += beyond.map_or(1, char::len_utf8);
        from = at;
    }
}

/// Eight bytes at a time, multiplied by an odd number.
fn hash(word: &str) -> u64 {
    word.as_bytes().chunks(8).fold(word.len() as u64, |hash, chunk| {
        let number = chunk.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
        let product = (hash ^ number).wrapping_mul(ODD);
        product ^ product >> 32
    })
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(ODD);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
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

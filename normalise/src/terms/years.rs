//! The years of experience that a posting asks for, at least.
//!
//! ```text
//! line ── words ── number (or range) and unit ── what stands around it: asked of the candidate? ── the first that is
//! ```
//!
//! What is only nice to have is not asked for; how old a company is, how long a contract runs, how many years one must have lived
//! is something else.

use std::sync::LazyLock;

use catalog::text::fold;

use crate::clues::{About, Clues};
use crate::phrases::Phrases;
use crate::scan::Stems;
use crate::{Derived, Field};

const TABLE: &str = include_str!("../../data/years-words.tsv");

/// More years than this are not asked of anybody: they are a company's, or an age.
const MOST: u8 = 20;
/// From so many years on, only a word that asks makes them asked for.
const MANY: u8 = 15;

static WORDS: LazyLock<Phrases<Kind>> = LazyLock::new(|| Phrases::read(TABLE, kind));

/// What a word may be here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A year, in some language.
    Unit,
    /// Joins the ends of a range.
    Joint,
    /// Stands between a number and its unit.
    Filler,
    /// A number, spelled.
    Number(u8),
    /// What one has had for years.
    Experience,
    /// Asks, before the number.
    Asking,
    /// Speaks to the candidate, whoever else is named.
    Addressed,
    /// Before a number: the years are a company's, a span's, another person's.
    Another,
    /// Before the number: the years are the employer's, unless it seeks.
    Ours,
    /// Seeks somebody.
    Seeking,
    /// After the unit: they are years of something else.
    Other,
    /// They are an age.
    Old,
    /// After the unit: leads to what was done in them.
    Leads,
    /// Before the number: nice to have.
    Ideal,
    /// After the unit: nice to have.
    Optional,
    /// In a heading: what follows is nice to have.
    Nice,
    /// In a heading: what follows is asked for.
    Asked,
    /// In a heading: what follows is something else than before.
    Heading,
    /// Not in a heading: it goes on.
    Within,
    /// After "years of": they were spent learning, or growing.
    Taught,
}

fn kind(name: &'static str) -> Option<Kind> {
    if let Some(number) = name.strip_prefix("number:") {
        return number.parse().ok().map(Kind::Number);
    }
    Some(match name {
        "unit" => Kind::Unit,
        "joint" => Kind::Joint,
        "filler" => Kind::Filler,
        "experience" => Kind::Experience,
        "asking" => Kind::Asking,
        "addressed" => Kind::Addressed,
        "another" => Kind::Another,
        "ours" => Kind::Ours,
        "seeking" => Kind::Seeking,
        "other" => Kind::Other,
        "old" => Kind::Old,
        "leads" => Kind::Leads,
        "ideal" => Kind::Ideal,
        "optional" => Kind::Optional,
        "nice" => Kind::Nice,
        "asked" => Kind::Asked,
        "within" => Kind::Within,
        "taught" => Kind::Taught,
        "heading" => Kind::Heading,
        _ => return None,
    })
}

/// What every line has that counts years: units, most with the sign before them, and the plus of "5+ experience".
pub const STEMS: &str = "year|jahr|jähr|yr|yoe|jaar|ann|año|anos| ans|0 an|1 an|2 an|3 an|4 an|5 an|6 an|7 an|8 an|9 an| ani| aar| lat|-lat| let|-let|vuo|godin| rok|년|年|+";

/// The least years that are asked for first.
pub fn years(clues: &Clues<'_>) -> Option<Derived<u8>> {
    let text = clues.text();
    // Most headings are over nothing that counts years: they are read when they are asked for.
    let (mut read, mut nice) = (0, false);
    for (at, line) in clues.lines(About::Years).filter(|(_, line)| may_count(line)) {
        let above = text[read..at].lines().rev().find_map(heading).unwrap_or(nice);
        let own = heading(line);
        // "Nice to have: 4+ years" is a heading and its item in one line.
        let begins = || line.split_once(": ").and_then(|(begin, _)| heading(begin));
        (read, nice) = (at + line.len(), own.unwrap_or(above));
        if above || own.is_some() || begins() == Some(true) {
            continue;
        }
        let folded = fold(line);
        if let Some((years, from, to)) = in_line(&words(&folded)) {
            // The place in the folded line is one in the line where folding kept its length.
            let words = if folded.len() == line.len() { around(line, from, to) } else { line };
            return Some(Derived::new(years, Field::Description, words));
        }
    }
    None
}

/// Whether a line may count years, before it is folded: it has a number of one or two digits, or names years.
fn may_count(line: &str) -> bool {
    static NAMED: LazyLock<Stems> = LazyLock::new(|| Stems::new(["year|jahr| ans| año| anos"]));
    let mut digits = 0;
    let mut ends_few = |byte: u8| {
        let run = digits;
        digits = if byte.is_ascii_digit() { run + 1 } else { 0 };
        digits == 0 && (1..=2).contains(&run)
    };
    line.bytes().chain([b' ']).any(&mut ends_few) || NAMED.are_in(line)
}

/// Whether a line is a heading, and over what: `Some(true)` for what is nice to have.
fn heading(line: &str) -> Option<bool> {
    let line = line.trim();
    let is_item = line.starts_with(['-', '•', '*', '·', '●']);
    let is_long = line.len() > 70 || line.split_whitespace().count() > 8;
    if is_long || is_item || line.ends_with('.') || line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let folded = fold(line);
    let words = words(&folded);
    let said = WORDS.matches(&words.iter().map(|w| w.text).collect::<Vec<_>>());
    let place = |kind: Kind| said.iter().find(|m| m.word == kind).map(|m| m.from);
    if let (Some(nice), false) = (place(Kind::Nice), line.contains(',')) {
        // "Qualifications & Preferred Experience" is over both.
        let both = line.contains('&') && place(Kind::Heading).is_some_and(|at| at < nice);
        return Some(!both && place(Kind::Asked).is_none());
    }
    // "Experience with Kafka" is an item, "What you bring to us" and "Skills and tools:" are headings.
    let opens = place(Kind::Heading) == Some(0) || place(Kind::Asked) == Some(0);
    let asks = words.first().is_some_and(|w| matches!(w.text, "what" | "who" | "about"));
    let item = place(Kind::Within).is_some() && !asks;
    ((opens && !item) || line.ends_with(':')).then_some(false)
}

/// A word of a folded line.
struct Word<'a> {
    text: &'a str,
    from: usize,
    to: usize,
    /// Signs between it and the word before.
    gap: &'a str,
    /// Whether a sentence or an item begins with it.
    begins: bool,
    kinds: &'static [Kind],
}

impl Word<'_> {
    fn is(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    fn number(&self) -> Option<u8> {
        let spelled = || {
            self.kinds.iter().find_map(|kind| match kind {
                Kind::Number(n) => Some(*n),
                _ => None,
            })
        };
        self.text.parse().ok().or_else(spelled)
    }

    /// `년`, `年以上`: years of languages that part no words; whether more is said in the same breath.
    fn is_unit(&self) -> bool {
        // Short units are words of other languages too: they stand apart from the number by one space.
        let doubtful =
            self.text.len() <= 3 && !matches!(self.text, "yr" | "yrs" | "yoe" | "lat") && self.gap != " ";
        (self.is(Kind::Unit) && !doubtful) || self.text.starts_with(['년', '年'])
    }

    /// `年以上の実務経験`: years and what they are of, in one word.
    fn is_whole(&self) -> bool {
        self.text.starts_with(['년', '年'])
            && ["이상", "以上", "경력", "経", "经"].iter().any(|w| self.text.contains(w))
    }
}

/// Runs of letters and runs of digits.
fn words(line: &str) -> Vec<Word<'_>> {
    let mut out: Vec<Word<'_>> = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find(char::is_alphanumeric).map(|i| at + i) {
        let digits = line[start..].starts_with(|c: char| c.is_ascii_digit());
        let is_end = |c: char| !c.is_alphanumeric() || c.is_ascii_digit() != digits;
        let end = line[start..].find(is_end).map_or(line.len(), |i| start + i);
        let gap = &line[at..start];
        let text = &line[start..end];
        // A dash between spaces parts; one between digits joins.
        let signs = gap.trim_start_matches(['+', ')']);
        let parts = gap.contains("  ")
            || (gap.contains(' ')
                && signs.contains(['.', ';', '•', '●', '·', ':', '!', '?', '*', '|', '▪', '–', '—', '-']));
        out.push(Word {
            text,
            from: start,
            to: end,
            gap,
            begins: out.is_empty() || parts,
            kinds: WORDS.said(text),
        });
        at = end;
    }
    out
}

/// The first years of a line that are asked for, with where they stand.
fn in_line(words: &[Word<'_>]) -> Option<(u8, usize, usize)> {
    (0..words.len()).find_map(|i| {
        let (least, unit) = span(words, i)?;
        (least <= MOST && is_asked(words, i, unit, least >= MANY))
            .then(|| (least, words[i].from, words[unit].to))
    })
}

/// The least number of a span of years that begins at a word, and the unit's place: `5+ years`, `3 to 5 yrs`, `three (3) years`.
fn span(words: &[Word<'_>], at: usize) -> Option<(u8, usize)> {
    let mut least = words[at].number()?;
    // "1.5 years" does not begin in its middle.
    if at > 0 && words[at].gap == "." && words[at - 1].number().is_some() {
        return None;
    }
    let mut fillers = 0;
    for next in at + 1..words.len() {
        let word = &words[next];
        if word.is_unit() || (word.is(Kind::Experience) && word.gap.contains('+')) {
            return Some((least, next));
        }
        let before = &words[next - 1];
        let follows = words.get(next + 1).is_some_and(|w| w.number().is_some());
        match word.number() {
            Some(second) => {
                let signs = ['-', '–', '—', '~', '/', '−', '‑', '(', ',', '+'];
                let joined = word.gap == "."
                    || word.gap.contains(signs)
                    || before.is(Kind::Joint)
                    || before.is(Kind::Filler);
                if !joined || second > 50 {
                    return None;
                }
                // The decimals of "1.5" are no lower end.
                least = if word.gap == "." { least } else { least.min(second) };
            }
            None if word.is(Kind::Joint) && follows => {}
            None if word.is(Kind::Filler) && fillers < 3 => fillers += 1,
            None => return None,
        }
    }
    None
}

/// Whether the years are asked of the candidate.
fn is_asked(words: &[Word<'_>], number: usize, unit: usize, many: bool) -> bool {
    let start = (0..=number).rev().find(|&i| words[i].begins).unwrap_or(0);
    let before = &words[start.max(number.saturating_sub(9))..number];
    let end = (unit + 1..words.len()).find(|&i| words[i].begins).unwrap_or(words.len());
    let after = &words[unit + 1..end.min(unit + 25)];
    let first = after.first();
    let near_end = before.iter().rev();
    let is_age =
        after.iter().take(4).any(|w| w.is(Kind::Old)) || before.last().is_some_and(|w| w.is(Kind::Old));
    let said = after.iter().position(|w| w.is(Kind::Experience));
    // "A 3-year vesting schedule" is a name of something.
    let named = words[unit].text == "year" && words[unit].gap == "-" && said.is_none_or(|at| at > 2);
    let ours = before.iter().any(|w| w.is(Kind::Ours)) && !before.iter().any(|w| w.is(Kind::Seeking));
    let addressed = near_end.clone().take(4).any(|w| w.is(Kind::Addressed));
    let another = (ours || before.iter().any(|w| w.is(Kind::Another))) && !addressed;
    let doubtful = many && before.iter().any(|w| w.text == "over") && !addressed;
    let ideal = near_end.clone().take(3).any(|w| w.is(Kind::Ideal));
    let taught = first.is_some_and(|w| w.text == "of") && after.get(1).is_some_and(|w| w.is(Kind::Taught));
    let up_to = is_most(&words[..number]);
    if first.is_some_and(|w| w.is(Kind::Other))
        || taught
        || up_to
        || is_age
        || named
        || another
        || ideal
        || doubtful
    {
        return false;
    }
    let least = near_end.clone().take(4).any(|w| matches!(w.text, "minimum" | "least" | "min"));
    if !least && is_optional(after) {
        return false;
    }
    let labelled = number > 0 && words[number].gap.contains(':') && words[number - 1].is(Kind::Experience);
    let whole = words[unit].is_whole() || words[unit].is(Kind::Experience);
    if said.is_some() || words[start..number].iter().any(|w| w.is(Kind::Experience)) || labelled || whole {
        return true;
    }
    // Without a word for experience: "5+ years in sales", "minimum of 5 years in sales", "- 5 years designing".
    let plus = words[number + 1..=unit].iter().any(|w| w.gap.contains('+')) || words[unit].text == "yoe";
    let leads = first.is_some_and(|w| w.is(Kind::Leads) || w.text.ends_with("ing"));
    leads && (plus || words[number].begins || before.iter().any(|w| w.is(Kind::Asking)))
}

/// "Up to 2 years", "jusqu'à 2 ans", "maximal 3 Jahre" have no lower end.
fn is_most(before: &[Word<'_>]) -> bool {
    const WORDS: [&str; 7] = ["hasta", "bis", "max", "maximum", "maximal", "hoogstens", "maksymalnie"];
    const PAIRS: [[&str; 2]; 8] = [
        ["up", "to"],
        ["less", "than"],
        ["fewer", "than"],
        ["jusqu", "a"],
        ["moins", "de"],
        ["bis", "zu"],
        ["weniger", "als"],
        ["maximum", "of"],
    ];
    let is_pair = |pair: &[&str; 2]| matches!(before, [.., a, b] if [a.text, b.text] == *pair);
    before.last().is_some_and(|word| WORDS.contains(&word.text)) || PAIRS.iter().any(is_pair)
}

/// "5 years of experience preferred": in the same clause.
fn is_optional(after: &[Word<'_>]) -> bool {
    let parts =
        |w: &Word<'_>| w.gap.contains([',', '(', ';']) || matches!(w.text, "and" | "or" | "und" | "et");
    let clause = after.iter().position(parts).unwrap_or(after.len());
    after[..clause].iter().any(|w| w.is(Kind::Optional))
}

/// Some words around a place in a line.
fn around(line: &str, from: usize, to: usize) -> &str {
    let start = (from.saturating_sub(20)..=from).find(|&i| line.is_char_boundary(i)).unwrap_or(0);
    let end = (to..=line.len().min(to + 60)).rev().find(|&i| line.is_char_boundary(i)).unwrap_or(line.len());
    &line[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<u8> {
        years(&Clues::of(text)).map(|y| y.value)
    }

    #[test]
    fn the_table_is_sound() {
        crate::phrases::assert_sound(TABLE, kind, |kind| format!("{kind:?}"));
    }

    #[test]
    fn years_are_the_least_asked_for() {
        let check = |text: &str, expected: u8| assert_eq!(read(text), Some(expected), "{text}");
        check("5+ years of experience in software", 5);
        check("3-5 years' experience with Rust", 3);
        check("You bring at least three years of hands-on work", 3);
        check("2 to 4 years of professional experience", 2);
        check("Three (3) years in a similar role", 3);
        check("10+ years of engineering, 3 of them leading", 10);
        check("1–3+ years in an operational role", 1);
        check("Minimum of 7 years in sales", 7);
        check("- 4 years designing hardware", 4);
        check("3+ experience in advertising", 3);
        check("8 yrs exp. in finance", 8);
        check("1.5 years of experience", 1);
        check("Between 2 and 5 years of experience", 2);
        check("MSc with 3+ years, BSc with 6+ years of experience", 3);
        check("Experience: 5 years", 5);
        check("Go and React (+3 years of experience)", 3);
        check("What we are looking for: 2+ years in partnerships", 2);
        check("A degree. 2. 5 years of management experience.", 5);
        check("Minimum 4+ years of experience in payments preferred", 4);
    }

    #[test]
    fn years_are_asked_for_in_many_languages() {
        let check = |text: &str, expected: u8| assert_eq!(read(text), Some(expected), "{text}");
        check("Mindestens 5 Jahre Berufserfahrung", 5);
        check("Fundierte, mind. 3 Jahre Erfahrung in Java", 3);
        check("3-jährige Berufserfahrung", 3);
        check("Tu as 3 ans d’expérience", 3);
        check("Entre 2 et 5 ans d'expérience, idéalement en agence", 2);
        check("Minimum 4 années d'expérience", 4);
        check("Mínimo 4 años de experiencia", 4);
        check("Experiencia de al menos 3 años", 3);
        check("Pelo menos 3 anos de experiência", 3);
        check("Minimaal 3 jaar werkervaring", 3);
        check("Min. 5 lat doświadczenia", 5);
        check("Co najmniej 2 lata doświadczenia", 2);
        check("Almeno 2 anni di esperienza", 2);
        check("데이터 분석 경력 3년 이상", 3);
        check("3年以上の実務経験", 3);
    }

    #[test]
    fn other_years_are_not_asked_for() {
        let check = |text: &str| assert_eq!(read(text), None, "{text}");
        check("Our company has 12 years of history");
        check("We have over 20 years of experience in logistics");
        check("Northwind is a firm with over 20 years of founding experience");
        check("A 3-year vesting schedule");
        check("You must be 18 years or older");
        check("At least 21 years of age");
        check("Founded 15 years ago");
        check("Jusqu'à 2 ans d'expérience professionnelle");
        check("Maximal 3 Jahre Berufserfahrung");
        check("Hasta 2 años de experiencia");
        check("Less than 3 years of experience");
        check("Notre CTO a plus de 12 ans d'expérience");
        check("Growing over the past 5 years");
        check("A 2 year contract");
        check("Ideally 3 years of experience");
        check("5 years of experience preferred");
        check("Nice to have\n4+ years of experience with forklifts");
        check("Evolution in 3-5 years");
        check("Nice to have: 7+ years of experience");
        check("Preferred qualifications: 7+ years of experience in sales");
        check("Up to 2 years of experience");
        check("At least 2 years of university education");
        check("Nice to have\nExperience with Kafka\n4+ years of experience with forklifts");
    }

    #[test]
    fn headings_part_what_is_asked_from_what_is_nice() {
        let text =
            "Preferred qualifications\n8+ years of experience\nMinimum requirements\n5+ years of experience";
        assert_eq!(read(text), Some(5));
        let text = "Tools\nShop Plus, Looker\n8+ years in growth roles";
        assert_eq!(read(text), Some(8));
        let text = "Qualifications & Preferred Experience\n6+ years of experience";
        assert_eq!(read(text), Some(6));
    }
}

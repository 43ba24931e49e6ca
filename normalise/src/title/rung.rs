//! The rung that a title names; else the years that the description asks for.

use std::sync::LazyLock;

use catalog::schema::{Employment, Level};
use catalog::text::fold;

use super::reading::{Reading, head};
use super::table::{Area, Noun};
use super::words::{Part, parts};
use crate::phrases::{Match, Phrases};
use crate::{Derived, Field};

const TABLE: &str = include_str!("../../data/title-rungs.tsv");

/// What a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Rung(Level),
    /// Only looks like a rung.
    Skip,
}

static WORDS: LazyLock<Phrases<Word>> = LazyLock::new(|| Phrases::read(TABLE, kind));

fn kind(kind: &'static str) -> Option<Word> {
    match kind {
        "skip" | "individual" => Some(Word::Skip),
        level => Level::from_slug(level).map(Word::Rung),
    }
}

/// The first of these that a title has is its rung: "Senior Manager" is a manager, "Senior Staff" is staff.
const ORDER: [Level; 8] = [
    Level::DirectorPlus,
    Level::Manager,
    Level::Principal,
    Level::Staff,
    Level::Intern,
    Level::Senior,
    Level::Junior,
    Level::Mid,
];

/// How many words of a part say a rung alone.
pub fn words_in(part: &Part) -> usize {
    WORDS.matches(part).iter().filter(|m| matches!(m.word, Word::Rung(level) if level != Level::Manager && level != Level::DirectorPlus)).map(|m| m.to - m.from).sum()
}

/// The rung that a title names.
pub fn level(title: &str) -> Derived<Level> {
    match of_title(title) {
        Of::Rung(level, words) => Derived::new(level, Field::Title, &words),
        Of::Nothing | Of::Several => Derived::default(),
    }
}

/// The rung of a posting whose title names none: by a contract of internship; else by the years of experience that are asked for
/// (0–1 junior, 2–4 mid, 5 and more senior).
pub fn level_by_terms(employment: &Derived<Employment>, years: Option<&Derived<u8>>) -> Derived<Level> {
    if employment.value == Employment::Internship {
        return Derived { value: Level::Intern, evidence: employment.evidence.clone() };
    }
    let Some(years) = years else { return Derived::default() };
    let level = match years.value {
        0..=1 => Level::Junior,
        2..=4 => Level::Mid,
        _ => Level::Senior,
    };
    Derived { value: level, evidence: years.evidence.clone() }
}

/// What a title says of its rung.
enum Of {
    Nothing,
    /// This one, by these words.
    Rung(Level, String),
    /// One that is open above: "Engineer / Senior Engineer".
    Several,
}

/// The lowest of the rungs that a title leaves to choose.
fn of_title(title: &str) -> Of {
    let choices = choices(title);
    let read = |choice: &String| {
        let parts = parts(choice);
        let readings: Vec<Reading> = parts.iter().map(Reading::of).collect();
        let rung = rung(&parts, &readings);
        (readings, rung)
    };
    let read: Vec<_> = choices.iter().map(read).collect();
    let lowest = read.iter().filter_map(|(_, rung)| rung.as_ref()).min_by_key(|(level, _)| *level);
    let Some((level, words)) = lowest else { return Of::Nothing };
    let has_noun = |readings: &[Reading]| readings.iter().any(|r| r.noun.is_some_and(|noun| !noun.is_weak()));
    let marked = read.iter().position(|(_, rung)| rung.is_some()).unwrap_or(0);
    // "Engineer / Senior Engineer": who has no rung yet is wanted too.
    let open = marked > 0
        && *level != Level::Intern
        && has_noun(&read[marked].0)
        && read[..marked].iter().any(|(readings, _)| has_noun(readings));
    if open { Of::Several } else { Of::Rung(*level, words.clone()) }
}

/// The alternatives of a title: "Mid/Senior", "Junior to Mid", "Senior or Lead".
fn choices(title: &str) -> Vec<String> {
    let folded = fold(title);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let is_rung = |word: Option<&&str>| {
        let word = word.map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
        word.is_some_and(|w| {
            WORDS
                .matches(&[w])
                .first()
                .is_some_and(|m| matches!(m.word, Word::Rung(level) if level != Level::Manager))
        })
    };
    let mut out = vec![String::new()];
    for (i, word) in words.iter().enumerate() {
        let joins =
            ["&", "and", "to", "und", "bis", "-", "–", "—", "et", "y", "e", "or", "oder", "ou", "o", "+"];
        let between = i > 0 && joins.contains(word) && is_rung(words.get(i - 1)) && is_rung(words.get(i + 1));
        if between || ["or", "oder", "/", "ou"].contains(word) {
            out.push(String::new());
            continue;
        }
        let mut pieces = word.split('/');
        if let (Some(last), Some(piece)) = (out.last_mut(), pieces.next()) {
            last.push(' ');
            last.push_str(piece);
        }
        out.extend(pieces.map(str::to_owned));
    }
    out
}

/// The rung of one alternative.
fn rung(parts: &[Part], readings: &[Reading]) -> Option<(Level, String)> {
    let at = head(readings);
    let mut found: Vec<(Level, String)> = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        let leads =
            matches!(readings.get(at).and_then(|r| r.noun), None | Some(Noun::Leader | Noun::Fixed(_)))
                || readings.get(at).and_then(|r| r.noun).is_some_and(Noun::is_weak);
        let matches = WORDS.matches(part);
        let leads_here =
            matches.iter().any(|m| matches!(m.word, Word::Rung(Level::Manager | Level::DirectorPlus)));
        for m in matches {
            let Word::Rung(level) = m.word else { continue };
            // An intern's title may name whom the intern helps: "Assistant CEO - Stage".
            if level == Level::Intern && !leads_here && counts(part, &m, level, &readings[at]) {
                return Some((level, part[m.from..m.to].join(" ")));
            }
            // A manager behind a maker's title is what the maker makes, or a team: "Engineer, Password Manager".
            // A part that is a rung and no more counts all the same: "Engineer - Vice President".
            let whole = m.to - m.from == part.len();
            let another =
                i != at && !leads && !whole && matches!(level, Level::Manager | Level::DirectorPlus);
            if !another && counts(part, &m, level, &readings[at]) {
                found.push((settled(part, &m, level), part[m.from..m.to].join(" ")));
            }
        }
        found.extend(numbered(part, &readings[at]));
        match placed(part) {
            Some(intern) if intern.0 == Level::Intern => return Some(intern),
            other => found.extend(other),
        }
    }
    let of = |level: Level| found.iter().find(|(found, _)| *found == level).cloned();
    // "Junior Development Manager": whoever is junior leads nobody.
    if let (Some(_), Some(junior)) =
        (of(Level::Manager), of(Level::Junior).filter(|(_, word)| word == "junior"))
    {
        return Some(junior);
    }
    ORDER.iter().find_map(|level| of(*level))
}

/// Whether a phrase is a rung where it stands.
fn counts(part: &[String], m: &Match<Word>, level: Level, head: &Reading) -> bool {
    let word = part[m.from].as_str();
    let before = m.from.checked_sub(1).and_then(|i| part.get(i)).map(String::as_str);
    let after = part.get(m.to).map(String::as_str);
    // "Assistant to the CEO", "Office of the CTO".
    let is_stop = |i: usize| part[i] == "to" || (part[i] == "of" && i > 0 && part[i - 1] == "office");
    if (1..m.from).any(is_stop) {
        return false;
    }
    match word {
        // Numerals count behind a noun only: see `numbered`.
        "i" | "ii" | "iii" | "iv" if m.to == m.from + 1 => false,
        // "Sales Staff" are people; "Staff", "Engineer, Staff" is a rung.
        "staff" => after.is_some() || part.len() == 1 || before == Some("senior") || before == Some("sr"),
        "regular" => matches!(head.noun, Some(Noun::Developer | Noun::Engineer)),
        "entry" | "campus" | "starter" | "sen" | "fellow" => m.to > m.from + 1 || part.len() <= 2,
        "ceo" | "cto" | "cfo" | "coo" | "cmo" | "cro" | "cpo" | "cio" | "ciso" | "cdo" | "chro" => {
            let helped = ["assistant", "office", "support", "staff", "manager", "specialist"];
            (m.from == 0 || after.is_none()) && !after.is_some_and(|word| helped.contains(&word))
        }
        "vie" => part.len() == 1 || m.from == 0,
        "middle" => after.is_some(),
        "chief" => after.is_some(),
        _ => level != Level::Intern || word != "thesis" || after.is_none(),
    }
}

/// "Leiter Entwicklung" heads a department; "Vertriebsleiter" leads a team.
fn settled(part: &[String], m: &Match<Word>, level: Level) -> Level {
    let leads = matches!(part[m.from].as_str(), "leiter" | "leiterin" | "leitung") && m.to == m.from + 1;
    if leads && m.from == 0 { Level::DirectorPlus } else { level }
}

/// What is numbered without being a rung.
const UNITS: [&str; 14] = [
    "tier", "phase", "part", "type", "class", "war", "category", "group", "schedule", "title", "unit",
    "volume", "stage", "shift",
];

/// Numbers behind a noun: "Engineer II", "Developer 3", "SDE2", "L5".
fn numbered(part: &[String], head: &Reading) -> Option<(Level, String)> {
    let makes = matches!(
        head.noun,
        Some(
            Noun::Developer
                | Noun::Engineer
                | Noun::Scientist
                | Noun::Research
                | Noun::Architect
                | Noun::Fixed(_)
        )
    ) || (head.noun.is_none() && !head.before.is_empty());
    let supports = head.has(Area::Support) || head.has(Area::Security) || head.name.contains("support");
    for (i, word) in part.iter().enumerate() {
        let number = match word.as_str() {
            "i" | "1" => 1,
            "ii" | "2" => 2,
            "iii" | "3" => 3,
            "iv" | "4" => 4,
            "l3" if makes && !supports => 1,
            "l4" if makes && !supports => 2,
            "l5" if makes && !supports => 3,
            "l6" if makes && !supports => 4,
            fused => match ["sde", "swe", "mts"].iter().find_map(|name| fused.strip_prefix(name)) {
                Some("1" | "i") => 1,
                Some("2" | "ii") => 2,
                Some("3" | "iii") => 3,
                Some("4" | "iv") => 4,
                _ => continue,
            },
        };
        let stands_alone = !matches!(word.as_str(), "i" | "ii" | "iii" | "iv" | "1" | "2" | "3" | "4");
        let is_last = part.get(i + 1).is_none_or(|next| matches!(next.as_str(), "ii" | "iii" | "2" | "3"));
        let roman = word.starts_with('i') && is_last && i > 0 && !UNITS.contains(&part[i - 1].as_str());
        let behind_noun = i > 0 && (roman || (ends_with_noun(&part[..i]) && (is_last || word.len() > 1)));
        let level_of = i > 0 && part[i - 1] == "level" && makes && !supports;
        if stands_alone || behind_noun || level_of {
            let level = [Level::Junior, Level::Mid, Level::Senior, Level::Staff][number - 1];
            return Some((level, part[i.saturating_sub(1)..=i].join(" ")));
        }
    }
    None
}

fn ends_with_noun(words: &[String]) -> bool {
    let reading = super::table::matches(words);
    let engineer = |phrase: &[String]| {
        phrase.last().is_some_and(|w| {
            ["engineer", "developer", "scientist", "analyst", "architect", "tester", "designer"]
                .contains(&w.as_str())
        })
    };
    reading.last().is_some_and(|m| {
        m.to == words.len()
            && (matches!(m.word, super::table::Word::Noun(_)) || engineer(&words[m.from..m.to]))
    })
}

/// Words that are a rung by where they stand: "Associate Engineer", "Head", "Stage - …", "Software Student".
fn placed(part: &[String]) -> Option<(Level, String)> {
    let last = part.last()?.as_str();
    if let Some(at) = part.iter().position(|w| w == "associate" || w == "assoc") {
        let others = ["professor", "dean", "partner", "provost", "program", "general"];
        let after = part.get(at + 1).map(String::as_str);
        let named = at == 0 || Reading::of(&part[at + 1..].to_vec()).noun.is_some_and(|noun| !noun.is_weak());
        if named && after.is_some_and(|word| !others.contains(&word)) {
            return Some((Level::Junior, "associate".to_owned()));
        }
    }
    if last == "head" || (part[0] == "head" && part.get(1).is_some_and(|w| w != "of") && is_area(&part[1..]))
    {
        return Some((Level::DirectorPlus, "head".to_owned()));
    }
    let english =
        ["manager", "management", "technician", "hand", "crew", "lighting", "director", "door", "production"];
    if part[0] == "stage" && part.get(1).is_none_or(|next| !english.contains(&next.as_str())) {
        return Some((Level::Intern, "stage".to_owned()));
    }
    (last == "student" && !part.contains(&"international".to_owned()) && !part.contains(&"phd".to_owned()))
        .then(|| (Level::Intern, "student".to_owned()))
}

fn is_area(words: &[String]) -> bool {
    super::table::matches(words)
        .first()
        .is_some_and(|m| m.from == 0 && matches!(m.word, super::table::Word::Area(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        crate::phrases::assert_sound(TABLE, kind, |_| String::new());
    }
}

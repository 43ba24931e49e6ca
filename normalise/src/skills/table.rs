//! The table of skills, and finding the names that may begin with a word.

use std::sync::LazyLock;

use catalog::text::slugify;

use super::Skill;
use super::scan::{key, next_word};

const TABLE: &str = include_str!("../../data/skills.tsv");
const PHRASES: &str = include_str!("../../data/skill-phrases.txt");

/// Buckets for the first words of names: so many more than names that most hold none or one.
const BUCKETS: usize = 1 << 15;

/// A bit for each first word with the letter two further on: 8 kB, so that what every word of a text asks for is near.
const OPENINGS: usize = 1 << 16;

/// What tells a name from an everyday word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A whole word in any case.
    Word,
    /// In exactly this case.
    Case,
    /// In exactly this case, with a technical word nearby.
    Near,
    /// In exactly this case, as an item of a list of skills or where experience with it is asked for.
    List,
    /// In exactly this case, where experience with it is asked for.
    Asked,
    /// No name: a phrase that swallows the names in it.
    Phrase,
}

/// A way to write a skill.
pub struct Name {
    /// As the table has it.
    pub text: String,
    /// What tells it from an everyday word.
    pub rule: Rule,
    /// Number of the skill; of a phrase, nothing.
    pub skill: usize,
    /// Whether it is as long in every text: it holds no `#` for digits.
    pub fixed: bool,
    /// Its last byte.
    pub last: u8,
}

impl Name {
    fn new(text: &str, rule: Rule, skill: usize) -> Name {
        let fixed = rule != Rule::Phrase || !text.contains('#');
        Name { text: text.to_owned(), rule, skill, fixed, last: text.bytes().last().unwrap_or(b' ') }
    }
}

/// All names, by the key of their first word.
pub struct Table {
    /// In the table's order.
    pub skills: Vec<Skill>,
    /// Names of one skill stand together.
    pub names: Vec<Name>,
    /// Where the names of each skill begin, and the end.
    of_skill: Vec<usize>,
    /// Whether a name opens so, a bit each: every word of a text looks here.
    openings: Vec<u64>,
    /// Where each bucket begins in `order`, and the end.
    starts: Vec<u16>,
    order: Vec<u16>,
}

/// The table of this build.
pub static SKILLS: LazyLock<Table> = LazyLock::new(|| Table::read(TABLE, PHRASES));

impl Table {
    fn read(table: &str, phrases: &str) -> Table {
        let (mut skills, mut names, mut of_skill) = (Vec::new(), Vec::new(), Vec::new());
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(label), Some(kind), Some(rule)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            let skill = skills.len();
            of_skill.push(names.len());
            skills.push(Skill { slug: slug(label), label: label.to_owned(), kind: kind.to_owned() });
            names.push(Name::new(label, rule_of(rule), skill));
            names.extend(cells.next().unwrap_or("").split(',').filter(|a| !a.is_empty()).map(|alias| {
                let (rule, text) = match alias.split_at(1) {
                    ("=", text) => (Rule::Case, text),
                    ("?", text) => (Rule::Near, text),
                    ("!", text) => (Rule::List, text),
                    ("~", text) => (Rule::Asked, text),
                    _ => (Rule::Word, alias),
                };
                Name::new(text, rule, skill)
            }));
        }
        of_skill.push(names.len());
        let phrases = phrases.lines().filter(|l| !l.starts_with("# ") && !l.is_empty());
        names.extend(phrases.map(|text| Name::new(text, Rule::Phrase, 0)));
        let (starts, order) = buckets(&names);
        let mut openings = vec![0; OPENINGS / 64];
        for name in &names {
            let word = first_word(&name.text);
            let place = opening(key(word), name.text.as_bytes().get(word.len() + 1).filter(|_| name.fixed));
            openings[place / 64] |= 1 << (place % 64);
        }
        Table { skills, names, of_skill, openings, starts, order }
    }

    /// Whether a name may begin with a word of this key, and have this byte after the one behind the word; none does if not.
    /// Most of the words that a name begins with are everyday ones, and the name goes on otherwise.
    #[inline]
    pub fn may_begin(&self, key: u64, second: Option<&u8>) -> bool {
        let is_set = |place: usize| self.openings[place / 64] >> (place % 64) & 1 == 1;
        is_set(opening(key, None)) || is_set(opening(key, second))
    }

    /// The names whose first word has this key, and some others: compare them.
    pub fn beginning(&self, key: u64) -> impl Iterator<Item = &Name> {
        let bucket = bucket(key);
        let range = usize::from(self.starts[bucket])..usize::from(self.starts[bucket + 1]);
        self.order[range].iter().map(|&i| &self.names[usize::from(i)])
    }

    /// All ways to write a skill.
    pub fn names_of(&self, skill: usize) -> &[Name] {
        &self.names[self.of_skill[skill]..self.of_skill[skill + 1]]
    }
}

fn rule_of(letter: &str) -> Rule {
    match letter {
        "w" => Rule::Word,
        "c" => Rule::Case,
        "n" => Rule::Near,
        "a" => Rule::Asked,
        _ => Rule::List,
    }
}

fn slug(label: &str) -> String {
    match label {
        ".NET" => "dotnet".to_owned(),
        label => slugify(label),
    }
}

fn buckets(names: &[Name]) -> (Vec<u16>, Vec<u16>) {
    let of = |name: &Name| bucket(key(first_word(&name.text)));
    let mut order: Vec<(usize, u16)> = names.iter().map(of).zip(0..).collect();
    order.sort_unstable();
    let starts = (0..=BUCKETS).map(|b| order.partition_point(|(bucket, _)| *bucket < b) as u16).collect();
    (starts, order.into_iter().map(|(_, name)| name).collect())
}

fn first_word(name: &str) -> &[u8] {
    next_word(name, 0).map_or(&[], |word| &name.as_bytes()[word])
}

/// The place of an opening's bit. A space and a hyphen are the same in a text, and stand for any byte.
#[inline]
fn opening(key: u64, second: Option<&u8>) -> usize {
    let second = second.map_or(0, |b| if matches!(b, b' ' | b'-') { 0 } else { u64::from(b | 0x20) });
    ((key ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - OPENINGS.ilog2())) as usize
}

fn bucket(key: u64) -> usize {
    (key >> (u64::BITS - BUCKETS.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn the_table_is_sound() {
        let table = &*SKILLS;
        assert!(table.skills.len() >= 400, "{}", table.skills.len());
        let kinds = [
            "language",
            "database",
            "broker",
            "cloud",
            "framework",
            "library",
            "tool",
            "protocol",
            "platform",
            "practice",
        ];
        let mut slugs = HashMap::new();
        for skill in &table.skills {
            assert!(kinds.contains(&skill.kind.as_str()), "{}: {}", skill.label, skill.kind);
            assert_eq!(slugs.insert(&skill.slug, &skill.label), None, "{} shares its slug", skill.label);
        }
        assert!(u16::try_from(table.names.len()).is_ok(), "names are numbered by 16 bits");
        let mut names = HashMap::new();
        for name in &table.names {
            assert!(!name.text.is_empty() && name.text.trim() == name.text, "{:?}", name.text);
            let old = names.insert((name.text.as_str(), name.rule == Rule::Phrase), name.skill);
            assert_eq!(old, None, "{} stands twice", name.text);
        }
    }

    #[test]
    fn lines_of_the_table_are_whole() {
        let rules = ["w", "c", "n", "l", "a"];
        for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(cells.len() == 4 && rules.contains(&cells[2]), "{line}");
        }
    }
}

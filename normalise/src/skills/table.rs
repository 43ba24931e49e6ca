//! The table of skills, and finding the names that may begin with a word.

use std::sync::LazyLock;

use catalog::text::slugify;

use super::Skill;

const TABLE: &str = include_str!("../../data/skills.tsv");
const PHRASES: &str = include_str!("../../data/skill-phrases.txt");

/// Buckets for the first words of names: so many more than names that most words of a text end at an empty one.
const BUCKETS: usize = 1 << 15;

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
}

/// All names, by the hash of their first word.
pub struct Table {
    /// In the table's order.
    pub skills: Vec<Skill>,
    /// Names of one skill stand together.
    pub names: Vec<Name>,
    /// Where the names of each skill begin, and the end.
    of_skill: Vec<usize>,
    /// Where each bucket begins in `order`, and the end. Small numbers, as every word of a text looks here.
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
            names.push(Name { text: label.to_owned(), rule: rule_of(rule), skill });
            names.extend(cells.next().unwrap_or("").split(',').filter(|a| !a.is_empty()).map(|alias| {
                let (rule, text) = match alias.split_at(1) {
                    ("=", text) => (Rule::Case, text),
                    ("?", text) => (Rule::Near, text),
                    ("!", text) => (Rule::List, text),
                    ("~", text) => (Rule::Asked, text),
                    _ => (Rule::Word, alias),
                };
                Name { text: text.to_owned(), rule, skill }
            }));
        }
        of_skill.push(names.len());
        let phrases = phrases.lines().filter(|l| !l.starts_with("# ") && !l.is_empty());
        names.extend(phrases.map(|text| Name { text: text.to_owned(), rule: Rule::Phrase, skill: 0 }));
        let (starts, order) = buckets(&names);
        Table { skills, names, of_skill, starts, order }
    }

    /// The names whose first word has this hash, and some others: compare them.
    pub fn beginning(&self, hash: u64) -> impl Iterator<Item = &Name> {
        let bucket = bucket(hash);
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
    let of = |name: &Name| super::scan::words(&name.text).next().map_or(0, |word| bucket(word.hash));
    let mut order: Vec<(usize, u16)> = names.iter().map(of).zip(0..).collect();
    order.sort_unstable();
    let starts = (0..=BUCKETS).map(|b| order.partition_point(|(bucket, _)| *bucket < b) as u16).collect();
    (starts, order.into_iter().map(|(_, name)| name).collect())
}

/// The high bits of a hash are the better mixed ones.
fn bucket(hash: u64) -> usize {
    (hash >> 40) as usize % BUCKETS
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

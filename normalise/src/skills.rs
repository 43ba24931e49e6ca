//! Which technologies a posting asks for.

use std::collections::HashMap;
use std::sync::LazyLock;

use catalog::text::slugify;
use serde::{Deserialize, Serialize};

use crate::{BoardContext, Derived, Field};

const TABLE: &str = include_str!("../data/skills.tsv");

/// A technology or practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// For queries: `c-plus-plus`.
    pub slug: String,
    /// For people: `C++`.
    pub label: String,
    /// `language`, `database`, `broker`, `cloud`, `framework`, `platform`, `tool`, `protocol`, `practice`.
    pub kind: String,
}

/// How a name is told from an everyday word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// A whole word in any case.
    Word,
    /// In exactly this case.
    Case,
    /// In exactly this case, where another skill stands in the posting.
    Near,
}

struct Name {
    text: String,
    rule: Rule,
    skill: usize,
}

struct Table {
    skills: Vec<Skill>,
    names: Vec<Name>,
    /// Names by their first word, folded to lower case.
    first: HashMap<String, Vec<usize>>,
}

static SKILLS: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { skills: Vec::new(), names: Vec::new(), first: HashMap::new() };
    for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(label), Some(kind), Some(rule)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let rule = match rule {
            "w" => Rule::Word,
            "c" => Rule::Case,
            _ => Rule::Near,
        };
        let skill = table.skills.len();
        let slug = match label {
            ".NET" => "dotnet".to_owned(),
            label => slugify(label),
        };
        table.skills.push(Skill { slug, label: label.to_owned(), kind: kind.to_owned() });
        table.names.push(Name { text: label.to_owned(), rule, skill });
        for alias in cells.next().unwrap_or("").split(',').filter(|a| !a.is_empty()) {
            // Another name is written for this skill alone: any case, unless it carries capitals itself.
            let rule = if alias.chars().any(char::is_uppercase) { Rule::Case } else { Rule::Word };
            table.names.push(Name { text: alias.to_owned(), rule, skill });
        }
    }
    for (i, name) in table.names.iter().enumerate() {
        let first = words(&name.text).next().map(|(_, w)| w.to_lowercase()).unwrap_or_default();
        table.first.entry(first).or_default().push(i);
    }
    table
});

/// Every skill of the table.
pub fn all() -> &'static [Skill] {
    &SKILLS.skills
}

/// The skills that title and text name, in the table's order; paragraphs that are the board's boilerplate are left out.
pub fn find(title: &str, text: &str, board: &BoardContext) -> Vec<Derived<Skill>> {
    let mut found: HashMap<usize, (Rule, Field, String)> = HashMap::new();
    for (field, line) in std::iter::once((Field::Title, title))
        .chain(text.lines().filter(|line| !board.is_boilerplate(line)).map(|line| (Field::Description, line)))
    {
        for (skill, rule, at) in matches(line) {
            let better = found.get(&skill).is_none_or(|(old, ..)| *old == Rule::Near && rule != Rule::Near);
            if better {
                found.insert(skill, (rule, field, around(line, at)));
            }
        }
    }
    let sure = found.values().any(|(rule, ..)| *rule != Rule::Near);
    // Two doubtful names do not vouch for each other in prose, three do in a list of technologies.
    let doubtful = found.values().filter(|(rule, ..)| *rule == Rule::Near).count();
    let keep = |rule: Rule, skill: usize| {
        rule != Rule::Near
            || ((sure || doubtful >= 3) && SKILLS.skills[skill].label.len() > 1)
            || (sure && doubtful >= 2)
    };
    let mut out: Vec<(usize, Derived<Skill>)> = found
        .into_iter()
        .filter(|(skill, (rule, ..))| keep(*rule, *skill))
        .map(|(skill, (_, field, text))| (skill, Derived::new(SKILLS.skills[skill].clone(), field, &text)))
        .collect();
    out.sort_by_key(|(skill, _)| *skill);
    out.into_iter().map(|(_, derived)| derived).collect()
}

/// The skills named in a line: number, rule, and where. The longest name at a place counts.
fn matches(line: &str) -> Vec<(usize, Rule, usize)> {
    let table = &*SKILLS;
    let mut out = Vec::new();
    let mut end = 0;
    for (at, word) in words(line) {
        if at < end {
            continue;
        }
        let Some(names) = table.first.get(&word.to_lowercase()) else { continue };
        let best = names
            .iter()
            .map(|&i| &table.names[i])
            .filter(|name| stands(line, at, name))
            .max_by_key(|n| n.text.len());
        if let Some(name) = best {
            if !is_phrase(line, at, name) {
                out.push((name.skill, name.rule, at));
            }
            end = at + name.text.len();
        }
    }
    out
}

/// Whether the name stands at `at` as whole words, in the case that its rule asks for.
fn stands(line: &str, at: usize, name: &Name) -> bool {
    let Some(text) = line.get(at..at + name.text.len()) else { return false };
    let same = match name.rule {
        Rule::Word => text.eq_ignore_ascii_case(&name.text),
        _ => text == name.text,
    };
    let after = line[at + name.text.len()..].chars().next();
    same && !after.is_some_and(|c| c.is_alphanumeric() || c == '+' || c == '#')
}

/// Whether a one-word language stands in an everyday phrase: "Go to market", "R&D", "Swift response".
fn is_phrase(line: &str, at: usize, name: &Name) -> bool {
    if name.rule != Rule::Near {
        return false;
    }
    let after = line[at + name.text.len()..].trim_start_matches(['-', ' ']).to_lowercase();
    let joined = line[at + name.text.len()..].starts_with(['&', '-', '\'', '’']);
    let next = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    match name.text.as_str() {
        "Go" => {
            joined
                || [
                    "to", "through", "live", "beyond", "for", "above", "on", "the", "back", "ahead",
                    "forward", "big", "global",
                ]
                .contains(&next)
        }
        "R" | "C" => joined || ["level", "suite"].contains(&next),
        "Rust" => next == "belt",
        "Spring" => {
            ["2025", "2026", "2027", "break", "internship", "intern", "semester", "season"].contains(&next)
        }
        "Express" => ["your", "yourself", "interest"].contains(&next),
        "React" => ["to", "quickly", "fast"].contains(&next),
        _ => false,
    }
}

/// Words with where they begin: runs of letters, digits and the signs of names; a point begins `.NET`.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '+' || c == '#';
    let mut at = 0;
    std::iter::from_fn(move || {
        let dotted = |rest: &str| rest.get(..4).is_some_and(|s| s.eq_ignore_ascii_case(".net"));
        let start = line[at..].char_indices().find(|&(i, c)| is_word(c) || dotted(&line[at + i..]))?.0 + at;
        let from = if line[start..].starts_with('.') { start + 1 } else { start };
        let len = line[from..].find(|c| !is_word(c)).unwrap_or(line.len() - from);
        at = from + len;
        Some((start, &line[start..at]))
    })
}

/// Some words around a place in a line.
fn around(line: &str, at: usize) -> String {
    let from = line[..at].char_indices().rev().take(40).last().map_or(at, |(i, _)| i);
    line[from..].chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skills_are_told_from_everyday_words() {
        let check = |text: &str, expected: &[&str]| {
            let found = find("", text, &BoardContext::default());
            assert_eq!(found.iter().map(|s| s.value.label.as_str()).collect::<Vec<_>>(), expected, "{text}");
        };
        check("Experience with Go, PostgreSQL and Kafka", &["Go", "PostgreSQL", "Kafka"]);
        check("Help us go through SQL", &["SQL"]);
        check("Our Go-to-market team uses SQL", &["SQL"]);
        check("JavaScript and TypeScript", &["JavaScript", "TypeScript"]);
        check("C++ and C# on .NET", &["C++", "C#", ".NET"]);
        check("R&D with Python", &["Python"]);
        check("React quickly", &[]);
        check("React Native and React with Redux and CSS", &["CSS", "React", "React Native", "Redux"]);
        check("A swift response", &[]);
        check("Java 17, Spring Boot", &["Java", "Spring Boot"]);
    }

    #[test]
    fn the_table_is_sound() {
        let skills = all();
        assert!(skills.len() >= 150, "{}", skills.len());
        let mut slugs: Vec<&str> = skills.iter().map(|s| s.slug.as_str()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), skills.len(), "no slug stands twice");
    }

    #[test]
    fn boilerplate_names_no_skill() {
        let about = "We build everything in Rust and love it, in all of our many teams around the world.";
        let texts = [about, about, about, about];
        let board = BoardContext::of(texts.into_iter());
        assert!(
            find("", &format!("{about}\nYou know Python."), &board).iter().all(|s| s.value.label == "Python")
        );
    }
}

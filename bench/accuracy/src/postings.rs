//! The labelled postings of the recorded boards, field by field.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context as _, Result};
use catalog::schema::Category;
use serde_json::{Map, Value};

use crate::captures::{self, Read};
use crate::fields::{Compared, Field, compare, evidence, skill_evidence};
use crate::tally::{Share, Tally};

/// What was found of the labelled postings.
#[derive(Default)]
pub struct Scored {
    /// Counts of each field.
    pub fields: BTreeMap<Field, Tally>,
    /// The same, for each board on its own.
    pub boards: BTreeMap<&'static str, BTreeMap<Field, Tally>>,
    /// Tech roles that are not listed, of all that should be.
    pub hidden: Counted,
    /// Roles that are not tech, but listed, of all that should not be.
    pub listed: Counted,
    /// Labelled postings that were read.
    pub read: u32,
    /// Keys of labels whose source cannot be read yet.
    pub not_read: Vec<String>,
    /// What is not as labelled.
    pub mistakes: Vec<Mistake>,
}

/// A count that grows.
#[derive(Clone, Copy, Default)]
pub struct Counted {
    part: u32,
    whole: u32,
}

impl Counted {
    fn add(&mut self, counts: bool, is_part: bool) {
        self.whole += u32::from(counts);
        self.part += u32::from(counts && is_part);
    }

    /// As a share.
    pub fn share(self) -> Share {
        Share { part: self.part, whole: self.whole }
    }
}

/// A field of a posting that is not as labelled. Its texts are for the terminal only.
pub struct Mistake {
    /// Which field.
    pub field: Field,
    /// Of which board.
    pub board: &'static str,
    /// The posting's key.
    pub key: String,
    /// The posting's title.
    pub title: String,
    /// What the label says.
    pub expected: String,
    /// What was read.
    pub found: String,
    /// The words it was read from.
    pub evidence: String,
    /// How it counts.
    pub tally: Tally,
}

impl Mistake {
    /// Whether something false is asserted; else something is missing.
    pub fn is_wrong(&self) -> bool {
        self.tally.right < self.tally.asserted
    }
}

/// Reads the recordings and compares them with `labelled/postings.jsonl`.
///
/// # Errors
/// Data that is missing or is not of its form.
pub fn score(data: &Path) -> Result<Scored> {
    let read = captures::read(&data.join("captures"))?;
    let by_key: HashMap<&str, &Read> = read.iter().map(|r| (r.posting.key.as_str(), r)).collect();
    let mut scored = Scored::default();
    for label in lines(&data.join("labelled/postings.jsonl"))? {
        let key = label.get("key").and_then(Value::as_str).context("a label has no key")?;
        match by_key.get(key) {
            Some(read) => add(&mut scored, &label, read),
            None => scored.not_read.push(key.to_owned()),
        }
    }
    Ok(scored)
}

/// The objects of a file of JSON lines.
///
/// # Errors
/// A file that is missing or a line that is no object.
pub fn lines(path: &Path) -> Result<Vec<Map<String, Value>>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let objects = text.lines().filter(|l| !l.trim().is_empty()).map(serde_json::from_str);
    objects.collect::<Result<_, _>>().with_context(|| format!("{} is not JSON lines", path.display()))
}

fn add(scored: &mut Scored, label: &Map<String, Value>, read: &Read) {
    scored.read += 1;
    let facts = &read.posting.facts;
    for field in Field::ALL {
        let Some(compared) = compare(field, label, facts) else { continue };
        *scored.fields.entry(field).or_default() += compared.tally;
        *scored.boards.entry(read.board).or_default().entry(field).or_default() += compared.tally;
        if !compared.tally.is_perfect() {
            scored.mistakes.push(mistake(field, read, &compared));
        }
    }
    if let Some(category) = label.get("category").and_then(Value::as_str) {
        let (truly, ours) = (category == Category::NotTech.slug(), facts.category.value == Category::NotTech);
        scored.hidden.add(!truly, ours);
        scored.listed.add(truly, !ours);
    }
}

fn mistake(field: Field, read: &Read, compared: &Compared) -> Mistake {
    let facts = &read.posting.facts;
    let (missing, extra) =
        (compared.expected.difference(&compared.found), compared.found.difference(&compared.expected));
    // Of a list only what differs is shown.
    let (expected, found, words) = if field == Field::Skills {
        let extra: Vec<&String> = extra.collect();
        let words: Vec<String> =
            extra.iter().map(|name| format!("{name} in “{}”", skill_evidence(name, facts))).collect();
        (joined(missing), joined(extra.into_iter()), words.join(" | "))
    } else {
        (joined(compared.expected.iter()), joined(compared.found.iter()), evidence(field, facts))
    };
    Mistake {
        field,
        board: read.board,
        key: read.posting.key.clone(),
        title: read.posting.title.clone(),
        expected,
        found,
        evidence: words,
        tally: compared.tally,
    }
}

fn joined<'a>(words: impl Iterator<Item = &'a String>) -> String {
    let words: Vec<&str> = words.map(String::as_str).collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join("; ") }
}

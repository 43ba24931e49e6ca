//! Cases that others labelled under schemes of their own: a disagreement is a case to look at, not always a mistake.

mod locations;
mod salaries;
mod terms;
mod titles;

use std::path::Path;

use anyhow::Result;
use serde_json::{Map, Value};

use crate::postings::lines;

/// How a case comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What is expected was read.
    Right,
    /// Something else was read.
    Wrong,
    /// Something is expected, nothing was read.
    Missing,
    /// Nothing is expected, and nothing was read.
    Silent,
    /// Nothing is expected, something was read.
    Invented,
}

impl Outcome {
    /// Compares what may be expected with what may have been read.
    fn of<T: PartialEq>(expected: Option<T>, found: Option<T>) -> Outcome {
        match (expected, found) {
            (None, None) => Outcome::Silent,
            (None, Some(_)) => Outcome::Invented,
            (Some(_), None) => Outcome::Missing,
            (Some(e), Some(f)) if e == f => Outcome::Right,
            _ => Outcome::Wrong,
        }
    }
}

/// A case as it came out. Its texts are for the terminal only.
pub struct Judged {
    /// How.
    pub outcome: Outcome,
    /// The case's words, cut.
    pub text: String,
    /// What its scheme says.
    pub expected: String,
    /// What was read.
    pub found: String,
}

/// One file of cases.
pub struct File {
    /// Its name without the ending.
    pub name: &'static str,
    /// Its cases, in their order.
    pub cases: Vec<Judged>,
}

impl File {
    /// How many cases came out so.
    pub fn count(&self, outcome: Outcome) -> u32 {
        self.cases.iter().filter(|c| c.outcome == outcome).count() as u32
    }
}

type Judge = fn(&Map<String, Value>) -> Option<Judged>;

const FILES: &[(&str, Judge)] = &[
    ("title-seniority", titles::seniority),
    ("title-level-other-scheme", titles::level),
    ("title-occupation", titles::occupation),
    ("years", terms::years),
    ("visa", terms::visa),
    ("location-country-city", locations::country_city),
    ("location-geonames", locations::geonames),
    ("salary-en", salaries::range),
    ("salary-de", salaries::range),
    ("salary-fr", salaries::range),
    ("salary-text", salaries::range),
    ("skills", terms::skills),
];

/// Judges every file.
///
/// # Errors
/// A file that is missing or is not JSON lines.
pub fn judge(data: &Path) -> Result<Vec<File>> {
    let file = |&(name, judge): &(&'static str, Judge)| {
        let cases = lines(&data.join(format!("labelled/{name}.jsonl")))?;
        Ok(File { name, cases: cases.iter().filter_map(judge).collect() })
    };
    FILES.iter().map(file).collect()
}

fn word<'a>(case: &'a Map<String, Value>, name: &str) -> &'a str {
    case.get(name).and_then(Value::as_str).unwrap_or_default()
}

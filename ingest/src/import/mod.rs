//! Postings of any origin, from JSON Lines or CSV in the schema of `docs/import.md`. It reads what it is given and opens nothing.
//!
//! ```text
//! rows(input, format) ── one row at a time ──> Row::Posting | Row::Bad (its line, and why)
//! boards(rows)        ── by source and board ──> what `prepare_all` takes, and the bad rows
//! ```

mod csv;
mod ndjson;
mod record;

use std::collections::HashMap;
use std::io::{self, BufRead};

use self::csv::Csv;
use self::ndjson::Ndjson;
use crate::posting::Posting;

/// Bytes of one row. A longer one is bad, so that a file without line ends or with a lost quotation mark does not fill the memory.
const LONGEST: usize = 4 * 1024 * 1024;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated values (RFC 4180), with a line of names first.
    Csv,
}

impl Format {
    /// The format of that name.
    pub fn parse(name: &str) -> Option<Format> {
        match name {
            "ndjson" | "jsonl" => Some(Format::Ndjson),
            "csv" => Some(Format::Csv),
            _ => None,
        }
    }
}

/// A row of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A posting and the board that it belongs to.
    Posting(Box<Imported>),
    /// A row that cannot be taken; the others go on.
    Bad(Bad),
}

/// A posting that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Where the row begins, from 1.
    pub line: u64,
    /// `import`, or where the postings come from.
    pub source: String,
    /// The key of its board: `{source}:{board}`, or `{source}` of a feed of all companies.
    pub board: String,
    /// The posting, with its company.
    pub posting: Posting,
}

/// A row that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// Where it begins, from 1.
    pub line: u64,
    /// In plain words, as the end of a sentence that begins with the line.
    pub why: String,
}

/// The rows of a file, in their order; memory holds one at a time. An error of reading ends it.
pub fn rows<'a>(input: impl BufRead + 'a, format: Format) -> Box<dyn Iterator<Item = io::Result<Row>> + 'a> {
    match format {
        Format::Ndjson => Box::new(Ndjson::new(input)),
        Format::Csv => Box::new(Csv::new(input)),
    }
}

/// A board's postings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// [`Imported::source`].
    pub source: String,
    /// [`Imported::board`].
    pub key: String,
    /// Who hires, where all of its postings name the same; else the board's key.
    pub company: String,
    /// In the file's order, each id once.
    pub postings: Vec<Posting>,
}

/// The rows by board, in the order in which boards first appear, and those that are bad. As paragraphs that most of a board's
/// postings share count as the company's own, a board is prepared whole: memory holds all of them.
///
/// # Errors
/// The input cannot be read further.
pub fn boards(rows: impl Iterator<Item = io::Result<Row>>) -> io::Result<(Vec<Group>, Vec<Bad>)> {
    let (mut groups, mut bad) = (Vec::<Group>::new(), Vec::new());
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut seen: HashMap<(usize, String), u64> = HashMap::new();
    for row in rows {
        let imported = match row? {
            Row::Posting(imported) => imported,
            Row::Bad(row) => {
                bad.push(row);
                continue;
            }
        };
        let Imported { line, source, board, posting } = *imported;
        let company = posting.company.clone().unwrap_or_default();
        let at = *places.entry(board.clone()).or_insert_with(|| {
            groups.push(Group { source, key: board, company: company.clone(), ..Group::default() });
            groups.len() - 1
        });
        if let Some(first) = seen.get(&(at, posting.id.clone())) {
            bad.push(Bad { line, why: format!("its id stands in line {first} already") });
            continue;
        }
        seen.insert((at, posting.id.clone()), line);
        let group = &mut groups[at];
        if group.company != company {
            group.company.clone_from(&group.key);
        }
        group.postings.push(posting);
    }
    Ok((groups, bad))
}

#[cfg(test)]
mod tests;

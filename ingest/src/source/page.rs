//! What an answer holds, and the rules that all postings have to keep.

use std::collections::HashMap;

use super::Request;
use crate::posting::{Posting, Refused};

/// Bytes of one posting's HTML.
const MOST_HTML: usize = 1024 * 1024;

/// What an answer holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Listed postings, each id once.
    pub postings: Vec<Posting>,
    /// Those that could not be read.
    pub refused: Vec<Refused>,
    /// Listed postings whose text stands in an answer of its own.
    pub stubs: Vec<Stub>,
    /// The request for what follows.
    pub next: Option<Request>,
    /// How many postings the board says that it has on all pages together: a visit that finds fewer is a partial one, which closes
    /// nothing.
    pub total: Option<usize>,
    /// How many of them stand in this answer: with those that are not listed, and each as often as it stands there.
    pub rows: usize,
}

/// A posting as a list has it, without its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stub {
    /// What the list says.
    pub posting: Posting,
    /// Where the rest is.
    pub request: Request,
    /// Changes whenever the posting does, as far as the list tells: what has the same one as last time is not asked for again.
    pub version: String,
}

/// An answer that is not what the system sends: nothing of it counts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ParseError(pub String);

/// A page in the making, row by row.
#[derive(Default)]
pub struct Rows {
    page: Page,
    /// Where a posting of that id stands.
    postings: HashMap<String, usize>,
    stubs: HashMap<String, usize>,
}

impl Rows {
    /// Takes in what was read of one row: a posting, one that is not listed, or why it cannot be read. A posting that stands
    /// there again adds its places.
    pub fn take(&mut self, read: Result<Option<Posting>, Refused>) {
        self.page.rows += 1;
        match read.and_then(|posting| posting.map(readable).transpose()) {
            Ok(Some(posting)) => match self.postings.get(&posting.id) {
                Some(&at) => join(&mut self.page.postings[at], posting),
                None => {
                    self.postings.insert(posting.id.clone(), self.page.postings.len());
                    self.page.postings.push(posting);
                }
            },
            Ok(None) => {}
            Err(refused) => self.page.refused.push(refused),
        }
    }

    /// The same for a row without its text.
    pub fn take_stub(&mut self, read: Result<Option<Stub>, Refused>) {
        self.page.rows += 1;
        let whole = |stub: Stub| Ok(Stub { posting: readable(stub.posting)?, ..stub });
        match read.and_then(|stub| stub.map(whole).transpose()) {
            Ok(Some(stub)) => match self.stubs.get(&stub.posting.id) {
                Some(&at) => join(&mut self.page.stubs[at].posting, stub.posting),
                None => {
                    self.stubs.insert(stub.posting.id.clone(), self.page.stubs.len());
                    self.page.stubs.push(stub);
                }
            },
            Ok(None) => {}
            Err(refused) => self.page.refused.push(refused),
        }
    }

    /// The page of all rows.
    pub fn page(self) -> Page {
        self.page
    }
}

fn join(there: &mut Posting, again: Posting) {
    for place in again.locations {
        if !there.locations.contains(&place) {
            there.locations.push(place);
        }
    }
    if there.country != again.country {
        there.country = None;
    }
}

/// Who hires, of a feed of all companies: a posting that does not say it is refused.
pub fn company(id: &str, name: &str) -> Result<Option<String>, Refused> {
    let (id, name) = (id.trim(), name.trim());
    if !name.is_empty() {
        return Ok(Some(name.to_owned()));
    }
    let id = if id.is_empty() { "#?" } else { id };
    Err(Refused { id: id.to_owned(), why: "it names no company".to_owned() })
}

/// A posting with an id, a title and a text of a size that can be read.
pub(crate) fn readable(posting: Posting) -> Result<Posting, Refused> {
    let why = if posting.id.trim().is_empty() {
        return Err(Refused { id: "#?".to_owned(), why: "it has no id".to_owned() });
    } else if posting.title.trim().is_empty() {
        "it has no title".to_owned()
    } else if posting.html.len() > MOST_HTML {
        format!("its text has {} kB; at most {} are read", posting.html.len() / 1024, MOST_HTML / 1024)
    } else {
        return Ok(posting);
    };
    Err(Refused { id: posting.id, why })
}

/// What came instead of any feed, in plain words.
pub fn unlike(body: &[u8]) -> Option<ParseError> {
    let start = String::from_utf8_lossy(&body[..body.len().min(200)]).trim_start().to_lowercase();
    let what = if start.is_empty() {
        "the answer is empty"
    } else if start.starts_with("<!doctype html") || start.starts_with("<html") {
        "the answer is a web page, not a feed"
    } else {
        return None;
    };
    Some(ParseError(what.to_owned()))
}

/// An answer that ends in the middle.
pub fn cut() -> ParseError {
    ParseError("the answer ends in the middle: it was cut short".to_owned())
}

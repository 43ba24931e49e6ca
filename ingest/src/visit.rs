//! One read of a board: its pages, then the texts that stand elsewhere, then the sum.

use std::collections::{HashMap, HashSet};

use futures::StreamExt as _;
use futures::stream;

use crate::board::Board;
use crate::failure::{Failure, FailureKind};
use crate::fetch::{Fetched, Fetcher, Validators, size};
use crate::posting::{Posting, Refused};
use crate::source::{Lists, Page, Request, Source, Stub, readable};

/// Pages of one board: a loop in a feed's paging ends here.
const MOST_PAGES: usize = 500;
/// Pages in a row that list nothing new, after which the list counts as going round in circles. Not one: where a board is searched
/// part by part, a small part may hold nothing but what others held.
const MOST_STALE: usize = 10;
/// Texts that one visit asks for; the others wait for the next one. At one request a second this is most of an hour.
const MOST_DETAILS: usize = 3_000;
/// Texts asked for at the same time, where the host lets as many.
const AT_ONCE: usize = 8;
/// Texts that could not be had before the others are not asked for any more.
const MOST_MISSED: usize = 3;

/// What is known from the last visit.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Of the list.
    pub validators: Validators,
    /// [`Stub::version`] of each open posting that has one, by id.
    pub versions: HashMap<String, String>,
}

/// What a visit found listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// Every posting that could be read.
    pub postings: Vec<Posting>,
    /// Ids of those that stay as they were: their version says so, or their text could not be had.
    pub kept: Vec<String>,
    /// Those that could not be read.
    pub refused: Vec<Refused>,
}

/// How a visit ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The whole board was read.
    Complete(Listed),
    /// A part of it: what was read counts, what is absent says nothing.
    Partial {
        /// The part.
        listed: Listed,
        /// For people: the end of a sentence that begins with the board's name.
        why: String,
    },
    /// The board is as it was.
    NotModified,
    /// Nothing of the visit counts.
    Failed(Failure),
}

/// A visit and what it cost.
#[derive(Clone, Debug)]
pub struct Visited {
    /// How it ended.
    pub outcome: Outcome,
    /// For the next visit: of a whole list that came in one answer, as only that is the same when its first page is.
    pub validators: Validators,
    /// Requests made.
    pub requests: u32,
    /// Bytes read, decoded.
    pub bytes: u64,
}

/// Reads a board from its first page to its last text.
pub async fn visit(fetcher: &Fetcher, board: &Board, known: &Known) -> Visited {
    visit_as(fetcher, board.source.source(), board, known).await
}

/// The same, by a source of the caller's.
pub async fn visit_as(fetcher: &Fetcher, source: &dyn Source, board: &Board, known: &Known) -> Visited {
    let mut reading = Reading {
        fetcher,
        board,
        source,
        listed: Listed::default(),
        stubs: Vec::new(),
        asked: HashSet::new(),
        stale: 0,
        ids: HashSet::new(),
        accounted: 0,
        total: None,
        why: None,
        requests: 0,
        bytes: 0,
    };
    let (outcome, validators) = match reading.pages(known).await {
        Ok(Some(validators)) => {
            reading.details(&known.versions).await;
            reading.sum();
            match reading.why.take() {
                None => (Outcome::Complete(reading.listed), validators),
                Some(why) => (Outcome::Partial { listed: reading.listed, why }, Validators::default()),
            }
        }
        Ok(None) => (Outcome::NotModified, known.validators.clone()),
        Err(failure) => (Outcome::Failed(failure), known.validators.clone()),
    };
    Visited { outcome, validators, requests: reading.requests, bytes: reading.bytes }
}

/// A visit under way.
struct Reading<'a> {
    fetcher: &'a Fetcher,
    board: &'a Board,
    source: &'a dyn Source,
    listed: Listed,
    stubs: Vec<Stub>,
    /// Pages that were asked for: address and what was posted.
    asked: HashSet<(String, Option<String>)>,
    /// Pages in a row that listed nothing new.
    stale: usize,
    /// Of all that is listed.
    ids: HashSet<String>,
    /// Listed postings, each once; those without an id, too.
    accounted: usize,
    /// How many the board says that it has.
    total: Option<usize>,
    /// Why it is a part only.
    why: Option<String>,
    requests: u32,
    bytes: u64,
}

impl Reading<'_> {
    /// Reads the list; `None` where it is as it was.
    async fn pages(&mut self, known: &Known) -> Result<Option<Validators>, Failure> {
        let first = self.source.first(self.board);
        self.asked.insert((first.url.clone(), first.post.clone()));
        let (page, validators) = match self.page(&first, &known.validators).await? {
            Some(read) => read,
            None => return Ok(None),
        };
        let mut next = self.take(page);
        let is_one = next.is_none();
        let mut pages = 1;
        while let Some(request) = next {
            if self.is_spent() {
                break;
            }
            if !self.asked.insert((request.url.clone(), request.post.clone())) {
                self.circles();
                break;
            }
            if pages >= MOST_PAGES {
                self.stop(format!("its pages do not end: {pages} of them are read"));
                break;
            }
            pages += 1;
            next = match self.page(&request, &Validators::default()).await {
                Ok(Some((page, _))) => self.take(page),
                Ok(None) => None,
                Err(failure) => {
                    self.stop(format!("it breaks off at its page {pages}: {failure}"));
                    None
                }
            };
        }
        Ok(Some(if is_one { validators } else { Validators::default() }))
    }

    /// Asks for a page and reads it; `None` where it is as it was.
    async fn page(
        &mut self,
        request: &Request,
        known: &Validators,
    ) -> Result<Option<(Page, Validators)>, Failure> {
        self.requests += 1;
        match self.fetcher.fetch(request, known, self.source.redirects()).await? {
            Fetched::NotModified => Ok(None),
            Fetched::Body { bytes, validators } => {
                self.bytes += bytes.len() as u64;
                let page = self.source.parse(self.board, request, &bytes);
                let page = page.map_err(|e| Failure::new(FailureKind::Form, &e.0))?;
                Ok(Some((page, validators)))
            }
        }
    }

    /// Takes over what a page lists for the first time. The request for the next one, unless this one says that there is none.
    fn take(&mut self, page: Page) -> Option<Request> {
        let entries = page.postings.len() + page.stubs.len() + page.refused.len();
        // Those that are not listed, and those that stand on the page more than once.
        let rest = page.rows.saturating_sub(entries);
        let before = self.accounted;
        self.total = self.total.max(page.total);
        for posting in page.postings {
            if self.is_new(&posting.id) {
                self.listed.postings.push(posting);
            }
        }
        for stub in page.stubs {
            if self.is_new(&stub.posting.id) {
                self.stubs.push(stub);
            }
        }
        for refused in page.refused {
            // A place in the list is no id: on another page another posting has it.
            if refused.id.starts_with('#') {
                self.listed.refused.push(refused);
                self.accounted += 1;
            } else if self.is_new(&refused.id) {
                self.listed.refused.push(refused);
            }
        }
        let is_new = self.accounted > before || rest > 0 && entries == 0;
        self.accounted += if is_new { rest } else { 0 };
        self.stale = if is_new { 0 } else { self.stale + 1 };
        let next = page.next?;
        // An empty page ends a list that does not say that there is more.
        if page.rows + entries == 0 && self.total.is_none_or(|total| self.accounted >= total) {
            return None;
        }
        if self.stale >= MOST_STALE {
            self.circles();
            return None;
        }
        Some(next)
    }

    /// Notes that pages repeat: where the board says how many postings it has, the sum says whether any are missing.
    fn circles(&mut self) {
        if self.total.is_none() {
            self.stop("its pages repeat, and it does not say how many postings it has".to_owned());
        }
    }

    fn is_new(&mut self, id: &str) -> bool {
        let is_new = self.ids.insert(id.to_owned());
        self.accounted += usize::from(is_new);
        is_new
    }

    /// Asks for the texts of what has another version than last time.
    async fn details(&mut self, versions: &HashMap<String, String>) {
        let is_known =
            |stub: &Stub| !stub.version.is_empty() && versions.get(&stub.posting.id) == Some(&stub.version);
        let stubs = std::mem::take(&mut self.stubs);
        let (known, mut asked): (Vec<Stub>, Vec<Stub>) = stubs.into_iter().partition(is_known);
        self.keep(known);
        if asked.len() > MOST_DETAILS {
            let (new, most) = (grouped(asked.len()), grouped(MOST_DETAILS));
            self.stop(format!("it lists {new} new postings, and one visit reads the texts of {most}"));
            self.keep(asked.split_off(MOST_DETAILS));
        }
        let (fetcher, board, source) = (self.fetcher, self.board, self.source);
        let mut unread: HashSet<String> = asked.iter().map(|stub| stub.posting.id.clone()).collect();
        let mut answers = stream::iter(asked)
            .map(|stub| async move {
                let answer = fetcher.fetch(&stub.request, &Validators::default(), source.redirects()).await;
                (stub.posting.id.clone(), detail(board, source, stub, answer))
            })
            .buffered(AT_ONCE);
        let mut missed = 0;
        while let Some((id, (bytes, detail))) = answers.next().await {
            self.requests += 1;
            self.bytes += bytes;
            match detail {
                Detail::Read(posting) => self.listed.postings.push(*posting),
                Detail::Refused(refused) => self.listed.refused.push(refused),
                Detail::NotListed => {}
                Detail::Missed(failure) => {
                    missed += 1;
                    self.stop(format!("the text of a posting could not be read: {failure}"));
                    if missed < MOST_MISSED {
                        continue;
                    }
                    break;
                }
            }
            unread.remove(&id);
            if self.is_spent() {
                break;
            }
        }
        self.listed.kept.extend(unread);
    }

    fn keep(&mut self, stubs: Vec<Stub>) {
        self.listed.kept.extend(stubs.into_iter().map(|stub| stub.posting.id));
    }

    /// Whether the visit has cost what one may.
    fn is_spent(&mut self) -> bool {
        let most = self.fetcher.limits().visit;
        if self.bytes > most {
            self.stop(format!("it sends more than {}", size(most)));
        }
        self.bytes > most
    }

    /// Holds what was found against what the board says that it has, and against what the source lists at all.
    fn sum(&mut self) {
        if let Some(total) = self.total.filter(|&total| total > self.accounted) {
            self.stop(format!("it lists {} of {} postings", grouped(self.accounted), grouped(total)));
        }
        if self.board.source.policy().lists == Lists::Newest {
            self.stop("it lists the newest postings only".to_owned());
        }
    }

    /// The first reason is the one that counts.
    fn stop(&mut self, why: String) {
        self.why.get_or_insert(why);
    }
}

/// What came of a stub.
enum Detail {
    Read(Box<Posting>),
    Refused(Refused),
    /// It was taken off the board since the list was read.
    NotListed,
    /// For a reason outside of it.
    Missed(Failure),
}

/// Reads the answer to a stub's request, and says how long it was.
fn detail(board: &Board, source: &dyn Source, stub: Stub, answer: Result<Fetched, Failure>) -> (u64, Detail) {
    let (id, version) = (stub.posting.id.clone(), stub.version);
    let bytes = match answer {
        Ok(Fetched::Body { bytes, .. }) => bytes,
        Ok(Fetched::NotModified) => return (0, Detail::NotListed),
        Err(failure) if failure.kind == FailureKind::Gone => return (0, Detail::NotListed),
        Err(failure) => return (0, Detail::Missed(failure)),
    };
    let detail = match source.detail(board, stub.posting, &bytes) {
        Ok(None) => Detail::NotListed,
        Ok(Some(posting)) => match readable(Posting { version, ..posting }) {
            Ok(posting) => Detail::Read(Box::new(posting)),
            Err(refused) => Detail::Refused(refused),
        },
        Err(error) => Detail::Refused(Refused { id, why: error.0 }),
    };
    (bytes.len() as u64, detail)
}

/// `2,350`
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        let check = |n, expected: &str| assert_eq!(grouped(n), expected);
        check(7, "7");
        check(999, "999");
        check(2_350, "2,350");
        check(1_000_000, "1,000,000");
    }
}

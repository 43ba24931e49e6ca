//! One read of a board.

use crate::board::Board;
use crate::fetch::{Fetched, Fetcher, Validators};
use crate::posting::{Posting, Refused};

/// Pages of one board: a loop in a feed's paging ends here.
const MOST_PAGES: usize = 500;

/// What is known from the last visit.
pub type Known = Validators;

/// How a visit ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The whole board was read.
    Complete {
        /// Every listed posting that could be read.
        postings: Vec<Posting>,
        /// The others.
        refused: Vec<Refused>,
    },
    /// The board is as it was.
    NotModified,
    /// Nothing of the visit counts.
    Failed(Failure),
}

/// Why a visit failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// For rules.
    pub kind: FailureKind,
    /// For people: the end of a sentence that begins with the board's name.
    pub message: String,
}

/// Kinds of failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// 404 or 410.
    Gone,
    /// 429.
    Busy,
    /// Another status.
    Status,
    /// No connection, or it broke.
    Network,
    /// Not the feed's form.
    Form,
    /// An address that is not fetched.
    Refused,
}

impl FailureKind {
    /// As stored.
    pub const fn name(self) -> &'static str {
        match self {
            FailureKind::Gone => "gone",
            FailureKind::Busy => "busy",
            FailureKind::Status => "status",
            FailureKind::Network => "network",
            FailureKind::Form => "form",
            FailureKind::Refused => "refused",
        }
    }
}

impl Failure {
    /// A failure with its sentence.
    pub fn new(kind: FailureKind, message: &str) -> Failure {
        Failure { kind, message: message.to_owned() }
    }
}

/// A visit and what it cost.
#[derive(Clone, Debug)]
pub struct Visited {
    /// How it ended.
    pub outcome: Outcome,
    /// For the next visit.
    pub validators: Validators,
    /// Requests made.
    pub requests: u32,
    /// Bytes read, decoded.
    pub bytes: u64,
}

/// Reads a board from its first page to its last.
pub async fn visit(fetcher: &Fetcher, board: &Board, known: &Known) -> Visited {
    let source = board.source.source();
    let mut visited =
        Visited { outcome: Outcome::NotModified, validators: known.clone(), requests: 0, bytes: 0 };
    let (mut postings, mut refused) = (Vec::new(), Vec::new());
    let mut next = Some(source.first(board));
    let mut known = known.clone();
    while let Some(request) = next.take() {
        if visited.requests as usize >= MOST_PAGES {
            let failure = Failure::new(FailureKind::Form, "its pages do not end");
            return Visited { outcome: Outcome::Failed(failure), ..visited };
        }
        visited.requests += 1;
        let page = match fetcher.get(&request.url, &std::mem::take(&mut known)).await {
            Ok(Fetched::NotModified) => return visited,
            Ok(Fetched::Body { bytes, validators }) => {
                visited.bytes += bytes.len() as u64;
                if visited.requests == 1 {
                    visited.validators = validators;
                }
                source.parse(board, &request, &bytes).map_err(|e| Failure::new(FailureKind::Form, &e.0))
            }
            Err(failure) => Err(failure),
        };
        match page {
            Ok(page) => {
                postings.extend(page.postings);
                refused.extend(page.refused);
                next = page.next;
            }
            Err(failure) => return Visited { outcome: Outcome::Failed(failure), ..visited },
        }
    }
    visited.outcome = Outcome::Complete { postings, refused };
    visited
}

//! One file for each system: what to ask it for, and how to read its answer. No IO.

mod ashby;
mod greenhouse;
mod lever;

use serde::{Deserialize, Serialize};

use crate::board::Board;
use crate::posting::{Posting, Refused};

/// A system that companies publish postings with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Greenhouse.
    Greenhouse,
    /// Lever.
    Lever,
    /// Ashby.
    Ashby,
}

impl Kind {
    /// As in keys and in `sources.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Greenhouse => "greenhouse",
            Kind::Lever => "lever",
            Kind::Ashby => "ashby",
        }
    }

    /// What reads it.
    pub fn source(self) -> &'static dyn Source {
        match self {
            Kind::Greenhouse => &greenhouse::Greenhouse,
            Kind::Lever => &lever::Lever,
            Kind::Ashby => &ashby::Ashby,
        }
    }
}

/// A request to make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// All of the address.
    pub url: String,
    /// JSON to send by POST; without, it is a GET.
    pub post: Option<String>,
    /// What is asked for.
    pub accept: Accept,
    /// What the parser has to know again when it reads the answer. It is not sent.
    pub note: String,
    /// Whether the system sends an unknown board elsewhere: then a redirect says that there is no such board, and is not followed.
    pub stays: bool,
}

impl Request {
    /// A GET for JSON.
    pub fn get(url: String) -> Request {
        Request { url, ..Request::default() }
    }
}

/// What an answer should be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accept {
    /// `application/json`
    #[default]
    Json,
    /// `application/xml` and what RSS and Atom go by.
    Xml,
    /// `text/html`
    Html,
}

/// What an answer holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Listed postings.
    pub postings: Vec<Posting>,
    /// Those that could not be read.
    pub refused: Vec<Refused>,
    /// Listed postings whose text stands in an answer of its own.
    pub stubs: Vec<Stub>,
    /// The request for what follows.
    pub next: Option<Request>,
    /// How many postings the board says that it has on all pages together.
    pub total: Option<usize>,
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

/// How a system is read.
pub trait Source: Send + Sync {
    /// The first request for a board.
    fn first(&self, board: &Board) -> Request;

    /// Reads the answer to a request of [`Source::first`] or [`Page::next`].
    ///
    /// # Errors
    /// A body that is not the system's form as a whole. A single posting that cannot be read is refused instead.
    fn parse(&self, board: &Board, asked: &Request, body: &[u8]) -> Result<Page, ParseError>;

    /// Reads the answer to a stub's request: the whole posting; `None` where it turns out not to be listed.
    ///
    /// # Errors
    /// A body that is not the system's form.
    fn detail(&self, _board: &Board, listed: Posting, _body: &[u8]) -> Result<Option<Posting>, ParseError> {
        Ok(Some(listed))
    }
}

/// The system's host, or what stands for it.
fn host(board: &Board, host: &str) -> String {
    board.base_url.as_deref().unwrap_or(host).trim_end_matches('/').to_owned()
}

/// JSON of that form, or what came instead in plain words.
fn json<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, ParseError> {
    serde_json::from_slice(body).map_err(|error| {
        let start = String::from_utf8_lossy(&body[..body.len().min(200)]).trim_start().to_lowercase();
        ParseError(if body.is_empty() {
            "the answer is empty".to_owned()
        } else if start.starts_with("<!doctype") || start.starts_with("<html") {
            "the answer is a web page, not a feed".to_owned()
        } else if error.is_eof() {
            "the answer ends in the middle: it was cut short".to_owned()
        } else {
            format!("the answer is not the feed's form: {error}")
        })
    })
}

/// Reads each posting on its own.
fn each<'a, T: Deserialize<'a>>(
    raw: Vec<&'a serde_json::value::RawValue>,
    posting: impl Fn(T) -> Result<Option<Posting>, Refused>,
) -> Page {
    let mut page = Page::default();
    for (i, raw) in raw.into_iter().enumerate() {
        let read = serde_json::from_str::<T>(raw.get())
            .map_err(|error| Refused {
                id: format!("#{}", i + 1),
                why: format!("it is not the feed's form: {error}"),
            })
            .and_then(&posting);
        match read {
            Ok(Some(posting)) if posting.title.trim().is_empty() => {
                page.refused.push(Refused { id: posting.id, why: "it has no title".to_owned() });
            }
            Ok(Some(posting)) if posting.html.len() > MOST_HTML => {
                let why = format!(
                    "its text has {} kB; at most {} are read",
                    posting.html.len() / 1024,
                    MOST_HTML / 1024
                );
                page.refused.push(Refused { id: posting.id, why });
            }
            Ok(Some(posting)) => page.postings.push(posting),
            Ok(None) => {}
            Err(refused) => page.refused.push(refused),
        }
    }
    let mut seen = std::collections::HashSet::new();
    page.postings.retain(|p| seen.insert(p.id.clone()));
    page
}

/// Bytes of one posting's HTML.
const MOST_HTML: usize = 1024 * 1024;

/// A number or a text, as text: systems are not constant about ids.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Number(u64),
    Text(String),
}

impl From<Id> for String {
    fn from(id: Id) -> String {
        match id {
            Id::Number(n) => n.to_string(),
            Id::Text(s) => s,
        }
    }
}

/// Seconds since 1970 of an ISO 8601 time with its offset.
fn time(text: &str) -> Option<i64> {
    text.parse::<jiff::Timestamp>().ok().map(|t| t.as_second())
}

#[cfg(test)]
mod tests;

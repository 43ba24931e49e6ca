//! Each source's `parse` and `detail` on any bytes: they end with a page or a reason, and a page keeps its promises.
//!
//! An input is a line with a system's name, and `detail` behind it where the rest is the answer to a stub's request, then the
//! answer. A line that names no system stands for one of them by its first byte.

use std::collections::HashSet;

use ingest::source::{Kind, Page, Source};
use ingest::{Board, Posting};

/// Bytes of one posting's text.
const MOST_HTML: usize = 1024 * 1024;
/// Pages in a row that the same answer may ask for.
const PAGES: usize = 4;

/// Reads an answer.
///
/// # Panics
/// Where a promise does not hold.
pub fn check(input: &[u8]) {
    let at = input.iter().position(|b| *b == b'\n').unwrap_or(input.len());
    let (line, answer) = (&input[..at], input.get(at + 1..).unwrap_or_default());
    let line = String::from_utf8_lossy(line);
    let mut words = line.split_whitespace();
    let name = words.next().unwrap_or_default();
    let any = usize::from(input.first().copied().unwrap_or_default()) % Kind::ALL.len();
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name).unwrap_or(Kind::ALL[any]);
    let (board, source) = (board(kind), kind.source());
    if words.next() == Some("detail") {
        detail(source, &board, answer);
    } else {
        pages(source, &board, answer);
    }
}

fn board(kind: Kind) -> Board {
    let token = if kind == Kind::Workday { "acme.wd5/Careers" } else { "acme" };
    let url = (kind == Kind::Jsonld).then(|| "https://www.acme.example/careers".to_owned());
    Board { url, ..Board::new(kind, token, "Acme") }
}

/// The answer as that of the first request, and then of those that it asks for itself.
fn pages(source: &dyn Source, board: &Board, answer: &[u8]) {
    let mut asked = source.first(board);
    for _ in 0..PAGES {
        let Ok(page) = source.parse(board, &asked, answer) else { return };
        promises(&page);
        let Some(next) = page.next else { return };
        assert_ne!(next, asked, "a page does not ask for itself");
        asked = next;
    }
}

fn promises(page: &Page) {
    let mut ids = HashSet::new();
    for posting in page.postings.iter().chain(page.stubs.iter().map(|stub| &stub.posting)) {
        assert!(!posting.id.trim().is_empty(), "each posting has an id");
        assert!(!posting.title.trim().is_empty(), "each posting has a title");
        assert!(posting.html.len() <= MOST_HTML, "no text is too long");
        assert!(ids.insert(&posting.id), "each id stands once: {}", posting.id);
    }
    for request in page.stubs.iter().map(|stub| &stub.request).chain(&page.next) {
        assert!(request.url.starts_with("http"), "what is asked for is on the web: {}", request.url);
    }
    assert!(page.refused.iter().all(|r| !r.id.is_empty() && !r.why.is_empty()), "each refusal has a reason");
}

fn detail(source: &dyn Source, board: &Board, answer: &[u8]) {
    let listed = Posting { id: "7".to_owned(), title: "Listed".to_owned(), ..Posting::default() };
    if let Ok(Some(posting)) = source.detail(board, listed, answer) {
        assert_eq!(posting.id, "7", "a text is that of its posting");
    }
}

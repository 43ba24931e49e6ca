//! Boards of several pages, and of postings whose text stands elsewhere.

use std::collections::HashMap;

use axum::http::header;
use ingest::source::{Page, ParseError, Request, Source, Stub};
use ingest::{Board, Known, Listed, Outcome, Posting, Visited};
use serde::Deserialize;

use crate::replay::{Replay, fetcher, json, status, why, with};

/// A made-up system: `/page/N` lists stubs and names the next page, `/text/ID` has a text.
struct Paged;

#[derive(Deserialize)]
struct List {
    /// `id:version`
    jobs: Vec<String>,
    #[serde(default)]
    next: Option<u32>,
    #[serde(default)]
    total: Option<usize>,
}

impl Source for Paged {
    fn first(&self, board: &Board) -> Request {
        Request::get(format!("{}/page/0", board.base_url.as_deref().unwrap()))
    }

    fn parse(&self, board: &Board, _: &Request, body: &[u8]) -> Result<Page, ParseError> {
        let list: List = serde_json::from_slice(body).map_err(|e| ParseError(e.to_string()))?;
        let base = board.base_url.as_deref().unwrap();
        let stub = |job: String| {
            let (id, version) = job.split_once(':').unwrap();
            let posting = Posting { id: id.into(), title: format!("Engineer {id}"), ..Posting::default() };
            Stub { posting, request: Request::get(format!("{base}/text/{id}")), version: version.into() }
        };
        Ok(Page {
            stubs: list.jobs.into_iter().map(stub).collect(),
            next: list.next.map(|n| Request::get(format!("{base}/page/{n}"))),
            total: list.total,
            ..Page::default()
        })
    }

    fn detail(&self, _: &Board, listed: Posting, body: &[u8]) -> Result<Option<Posting>, ParseError> {
        match body {
            b"unlisted" => Ok(None),
            b"odd" => Err(ParseError("the answer is not the feed's form".into())),
            body => Ok(Some(Posting { html: String::from_utf8_lossy(body).into_owned(), ..listed })),
        }
    }
}

/// A server with these pages; each listed text is there.
async fn server(pages: &[&'static str]) -> Replay {
    let server = Replay::start().await;
    for (n, page) in pages.iter().copied().enumerate() {
        server.on(&format!("/page/{n}"), move |_| with(json(page), header::ETAG, "\"1\""));
    }
    for id in 'a'..='z' {
        server.on(&format!("/text/{id}"), move |_| json(format!("<p>{id}</p>")));
    }
    server
}

async fn visit(server: &Replay, versions: &[(&str, &str)]) -> Visited {
    let versions: HashMap<String, String> =
        versions.iter().map(|(id, v)| ((*id).to_owned(), (*v).to_owned())).collect();
    let known = Known { versions, ..Known::default() };
    ingest::visit_as(&fetcher(), &Paged, &server.board("acme"), &known).await
}

#[track_caller]
fn listed(visited: &Visited) -> &Listed {
    match &visited.outcome {
        Outcome::Complete(listed) | Outcome::Partial { listed, .. } => listed,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn ids(visited: &Visited) -> String {
    let mut ids: Vec<&str> = listed(visited).postings.iter().map(|p| p.id.as_str()).collect();
    ids.sort_unstable();
    ids.concat()
}

#[tokio::test]
async fn all_pages_and_texts_are_read() {
    let server =
        server(&[r#"{"jobs":["a:1","b:1"],"next":1,"total":3}"#, r#"{"jobs":["c:1"],"total":3}"#]).await;
    let visited = visit(&server, &[]).await;
    assert!(matches!(visited.outcome, Outcome::Complete(_)), "{visited:?}");
    assert_eq!((ids(&visited).as_str(), visited.requests), ("abc", 5));
    let posting = &listed(&visited).postings[0];
    assert_eq!((posting.html.as_str(), posting.version.as_str()), ("<p>a</p>", "1"));
    assert_eq!(visited.validators.etag, None, "a first page that is the same says nothing of the second one");
}

#[tokio::test]
async fn only_changed_texts_are_asked_for() {
    let server = server(&[r#"{"jobs":["a:1","b:2","c:"]}"#]).await;
    let visited = visit(&server, &[("a", "1"), ("b", "1"), ("c", "")]).await;
    assert_eq!(ids(&visited), "bc");
    assert_eq!(listed(&visited).kept, ["a"]);
    assert_eq!(server.paths(), ["/page/0", "/text/b", "/text/c"]);
    assert!(visited.validators.etag.is_some());
}

#[tokio::test]
async fn fewer_postings_than_it_says_are_a_part() {
    let check = async |pages: &[&'static str], read: &str, words: &str| {
        let visited = visit(&server(pages).await, &[]).await;
        assert!(matches!(visited.outcome, Outcome::Partial { .. }), "{pages:?}: {visited:?}");
        assert!(why(&visited).contains(words), "{words}: {}", why(&visited));
        assert_eq!(ids(&visited), read);
        assert_eq!(visited.validators.etag, None, "the next visit reads it all");
    };
    check(&[r#"{"jobs":["a:1"],"total":2350}"#], "a", "lists 1 of 2,350").await;
    // Page 0 again and again.
    let again = r#"{"jobs":["a:1","b:1"],"next":0,"total":5}"#;
    check(&[again], "ab", "lists 2 of 5").await;
    check(&[r#"{"jobs":["a:1","b:1"],"next":0}"#], "ab", "pages repeat").await;
    // The same posting on two pages counts once; a later page may say nothing of the total.
    let pages = [r#"{"jobs":["a:1","b:1"],"next":1,"total":4}"#, r#"{"jobs":["b:1","c:1"],"total":0}"#];
    check(&pages, "abc", "lists 3 of 4").await;
    check(&[r#"{"jobs":["a:1"],"next":9}"#], "a", "page 2: the system knows no such board").await;
}

#[tokio::test]
async fn pages_that_go_round_in_circles_end() {
    let server = Replay::start().await;
    for n in 0..100 {
        let page = format!(r#"{{"jobs":["a:1"],"next":{}}}"#, n + 1);
        server.on(&format!("/page/{n}"), move |_| json(page.clone()));
    }
    server.on("/text/a", |_| json("<p>a</p>"));
    let visited = visit(&server, &[]).await;
    assert!(why(&visited).contains("pages repeat"), "{visited:?}");
    assert!(visited.requests < 20);
}

#[tokio::test]
async fn a_part_may_hold_what_others_held() {
    let pages = [
        r#"{"jobs":["a:1","b:1"],"next":1,"total":3}"#,
        r#"{"jobs":["a:1"],"next":2}"#,
        r#"{"jobs":[],"next":3}"#,
        r#"{"jobs":["c:1"]}"#,
    ];
    let visited = visit(&server(&pages).await, &[]).await;
    assert!(matches!(visited.outcome, Outcome::Complete(_)), "{visited:?}");
    assert_eq!(ids(&visited), "abc");
}

#[tokio::test]
async fn an_empty_page_ends_a_list() {
    let visited =
        visit(&server(&[r#"{"jobs":["a:1"],"next":1}"#, r#"{"jobs":[],"next":2}"#]).await, &[]).await;
    assert!(matches!(visited.outcome, Outcome::Complete(_)), "{visited:?}");
    assert_eq!((ids(&visited).as_str(), visited.requests), ("a", 3));
}

#[tokio::test]
async fn pages_end_by_their_bytes_too() {
    let server = Replay::start().await;
    server.on("/page/0", |asked| {
        let n: u32 = asked.path.rsplit('/').next().unwrap().parse().unwrap();
        json(format!("{{\"jobs\":[\"{n}:1\"],\"next\":{}}}{}", n + 1, " ".repeat(900_000)))
    });
    for n in 1..9 {
        server.on(&format!("/page/{n}"), move |_| {
            json(format!("{{\"jobs\":[\"{n}:1\"],\"next\":{}}}{}", n + 1, " ".repeat(900_000)))
        });
    }
    let visited = visit(&server, &[]).await;
    assert!(why(&visited).contains("more than 2 MiB"), "{}", why(&visited));
    assert!(server.paths().len() < 6 && visited.bytes < 3 << 20, "{}", visited.bytes);
}

#[tokio::test]
async fn a_text_that_is_gone_or_odd_concerns_its_posting_alone() {
    let server = server(&[r#"{"jobs":["a:1","b:1","c:1","d:1"],"total":4}"#]).await;
    server.on("/text/b", |_| status(404));
    server.on("/text/c", |_| json("odd"));
    server.on("/text/d", |_| json("unlisted"));
    let visited = visit(&server, &[("b", "0")]).await;
    assert!(matches!(visited.outcome, Outcome::Complete(_)), "{visited:?}");
    assert_eq!(ids(&visited), "a");
    let refused = &listed(&visited).refused;
    assert_eq!((refused.len(), refused[0].id.as_str()), (1, "c"));
    assert!(listed(&visited).kept.is_empty());
}

#[tokio::test]
async fn texts_that_cannot_be_had_make_it_a_part() {
    let server = server(&[r#"{"jobs":["a:1","b:1","c:1","d:1","e:1","f:1"],"total":6}"#]).await;
    for id in ["b", "c", "d"] {
        server.on(&format!("/text/{id}"), |_| status(500));
    }
    let visited = visit(&server, &[]).await;
    assert!(why(&visited).contains("text of a posting could not be read") && why(&visited).contains("500"));
    let mut kept = listed(&visited).kept.clone();
    kept.sort_unstable();
    assert_eq!(
        (ids(&visited).as_str(), kept.concat().as_str()),
        ("a", "bcdef"),
        "after three nobody asks on"
    );
}

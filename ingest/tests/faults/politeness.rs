//! What a server asks of its readers, and what is said to it.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::{Method, header};
use axum::response::IntoResponse as _;
use ingest::fetch::{Fetched, Validators};
use ingest::source::{Accept, Redirects, Request};
use ingest::{FailureKind, Known, Outcome};

use crate::replay::{LIST, Replay, fetcher, json, postings, redirect, status, why, with};

#[tokio::test]
async fn it_says_who_reads_and_asks_for_what_is_new() {
    let server = Replay::start().await;
    server.on(LIST, |asked| match asked.header(header::IF_NONE_MATCH) {
        Some("\"1\"") => status(304),
        _ => with(json(postings(0..2)), header::ETAG, "\"1\""),
    });
    let first = server.visit().await;
    assert_eq!(first.validators.etag.as_deref(), Some("\"1\""));
    let known = Known { validators: first.validators, ..Known::default() };
    let second = ingest::visit(&fetcher(), &server.board("acme"), &known).await;
    assert!(matches!(second.outcome, Outcome::NotModified));
    assert_eq!(second.validators, known.validators);
    let agent = server.asked()[0].header(header::USER_AGENT).unwrap().to_owned();
    assert!(agent.starts_with("codedeck/") && agent.contains("tests@example.org"), "{agent}");
}

#[tokio::test]
async fn a_failure_keeps_what_was_known() {
    let server = Replay::start().await;
    server.on(LIST, |_| with(json("<html>"), header::ETAG, "\"2\""));
    let validators = Validators { etag: Some("\"1\"".into()), last_modified: None };
    let known = Known { validators: validators.clone(), ..Known::default() };
    let visited = ingest::visit(&fetcher(), &server.board("acme"), &known).await;
    assert_eq!(
        visited.validators, validators,
        "or the next answer would be \"not modified\" without having been read"
    );
}

#[tokio::test]
async fn robots_txt_decides() {
    let check = async |robots: fn() -> axum::response::Response, expected: Option<&str>| {
        let server = Replay::start().await;
        server.on("/robots.txt", move |_| robots());
        server.on(LIST, |_| json(postings(0..2)));
        server.on("/elsewhere", |_| "User-agent: codedeck\nDisallow: /v0/".into_response());
        let visited = server.visit().await;
        match expected {
            None => assert!(matches!(visited.outcome, Outcome::Complete(_)), "{visited:?}"),
            Some(words) => {
                assert!(why(&visited).contains(words), "{words}: {visited:?}");
                assert!(!server.paths().contains(&format!("{LIST}?mode=json")), "it was asked all the same");
            }
        }
    };
    check(|| status(404), None).await;
    check(|| status(403), None).await;
    check(|| "User-agent: *\nDisallow: /private".into_response(), None).await;
    check(|| "User-agent: *\nDisallow: /".into_response(), Some("does not allow")).await;
    check(|| redirect(301, "/elsewhere"), Some("does not allow")).await;
    check(|| redirect(301, "http://10.0.0.1/robots.txt"), Some("not a public")).await;
    check(|| redirect(301, "/robots.txt"), None).await;
    check(|| status(500), Some("HTTP 500")).await;
    check(|| status(429), Some("HTTP 429")).await;
}

#[tokio::test]
async fn a_busy_server_is_asked_once_more_and_then_left_alone() {
    let server = Replay::start().await;
    let count = AtomicU32::new(0);
    server.on(LIST, move |_| match count.fetch_add(1, Ordering::Relaxed) {
        0 => with(status(429), header::RETRY_AFTER, "0"),
        _ => json(postings(0..2)),
    });
    assert!(matches!(server.visit().await.outcome, Outcome::Complete(_)));

    let server = Replay::start().await;
    server.on(LIST, |_| with(status(429), header::RETRY_AFTER, "Fri, 31 Dec 2100 23:59:59 GMT"));
    let fetcher = fetcher();
    for asked in [1, 1] {
        let visited = ingest::visit(&fetcher, &server.board("acme"), &Known::default()).await;
        let Outcome::Failed(failure) = visited.outcome else { panic!() };
        assert!(failure.kind == FailureKind::Busy && failure.wait.is_some(), "{failure}");
        assert_eq!(server.asked().len(), asked, "a host that wants to be left alone is");
    }
}

#[tokio::test]
async fn what_is_posted_and_accepted_is_said() {
    let server = Replay::start().await;
    server.on("/jobs", |asked| json(asked.body.clone()));
    server.on("/moved", |_| redirect(308, "/jobs"));
    server.on("/lost", |_| redirect(303, "/jobs"));
    let fetch = async |path: &str, accept| {
        let request = Request {
            url: format!("{}{path}", server.url),
            post: Some("{\"limit\":20}".into()),
            accept,
            ..Request::default()
        };
        fetcher().fetch(&request, &Validators::default(), Redirects::Follow).await
    };
    let Ok(Fetched::Body { bytes, .. }) = fetch("/moved", Accept::Json).await else { panic!() };
    assert_eq!(bytes, b"{\"limit\":20}");
    fetch("/jobs", Accept::Xml).await.unwrap();
    assert!(fetch("/lost", Accept::Html).await.unwrap_err().message.contains("posted"));
    let asked = server.asked();
    assert!(asked.iter().all(|a| a.method == Method::POST));
    assert_eq!(asked[1].header(header::CONTENT_TYPE), Some("application/json"));
    assert!(asked[2].header(header::ACCEPT).unwrap().contains("application/xml"));
    assert_eq!(asked[3].header(header::ACCEPT), Some("text/html"));
}

#[tokio::test]
async fn for_some_systems_a_redirect_is_an_end() {
    let server = Replay::start().await;
    server.on("/xml", |_| redirect(307, "/jobs"));
    let request = Request::get(format!("{}/xml", server.url));
    let failure = fetcher().fetch(&request, &Validators::default(), Redirects::Gone).await.unwrap_err();
    assert!(failure.kind == FailureKind::Gone && failure.message.contains("HTTP 307"), "{failure}");
    assert_eq!(server.asked().len(), 1);
}

//! Answers that are no list of postings: each is one clear line, and no other board notices.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::Response;
use futures::StreamExt as _;
use ingest::fetch::{Fetcher, Limits};
use ingest::{FailureKind, Known, Outcome};

use crate::replay::{LIST, Replay, fetcher, json, limits, pieces, postings, redirect, status, why, with};

/// Visits a board that is answered so, and another one after it with the same fetcher.
async fn check(kind: FailureKind, words: &str, reply: impl Fn() -> Response + Send + 'static) {
    let server = Replay::start().await;
    server.on(LIST, move |_| reply());
    server.on("/v0/postings/other", |_| json(postings(0..3)));
    let fetcher = fetcher();
    check_failed(&server, &fetcher, kind, words).await;
    let other = ingest::visit(&fetcher, &server.board("other"), &Known::default()).await;
    assert!(matches!(&other.outcome, Outcome::Complete(l) if l.postings.len() == 3), "{words}: {other:?}");
}

async fn check_failed(server: &Replay, fetcher: &Fetcher, kind: FailureKind, words: &str) {
    let visited = ingest::visit(fetcher, &server.board("acme"), &Known::default()).await;
    let Outcome::Failed(failure) = &visited.outcome else { panic!("{words}: {:?}", visited.outcome) };
    assert!(failure.message.contains(words), "{words}: {failure}");
    assert_eq!((failure.kind, failure.message.lines().count()), (kind, 1), "{failure}");
    assert!(failure.message.len() < 200, "{failure}");
    assert!(visited.bytes <= limits().answer as u64, "{words}: {} bytes", visited.bytes);
}

/// The same with a fetcher that waits for a moment only.
async fn check_impatient(limits: Limits, reply: impl Fn() -> Response + Send + 'static) {
    let server = Replay::start().await;
    server.on(LIST, move |_| reply());
    let fetcher = Fetcher::within(limits, "tests@example.org", true).unwrap();
    check_failed(&server, &fetcher, FailureKind::Network, "in time").await;
}

#[tokio::test]
async fn errors_are_named_with_their_number() {
    check(FailureKind::Gone, "no such board (HTTP 404)", || status(404)).await;
    check(FailureKind::Gone, "no such board (HTTP 410)", || status(410)).await;
    check(FailureKind::Busy, "fewer requests (HTTP 429)", || status(429)).await;
    check(FailureKind::Status, "error (HTTP 500)", || status(500)).await;
    check(FailureKind::Status, "error (HTTP 403)", || status(403)).await;
    check(FailureKind::Status, "error (HTTP 204)", || status(204)).await;
}

#[tokio::test]
async fn what_is_no_feed_is_named() {
    let page = || with(json("<!DOCTYPE html><p>Please log in.</p>"), header::CONTENT_TYPE, "text/html");
    check(FailureKind::Form, "a web page", page).await;
    check(FailureKind::Form, "empty", || json("")).await;
    check(FailureKind::Form, "cut short", || json(postings(0..3)[..40].to_owned())).await;
    check(FailureKind::Form, "not the feed's form", || json(r#"{"data":{"postings":[]}}"#)).await;
    check(FailureKind::Form, "not the feed's form", || json(&b"[{\"id\":\"a\",\"text\":\"\xff\xfe\"}]"[..]))
        .await;
}

#[tokio::test]
async fn connections_that_break_or_stop_are_named() {
    // Said to be longer than it is, or broken off.
    let truncated = || json(pieces([Some(Bytes::from("[{\"id\":")), None].into_iter()));
    check(FailureKind::Network, "breaks off", truncated).await;
    // A first piece, then silence.
    let silent = || json(Body::from_stream(one("[").chain(futures::stream::pending())));
    check_impatient(Limits { read: Duration::from_millis(300), ..limits() }, silent).await;
    // Piece by piece, each soon enough: the whole takes too long.
    let slow = || {
        let spaces = futures::stream::unfold((), async |()| {
            tokio::task::yield_now().await;
            Some((Ok::<_, std::io::Error>(Bytes::from(" ")), ()))
        });
        json(Body::from_stream(spaces))
    };
    let total = Limits { total: Duration::from_millis(300), answer: usize::MAX, ..limits() };
    check_impatient(total, slow).await;
}

fn one(piece: &'static str) -> impl futures::Stream<Item = std::io::Result<Bytes>> {
    futures::stream::iter([Ok(Bytes::from(piece))])
}

#[tokio::test]
async fn a_host_that_is_not_there_is_named() {
    let mut board = Replay::start().await.board("acme");
    // A port that was free a moment ago.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    board.base_url = Some(format!("http://{free}"));
    let visited = ingest::visit(&fetcher(), &board, &Known::default()).await;
    assert!(
        why(&visited).contains("robots.txt") && why(&visited).contains("cannot be reached"),
        "{visited:?}"
    );
}

#[tokio::test]
async fn bodies_without_end_are_stopped() {
    let mib = vec![b' '; 1 << 20];
    let bomb = gzip(&mib.repeat(8));
    assert!(bomb.len() < 10_000);
    let bomb = move || with(json(bomb.clone()), header::CONTENT_ENCODING, "gzip");
    check(FailureKind::Form, "longer than 1 MiB", bomb).await;

    let sent = Arc::new(AtomicUsize::new(0));
    let count = sent.clone();
    let endless = move || {
        let count = count.clone();
        json(pieces(std::iter::repeat_with(move || {
            count.fetch_add(1 << 14, Ordering::Relaxed);
            Some(Bytes::from(vec![b' '; 1 << 14]))
        })))
    };
    check(FailureKind::Form, "longer than 1 MiB", endless).await;
    // The rest is what sockets hold: nobody read on.
    assert!(sent.load(Ordering::Relaxed) < 16 << 20);
    let page = || with(json(" ".repeat(100 << 10)), header::CONTENT_TYPE, "text/html; charset=utf-8");
    check(FailureKind::Form, "web page is longer than 64 kB", page).await;
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

#[tokio::test]
async fn redirects_are_never_followed_blindly() {
    check(FailureKind::Refused, "more than three times", || redirect(302, LIST)).await;
    check(FailureKind::Refused, "not a public one", || redirect(301, "http://10.0.0.1/")).await;
    check(FailureKind::Refused, "not a public one", || redirect(307, "http://169.254.169.254/latest")).await;
    check(FailureKind::Refused, "only plain http", || redirect(302, "file:///etc/hostname")).await;
    check(FailureKind::Refused, "only plain http", || redirect(302, "http://me:word@127.0.0.1/")).await;
    check(FailureKind::Refused, "ports 80 and 443", || redirect(302, "http://example.org:22/")).await;
    let server = Replay::start().await;
    server.on(LIST, |_| redirect(301, "/moved"));
    server.on("/moved", |_| json(postings(0..2)));
    assert!(matches!(server.visit().await.outcome, Outcome::Complete(_)));
}

#[tokio::test]
async fn odd_lists_are_read_as_far_as_they_go() {
    let read = async |body: &str| {
        let server = Replay::start().await;
        let body = body.to_owned();
        server.on(LIST, move |_| json(body.clone()));
        match server.visit().await.outcome {
            Outcome::Complete(listed) => (listed.postings.len(), listed.refused.len()),
            other => panic!("{other:?}"),
        }
    };
    // Whether an empty or a shrunken board is believed is the store's to decide.
    assert_eq!(read("[]").await, (0, 0));
    assert_eq!(read(&postings(0..1)).await, (1, 0));
    assert_eq!(read(r#"[{"id":"a","text":"A"},{"id":"a","text":"A"}]"#).await, (1, 0));
    assert_eq!(read(r#"[{"id":"a","text":"A"},{"id":"b","text":" "}]"#).await, (1, 1));
    assert_eq!(read(r#"[{"id":"a","text":"A"},{"id":"b","text":{"en":"B"}}]"#).await, (1, 1));
}

//! The catalogue's bytes as a browser fetches them: whole, or what changed since those that it has.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use brotli::enc::StandardAlloc;
use brotli::{IoReaderWrapper, IoWriterWrapper};
use catalog::Catalog;
use ingest::Posting;
use sha2::{Digest as _, Sha256};

use crate::replay::{Recording, replay};
use crate::vocabulary::{Answer, Running, job};

/// What a browser that knows of dictionaries sends.
const ALL: &str = "gzip, deflate, br, zstd, dcb, dcz";

fn postings(numbers: std::ops::Range<usize>) -> Vec<Posting> {
    let one = |i: usize| job(&format!("Backend Engineer {i}")).at("Berlin, Germany").posted(&i.to_string());
    numbers.map(one).collect()
}

/// A site of 200 roles, then of 200 of which ten are others; its snapshots' addresses and bytes.
async fn changed() -> (Running, [(String, Vec<u8>); 2]) {
    let site = Running::empty().await;
    let mut kept = Vec::new();
    for numbers in [0..200, 10..210] {
        site.visit("lever:acme", "Acme", postings(numbers)).await;
        site.live.refresh().await.unwrap();
        let current = site.live.current();
        kept.push((current.url.clone(), current.raw.to_vec()));
    }
    (site, kept.try_into().unwrap())
}

async fn ask(site: &Running, path: &str, encodings: &str, held: &str) -> Answer {
    let request = Request::get(path).header("accept-encoding", encodings);
    let request = if held.is_empty() { request } else { request.header("available-dictionary", held) };
    site.send(request.body(Body::empty()).unwrap()).await
}

/// As `Available-Dictionary` names those bytes.
fn name(bytes: &[u8]) -> String {
    format!(":{}:", STANDARD.encode(Sha256::digest(bytes)))
}

/// What a browser makes of a delta.
fn applied(base: &[u8], delta: &[u8]) -> Vec<u8> {
    let (head, mut stream) = delta.split_at(36);
    assert_eq!(head, [b"\xffDCB".as_slice(), &Sha256::digest(base)].concat());
    let mut out = Vec::new();
    brotli::BrotliDecompressCustomIoCustomDict(
        &mut IoReaderWrapper(&mut stream),
        &mut IoWriterWrapper(&mut out),
        &mut [0; 4_096],
        &mut [0; 4_096],
        StandardAlloc::default(),
        StandardAlloc::default(),
        StandardAlloc::default(),
        base.to_vec().into(),
        std::io::ErrorKind::UnexpectedEof.into(),
    )
    .unwrap();
    out
}

#[tokio::test]
async fn one_who_has_the_snapshot_before_fetches_what_changed() {
    let (site, [(_, old), (url, new)]) = changed().await;
    let delta = ask(&site, &url, ALL, &name(&old)).await.ok();
    assert_eq!(delta.header("content-encoding"), "dcb");
    assert_eq!(delta.header("vary"), "accept-encoding, available-dictionary");
    assert!(delta.header("cache-control").contains("immutable"));
    let made = applied(&old, &delta.bytes);
    assert_eq!(made, new);
    Catalog::open(&made).unwrap();
    let whole = ask(&site, &url, ALL, "").await.ok();
    assert_eq!(whole.header("content-encoding"), "br");
    assert_ne!(whole.header("etag"), delta.header("etag"));
    let (part, all) = (delta.bytes.len(), whole.bytes.len());
    assert!(part < all / 2, "{part} bytes for {all}");
    let again = Request::get(&url)
        .header("accept-encoding", ALL)
        .header("available-dictionary", name(&old))
        .header("if-none-match", delta.header("etag"));
    site.send(again.body(Body::empty()).unwrap()).await.with_status(StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn whoever_has_no_base_of_ours_gets_the_whole() {
    let (site, [(first, old), (url, new)]) = changed().await;
    let whole_of = format!("{url}?whole");
    let damaged = [&old[..100], &[1], &old[101..]].concat();
    for (path, encodings, held, expected) in [
        (&url, ALL, String::new(), "br"),
        (&url, ALL, name(&damaged), "br"),
        (&url, ALL, name(&new), "br"),
        (&url, ALL, ":no base 64:".to_owned(), "br"),
        (&url, "gzip, br", name(&old), "br"),
        (&url, "br, dcb;q=0", name(&old), "br"),
        (&url, "dcz", name(&old), ""),
        (&whole_of, ALL, name(&old), "br"),
        // Nobody goes back.
        (&first, ALL, name(&new), "br"),
    ] {
        let answer = ask(&site, path, encodings, &held).await.ok();
        assert_eq!(answer.header("content-encoding"), expected, "{path} {encodings} {held}");
        assert_eq!(answer.header("use-as-dictionary"), "match=\"/snapshot/*\"");
        assert_eq!(answer.header("vary"), "accept-encoding, available-dictionary");
        if expected.is_empty() {
            assert_eq!(answer.bytes, new);
        }
    }
}

#[tokio::test]
async fn three_snapshots_are_kept_and_compared() {
    let (site, [(first, a), (_, b)]) = changed().await;
    for numbers in [20..220, 30..230] {
        site.visit("lever:acme", "Acme", postings(numbers)).await;
        site.live.refresh().await.unwrap();
    }
    let current = site.live.current();
    let encoding = async |held: &[u8]| {
        let answer = ask(&site, &current.url, ALL, &name(held)).await.ok();
        answer.header("content-encoding").to_owned()
    };
    assert_eq!(encoding(&a).await, "br", "the fourth is gone");
    assert_eq!(encoding(&b).await, "dcb");
    ask(&site, &first, ALL, "").await.with_status(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_recorded_feeds_change_in_two_weeks_travels_in_a_third() {
    let site = Running::empty().await;
    if replay(&site, Recording::Oldest).await.is_none() {
        return;
    }
    let old = site.live.current();
    replay(&site, Recording::Newest).await.unwrap();
    let current = site.live.current();
    let delta = ask(&site, &current.url, ALL, &name(&old.raw)).await.ok();
    let (part, whole) = (delta.bytes.len(), current.br.len());
    println!("{} roles after {}: {part} bytes of {whole}", current.catalog.len(), old.catalog.len());
    assert_eq!(applied(&old.raw, &delta.bytes), current.raw);
    assert!(3 * part <= whole, "{part} bytes of {whole}");
}

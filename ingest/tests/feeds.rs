//! Recorded answers of the feeds of all companies: every posting arrives, with its company, and nothing is refused.

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

use std::fs;
use std::path::PathBuf;

use catalog::schema::Workplace;
use ingest::key::Key;
use ingest::source::{Kind, Page};
use ingest::{Board, Prepared, prepare_all};

/// Source, recording, postings.
const RECORDED: [(Kind, &str, usize); 11] = [
    (Kind::Arbeitnow, "feeds/arbeitnow.json", 5),
    (Kind::Arbeitnow, "small/samples/arbeitnow_sample.json", 2),
    (Kind::Himalayas, "feeds/himalayas.json", 20),
    (Kind::Himalayas, "small/samples/himalayas_sample.json", 3),
    (Kind::Jobicy, "feeds/jobicy.json", 5),
    (Kind::Jobicy, "small/samples/jobicy_sample.json", 3),
    (Kind::RemoteOk, "feeds/remoteok.json", 99),
    (Kind::RemoteOk, "small/samples/remoteok_sample.json", 3),
    (Kind::Remotive, "feeds/remotive.json", 18),
    (Kind::Remotive, "small/samples/remotive_sample.json", 3),
    (Kind::WeWorkRemotely, "feeds/weworkremotely.xml", 4),
];

#[test]
fn recorded_feeds_are_read_whole() {
    let Some(captures) = captures() else {
        println!("skipped: there are no recorded feeds beside the project");
        return;
    };
    for (kind, file, expected) in RECORDED {
        let page = read(kind, &fs::read(captures.join(file)).unwrap());
        assert_eq!((page.postings.len(), page.refused.len()), (expected, 0), "{file}");
        for posting in &page.postings {
            let is_whole = !posting.html.is_empty()
                && posting.url.starts_with("https://")
                && posting.published.is_some()
                && posting.company.as_ref().is_some_and(|c| !c.is_empty() && c.trim() == c);
            assert!(is_whole, "{file}: {}", posting.id);
        }
        let prepared = prepare_all(kind.name(), "", page.postings);
        prepared.iter().for_each(|posting| check(kind, file, posting));
    }
}

fn check(kind: Kind, file: &str, posting: &Prepared) {
    let key = Key::split(&posting.key).unwrap();
    assert_eq!((key.source, key.board), (kind.name(), ""), "{file}");
    let text = normalise::text::plain(&posting.html);
    // The texts of the samples are cut, one of them inside of a tag.
    assert!(!text.is_empty() || file.starts_with("small/"), "{file}: {}", posting.key);
    assert!(text.chars().count() <= ingest::excerpt::MOST + 40, "{file}: {}", posting.key);
    assert!(!text.contains("Please mention the word"), "{file}: {}", posting.key);
    if kind.policy().remote_only {
        assert_ne!(posting.facts.workplace.value, Workplace::Unspecified, "{file}: {}", posting.key);
    }
}

fn read(kind: Kind, body: &[u8]) -> Page {
    let (source, board) = (kind.source(), Board::new(kind, "", ""));
    source.parse(&board, &source.first(&board), body).unwrap()
}

fn captures() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("CODEDECK_SHARED").map_or_else(beside, PathBuf::from);
    Some(shared.join("data/captures")).filter(|dir| dir.is_dir())
}

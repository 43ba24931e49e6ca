//! The fuzz targets' corpora in the ordinary tests: each file, and thousands of changed copies of each.
//!
//! The checks are those of the fuzz targets (`fuzz/src/text.rs`).

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

#[path = "../../ingest/tests/corpus/mutate.rs"]
mod mutate;
#[path = "../../fuzz/src/text.rs"]
mod text;

use std::path::PathBuf;

/// Changed copies of each file.
const COPIES: usize = 2_000;

fn check(target: &str, check: fn(&[u8])) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let files: Vec<Vec<u8>> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    assert!(files.len() > 2, "the corpus is there");
    let mut draw = mutate::Draw::new(1);
    for file in &files {
        check(file);
        (0..COPIES).for_each(|_| check(&draw.changed(file, &files)));
    }
}

#[test]
fn pay_is_read_from_any_text() {
    check("salary", text::salary);
}

#[test]
fn places_are_read_from_any_text() {
    check("place", text::place);
}

#[test]
fn work_is_read_from_any_title() {
    check("title", text::title);
}

#[test]
fn any_html_is_made_safe() {
    check("html", text::html);
}

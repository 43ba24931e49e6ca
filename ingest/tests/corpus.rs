//! The fuzz target's corpus in the ordinary tests: each file, and thousands of changed copies of each.
//!
//! The check is that of the fuzz target (`fuzz/src/source.rs`).

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

#[path = "corpus/mutate.rs"]
mod mutate;
#[path = "../../fuzz/src/source.rs"]
mod source;

use std::path::PathBuf;

/// Changed copies of each file.
const COPIES: usize = 2_000;

/// The files of the corpus.
fn corpus() -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/source_parse");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

#[test]
fn every_file_is_read_or_refused() {
    let files = corpus();
    assert!(files.len() > 15, "the corpus is there");
    files.iter().for_each(|file| source::check(file));
}

#[test]
fn changed_answers_are_read_or_refused() {
    let mut draw = mutate::Draw::new(1);
    let files = corpus();
    for file in &files {
        for _ in 0..COPIES {
            source::check(&draw.changed(file, &files));
        }
    }
}

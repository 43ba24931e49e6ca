//! What opening takes: an allocator that counts says how much memory stood at most, and is held to a multiple of the bytes.
//!
//! In a program of its own with one test, as other tests would be counted too.

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

#[allow(dead_code, reason = "another test counts allocations")]
mod allocator;
#[path = "corpus/mutate.rs"]
mod mutate;
#[path = "corpus/parts.rs"]
#[allow(dead_code, reason = "the corpus' tests use the rest")]
mod parts;
#[path = "../../fuzz/src/snapshot.rs"]
#[allow(dead_code, reason = "the corpus' tests use the rest")]
mod snapshot;

use std::path::PathBuf;
use std::sync::atomic::Ordering;

use allocator::{MOST, NOW};
use catalog::Catalog;
use mutate::Draw;
use parts::Parts;

/// Changed copies of each file.
const COPIES: usize = 300;
/// Bytes of memory for each byte of hostile ones: a title of four may share 255 with the one before, and each of the words in
/// these is a number in a list.
const PER_BYTE: usize = 512;

/// Bytes that stood at most while the snapshot was opened, beyond what stood before.
fn most(bytes: &[u8]) -> usize {
    let before = NOW.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    drop(Catalog::open(bytes));
    MOST.load(Ordering::Relaxed) - before
}

/// Titles of two bytes of their own and 255 that all of them have, the words `aa ab ac …`: the most that a byte may stand for.
fn shared_words() -> Vec<u8> {
    let letters = || b'a'..=b'z';
    let words: Vec<u8> =
        letters().flat_map(|a| letters().flat_map(move |b| [a, b, b' '])).take(255).collect();
    let ends: Vec<u8> = (b'!'..=b'~').flat_map(|a| (b'!'..=b'~').flat_map(move |b| [a, b])).collect();
    let n = ends.len() / 2;
    let mut titles = vec![n as u8 | 0x80, (n >> 7) as u8, 1, 0];
    titles.extend(vec![255; n - 1]);
    // The first has the words as well: 257 bytes.
    titles.extend([2, 1]);
    titles.extend(vec![2; n - 1]);
    titles.push(1);
    titles.extend(vec![0; n - 1]);
    titles.extend(words);
    titles.extend(ends);
    Parts::two_roles().with("titles", &titles).sealed(2)
}

#[test]
fn opening_takes_memory_by_the_bytes_that_are_there() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/snapshot_open");
    let mut draw = Draw::new(2);
    let always = most(&Parts::no_role().sealed(0));
    let mut worst = (0, String::new());
    let mut check = |bytes: &[u8], name: &str| {
        let per_byte = most(bytes).saturating_sub(always) / bytes.len().max(1);
        worst = std::mem::take(&mut worst).max((per_byte, name.to_owned()));
        assert!(per_byte <= PER_BYTE, "{name}: {per_byte} bytes of memory for each of {}", bytes.len());
    };
    let shared = shared_words();
    Catalog::open(&shared).unwrap();
    check(&shared, "titles of shared words");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        check(&bytes, &name);
        for _ in 0..COPIES {
            let changed = draw.changed(&bytes);
            check(&changed, &name);
            if let Some(sealed) = snapshot::resealed(&changed) {
                check(&sealed, &name);
            }
        }
    }
    println!("{always} bytes always; most: {} bytes a byte, {}", worst.0, worst.1);
}

//! The fuzz targets' corpora in the ordinary tests: each file, thousands of changed copies of each snapshot, and one snapshot
//! for each reason to refuse one.
//!
//! The checks are those of the fuzz targets (`fuzz/src`). `CODEDECK_BLESS=1` writes the hand-made files of
//! `fuzz/corpus/snapshot_open`; files there that no case has were found by a run.

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

#[path = "corpus/damage.rs"]
mod damage;
#[path = "corpus/mutate.rs"]
mod mutate;
#[path = "corpus/parts.rs"]
mod parts;
#[path = "../../fuzz/src/query.rs"]
mod query;
#[path = "../../fuzz/src/snapshot.rs"]
mod snapshot;

use std::collections::BTreeSet;
use std::path::PathBuf;

use catalog::money::{Currency, Pay, Period};
use catalog::schema::{Category, Facet, Level};
use catalog::{Catalog, Row, SNAPSHOT_VERSION};
use parts::Parts;

/// Larger snapshots are made anew in each run rather than kept.
const LARGEST_FILE: usize = 16 * 1024;
/// Bytes of a snapshot of which all changes are tried.
const SMALL: usize = 512;
/// Changed copies of each snapshot.
const COPIES: usize = 3_000;

fn folder(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target)
}

/// The files of a corpus, by name.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(folder(target)).unwrap().map(|entry| entry.unwrap().path());
    let mut out: Vec<_> = files
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    out.sort();
    out
}

/// Snapshots that open, by the names of their files.
fn sound() -> Vec<(&'static str, Vec<u8>)> {
    let golden = |version: &str| {
        let name = format!("tests/golden/v{version}.snapshot");
        std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
    };
    let two = Parts::two_roles();
    // Seen a minute after one common minute rather than after publication.
    let other_times = two.clone().with("seen", &[1, 0xe8, 0x07, 1, 0, 1]);
    vec![
        ("golden", golden("2")),
        ("golden-of-1", golden("1")),
        ("two-roles", two.sealed(2)),
        ("two-roles-of-1", Parts::two_roles_of_version_1().sealed(2)),
        ("two-roles-other-times", other_times.sealed(2)),
        ("no-role", Parts::no_role().sealed(0)),
    ]
}

/// Compares a made file with the one of the corpus.
fn kept(name: &str, bytes: &[u8]) {
    if bytes.len() > LARGEST_FILE {
        return;
    }
    let path = folder("snapshot_open").join(name);
    if std::env::var_os("CODEDECK_BLESS").is_some_and(|v| v == "1") {
        std::fs::write(&path, bytes).unwrap();
    }
    let file = std::fs::read(&path).unwrap_or_default();
    assert!(file == bytes, "{} is not what its case makes: CODEDECK_BLESS=1 rewrites it", path.display());
}

#[test]
fn a_snapshot_written_by_hand_after_the_grammar_opens() {
    for (name, bytes) in sound() {
        kept(name, &bytes);
        Catalog::open(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    read_as_two_roles(&Parts::two_roles());
    read_as_two_roles(&Parts::two_roles_of_version_1());
}

fn read_as_two_roles(parts: &Parts) {
    let catalog = Catalog::open(&parts.sealed(2)).unwrap();
    let [newer, older] = [0, 1].map(|row| catalog.role(Row(row)));
    assert_eq!((newer.id().number(), newer.title(), newer.level()), (5, "Dev", Level::Senior));
    assert_eq!((older.id().number(), older.title(), older.category()), (9, "Dev2", Category::Frontend));
    assert_eq!((newer.company().slug, newer.company().label), ("acme", "Acme"));
    assert_eq!(newer.skills().map(|s| s.slug).collect::<Vec<_>>(), ["rust"]);
    assert_eq!(older.skills().map(|s| s.slug).collect::<Vec<_>>(), ["go", "rust"]);
    let places: Vec<_> =
        older.places().map(|(city, _, country)| (city.map(|c| (c.slug, c.label)), country.slug)).collect();
    assert_eq!(places, [(Some(("porto-pt!", "Porto")), "pt"), (None, "es")]);
    let pay = Pay {
        min: Some(50_000.0),
        max: Some(70_000.0),
        currency: Currency::EUR,
        period: Period::Year,
        basis: catalog::money::Basis::Total,
    };
    assert_eq!((newer.pay(), older.pay()), (None, Some(pay)));
    assert_eq!([newer, older].map(|r| (r.published() / 60, r.first_seen() / 60)), [(1000, 1003), (990, 990)]);
    assert_eq!(catalog.values(Facet::Country), 3);
}

#[test]
fn every_reason_to_refuse_a_snapshot_is_given_to_one() {
    let mut reasons = BTreeSet::new();
    for case in damage::all() {
        kept(case.name, &case.bytes);
        let error = Catalog::open(&case.bytes).expect_err(case.name);
        assert!(error.is_damaged(), "{}", case.name);
        assert_eq!(error.to_string(), format!("the catalogue is damaged: {}", case.reason), "{}", case.name);
        reasons.insert(case.reason);
    }
    let sources = [
        include_str!("../src/snapshot/codec.rs"),
        include_str!("../src/snapshot/decode.rs"),
        include_str!("../src/snapshot/header.rs"),
    ];
    for line in sources.iter().flat_map(|source| source.lines()) {
        let marks = ["Err(\"", "ok_or(\"", "map_err(|_| \"", "Damage = \"", "damaged(\""];
        for reason in marks.iter().filter_map(|mark| line.split_once(mark)?.1.split('"').next()) {
            assert!(reasons.contains(reason), "no case for: {reason}");
        }
    }
}

#[test]
fn foreign_bytes_and_other_versions_are_refused_as_such() {
    let mut other = Parts::two_roles().sealed(2);
    other[8] = 3;
    kept("version-3", &other);
    let error = Catalog::open(&other).unwrap_err();
    assert!(error.is_other_version());
    assert_eq!(error.to_string(), "the catalogue has format 3; this build reads formats up to 2");
    for bytes in [&b""[..], b"CodeDec", b"{\"roles\":[]}", &other[1..]] {
        assert!(Catalog::open(bytes).unwrap_err().is_foreign());
    }
    for version in (0..=u16::MAX).filter(|version| !(1..=SNAPSHOT_VERSION).contains(version)) {
        other[8..10].copy_from_slice(&version.to_le_bytes());
        assert!(Catalog::open(&other).unwrap_err().is_other_version(), "{version}");
    }
}

#[test]
fn every_file_of_the_snapshot_corpus_is_opened_or_refused() {
    let files = corpus("snapshot_open");
    assert!(files.len() > 40, "the corpus is there");
    files.iter().for_each(|(_, bytes)| snapshot::check(bytes));
}

/// Bit flips, cuts, repeated bytes, blown-up numbers, each under a valid checksum as well.
#[test]
fn changed_snapshots_are_opened_or_refused() {
    let mut draw = mutate::Draw::new(1);
    for (name, bytes) in corpus("snapshot_open") {
        let copies = if name == "golden" { 4 * COPIES } else { COPIES };
        for _ in 0..copies {
            snapshot::check(&draw.changed(&bytes));
        }
    }
}

/// Cut at every byte, it is refused; and so it is where the header says that this is all of it.
#[test]
fn a_sound_snapshot_may_end_anywhere() {
    for (name, bytes) in sound() {
        for end in 0..bytes.len() {
            let cut = &bytes[..end];
            let error = Catalog::open(cut).expect_err(name);
            assert!(
                if end < 8 { error.is_foreign() } else { error.is_damaged() },
                "{name} to {end}: {error}"
            );
            if let Some(sealed) = snapshot::resealed(cut) {
                let error = Catalog::open(&sealed).expect_err(name);
                assert!(error.is_damaged(), "{name} to {end}: {error}");
            }
        }
    }
}

/// Every byte of the snapshots that open with every other value is refused. Under a valid header, which lets some through to the
/// decoder that mean something else, those of the small ones are opened or refused, and of the larger ones each bit.
#[test]
fn every_byte_of_a_sound_snapshot_may_be_wrong() {
    for (name, bytes) in sound() {
        for at in 0..bytes.len() {
            for change in 1..=u8::MAX {
                let mut changed = bytes.clone();
                changed[at] ^= change;
                assert!(Catalog::open(&changed).is_err(), "{name}: {change} in byte {at} is not found");
                if bytes.len() < SMALL || change.is_power_of_two() {
                    snapshot::check(&changed);
                }
            }
        }
    }
}

#[test]
fn every_file_of_the_query_corpus_prints_as_it_reads() {
    let files = corpus("query_grammar");
    assert!(files.len() > 10, "the corpus is there");
    for (_, bytes) in files {
        query::check(&String::from_utf8_lossy(&bytes));
    }
}

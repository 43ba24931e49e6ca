//! What comes from files, what is only read, and what an operator does with the whole.

use std::path::Path;

use store::{Outcome, Schema, Store, StoredRates, Target};

use super::{DAY, complete, listed, open, visit};

pub async fn check(make: &impl AsyncFn() -> Store) {
    imports(&make().await).await;
    previews(&make().await).await;
    previews(&Store::in_memory().await.unwrap()).await;
    records(&make().await).await;
    rates(&make().await).await;
}

/// Nobody visits what came from a file: it is never unread, and a part of it adds to the rest.
async fn imports(store: &Store) {
    let part = |ids| Outcome::Partial { listed: listed(ids), why: "imported".into() };
    store.record_import(&visit(1_000, part(0..5))).await.unwrap();
    store.record_import(&visit(2_000, part(5..9))).await.unwrap();
    let later = 2_000 + 90 * DAY;
    assert_eq!((store.close_unread(later).await.unwrap(), open(store, later).await), (0, 9));
    assert!(store.boards().await.unwrap()[0].imported);
    store.accept("lever:acme").await.unwrap();
    assert_eq!(store.record_import(&visit(later, complete(8..9))).await.unwrap().closed, 8);
    // From the first visit on it is a board like others.
    store.record_visit(&visit(later + 10, complete(0..9))).await.unwrap();
    assert_eq!(open(store, later + 8 * DAY).await, 0);
}

async fn previews(store: &Store) {
    let report = store.preview_visit(&visit(1_000, complete(0..3))).await.unwrap();
    assert_eq!((report.added, store.boards().await.unwrap().len()), (3, 0));
    store.record_visit(&visit(1_000, complete(0..3))).await.unwrap();
    let report = store.preview_visit(&visit(2_000, complete(1..4))).await.unwrap();
    assert_eq!((report.added, report.closed, open(store, 2_000).await), (1, 1, 3));
}

async fn records(store: &Store) {
    store.record_visit(&visit(1_000, complete(0..8))).await.unwrap();
    store.record_visit(&visit(2_000, complete(0..7))).await.unwrap();
    for (closed, expected) in [(false, 7), (true, 8)] {
        let (mut keys, mut after) = (Vec::new(), String::new());
        loop {
            let page = store.records(&after, closed, 3).await.unwrap();
            let Some(last) = page.last() else { break };
            after.clone_from(&last.key);
            keys.extend(page.into_iter().map(|r| r.key));
        }
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), expected);
    }
}

async fn rates(store: &Store) {
    assert_eq!(store.rates("bank").await.unwrap(), None);
    let rates =
        |fetched, text: &str| StoredRates { day: "2026-11-24".into(), fetched, per_unit: text.into() };
    let before = store.state(0).await.unwrap();
    store.set_rates("bank", &rates(10, "a")).await.unwrap();
    let state = store.state(0).await.unwrap();
    assert_ne!(state, before);
    store.set_rates("bank", &rates(20, "a")).await.unwrap();
    assert_eq!(store.state(0).await.unwrap(), state);
    assert_eq!(store.rates("bank").await.unwrap(), Some(rates(20, "a")));
}

/// Copies, and opening only to read; on a folder of its own.
pub async fn files(folder: &Path) {
    let target = Target::File(folder.join("a.db"));
    let missing = Store::open_read(&target).await.err().unwrap().to_string();
    assert!(missing.contains("there is no database") && !folder.join("a.db").exists(), "{missing}");
    let store = Store::open(&target).await.unwrap();
    store.record_visit(&visit(1_000, complete(0..4))).await.unwrap();
    let read = Store::open_read(&target).await.unwrap();
    assert_eq!((open(&read, 1_000).await, read.newest().await.unwrap()), (4, Some(1_000)));
    assert!(read.record_visit(&visit(2_000, complete(0..4))).await.is_err());
    assert_eq!((read.damage().await.unwrap(), read.schema().await.unwrap().0), (None, Schema::Current));
    let copy = folder.join("copy.db");
    read.copy_to(&copy).await.unwrap();
    assert!(read.copy_to(&copy).await.is_err(), "a copy is never written over");
    let copy = Store::open_read(&Target::File(copy)).await.unwrap();
    assert_eq!(open(&copy, 1_000).await, 4);
    std::fs::write(folder.join("other.db"), "not a database at all, but a text of some length").unwrap();
    let other = Store::open_read(&Target::File(folder.join("other.db"))).await.err().unwrap().to_string();
    assert!(other.contains("damaged") || other.contains("no database"), "{other}");
}

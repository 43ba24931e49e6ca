//! Visits that read a part of a board, or nothing; who may record them, and when the next one is.

use store::{Listed, NewPosting, Outcome, Refusal, Store};

use super::{DAY, complete, etag, failed, listed, open, posting, visit};

pub async fn check(make: impl AsyncFn() -> Store) {
    parts(&make().await).await;
    boards_that_are_always_read_in_part(&make().await).await;
    left_open(&make().await).await;
    versions(&make().await).await;
    times(&make().await).await;
    fences(&make().await).await;
}

fn partial(listed: Listed) -> Outcome {
    Outcome::Partial { listed, why: "it lists 10 of 40 postings".into() }
}

async fn at(store: &Store, outcome: Outcome, at: i64) -> store::Report {
    store.record_visit(&visit(at, outcome)).await.unwrap()
}

async fn last_seen(store: &Store, id: &str) -> i64 {
    store.posting(posting(id, "").role).await.unwrap().unwrap().last_seen
}

/// What was read is recorded, what is absent stays as it is.
async fn parts(store: &Store) {
    at(store, complete(0..30), 1_000).await;
    let state = store.state(2_000).await.unwrap();
    let mut some = listed(20..30);
    some.postings[0].hash = "new".into();
    some.postings.push(posting("40", "Engineer"));
    let report = at(store, partial(some), 2_000).await;
    assert_eq!((report.seen, report.added, report.changed, report.closed), (11, 1, 1, 0));
    assert!(report.message.unwrap().contains("10 of 40 postings: nothing is closed"));
    assert_eq!(open(store, 2_000).await, 31);
    assert_ne!(store.state(2_000).await.unwrap(), state);
    assert_eq!((last_seen(store, "3").await, last_seen(store, "25").await), (1_000, 2_000));
    let board = &store.boards().await.unwrap()[0];
    assert_eq!((board.last_read, board.last_complete), (Some(2_000), Some(1_000)));
    assert_eq!(etag(store).await, None, "an unmodified list would still be a part only");
    assert_eq!(store.last_runs().await.unwrap()[0].outcome, "partial");
    // None at all is no reason to close, nor to hold.
    at(store, partial(Listed::default()), 2_500).await;
    assert_eq!((open(store, 2_500).await, store.boards().await.unwrap()[0].held_since), (31, None));
    // A whole one closes by its own rule.
    assert_eq!(at(store, complete(5..30), 3_000).await.closed, 6);
    assert_eq!((last_seen(store, "3").await, last_seen(store, "40").await), (1_000, 2_000));
    assert_eq!(at(store, complete(0..30), 4_000).await.reopened, 5);
    assert_eq!(last_seen(store, "3").await, 4_000);
}

/// What no visit lists for a week is unconfirmed, for a month closed, though its board is read every day.
async fn boards_that_are_always_read_in_part(store: &Store) {
    at(store, complete(0..30), 0).await;
    let mut state = store.state(0).await.unwrap();
    for day in 1..=31 {
        let now = day * DAY;
        at(store, partial(listed(0..20)), now).await;
        let changes = store.state(now).await.unwrap() != state;
        assert_eq!(changes, day == 7, "day {day}");
        state = store.state(now).await.unwrap();
        assert_eq!(open(store, now).await, if day < 7 { 30 } else { 20 }, "day {day}");
        assert_eq!(store.close_unread(now).await.unwrap(), if day == 30 { 10 } else { 0 }, "day {day}");
        if day == 30 {
            assert_ne!(store.state(now).await.unwrap(), state);
            state = store.state(now).await.unwrap();
        }
    }
    // One of them is listed again.
    let report = at(store, partial(listed(0..21)), 32 * DAY).await;
    assert_eq!((report.reopened, open(store, 32 * DAY).await), (1, 21));
}

/// A visit that left something open is followed by one that reads the list again, however unmodified it is.
async fn left_open(store: &Store) {
    at(store, complete(0..30), 1_000).await;
    assert!(etag(store).await.is_some());
    at(store, complete(0..2), 2_000).await;
    assert_eq!(etag(store).await, None);
    at(store, complete(0..30), 3_000).await;
    let unknown = vec![Refusal { key: None, why: "#3: it is not the feed's form".into() }];
    at(store, Outcome::Complete(Listed { refused: unknown.clone(), ..listed(0..30) }), 4_000).await;
    assert!(etag(store).await.is_some(), "nothing is absent");
    at(store, Outcome::Complete(Listed { refused: unknown, ..listed(0..29) }), 5_000).await;
    assert_eq!(etag(store).await, None);
    // The operator's word counts until a whole visit takes it.
    assert!(store.accept("lever:acme").await.unwrap());
    at(store, failed(false), 6_000).await;
    at(store, partial(listed(0..1)), 6_500).await;
    assert_eq!(at(store, complete(0..2), 7_000).await.closed, 28);
}

/// Postings whose text was not asked for again.
async fn versions(store: &Store) {
    let with = |id: &str, version: &str| NewPosting {
        version: Some(version.into()),
        html: format!("<p>{id}</p>"),
        ..posting(id, "Engineer")
    };
    let postings = vec![with("a", "1"), with("b", "1"), with("c", "1"), posting("d", "Engineer")];
    at(store, Outcome::Complete(Listed { postings, ..Listed::default() }), 1_000).await;
    let known = async || {
        let mut known = store.versions("lever:acme").await.unwrap();
        known.sort();
        known
            .into_iter()
            .map(|(key, version)| format!("{}{version}", key.replace("lever:acme:", "")))
            .collect::<Vec<_>>()
    };
    assert_eq!(known().await, ["a1", "b1", "c1"]);
    let kept = vec!["lever:acme:a".into(), "lever:acme:never-seen".into()];
    let postings = vec![with("b", "2"), posting("d", "Engineer")];
    let report = at(store, Outcome::Complete(Listed { postings, kept, ..Listed::default() }), 2_000).await;
    assert_eq!((report.seen, report.added, report.changed, report.closed), (4, 0, 0, 1));
    assert_eq!(known().await, ["a1", "b2"]);
    assert_eq!((last_seen(store, "a").await, last_seen(store, "c").await), (2_000, 1_000));
    let mut texts = store.texts("lever:acme").await.unwrap();
    texts.sort();
    assert_eq!(texts[0], ("lever:acme:a".to_owned(), "<p>a</p>".to_owned()));
    assert_eq!(texts.len(), 3);
    store.set_rules(7).await.unwrap();
    assert_eq!(known().await, [""; 0], "by other rules every text is read anew");
}

/// A board that fails is visited less and less.
async fn times(store: &Store) {
    const HOUR: i64 = 3_600;
    let next = async || store.due().await.unwrap()[0].next_visit.unwrap();
    at(store, complete(0..30), 0).await;
    assert_eq!(next().await, DAY);
    for (failures, hours) in [(1, 3), (2, 6), (3, 12), (4, 24)] {
        let now = failures * 100 * HOUR;
        at(store, failed(false), now).await;
        assert_eq!(next().await, now + hours * HOUR);
        let due = &store.due().await.unwrap()[0];
        assert_eq!((due.failures, due.failing_since), (failures, Some(100 * HOUR)));
        assert_eq!(due.is_broken(now + HOUR), failures >= 3);
        assert!(!due.is_broken(now + hours * HOUR));
    }
    let wait = Some(100 * HOUR);
    let busy = Outcome::Failed { gone: false, message: "it asks for fewer requests".into(), wait };
    at(store, busy, 500 * HOUR).await;
    assert_eq!(next().await, 600 * HOUR, "as long as the system asks for");
    let board = &store.boards().await.unwrap()[0];
    assert_eq!((board.failing_since, board.next_visit), (Some(100 * HOUR), Some(600 * HOUR)));
    at(store, Outcome::NotModified, 600 * HOUR).await;
    let board = &store.boards().await.unwrap()[0];
    assert_eq!((board.failing_since, board.message.clone()), (None, None));
    assert_eq!(next().await, 600 * HOUR + DAY);
    // Remarks of the last reading stay while it is as it was.
    let refused = vec![Refusal { key: Some("lever:acme:0".into()), why: "0: it has no title".into() }];
    at(store, Outcome::Complete(Listed { refused, ..listed(1..30) }), 700 * HOUR).await;
    at(store, Outcome::NotModified, 724 * HOUR).await;
    assert!(store.boards().await.unwrap()[0].message.as_ref().unwrap().contains("no title"));
}

/// Who lost the lease records nothing.
async fn fences(store: &Store) {
    let slow = store.lease("crawl", "slow", 100, 60).await.unwrap().unwrap();
    store.record_visit_under(&slow, &visit(110, complete(0..30))).await.unwrap();
    let quick = store.lease("crawl", "quick", 200, 60).await.unwrap().unwrap();
    let error = store.record_visit_under(&slow, &visit(210, complete(0..29))).await.unwrap_err();
    assert!(error.is_lost() && error.to_string().contains("another node"), "{error}");
    assert_eq!((open(store, 210).await, store.last_runs().await.unwrap()[0].finished), (30, 110));
    let report = store.record_visit_under(&quick, &visit(220, complete(0..29))).await.unwrap();
    assert_eq!(report.closed, 1);
}

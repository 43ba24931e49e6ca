//! What was removed stays out, what is forgotten leaves its facts, and each day's figures are kept once.

use store::{Figure, Listed, NewPosting, Outcome, Refusal, Store, Subject};

use super::{complete, listed, open, posting, visit};

pub async fn check(make: impl AsyncFn() -> Store) {
    removed(&make().await).await;
    forgotten(&make().await).await;
    moved(&make().await).await;
    history(&make().await).await;
}

async fn at(store: &Store, outcome: Outcome, at: i64) -> store::Report {
    store.record_visit(&visit(at, outcome)).await.unwrap()
}

async fn removed(store: &Store) {
    at(store, complete(0..5), 1_000).await;
    let state = store.state(1_000).await.unwrap();
    assert_eq!(store.remove(&Subject::Key("lever:acme:1".into()), 2_000).await.unwrap(), 1);
    assert_eq!(store.remove(&Subject::Key("lever:acme:1".into()), 2_000).await.unwrap(), 0);
    assert_ne!(store.state(1_000).await.unwrap(), state, "another catalogue");
    // No visit brings it back: neither listed, nor unchanged, nor unreadable.
    let report = at(store, complete(0..5), 3_000).await;
    assert_eq!((report.seen, report.blocked, report.added, report.closed, report.reopened), (4, 1, 0, 0, 0));
    assert!(report.message.unwrap().contains("removed on request"));
    let refused = vec![Refusal { key: Some("lever:acme:1".into()), why: "1: it has no title".into() }];
    let kept = vec!["lever:acme:1".into()];
    at(store, Outcome::Complete(Listed { refused, kept, ..listed(2..5) }), 4_000).await;
    let record = store.posting(posting("1", "").role).await.unwrap().unwrap();
    assert_eq!(
        (record.closed_at, record.closed_why.as_deref(), record.facts.as_str()),
        (Some(2_000), Some("removed"), "{}")
    );
    // What is not known yet is kept out as well; a company by its name, a board by its key.
    assert_eq!(store.remove(&Subject::Key("lever:acme:7".into()), 5_000).await.unwrap(), 0);
    assert_eq!(at(store, complete(2..8), 5_000).await.blocked, 1);
    assert_eq!(store.remove(&Subject::Company("ACME".into()), 6_000).await.unwrap(), 6);
    assert_eq!((at(store, complete(0..9), 7_000).await.blocked, open(store, 7_000).await), (9, 0));
    let board = Subject::Board("lever:other".into());
    store.remove(&board, 8_000).await.unwrap();
    let other = NewPosting { key: "lever:other:1".into(), company_slug: "other".into(), ..posting("x", "") };
    let listed = Listed { postings: vec![other], ..Listed::default() };
    let visit = store::Visit { board: "lever:other".into(), ..visit(9_000, Outcome::Complete(listed)) };
    assert_eq!(store.record_visit(&visit).await.unwrap().blocked, 1);
    let removed = store.removed().await.unwrap();
    let removed: Vec<(&str, &str)> = removed.iter().map(|r| (r.kind.as_str(), r.value.as_str())).collect();
    let expected =
        [("board", "lever:other"), ("company", "acme"), ("key", "lever:acme:1"), ("key", "lever:acme:7")];
    assert_eq!(removed, expected);
}

async fn forgotten(store: &Store) {
    let with = |id: &str| NewPosting { html: "<p>words</p>".into(), ..posting(id, "Engineer") };
    let two = || Outcome::Complete(Listed { postings: vec![with("a"), with("b")], ..Listed::default() });
    at(store, two(), 1_000).await;
    at(store, Outcome::Complete(Listed { postings: vec![with("a")], ..Listed::default() }), 2_000).await;
    assert_eq!(store.forget_texts(1_999).await.unwrap(), 0);
    assert_eq!(store.forget_texts(2_000).await.unwrap(), 1);
    assert_eq!(store.forget_texts(2_000).await.unwrap(), 0);
    let text = async |id: &str| store.posting(posting(id, "").role).await.unwrap().unwrap().html;
    assert_eq!((text("a").await.as_str(), text("b").await.as_str()), ("<p>words</p>", ""));
    let report = at(store, two(), 3_000).await;
    assert_eq!((report.reopened, report.changed, text("b").await.as_str()), (1, 0, "<p>words</p>"));
}

/// What a posting is compared by may change while it does not.
async fn moved(store: &Store) {
    let with = |id: &str, signature: &str| NewPosting {
        kin: "acme engineer".into(),
        signature: signature.into(),
        ..posting(id, "Engineer")
    };
    let all = |signature: &str| {
        let postings = vec![with("a", signature), with("b", signature), posting("c", "Engineer")];
        Outcome::Complete(Listed { postings, ..Listed::default() })
    };
    at(store, all("one"), 1_000).await;
    let state = store.state(1_000).await.unwrap();
    let report = at(store, all("two"), 2_000).await;
    assert_eq!(report.changed, 0);
    assert_ne!(store.state(2_000).await.unwrap(), state, "perhaps another role");
    let relatives = store.relatives("acme engineer").await.unwrap();
    assert!(relatives.len() == 2 && relatives.iter().all(|r| r.signature == "two" && r.last_seen == 2_000));
    assert_eq!(store.unlisted_relatives(2_000).await.unwrap().len(), 0);
    at(store, Outcome::Complete(Listed { postings: vec![with("b", "two")], ..Listed::default() }), 3_000)
        .await;
    let unlisted = store.unlisted_relatives(3_000).await.unwrap();
    assert_eq!(
        (unlisted.len(), unlisted[0].key.as_str(), unlisted[0].closed_at),
        (1, "lever:acme:a", Some(3_000))
    );
}

async fn history(store: &Store) {
    let figure = |day: i64, dimension: &str, value: &str, open: i64| Figure {
        day,
        dimension: dimension.into(),
        value: value.into(),
        open,
        stated: open / 2,
        median: (open > 1).then_some(90_000),
        ..Figure::default()
    };
    let of = |day: i64, n: i64| -> Vec<Figure> {
        let skills = (0..100).map(|i| figure(day, "skill", &format!("skill-{i:03}"), 3));
        [figure(day, "all", "", n), figure(day, "level", "senior", n)].into_iter().chain(skills).collect()
    };
    assert_eq!(store.last_day().await.unwrap(), None);
    assert!(store.write_history(20_000, &of(20_000, 10)).await.unwrap());
    assert!(!store.write_history(20_000, &of(20_000, 99)).await.unwrap(), "once a day");
    assert!(store.write_history(20_001, &of(20_001, 1)).await.unwrap());
    assert_eq!(store.last_day().await.unwrap(), Some(20_001));
    let all = store.history("all", 0, 30_000).await.unwrap();
    assert_eq!(all, [figure(20_000, "all", "", 10), figure(20_001, "all", "", 1)]);
    assert_eq!(store.history("skill", 20_001, 20_001).await.unwrap().len(), 100);
}

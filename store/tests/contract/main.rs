//! What a store promises, on both databases.

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

mod cluster;
mod migration;
mod removal;
mod unchanged;
mod upkeep;
mod visits;

use store::{Listed, NewPosting, Outcome, Refusal, Store, Target, Visit};
use tokio::sync::mpsc;

const DAY: i64 = 86_400;

fn posting(id: &str, title: &str) -> NewPosting {
    let number = id.bytes().fold(7i64, |n, b| n * 31 + i64::from(b));
    NewPosting {
        key: format!("lever:acme:{id}"),
        role: number,
        company_slug: "acme".into(),
        company: "Acme".into(),
        title: title.into(),
        facts: "{}".into(),
        hash: title.into(),
        published: Some(50),
        ..NewPosting::default()
    }
}

fn visit(at: i64, outcome: Outcome) -> Visit {
    Visit {
        board: "lever:acme".into(),
        source: "lever".into(),
        company: "Acme".into(),
        started: at - 1,
        finished: at,
        outcome,
        etag: Some("\"e\"".into()),
        last_modified: None,
        requests: 1,
        bytes: 10,
    }
}

fn listed(ids: std::ops::Range<u32>) -> Listed {
    let postings = ids.map(|i| posting(&i.to_string(), "Engineer")).collect();
    Listed { postings, ..Listed::default() }
}

fn complete(ids: std::ops::Range<u32>) -> Outcome {
    Outcome::Complete(listed(ids))
}

fn failed(gone: bool) -> Outcome {
    Outcome::Failed { gone, message: "it fails".into(), wait: None }
}

/// How many postings are listed; their texts are those that are sent.
async fn open(store: &Store, now: i64) -> usize {
    let mut roles: Vec<i64> = store.open_roles(now).await.unwrap().iter().map(|open| open.role).collect();
    let (send, mut receive) = mpsc::channel(2);
    let receive = async {
        let mut sent = Vec::new();
        while let Some((role, _)) = receive.recv().await {
            sent.push(role);
        }
        sent
    };
    let (done, mut sent) = tokio::join!(store.open_texts(now, send), receive);
    done.unwrap();
    roles.sort_unstable();
    sent.sort_unstable();
    assert_eq!(sent, roles);
    roles.len()
}

async fn check(store: &Store) {
    let at = |outcome, at| async move { store.record_visit(&visit(at, outcome)).await.unwrap() };
    let before = store.state(1_000).await.unwrap();
    // New, seen again, changed.
    let report = at(complete(0..30), 1_000).await;
    assert_eq!((report.seen, report.added, report.closed), (30, 30, 0));
    assert_eq!(at(complete(0..30), 1_010).await.changed, 0);
    let mut postings: Vec<NewPosting> = (0..30).map(|i| posting(&i.to_string(), "Engineer")).collect();
    postings[3].title = "Senior Engineer".into();
    postings[3].hash = "new".into();
    let report = at(Outcome::Complete(Listed { postings, ..Listed::default() }), 1_020).await;
    assert_eq!((report.added, report.changed), (0, 1));
    let record = store.posting(posting("3", "").role).await.unwrap().unwrap();
    assert_eq!(
        (record.title.as_str(), record.first_seen, record.last_seen),
        ("Senior Engineer", 1_000, 1_020)
    );
    assert_ne!(store.state(1_020).await.unwrap(), before);
    // Absent ones close, and open again with their first date.
    let report = at(complete(2..30), 2_000).await;
    assert_eq!((report.closed, open(store, 2_000).await), (2, 28));
    assert_eq!(at(complete(0..30), 2_010).await.reopened, 2);
    assert_eq!(store.posting(posting("0", "").role).await.unwrap().unwrap().first_seen, 1_000);
    // A failure closes nothing; a refused posting is not absent.
    at(failed(false), 2_020).await;
    assert_eq!(open(store, 2_020).await, 30);
    let refused = vec![Refusal { key: Some("lever:acme:0".into()), why: "0: it has no title".into() }];
    let report = at(Outcome::Complete(Listed { refused, ..listed(1..30) }), 2_030).await;
    assert_eq!((report.closed, report.refused, open(store, 2_030).await), (0, 1, 30));
    assert!(report.message.unwrap().contains("no title"));
    // A board that shrinks is held until a later visit confirms it.
    assert!(at(complete(0..3), 3_000).await.message.unwrap().contains("nothing is closed"));
    at(complete(0..3), 3_000 + 19 * 3_600).await;
    assert_eq!(open(store, 3_000 + 19 * 3_600).await, 30);
    let report = at(complete(0..3), 3_000 + 20 * 3_600).await;
    assert_eq!((report.closed, open(store, 3_000 + 20 * 3_600).await), (27, 3));
    // Or until it is accepted.
    let now = 3 * DAY;
    assert!(at(complete(0..0), now).await.message.is_some());
    assert!(store.accept("lever:acme").await.unwrap());
    assert!(!store.accept("lever:nobody").await.unwrap());
    assert_eq!(at(complete(0..0), now + 10).await.closed, 3);
    at(complete(0..30), now + 20).await;
    // Unread for a week: unconfirmed. Not modified counts as read.
    assert_eq!(open(store, now + 8 * DAY).await, 0);
    at(Outcome::NotModified, now + 7 * DAY).await;
    assert_eq!(open(store, now + 8 * DAY).await, 30);
    // Three answers "no such board" over a week: gone.
    at(failed(true), now + 8 * DAY).await;
    at(failed(true), now + 9 * DAY).await;
    assert_eq!(at(failed(true), now + 14 * DAY).await.closed, 0);
    assert_eq!(at(failed(true), now + 15 * DAY).await.closed, 30);
    let why = store.posting(posting("3", "").role).await.unwrap().unwrap().closed_why;
    assert_eq!(why.as_deref(), Some("board-gone"));
    assert_eq!(at(complete(0..30), now + 16 * DAY).await.reopened, 30);
    // A failure of another kind a week before does not make three answers of one hour a week of answers.
    at(failed(false), now + 17 * DAY).await;
    at(failed(true), now + 25 * DAY).await;
    at(failed(true), now + 25 * DAY + 60).await;
    assert_eq!(at(failed(true), now + 25 * DAY + 120).await.closed, 0);
    at(complete(0..30), now + 26 * DAY).await;
    let boards = store.boards().await.unwrap();
    assert_eq!((boards.len(), boards[0].open, etag(store).await.as_deref()), (1, 30, Some("\"e\"")));
    assert_eq!(store.last_runs().await.unwrap().len(), 1);
    unread(store, now + 26 * DAY).await;
    leases(store).await;
}

/// What the next visit of the board asks with.
async fn etag(store: &Store) -> Option<String> {
    store.due().await.unwrap().remove(0).etag
}

/// Time passes without a visit.
async fn unread(store: &Store, read: i64) {
    let state = store.state(read).await.unwrap();
    assert_eq!(store.state(read + 6 * DAY).await.unwrap(), state);
    assert_ne!(
        store.state(read + 8 * DAY).await.unwrap(),
        state,
        "its roles are unconfirmed: another catalogue"
    );
    assert_eq!(store.close_unread(read + 29 * DAY).await.unwrap(), 0);
    assert_eq!(store.close_unread(read + 30 * DAY).await.unwrap(), 30);
    // Other rules: the next visit is no conditional one.
    store.set_rules(1).await.unwrap();
    store.record_visit(&visit(read + 31 * DAY, complete(0..30))).await.unwrap();
    store.set_rules(1).await.unwrap();
    assert_eq!(etag(store).await.as_deref(), Some("\"e\""));
    store.set_rules(2).await.unwrap();
    assert_eq!(etag(store).await, None);
}

async fn leases(store: &Store) {
    let a = store.lease("crawl", "a", 100, 60).await.unwrap().unwrap();
    assert_eq!(store.lease("crawl", "b", 150, 60).await.unwrap(), None);
    assert_eq!(store.lease("crawl", "a", 150, 60).await.unwrap().unwrap().fence, a.fence);
    let b = store.lease("crawl", "b", 210, 60).await.unwrap().unwrap();
    assert!(b.fence > a.fence);
    store.release(&a).await.unwrap();
    assert_eq!(store.lease("crawl", "a", 220, 60).await.unwrap(), None, "an old holder cannot release it");
    store.release(&b).await.unwrap();
    assert!(store.lease("crawl", "a", 220, 60).await.unwrap().is_some());
}

/// Plays all of the contract on an empty store each.
async fn check_all(make: impl AsyncFn() -> Store) {
    check(&make().await).await;
    unchanged::check(&make().await).await;
    upkeep::check(&make).await;
    visits::check(&make).await;
    removal::check(make).await;
}

#[tokio::test]
async fn sqlite_keeps_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let count = std::cell::Cell::new(0);
    check_all(async || {
        count.set(count.get() + 1);
        let path = folder.path().join(format!("deep/{}.db", count.get()));
        Store::open(&Target::File(path)).await.unwrap()
    })
    .await;
    migration::check(&Target::File(folder.path().join("first.db"))).await;
    upkeep::files(folder.path()).await;
}

#[tokio::test]
async fn postgres_keeps_the_contract() {
    let Some(cluster) = cluster::Cluster::start() else {
        println!("skipped: no PostgreSQL binaries here");
        return;
    };
    check_all(async || Store::open(&Target::Postgres(cluster.database().await)).await.unwrap()).await;
    migration::check(&Target::Postgres(cluster.database().await)).await;
}

#[tokio::test]
async fn what_cannot_be_opened_says_why() {
    let error = Store::open(&Target::File("/proc/nowhere/x.db".into())).await.err().unwrap().to_string();
    assert!(error.contains("data directory"), "{error}");
    let error = Store::open(&Target::Postgres("postgres://127.0.0.1:1/x".into())).await.err().unwrap();
    assert!(error.to_string().contains("DATABASE_URL") && error.is_unavailable(), "{error}");
}

#[tokio::test]
async fn a_closed_file_is_whole() {
    let data = tempfile::tempdir().unwrap();
    let (draft, kept) = (data.path().join("draft.db"), data.path().join("kept.db"));
    let store = Store::open(&Target::File(draft.clone())).await.unwrap();
    store.record_visit(&visit(100, complete(0..50))).await.unwrap();
    assert_eq!(open(&store, 100).await, 50);
    store.close().await;
    std::fs::rename(&draft, &kept).unwrap();
    let store = Store::open(&Target::File(kept)).await.unwrap();
    assert_eq!(open(&store, 100).await, 50);
}

#[tokio::test]
async fn what_is_removed_is_not_in_the_file_any_more() {
    const WORDS: &str = "unmistakable words of another";
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(&Target::File(data.path().join("a.db"))).await.unwrap();
    let with =
        |id: &str| NewPosting { html: format!("<p>{WORDS} {id}</p>").repeat(40), ..posting(id, "Engineer") };
    let postings = (0..30).map(|id| with(&id.to_string())).collect();
    let listed = Outcome::Complete(Listed { postings, ..Listed::default() });
    store.record_visit(&visit(1_000, listed)).await.unwrap();
    let is_there = |id: &str| {
        let files =
            std::fs::read_dir(data.path()).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
        let (words, mut bytes) =
            (format!("{WORDS} {id}<"), files.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
        bytes.any(|text| text.contains(&words))
    };
    assert!(is_there("3") && is_there("4"));
    store.remove(&store::Subject::Key("lever:acme:3".into()), 2_000).await.unwrap();
    assert!(!is_there("3") && is_there("4"));
    store.record_visit(&visit(3_000, complete(0..0))).await.unwrap();
    store.accept("lever:acme").await.unwrap();
    store.record_visit(&visit(4_000, complete(0..0))).await.unwrap();
    assert_eq!(store.forget_texts(4_000).await.unwrap(), 29);
    assert!(!is_there("4"));
}

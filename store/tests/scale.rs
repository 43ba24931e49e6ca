//! How time and memory grow with the number of postings. Figures, not promises: run by hand, on a release build.
//!
//! `cargo test --release -p store --test scale -- --ignored --nocapture`

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

#[path = "contract/cluster.rs"]
mod cluster;

use std::time::{Duration, Instant};

use store::{Listed, NewPosting, Outcome, Store, Target, Visit};

/// Postings of a board: some have thousands, most have dozens.
const BOARD: usize = 250;
/// Bytes of a posting's text and of its facts, as recorded feeds have them on average.
const HTML: usize = 4_000;
const FACTS: usize = 1_500;

fn visit(board: usize, at: i64) -> Visit {
    let key = format!("lever:board-{board}");
    let posting = |i: usize| {
        let number = board * BOARD + i;
        // No two texts are the same, nor do their keys come in order.
        let word = format!("{:016x} ", (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        NewPosting {
            key: format!("{key}:{word}"),
            role: (number as i64).wrapping_mul(0x5_deec_e66d) & 0xffff_ffff_ffff,
            company_slug: "acme".into(),
            company: "Acme".into(),
            title: format!("Engineer {number}"),
            url: format!("https://acme.example/{number}"),
            html: word.repeat(HTML / word.len()),
            facts: word.repeat(FACTS / word.len()),
            hash: word,
            published: Some(at),
            ..NewPosting::default()
        }
    };
    let postings = (0..BOARD).map(posting).collect();
    Visit {
        board: key,
        source: "lever".into(),
        company: "Acme".into(),
        started: at,
        finished: at,
        outcome: Outcome::Complete(Listed { postings, ..Listed::default() }),
        etag: None,
        last_modified: None,
        requests: 1,
        bytes: 0,
    }
}

/// Visits all boards; the time that recording takes, by the clock and of the processor, a posting.
async fn record(store: &Store, boards: usize, at: i64) -> String {
    let (mut spent, mut processor) = (Duration::ZERO, Duration::ZERO);
    for board in 0..boards {
        let visit = visit(board, at);
        let (started, before) = (Instant::now(), used());
        store.record_visit(&visit).await.unwrap();
        spent += started.elapsed();
        processor += used() - before;
    }
    let each = |time: Duration| time.as_secs_f64() * 1e6 / (boards * BOARD) as f64;
    format!("{spent:.1?}, {:.1} µs each, {:.1} µs of the processor", each(spent), each(processor))
}

/// What this process used of the processor so far.
fn used() -> Duration {
    let ticks = |stat: &str| -> Option<u64> {
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
    };
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    Duration::from_millis(10 * ticks(&stat).unwrap_or(0))
}

/// The most memory that this process had so far, MB.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<usize>().ok()).unwrap_or(0) / 1024
}

async fn check(store: Store, database: &str, n: usize) {
    let first = record(&store, n / BOARD, 1_000).await;
    let second = record(&store, n / BOARD, 2_000).await;
    let started = Instant::now();
    let state = store.state(2_000).await.unwrap();
    let asked = started.elapsed();
    assert_eq!(store.state(2_000).await.unwrap(), state);
    println!(
        "{n} postings in {database}, peak {} MB, state {asked:.1?}\n  first visits {first}\n  same again {second}",
        peak()
    );
    store.close().await;
}

#[tokio::test]
#[ignore = "minutes, and gigabytes on disk"]
async fn postings_by_the_million() {
    let most: usize = std::env::var("POSTINGS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    for n in [10_000, 100_000, 1_000_000].into_iter().filter(|n| *n <= most) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Target::File(folder.path().join("x.db"))).await.unwrap();
        check(store, "SQLite", n).await;
    }
    let Some(cluster) = cluster::Cluster::start() else { return };
    for n in [10_000, 100_000].into_iter().filter(|n| *n <= most) {
        let store = Store::open(&Target::Postgres(cluster.database().await)).await.unwrap();
        check(store, "Postgres", n).await;
    }
}

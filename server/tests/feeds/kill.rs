//! `kill -9` at any moment of an ingest, and of the migration before it.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::world::{Boards, Data, Feeds, postings};

const BOARDS: u32 = 12;

/// Kills so often (`CODEDECK_KILLS`); a few in the ordinary run.
fn kills() -> u32 {
    std::env::var("CODEDECK_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(10)
}

/// The boards of one day: on the second one some postings are new, changed or not listed any more.
fn day(feeds: &Feeds, day: u32) {
    for board in 0..BOARDS {
        let body = match day {
            1 => postings(0..30, "compiler"),
            _ if board % 2 == 0 => postings(board..40, "compiler"),
            _ => postings(board..40, "database"),
        };
        feeds.set(&format!("b{board}"), 200, body);
    }
}

/// A start, the end that an undisturbed run comes to from there, and how long that takes.
struct Course {
    start: Data,
    end: Boards,
    takes: Duration,
}

impl Course {
    async fn of(start: Data) -> Course {
        let undisturbed = start.copy();
        let began = Instant::now();
        undisturbed.read(&[]).await;
        let takes = began.elapsed();
        let end = undisturbed.boards().await;
        assert_eq!(end.len() as u32, BOARDS);
        Course { start, end, takes }
    }

    /// Kills a run after that share of its time, or of the time that a board takes after it was asked for; how many boards were
    /// written by then.
    async fn kill(&self, feeds: &Feeds, asked: Option<u32>, share: f64) -> usize {
        let data = self.start.copy();
        let requests = feeds.requests(asked.unwrap_or(0) as usize);
        let mut run = data.ingest(&[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        match asked {
            None => tokio::time::sleep(self.takes.mul_f64(share)).await,
            Some(_) => {
                requests.await;
                tokio::time::sleep((self.takes / BOARDS).mul_f64(share)).await;
            }
        }
        run.start_kill().ok();
        run.wait().await.unwrap();

        if let Some(mut open) = data.open().await {
            let sound: String =
                sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut open).await.unwrap();
            assert_eq!(sound, "ok", "after {share}");
        }
        let (before, after) = (self.start.boards().await, data.boards().await);
        let mut written = 0;
        for (board, end) in &self.end {
            let is_written = after.get(board) == Some(end);
            assert!(
                is_written || after.get(board) == before.get(board),
                "{board} is half written after {share}"
            );
            written += usize::from(is_written);
        }
        let first_seen = data.first_seen().await;
        for (key, seen) in self.start.first_seen().await {
            assert_eq!(first_seen.get(&key), Some(&seen), "{key} after {share}");
        }
        data.read(&[]).await;
        assert_eq!(data.boards().await, self.end, "a second run ends elsewhere after {share}");
        written
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_ingest_leaves_whole_boards() {
    let feeds = Feeds::start().await;
    let boards: Vec<String> = (0..BOARDS).map(|n| format!("b{n}")).collect();
    day(&feeds, 1);
    let first = Data::new(&feeds, &boards);
    let nothing = first.copy();
    first.read(&[]).await;
    day(&feeds, 2);
    let courses = [Course::of(first).await, Course::of(nothing).await];
    let mut written = Vec::new();
    // The golden ratio's multiples: as evenly spread as random moments, and the same in each run.
    for n in 0..kills() {
        let share = (f64::from(n) * 0.618_033_988_75).fract() * 1.05;
        let asked = (n % 3 > 0).then_some(1 + n % BOARDS);
        written.push(courses[n as usize % 2].kill(&feeds, asked, share).await);
    }
    println!("boards written at each kill: {written:?}");
}

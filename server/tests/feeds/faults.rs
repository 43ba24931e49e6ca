//! Boards that answer with all but their postings: each says so in one line, loses nothing, and holds up nobody.

use crate::world::{Data, Feeds, Kept, postings};

/// A board's name, how it is answered, and words of the line that follows.
fn faults() -> Vec<(&'static str, u16, Vec<u8>, &'static str)> {
    let good = postings(0..30, "compiler");
    vec![
        ("cut", 200, good.as_bytes()[..good.len() / 2].to_vec(), "cut short"),
        ("page", 200, b"<!doctype html><title>Sorry</title>".to_vec(), "web page"),
        ("none", 200, b"[]".to_vec(), "nothing is closed"),
        ("few", 200, postings(0..3, "compiler").into_bytes(), "27 of 30 open postings are not in it"),
        ("lost", 404, Vec::new(), "HTTP 404"),
        ("gone", 410, Vec::new(), "HTTP 410"),
        ("busy", 429, Vec::new(), "HTTP 429"),
        ("broken", 500, Vec::new(), "HTTP 500"),
        ("bytes", 200, b"[{\"id\":\"\xff\xfe\"}]".to_vec(), "not the feed's form"),
        ("other", 200, b"{\"data\":{\"jobs\":[]}}".to_vec(), "not the feed's form"),
        ("twice", 200, format!("[{0},{0}]", &good[1..good.len() - 1]).into_bytes(), ""),
        ("untitled", 200, good.replacen("Senior Engineer 0", " ", 1).into_bytes(), "no title"),
    ]
}

fn open(postings: &[Kept]) -> Vec<&str> {
    postings.iter().filter(|(.., open)| *open).map(|(key, ..)| key.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_answers_close_nothing() {
    let feeds = Feeds::start().await;
    let mut boards: Vec<String> = faults().iter().map(|(board, ..)| (*board).to_owned()).collect();
    boards.push("fine".to_owned());
    for board in &boards {
        feeds.set(board, 200, postings(0..30, "compiler"));
    }
    let data = Data::new(&feeds, &boards);
    data.read(&[]).await;
    let before = data.boards().await;
    assert!(before.len() == 13 && before.values().all(|postings| postings.len() == 30), "{before:?}");

    for (board, status, body, _) in faults() {
        feeds.set(board, status, body);
    }
    feeds.set("fine", 200, postings(1..31, "compiler"));
    let lines = data.read(&[]).await;
    let (mut after, messages) = (data.boards().await, data.messages().await);
    let fine = after.remove("lever:fine").unwrap();
    assert_eq!((open(&fine).len(), fine.len()), (30, 31), "a good board goes on");
    for (board, .., words) in faults() {
        let key = format!("lever:{board}");
        assert_eq!(open(&after[&key]), open(&before[&key]), "{board}");
        let message = &messages[&key];
        assert!(message.contains(words) && message.is_empty() == words.is_empty(), "{board}: {message:?}");
        assert!(!message.contains('\n'), "{board}: {message:?}");
        assert_eq!(
            lines.lines().filter(|line| line.contains(&format!("\t{key}\t"))).count(),
            1,
            "{board}: {lines}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_without_end_take_little_memory() {
    /// MB that are resident at most: four boards are read at once.
    const MOST: usize = 200;
    let feeds = Feeds::start().await;
    let boards = ["bomb", "bomb2", "spaces", "empty", "nested", "words", "fine"].map(str::to_owned);
    for board in &boards {
        feeds.set(board, 200, postings(0..30, "compiler"));
    }
    let data = Data::new(&feeds, &boards);
    data.read(&[]).await;
    let before = data.boards().await;
    feeds.set_bomb("bomb");
    feeds.set_bomb("bomb2");
    feeds.set_endless("spaces", " ");
    feeds.set_endless("words", "lorem ipsum ");
    // Short enough to be read to their ends.
    feeds.set("empty", 200, format!("[{}{{}}]", "{},".repeat(10 << 20)));
    feeds.set("nested", 200, format!("[{{\"id\":\"1\",\"lists\":[{}{{}}]}}]", "{},".repeat(10 << 20)));
    let peak = data.peak().await;
    println!("{peak} MB");
    assert!(peak > 0 && peak < MOST, "{peak} MB");
    let (after, messages) = (data.boards().await, data.messages().await);
    assert_eq!(after, before);
    for (board, words) in [
        ("bomb", "longer than 32 MiB"),
        ("bomb2", "longer than 32 MiB"),
        ("spaces", "longer than 32 MiB"),
        ("words", "longer than 32 MiB"),
        ("empty", "more than 50000 postings"),
        ("nested", "at most 2048 are read"),
        ("fine", ""),
    ] {
        let message = &messages[&format!("lever:{board}")];
        assert!(message.contains(words) && message.is_empty() == words.is_empty(), "{board}: {message:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_that_fails_again_and_again_is_asked_by_name() {
    let feeds = Feeds::start().await;
    feeds.set("fine", 200, postings(0..3, "compiler"));
    feeds.set("broken", 403, "");
    let data = Data::new(&feeds, &["fine".to_owned(), "broken".to_owned()]);
    for _ in 0..3 {
        data.read(&[]).await;
    }
    assert_eq!((feeds.asked("fine"), feeds.asked("broken")), (3, 3));
    let lines = data.read(&[]).await;
    assert!(lines.contains("codedeck ingest --board lever:broken"), "{lines}");
    assert_eq!((feeds.asked("fine"), feeds.asked("broken")), (4, 3));
    feeds.set("broken", 200, postings(0..2, "compiler"));
    data.read(&["lever:broken"]).await;
    data.read(&[]).await;
    assert_eq!(feeds.asked("broken"), 5, "it is well again");
}

//! Words in the postings' texts: on the page, and as rows for the browser.

use app::backend::Site;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use catalog::query::Query;
use catalog::query::grammar::encode;
use catalog::text::{fold, tokens};
use catalog::{Ask, Session};
use server::live::Live;
use store::Store;

use crate::replay::replayed;
use crate::vocabulary::{Running, TestSite, job};

async fn site() -> Running {
    TestSite::new()
        .with(job("Rust Engineer").at("Berlin, Germany").saying("<p>You know <b>Kafka</b> and C++.</p>"))
        .with(job("Senior Go Engineer").at("Lisbon, Portugal").saying("<p>Kafka&amp;event-sourcing</p>"))
        .with(job("Java Engineer").at("Zürich").saying("<ul><li>events</li><li>Zürich</li></ul>"))
        .start()
        .await
}

/// Where the rows of words are for the catalogue of now.
fn address(site: &Running, text: &str) -> String {
    let catalog = &site.live.current().catalog;
    let mut path = format!("/words/{}-{}?text=", catalog.version(), catalog.made_at());
    encode(text, "", &mut path);
    path
}

#[tokio::test]
async fn a_page_lists_the_roles_whose_texts_have_all_words() {
    let site = site().await;
    let check = async |query: &str, expected: u32| {
        let page = site.get(&format!("/jobs?{query}")).await.ok();
        assert_eq!(page.total(), expected, "{query}");
        assert_eq!(site.results(query).await.total, expected, "{query}");
        assert!(!page.body.contains("looked up in"), "{query}: no notice");
        assert!(page.body.contains("Remove filter: Text: “"), "{query}: a chip");
    };
    check("text=kafka", 2).await;
    check("text=KAFKA+event", 1).await;
    check("text=sourcing&text=kafka", 1).await;
    check("text=kafka&level=senior", 1).await;
    check("text=c%2B%2B", 1).await;
    check("text=z%C3%BCrich", 1).await;
    check("text=kafk", 0).await;
    check("text=rust", 0).await;
    check("text=kafka&q=rust", 1).await;
    let page = site.get("/jobs?text=kafka+event").await.ok();
    assert!(
        page.body.contains("name=\"text\"") && page.body.contains("value=\"kafka event\""),
        "the form has it"
    );
    let empty = site.get("/jobs?text=kafka+unheard-of&level=senior").await.ok();
    assert!(empty.body.contains("without Text: “kafka unheard-of”"), "the empty state offers to drop it");
}

#[tokio::test]
async fn the_browser_gets_the_rows_and_may_keep_them() {
    let site = site().await;
    let current = site.live.current();
    let bytes = async |text: &str| {
        let answer = site.get(&address(&site, text)).await.ok();
        (answer.header("cache-control").to_owned(), answer.bytes)
    };
    for (text, expected) in [("kafka", 2), ("kafka event", 1), ("nowhere", 0)] {
        let (cache, packed) = bytes(text).await;
        assert!(cache.contains("immutable"));
        let rows = current.catalog.unpack(&packed).unwrap();
        let mut session = Session::new(current.catalog.clone());
        session.set_text(text, rows);
        let query = Query { text: text.to_owned(), ..Query::default() };
        let total = session.answer(&query, Ask { now: 0, first: 0, len: 0 }).total;
        assert_eq!(total, expected, "{text}");
    }
    let first = site.get(&address(&site, "kafka")).await.ok();
    let again = Request::get(address(&site, "kafka")).header("if-none-match", first.header("etag"));
    site.send(again.body(Body::empty()).unwrap()).await.with_status(StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn rows_are_of_the_catalogue_that_was_asked_for() {
    let site = site().await;
    let (before, address) = (site.live.current(), address(&site, "kafka"));
    let jobs = (1..=2)
        .map(|i| job(&format!("Engineer {i}")).saying("<p>Kafka, Kafka</p>").posted(&format!("new-{i}")));
    site.visit("lever:globex", "Globex", jobs.collect()).await;
    site.live.refresh().await.unwrap();
    assert_eq!(site.get("/jobs?text=kafka").await.ok().total(), 4);
    // A page from before the swap asks on.
    let packed = site.get(&address).await.ok().bytes;
    assert_eq!(before.catalog.unpack(&packed).unwrap().count(), 2);
    assert!(site.live.current().catalog.unpack(&packed).is_none(), "no other catalogue takes them");
    for i in 0..3 {
        site.visit("lever:acme", "Acme", vec![job(&format!("Engineer {i}")).posted("1")]).await;
        site.live.refresh().await.unwrap();
    }
    let gone = site.get(&address).await.with_status(StatusCode::NOT_FOUND);
    assert!(gone.body.contains("no longer kept"));
}

#[tokio::test]
async fn texts_that_change_alone_are_found_by_their_new_words() {
    let site = Running::empty().await;
    let visit = async |text: &str| {
        site.visit("lever:acme", "Acme", vec![job("Rust Engineer").saying(text).posted("1")]).await;
        site.live.refresh().await.unwrap();
    };
    visit("<p>There are apples.</p>").await;
    let version = site.live.current().catalog.version().to_owned();
    visit("<p>There are pears.</p>").await;
    assert_eq!(site.get("/jobs?text=pears").await.ok().total(), 1);
    assert_eq!(site.get("/jobs?text=apples").await.ok().total(), 0);
    assert_eq!(site.live.current().catalog.version(), version, "the catalogue has no texts");
    // A browser that holds the same roles from an earlier making is not given something to keep.
    let path = format!("/words/{version}-12345?text=pears");
    assert_eq!(site.get(&path).await.ok().header("cache-control"), "no-cache");
}

#[tokio::test]
async fn a_start_finds_the_words_again() {
    let site = site().await;
    let again = Live::start(site.live.store.clone(), Site::default()).await.unwrap();
    let (before, after) = (site.live.current(), again.current());
    assert_eq!(after.catalog.version(), before.catalog.version());
    for text in ["kafka", "kafka event", "nowhere"] {
        assert_eq!(after.texts.rows(text), before.texts.rows(text), "{text}");
    }
    assert_eq!(after.texts.rows("kafka").count(), 2);
}

#[tokio::test]
async fn bad_words_get_an_answer_that_says_so() {
    let site = site().await;
    let check = async |text: &str, expected: &str| {
        let answer = site.get(&address(&site, text)).await.with_status(StatusCode::BAD_REQUEST);
        assert!(answer.body.contains(expected), "{}", answer.body);
        let mut page = String::from("/jobs?text=");
        encode(text, "", &mut page);
        assert!(site.get(&page).await.ok().body.contains(expected), "{text}: a notice");
    };
    check(&"x".repeat(2_048), "is cut after 200 characters").await;
    check(&"rust ".repeat(2_000), "is cut after 200 characters").await;
    check("\u{1}\u{7f}\u{0}", "has no word").await;
    check("?!… --", "has no word").await;
    let many = format!("/jobs?text={}", "a+".repeat(10_000));
    site.get(&many).await.with_status(StatusCode::URI_TOO_LONG);
    assert_eq!(site.get("/jobs?text=kafka%00%07").await.ok().total(), 2, "signs part words");
    for path in
        ["/words/0000000000000000-1?text=a", "/words/x?text=a", "/words/-?text=a", "/words/%ff?text=a"]
    {
        let status = site.get(path).await.status;
        assert!(status == StatusCode::NOT_FOUND || status == StatusCode::BAD_REQUEST, "{path}: {status}");
    }
    site.get(&address(&site, "kafka").replace("?text", "?q=rust&text"))
        .await
        .with_status(StatusCode::BAD_REQUEST);
}

/// Over recorded feeds: the roles that the page counts are those of a look at every text.
#[tokio::test]
async fn counts_are_those_of_a_look_at_every_text() {
    let Some((site, _)) = replayed().await else { return };
    let Store::Sqlite { read: pool, write } = &site.live.store else { panic!("the test's store is a file") };
    // Each posting is made a role of its own.
    sqlx::query("UPDATE postings SET kin = ''").execute(write).await.unwrap();
    sqlx::query("UPDATE meta SET value = value + 1 WHERE key = 'version'").execute(write).await.unwrap();
    site.live.refresh().await.unwrap();
    let current = site.live.current();
    let texts: Vec<String> = sqlx::query_scalar(
        "SELECT html FROM postings WHERE closed_at IS NULL AND json_extract(facts, '$.category.value') <> 'not-tech'",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let index = &current.texts;
    println!(
        "{} roles, {} words, {} bytes: {:.0} a role",
        current.catalog.len(),
        index.words(),
        index.bytes(),
        index.bytes() as f64 / f64::from(current.catalog.len())
    );
    let texts: Vec<Vec<String>> = texts
        .iter()
        .map(|html| tokens(&fold(&normalise::text::plain(html))).map(str::to_owned).collect())
        .collect();
    for text in
        ["kafka", "the", "event driven", "Go", "C++", "machine learning", "remote python", "zzz", "équipe"]
    {
        let folded = fold(text);
        let has_all = |said: &&Vec<String>| tokens(&folded).all(|word| said.iter().any(|w| w == word));
        let expected = texts.iter().filter(has_all).count() as u32;
        let mut query = String::from("text=");
        encode(text, "", &mut query);
        assert_eq!(site.results(&query).await.total, expected, "{text}");
    }
    assert!(index.bytes() <= 1_000 * current.catalog.len() as usize, "a thousand bytes a role at most");
}

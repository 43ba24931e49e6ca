//! Bad input gets an answer that says what is wrong, and nothing breaks.

use axum::http::StatusCode;
use store::{Listed, Outcome, Refusal};

use crate::vocabulary::{TestSite, job};

#[tokio::test]
async fn hostile_queries_get_a_page_with_a_notice() {
    let site = TestSite::new().with_jobs(2).start().await;
    let many = (0..700).map(|i| format!("x{i}")).collect::<Vec<_>>().join(",");
    for query in [
        &*format!("level={many}"),
        "level=wizard&wage=3",
        "q=%ff%fe%00",
        "salary=99999999999999999999",
        "salary=-1&page=-1&within=abc",
        "country=zz&open_to=Narnia&currency=doubloons",
        "skills=-,--,rust,-rust",
        "sort=up&pay=perhaps",
        "hide=company:,word:two+words",
    ] {
        let page = site.get(&format!("/jobs?{query}")).await.ok();
        assert!(page.body.contains("Please note") || query.contains("%ff"), "{query}: a notice");
    }
    for query in ["&&==&%", "%", "=", "level=", "?", "level=senior&level=senior"] {
        site.get(&format!("/jobs?{query}")).await.ok();
    }
}

#[tokio::test]
async fn ten_thousand_values_are_answered() {
    let site = TestSite::new().with_jobs(1).start().await;
    let many = (0..10_000).map(|i| i.to_string()).collect::<Vec<_>>().join(",");
    site.get(&format!("/jobs?city={many}")).await.with_status(StatusCode::URI_TOO_LONG);
    // As much as an address may hold is answered.
    let page = site.get(&format!("/jobs?city={}", &many[..12_000])).await.ok();
    assert!(page.body.contains("Please note"));
}

#[tokio::test]
async fn odd_postings_are_told_on_the_status_page() {
    let site = TestSite::new()
        .with(job("Rust Engineer").paying(120_000.0, 90_000.0, "EUR"))
        .with(job("Go Engineer").saying("<p>Hi<script>x()</script></p>"))
        .start()
        .await;
    let refused = vec![Refusal { key: None, why: "#2: it has no title".to_owned() }];
    let remarks = vec!["lever:acme:1 states pay whose upper end is below its lower one".to_owned()];
    site.record("lever:acme", "Acme", Outcome::Complete(Listed { refused, remarks, ..Listed::default() }))
        .await;
    let page = site.get("/status").await.ok();
    for words in ["no title", "upper end is below"] {
        assert!(page.body.contains(words), "{words}");
    }
    site.live.refresh().await.unwrap();
    let jobs = site.get("/jobs").await.ok();
    assert_eq!(jobs.total(), 2, "nothing is closed");
    assert!(!jobs.body.contains("€120"), "no pay is made of it");
}

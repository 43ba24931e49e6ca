//! Each day's figures are kept once, from the catalogue of that day.

use server::upkeep::daily;

use crate::vocabulary::{TestSite, job};

const DAY: i64 = 86_400;

#[tokio::test]
async fn a_day_has_its_figures_once() {
    let site = TestSite::new()
        .with(job("Senior Rust Engineer").at("Berlin, Germany").paying(80_000.0, 100_000.0, "USD"))
        .with(job("Senior Go Engineer").at("Munich, Germany").paying(100_000.0, 120_000.0, "USD"))
        .with(job("Junior Data Engineer").at("Lisbon, Portugal"))
        .start()
        .await;
    let (live, now) = (&site.live, jiff::Timestamp::now().as_second());
    assert!(daily(live, "one", now, 30).await.unwrap());
    assert!(!daily(live, "two", now + 1, 30).await.unwrap());
    assert!(daily(live, "two", now + DAY, 30).await.unwrap());
    let day = now / DAY;
    let check = async |dimension: &str, value: &str, expected: (i64, i64, Option<i64>)| {
        let figures = live.store.history(dimension, day, day).await.unwrap();
        let found = figures.iter().find(|f| f.value == value).map(|f| (f.open, f.stated, f.median));
        assert_eq!(found, Some(expected), "{dimension} {value}");
    };
    check("all", "", (3, 2, Some(100_000))).await;
    check("level", "senior", (2, 2, Some(100_000))).await;
    check("country", "de", (2, 2, Some(100_000))).await;
    check("country", "pt", (1, 0, None)).await;
    check("category", "data-engineering", (1, 0, None)).await;
}

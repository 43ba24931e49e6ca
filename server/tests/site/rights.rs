//! Other people's texts: what is masked, what is removed on request, what is forgotten.

use axum::http::StatusCode;
use ingest::{Posting, role_id};
use store::Subject;

use crate::vocabulary::{Running, TestSite, job};

fn id(posting: &str) -> String {
    role_id(&format!("lever:acme:{posting}")).to_string()
}

#[tokio::test]
async fn addresses_and_numbers_of_people_are_not_shown() {
    let text = "<p>Ask Ann, ann@acme.example or +49 30 1234567, about €70,000 - €90,000 and Python 3.12.</p>";
    let site = TestSite::new().with(job("Rust Engineer").saying(text)).start().await;
    let page = site.get(&format!("/jobs/{}", id("1"))).await.ok();
    assert!(!page.body.contains("ann@acme") && !page.body.contains("1234567"));
    assert!(page.body.contains("Ask Ann, [e-mail address] or [phone number], about €70,000"));
}

#[tokio::test]
async fn what_was_removed_does_not_come_back() {
    let posting =
        |id: &str, title: &str| job(title).at("Berlin, Germany").saying("<p>Secret words.</p>").posted(id);
    let all = || -> Vec<Posting> {
        vec![posting("1", "Rust Engineer"), posting("2", "Go Engineer"), posting("3", "Java Engineer")]
    };
    let site = Running::empty().await;
    site.visit("lever:acme", "Acme", all()).await;
    site.live.refresh().await.unwrap();
    let now = jiff::Timestamp::now().as_second();
    let removed = site.live.store.remove(&Subject::Key("lever:acme:1".into()), now).await.unwrap();
    assert_eq!(removed, 1);
    site.live.refresh().await.unwrap();
    for visits in 0..2 {
        assert_eq!(site.get("/jobs").await.ok().total(), 2, "after {visits} visits");
        let gone = site.get(&format!("/jobs/{}", id("1"))).await.with_status(StatusCode::GONE);
        assert!(!gone.body.contains("Secret words") && !gone.body.contains("Rust Engineer"));
        site.visit("lever:acme", "Acme", all()).await;
        site.live.refresh().await.unwrap();
    }
}

#[tokio::test]
async fn texts_of_closed_roles_are_forgotten_and_facts_are_not() {
    let posting =
        |id: &str| job("Rust Engineer").at("Berlin, Germany").saying("<p>Long words.</p>").posted(id);
    let other = job("Go Engineer").posted("2");
    let site = Running::empty().await;
    let now = jiff::Timestamp::now().as_second();
    site.visit_at(now - 9_000, "lever:acme", "Acme", vec![posting("1"), other.clone()]).await;
    site.visit_at(now - 8_000, "lever:acme", "Acme", vec![other.clone()]).await;
    assert_eq!(site.live.store.forget_texts(now - 8_001).await.unwrap(), 0);
    assert!(site.get(&format!("/jobs/{}", id("1"))).await.ok().body.contains("Long words"));
    assert_eq!(site.live.store.forget_texts(now - 8_000).await.unwrap(), 1);
    let page = site.get(&format!("/jobs/{}", id("1"))).await.ok();
    assert!(!page.body.contains("Long words") && page.body.contains("Berlin"));
    let report = site.visit_at(now, "lever:acme", "Acme", vec![posting("1"), other]).await;
    assert_eq!((report.reopened, report.changed), (1, 0));
    assert!(site.get(&format!("/jobs/{}", id("1"))).await.ok().body.contains("Long words"));
}

#[tokio::test]
async fn another_board_is_named_beside_its_postings() {
    let site = Running::empty().await;
    let elsewhere =
        |rel: &str, name: &str| format!("<a href=\"https://acme.example/apply\" rel=\"{rel}\">{name}");
    for (feed, expected) in [
        ("remoteok", elsewhere("noopener external", "Remote OK")),
        ("remotive", elsewhere("nofollow noopener external", "Remotive")),
    ] {
        let text = "<p>You write Rust.</p>";
        site.visit(feed, feed, vec![job("Rust Engineer").saying(text).posted("1")]).await;
        site.live.refresh().await.unwrap();
        let page = site.get(&format!("/jobs/{}", role_id(&format!("{feed}:1")))).await.ok();
        assert!(page.body.contains(&expected), "{feed}");
        assert!(!page.body.contains("ld+json"), "{feed}");
    }
    site.visit("lever:acme", "Acme", vec![job("Go Engineer").posted("1")]).await;
    site.live.refresh().await.unwrap();
    let page = site.get(&format!("/jobs/{}", id("1"))).await.ok();
    assert!(!page.body.contains("Listed by") && page.body.contains("ld+json"));
}

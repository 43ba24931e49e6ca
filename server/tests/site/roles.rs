//! Postings that are one role: listed once, with all their places, under an id that stays.

use axum::http::StatusCode;
use ingest::{Posting, role_id};
use server::command::export::write;
use server::config::Format;

use crate::replay::{captures, replayed};
use crate::vocabulary::{Job, Running, TestSite, job};

const DAY: i64 = 86_400;
const TEXT: &str =
    "<p>You keep the ledgers of forty small banks in step, write what you learn down, and sleep well.</p>";
const OTHER: &str =
    "<p>You draw maps for people who walk at night in the mountains, and you walk there yourself.</p>";

fn id(posting: &str) -> String {
    role_id(&format!("lever:acme:{posting}")).to_string()
}

fn rust() -> Job {
    job("Senior Rust Engineer").saying(TEXT)
}

#[tokio::test]
async fn a_role_of_three_cities_is_listed_once() {
    let site = TestSite::new()
        .with(rust().at("Berlin, Germany").paying(70_000.0, 90_000.0, "EUR"))
        .with(rust().at("Munich, Germany").paying(75_000.0, 95_000.0, "EUR"))
        .with(job("Senior Rust Engineer (Lisbon)").saying(TEXT).at("Lisbon, Portugal"))
        .with(rust().saying(OTHER).at("Madrid, Spain"))
        .with(job("Junior Rust Engineer").saying(TEXT).at("Porto, Portugal"))
        .start()
        .await;
    let check = async |query: &str, expected: u32| {
        assert_eq!(site.get(&format!("/jobs?{query}")).await.ok().total(), expected, "{query}");
    };
    check("", 3).await;
    check("q=senior", 2).await;
    for city in ["berlin-de", "munich-de", "lisbon-pt", "madrid-es"] {
        check(&format!("city={city}"), 1).await;
    }
    check("country=de", 1).await;
    check("salary=93000", 1).await;
    // All were first seen at once: the smallest key counts as the oldest.
    let role = format!("/jobs/{}/senior-rust-engineer-acme", id("1"));
    let page = site.get(&role).await.ok();
    for words in ["3 openings", "Berlin", "Munich", "Lisbon", "€70,000–95,000 a year", "widest of 2 openings"]
    {
        assert!(page.body.contains(words), "{words}");
    }
    for other in ["2", "3"] {
        let answer = site.get(&format!("/jobs/{}/any", id(other))).await;
        assert_eq!(answer.with_status(StatusCode::PERMANENT_REDIRECT).header("location"), role);
        let answer = site.get(&format!("/_fn/role?id={}", id(other))).await.ok();
        assert!(answer.body.contains(&id("1")), "a server function answers where it was asked");
    }
    site.get(&format!("/jobs/{}", id("4"))).await.ok();
    // An export has a line for each posting; those of one role name it.
    let mut lines = Vec::new();
    write(&site.live.store, Format::Ndjson, true, &mut lines).await.unwrap();
    let lines = String::from_utf8(lines).unwrap();
    let roles: Vec<String> = lines
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["role"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(roles, ["1", "1", "1", "4", "5"].map(id));
}

/// A site that was visited on those days, counted back from today, and lists these postings since.
async fn visited(days: &[(i64, Vec<Posting>)]) -> Running {
    let site = Running::empty().await;
    let now = jiff::Timestamp::now().as_second();
    for (ago, postings) in days {
        site.visit_at(now - ago * DAY, "lever:acme", "Acme", postings.clone()).await;
    }
    site.live.refresh().await.unwrap();
    site
}

#[tokio::test]
async fn a_reposting_keeps_its_age_and_its_address() {
    let at = |id: &str| rust().at("Berlin, Germany").posted(id);
    let other = job("Data Engineer").at("Berlin, Germany").posted("other");
    let site = visited(&[
        (60, vec![at("old"), other.clone()]),
        (40, vec![other.clone()]),
        (20, vec![at("new"), other.clone()]),
        (10, vec![other.clone()]),
        (0, vec![at("newest"), other.clone()]),
    ])
    .await;
    assert_eq!(site.get("/jobs").await.ok().total(), 2);
    assert_eq!(site.get("/jobs?q=rust&within=30").await.ok().total(), 0, "it is sixty days old");
    let page = site.get(&format!("/jobs/{}", id("old"))).await.ok();
    assert!(page.body.contains("reposted twice") && page.body.contains("Open 60 days"));
    assert!(!page.body.contains("closed this role") && page.body.contains("JobPosting"));
    site.get(&format!("/jobs/{}", id("newest"))).await.with_status(StatusCode::PERMANENT_REDIRECT);
    // More than ninety days later it is another role.
    let site = visited(&[
        (120, vec![at("old"), other.clone()]),
        (100, vec![other.clone()]),
        (0, vec![at("new"), other.clone()]),
    ])
    .await;
    assert_eq!(site.get("/jobs?q=rust&within=30").await.ok().total(), 1);
    site.get(&format!("/jobs/{}", id("new"))).await.ok();
    site.get(&format!("/jobs/{}", id("old"))).await.with_status(StatusCode::GONE);
}

#[tokio::test]
async fn the_oldest_keeps_the_address_when_they_part() {
    let at = |id: &str, text: &str| rust().saying(text).at("Berlin, Germany").posted(id);
    let site = visited(&[(9, vec![at("b", TEXT)]), (5, vec![at("b", TEXT), at("a", TEXT)])]).await;
    assert_eq!(site.get("/jobs").await.ok().total(), 1);
    site.get(&format!("/jobs/{}", id("a"))).await.with_status(StatusCode::PERMANENT_REDIRECT);
    site.visit("lever:acme", "Acme", vec![at("b", TEXT), at("a", OTHER)]).await;
    site.live.refresh().await.unwrap();
    assert_eq!(site.get("/jobs").await.ok().total(), 2);
    site.get(&format!("/jobs/{}", id("a"))).await.ok();
    site.get(&format!("/jobs/{}", id("b"))).await.ok();
    // One of two openings closes: the role stays, under the address that it had.
    site.visit("lever:acme", "Acme", vec![at("b", TEXT), at("a", TEXT)]).await;
    site.visit("lever:acme", "Acme", vec![at("a", TEXT)]).await;
    site.live.refresh().await.unwrap();
    let page = site.get(&format!("/jobs/{}", id("b"))).await.ok();
    assert!(!page.body.contains("closed this role") && !page.body.contains("2 openings"));
}

/// The recorded boards: no place of a posting is lost by merging, and how many roles they are.
#[tokio::test]
async fn recorded_postings_lose_no_place() {
    if captures().is_none() {
        println!("skipped: there are no recorded feeds beside the project");
        return;
    }
    let Some((site, postings)) = replayed().await else { return };
    let now = jiff::Timestamp::now().as_second();
    let listed = site.live.store.open_roles(now).await.unwrap();
    let catalog = site.live.current().catalog.clone();
    let mut groups: Vec<(u64, Vec<String>)> = Vec::new();
    for posting in &listed {
        let record = site.live.store.posting(posting.role).await.unwrap().unwrap();
        let answer = site.get(&format!("/_fn/role?id={}", role_id(&record.key))).await.ok();
        let detail: app::jobs::model::Detail = serde_json::from_str(&answer.body).unwrap();
        let role = catalog::role::RoleId::parse(&detail.card.id).unwrap();
        let line = format!("{} | {} | {}", record.key, record.title, detail.openings.len());
        match groups.iter_mut().find(|(id, _)| *id == role.number()) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((role.number(), vec![line])),
        }
        let facts: normalise::Facts = serde_json::from_str(&record.facts).unwrap();
        let Some(row) = catalog.find(role) else {
            assert_eq!(facts.category.value, catalog::schema::Category::NotTech, "{}", record.key);
            continue;
        };
        let places: Vec<_> =
            catalog.role(row).places().map(|(city, _, c)| (city.map(|c| c.slug), c.slug)).collect();
        for place in &facts.places {
            let code = place.value.country.code().to_ascii_lowercase();
            let city = place.value.city.as_ref().map(|c| c.slug.as_str());
            assert!(places.contains(&(city, code.as_str())), "{}: {place:?}", record.key);
        }
    }
    let merged = groups.iter().filter(|(_, lines)| lines.len() > 1);
    for (_, lines) in merged.clone() {
        println!("--\n{}", lines.join("\n"));
    }
    println!("{postings} postings are {} roles, {} of them of several", groups.len(), merged.count());
    assert!(groups.len() < postings as usize);
}

//! What leaves the site: one line a posting, and the exchange rates that it compares pay by.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

use ingest::fetch::Fetcher;
use serde_json::{Value, json};
use server::command::export::write;
use server::config::Format;
use server::rates;

use crate::vocabulary::{Running, TestSite, job};

async fn exported(site: &Running, format: Format, all: bool) -> String {
    let mut bytes = Vec::new();
    write(&site.live.store, format, all, &mut bytes).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn an_export_has_every_open_posting_with_its_facts() {
    let text = "<p>We offer visa sponsorship.</p><p>You know Kafka and have 5+ years of experience in Rust, within UTC-3 to UTC+2.</p>";
    let site = TestSite::new()
        .with(
            job("Senior Rust Engineer")
                .at("Lisbon, Portugal")
                .paying(95_000.0, 120_000.5, "EUR")
                .saying(text),
        )
        .with(job("=Accountant, \"Core\"").at("Berlin, Germany"))
        .start()
        .await;
    let text = exported(&site, Format::Ndjson, false).await;
    let all = lines(&text);
    assert_eq!(all.len(), 2, "what is not tech is exported, too");
    let engineer = &all[0];
    let check = |path: &str, expected: Value| assert_eq!(engineer.pointer(path), Some(&expected), "{path}");
    check("/key", json!("lever:acme:1"));
    check("/company", json!("Acme"));
    check("/level", json!("senior"));
    check("/open_to", Value::Null);
    check("/places/0/city", json!("Lisbon"));
    check("/places/0/country", json!("PT"));
    check(
        "/pay",
        json!({"min": 95_000, "max": 120_000.5, "currency": "EUR", "period": "year", "basis": "base", "origin": "structured"}),
    );
    check("/visa", json!("offered"));
    check("/years", json!(5));
    check("/time_zones", json!("UTC-3 to UTC+2"));
    check("/employment", json!("unspecified"));
    check("/closed", Value::Null);
    check("/evidence/level/field", json!("title"));
    assert!(engineer["evidence"]["level"]["text"].as_str().unwrap().eq_ignore_ascii_case("senior"));
    let skills = engineer["skills"].as_array().unwrap();
    assert!(skills.contains(&json!("Kafka")) || skills.contains(&json!("Apache Kafka")), "{skills:?}");
    assert_eq!(skills.len(), engineer["evidence"]["skills"].as_array().unwrap().len());
    let seen: jiff::Timestamp = engineer["first_seen"].as_str().unwrap().parse().unwrap();
    assert!(seen.as_second() > 0);
    // The same role as its page.
    let page = format!("/jobs/{}", engineer["role"].as_str().unwrap());
    assert!(site.get(&page).await.ok().body.contains("Senior Rust Engineer"));
    // The order of fields is a promise.
    let order = [
        "\"key\":",
        "\"company\":",
        "\"title\":",
        "\"category\":",
        "\"places\":",
        "\"role\":",
        "\"evidence\":",
    ];
    let at: Vec<usize> = order.iter().map(|name| text.find(name).unwrap()).collect();
    assert!(at.is_sorted(), "{at:?}");
}

#[tokio::test]
async fn a_table_for_spreadsheets_holds_no_formulas() {
    let site = TestSite::new().with(job("=Accountant, \"Core\"").at("Berlin, Germany")).start().await;
    let text = exported(&site, Format::Csv, false).await;
    let (head, rest) = text.split_once("\r\n").unwrap();
    assert!(head.starts_with("key,company,title,url,category"), "{head}");
    assert!(rest.starts_with("lever:acme:1,Acme,\"'=Accountant, \"\"Core\"\"\","), "{rest}");
}

#[tokio::test]
async fn closed_postings_are_exported_where_they_are_asked_for() {
    let site = TestSite::new().with_jobs(700).start().await;
    assert_eq!(lines(&exported(&site, Format::Ndjson, false).await).len(), 700, "more than a page");
    let left = (0..600).map(|i| ingest::Posting {
        id: (i + 1).to_string(),
        title: "Engineer".into(),
        ..Default::default()
    });
    site.visit("lever:acme", "Acme", left.collect()).await;
    assert_eq!(lines(&exported(&site, Format::Ndjson, false).await).len(), 600);
    let all = lines(&exported(&site, Format::Ndjson, true).await);
    assert_eq!(all.iter().filter(|line| !line["closed"].is_null()).count(), 100);
}

#[tokio::test]
async fn postings_of_one_role_say_so() {
    let text = "<p>You build our ledger in Rust, and you are on call one week of eight.</p>";
    let twin = || job("Ledger Engineer").saying(text);
    let site =
        TestSite::new().with(twin().at("Berlin, Germany")).with(twin().at("Lisbon, Portugal")).start().await;
    assert_eq!(site.get("/jobs").await.ok().total(), 1);
    let all = lines(&exported(&site, Format::Ndjson, false).await);
    assert_eq!((all.len(), &all[0]["role"]), (2, &all[1]["role"]));
}

/// Answers every request with that body.
fn answering(body: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/rates.xml", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = [0; 4096];
            let read = stream.read(&mut asked).unwrap_or(0);
            let (status, body) = if asked[..read].starts_with(b"GET /robots.txt") {
                ("404 Not Found", "")
            } else {
                ("200 OK", body)
            };
            let answer = format!(
                "HTTP/1.1 {status}\r\nContent-Type: text/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    url
}

#[tokio::test]
async fn rates_of_the_day_are_kept_and_shown() {
    const DAY: &str =
        "<Envelope><Cube><Cube time='2026-11-24'><Cube currency='USD' rate='1.25'/></Cube></Cube></Envelope>";
    let site = TestSite::new().with_jobs(1).start().await;
    let bundled = rates::current(&site.live.store).await.unwrap().date;
    assert!(site.get("/about").await.ok().body.contains(&format!("means of {bundled}")));
    let fetcher = Fetcher::new("me@example.org", true).unwrap();
    let wrong = answering("<html>busy</html>");
    assert!(rates::refresh(&site.live.store, &fetcher, &wrong, 1_000).await.is_err());
    assert_eq!(rates::current(&site.live.store).await.unwrap().date, bundled, "they stay as they were");
    let url = answering(DAY);
    assert!(rates::refresh(&site.live.store, &fetcher, &url, 1_000).await.unwrap());
    assert!(!rates::refresh(&site.live.store, &fetcher, &url, 2_000).await.unwrap(), "once a day");
    assert!(site.live.refresh().await.unwrap(), "another catalogue");
    let euro = catalog::money::Currency::EUR;
    let current = site.live.current();
    let rates = current.catalog.rates();
    assert_eq!((rates.date.as_str(), rates.per_usd(euro)), ("2026-11-24", Some(0.8)));
    assert!(site.get("/about").await.ok().body.contains("European Central Bank"));
}

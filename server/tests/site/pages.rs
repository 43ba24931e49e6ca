//! Pages as they are without JavaScript.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::vocabulary::{BUILD, TestSite, job};

#[tokio::test]
async fn a_page_lists_and_counts_what_matches() {
    let site = TestSite::new()
        .with_jobs(3)
        .with(job("Staff Rust Engineer").at("Lisbon, Portugal").paying(95_000.0, 120_000.0, "EUR"))
        .with(job("Accountant").at("Berlin, Germany"))
        .start()
        .await;
    let all = site.get("/jobs").await.ok();
    assert_eq!((all.total(), all.rows()), (4, 4), "what is not tech is not listed");
    let check = async |query: &str, expected: u32| {
        assert_eq!(site.get(&format!("/jobs?{query}")).await.ok().total(), expected, "{query}");
    };
    check("level=senior", 3).await;
    check("level=senior&level=staff", 4).await;
    check("country=pt", 1).await;
    check("salary=110000", 1).await;
    check("salary=110000&pay=any", 4).await;
    check("salary=130000", 0).await;
    check("q=rust", 1).await;
    check("q=rusr", 0).await;
    check("q=lisbon+staf", 1).await;
    check("within=1", 4).await;
}

#[tokio::test]
async fn pages_hold_fifty_rows() {
    let site = TestSite::new().with_jobs(120).start().await;
    let check = async |path: &str, rows: usize| assert_eq!(site.get(path).await.ok().rows(), rows, "{path}");
    check("/jobs", 50).await;
    check("/jobs?page=2", 50).await;
    check("/jobs?page=3", 20).await;
    check("/jobs?page=4", 20).await;
    let next = async |path: &str| site.get(path).await.ok().body.contains("page=2\">Next<");
    assert!(next("/jobs").await && !next("/jobs?page=3").await, "a link leads on, as far as there is more");
    let past = site.get("/jobs?page=999").await.ok();
    assert!(past.body.contains("page 3 is the last one"));
    assert!(site.get("/jobs?page=0").await.ok().body.contains("is no page number"));
}

#[tokio::test]
async fn a_slash_too_many_leads_to_the_page() {
    let site = TestSite::new().with_jobs(1).start().await;
    let answer = site.get("/jobs/?level=senior").await.with_status(StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.header("location"), "/jobs?level=senior");
    site.get("//evil.example/").await.with_status(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_role_shows_its_facts_and_where_they_come_from() {
    let text = "<p>We offer visa sponsorship.</p><p>You know Kafka.<script>alert(1)</script></p>";
    let role =
        job("Senior Rust Engineer").at("Berlin, Germany").paying(90_000.0, 110_000.0, "EUR").saying(text);
    let site = TestSite::new().with(role).start().await;
    let list = site.get("/jobs").await.ok();
    let page = site.get(list.first_row()).await.ok();
    for words in [
        "Senior Rust Engineer",
        "€90,000–110,000 a year",
        "Kafka",
        "from title",
        "visa sponsorship",
        "JobPosting",
    ] {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(!page.body.contains("alert(1)"));
    let short = list.first_row().rsplit_once('/').unwrap().0;
    site.get(short).await.ok();
}

#[tokio::test]
async fn a_role_s_pay_stands_among_those_of_its_kind_level_and_place() {
    let paid = |thousands: u32| {
        let pay = f64::from(thousands) * 1e3;
        job("Senior Backend Engineer")
            .at("Berlin, Germany")
            .paying(pay, pay, "EUR")
            .saying(&format!("<p>Team {thousands}.</p>"))
    };
    let check = async |roles: u32, expected: Option<&str>| {
        let site = (0..roles).fold(TestSite::new(), |site, i| site.with(paid(60 + i))).start().await;
        let list = site.get("/jobs?sort=salary").await.ok();
        let page = site.get(list.first_row()).await.ok();
        assert_eq!(page.body.contains(" of <a href=\"/jobs?category=backend"), expected.is_some(), "{roles}");
        for words in expected.unwrap_or("€").split('|') {
            assert!(page.body.contains(words), "{words}");
        }
    };
    check(9, None).await;
    check(12, Some("Above the 75th percentile|12 open roles in Berlin (Backend, Senior) that state pay, of one company only|: median €6")).await;
}

#[tokio::test]
async fn a_closed_role_says_so() {
    let site = TestSite::new().with_jobs(2).start().await;
    let list = site.get("/jobs").await.ok();
    let gone = list.first_row().to_owned();
    let id = gone.split('/').nth(2).unwrap().to_owned();
    let left = |p: &ingest::Posting| ingest::role_id(&format!("lever:acme:{}", p.id)).to_string() != id;
    let jobs = (0..2).map(|i| ingest::Posting {
        id: (i + 1).to_string(),
        title: format!("Senior Backend Engineer {i}"),
        ..Default::default()
    });
    site.visit("lever:acme", "Acme", jobs.filter(left).collect()).await;
    site.live.refresh().await.unwrap();
    assert_eq!(site.get("/jobs").await.ok().total(), 1);
    let page = site.get(&gone).await.ok();
    assert!(page.body.contains("closed this role") && page.body.contains("noindex"));
    assert!(!page.body.contains("JobPosting"));
}

#[tokio::test]
async fn what_is_not_there_has_its_status() {
    let site = TestSite::new().with_jobs(1).start().await;
    for path in ["/nowhere", "/jobs/0000000000", "/jobs/0000000000/some-role", "/jobs/no-id"] {
        site.get(path).await.with_status(StatusCode::NOT_FOUND);
    }
    for path in ["/", "/jobs", "/status", "/about", "/healthz", "/readyz", "/robots.txt"] {
        site.get(path).await.ok();
    }
}

#[tokio::test]
async fn every_answer_carries_its_headers() {
    let site = TestSite::new().with_jobs(1).start().await;
    for path in ["/", "/jobs", "/nowhere", "/healthz"] {
        let answer = site.get(path).await;
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert!(!answer.header("content-security-policy").contains("unsafe-inline"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!answer.body.contains(" style="), "{path}: no inline style");
    }
}

#[tokio::test]
async fn a_page_of_another_build_is_told_to_reload() {
    let site = TestSite::new().with_jobs(1).start().await;
    let check = async |build: &str, expected: StatusCode| {
        let request = Request::get("/_fn/results?query=&first=0&len=1").header("x-build", build);
        site.send(request.body(Body::empty()).unwrap()).await.with_status(expected);
    };
    check(BUILD, StatusCode::OK).await;
    check("older", StatusCode::CONFLICT).await;
}

#[tokio::test]
async fn the_status_page_says_how_it_stands() {
    let site = TestSite::new().with_jobs(3).with(job("Accountant").at("Berlin, Germany")).start().await;
    let page = site.get("/status").await.ok().body;
    for words in [
        "postings that are not tech",
        "data-state=\"fine\"",
        "data-label=\"Next visit\"",
        "Precision",
        "measured on 20",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

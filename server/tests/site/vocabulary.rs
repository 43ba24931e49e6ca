//! The words that these tests are written in.
//!
//! ```ignore
//! let site = TestSite::new().with(job("Rust Engineer").at("Berlin, Germany")).start().await;
//! let page = site.get("/jobs?level=senior").await.ok();
//! assert_eq!(page.total(), 1);
//! ```

use std::path::Path;
use std::sync::Arc;

use app::backend::Site;
use app::jobs::model::Results;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use catalog::query::grammar::encode;
use ingest::Posting;
use normalise::StatedPay;
use server::live::Live;
use server::{crawl, routes};
use store::{Listed, Outcome, Report, Store, Target, Visit};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// The build that a [`TestSite`] says it has.
pub const BUILD: &str = "test-build";

/// A posting as a feed would send it.
pub struct Job(Posting);

pub fn job(title: &str) -> Job {
    Job(Posting {
        title: title.to_owned(),
        url: "https://acme.example/apply".to_owned(),
        html: "<p>We build things with care.</p>".to_owned(),
        ..Posting::default()
    })
}

impl Job {
    pub fn at(mut self, place: &str) -> Job {
        self.0.locations.push(place.to_owned());
        self
    }

    pub fn paying(mut self, min: f64, max: f64, currency: &str) -> Job {
        let (min, max, period) = (Some(min), Some(max), "year".to_owned());
        let title = String::new();
        self.0.pay.push(StatedPay { min, max, currency: currency.to_owned(), period, title, is_base: true });
        self
    }

    /// As the feed sends it, under that id.
    pub fn posted(self, id: &str) -> Posting {
        Posting { id: id.to_owned(), ..self.0 }
    }

    pub fn saying(mut self, html: &str) -> Job {
        html.clone_into(&mut self.0.html);
        self
    }
}

/// A site that is not started yet.
#[derive(Default)]
pub struct TestSite {
    jobs: Vec<Posting>,
}

impl TestSite {
    pub fn new() -> TestSite {
        TestSite::default()
    }

    /// A posting more, of the company Acme.
    pub fn with(mut self, job: Job) -> TestSite {
        let id = (self.jobs.len() + 1).to_string();
        self.jobs.push(Posting { id, ..job.0 });
        self
    }

    /// So many postings of backend engineers.
    pub fn with_jobs(self, n: usize) -> TestSite {
        (0..n).fold(self, |site, i| {
            site.with(job(&format!("Senior Backend Engineer {i}")).at("Berlin, Germany"))
        })
    }

    pub async fn start(self) -> Running {
        let running = Running::empty().await;
        running.visit("lever:acme", "Acme", self.jobs).await;
        running.live.refresh().await.unwrap();
        running
    }
}

/// A site that answers.
pub struct Running {
    pub live: Arc<Live>,
    router: axum::Router,
    _data: TempDir,
}

impl Running {
    pub async fn empty() -> Running {
        let data = tempfile::tempdir().unwrap();
        let store = Store::open(&Target::File(data.path().join("test.db"))).await.unwrap();
        let site = Site { name: "Test Deck".into(), build: BUILD.into(), ..Site::default() };
        let live = Arc::new(Live::start(store, site).await.unwrap());
        let router = routes::router(live.clone(), Path::new("no-site")).unwrap();
        Running { live, router, _data: data }
    }

    /// Records a complete visit of a board; the catalogue follows at the next refresh.
    pub async fn visit(&self, board: &str, company: &str, postings: Vec<Posting>) {
        self.visit_at(jiff::Timestamp::now().as_second(), board, company, postings).await;
    }

    pub async fn record(&self, board: &str, company: &str, outcome: Outcome) {
        self.record_at(jiff::Timestamp::now().as_second(), board, company, outcome).await;
    }

    /// Records a complete visit of that time, Unix seconds.
    pub async fn visit_at(&self, at: i64, board: &str, company: &str, postings: Vec<Posting>) -> Report {
        let prepared = ingest::prepare_all(board, company, postings);
        let postings = prepared.into_iter().map(|p| crawl::kept(p).unwrap()).collect();
        self.record_at(at, board, company, Outcome::Complete(Listed { postings, ..Listed::default() })).await
    }

    pub async fn record_at(&self, now: i64, board: &str, company: &str, outcome: Outcome) -> Report {
        let source = board.split(':').next().unwrap().to_owned();
        let visit = Visit {
            board: board.to_owned(),
            source,
            company: company.to_owned(),
            started: now,
            finished: now,
            outcome,
            etag: None,
            last_modified: None,
            requests: 1,
            bytes: 0,
        };
        self.live.store.record_visit(&visit).await.unwrap()
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let asked = request.uri().to_string();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&body).into_owned();
        Answer { asked, status: parts.status, headers: parts.headers, body: text, bytes: body }
    }

    /// The server function that the page asks before its catalogue is there.
    pub async fn results(&self, query: &str) -> Results {
        let mut path = String::from("/_fn/results?first=0&len=50&query=");
        encode(query, "", &mut path);
        serde_json::from_str(&self.get(&path).await.ok().body).unwrap()
    }
}

/// What came back.
pub struct Answer {
    asked: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// As text; bytes that are none are lost.
    pub body: String,
    pub bytes: Bytes,
}

impl Answer {
    /// The answer, which must be a success.
    #[track_caller]
    pub fn ok(self) -> Answer {
        self.with_status(StatusCode::OK)
    }

    /// The answer, which must have that status.
    #[track_caller]
    pub fn with_status(self, status: StatusCode) -> Answer {
        assert_eq!(self.status, status, "{}: {}", self.asked, self.body);
        self
    }

    /// The number of roles that the page says it found.
    pub fn total(&self) -> u32 {
        let (_, rest) = self.body.split_once("class=\"total\"").expect("the page has a total");
        let (_, rest) = rest.split_once("<strong>").unwrap();
        let digits: String = rest.chars().take_while(|c| *c != '<').filter(char::is_ascii_digit).collect();
        digits.parse().unwrap()
    }

    /// How many rows the page lists.
    pub fn rows(&self) -> usize {
        self.body.matches("class=\"row\"").count()
    }

    /// The address of its first row.
    pub fn first_row(&self) -> &str {
        let (_, list) = self.body.split_once("class=\"row\"").expect("the page has a row");
        let (_, rest) = list.split_once("href=\"/jobs/").expect("a row is a link");
        let start = self.body.len() - rest.len() - "/jobs/".len();
        self.body[start..].split('"').next().unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

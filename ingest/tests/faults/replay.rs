//! A server on this machine that answers as it is told, and remembers what it was asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use ingest::fetch::{Fetcher, Limits};
use ingest::source::Kind;
use ingest::{Board, Known, Outcome, Visited};

/// One request that the server got.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: Method,
    /// Path and query.
    pub path: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Asked {
    pub fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

type Reply = Box<dyn Fn(&Asked) -> Response + Send>;

#[derive(Default)]
struct Script {
    replies: HashMap<String, Reply>,
    asked: Vec<Asked>,
}

/// The server. What it was not told of is 404.
pub struct Replay {
    pub url: String,
    script: Arc<Mutex<Script>>,
}

impl Replay {
    pub async fn start() -> Replay {
        let script = Arc::new(Mutex::new(Script::default()));
        let router = axum::Router::new().fallback(reply).with_state(script.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Replay { url, script }
    }

    /// Answers a path (without its query) so from now on.
    pub fn on(&self, path: &str, reply: impl Fn(&Asked) -> Response + Send + 'static) {
        self.script.lock().unwrap().replies.insert(path.to_owned(), Box::new(reply));
    }

    /// What was asked so far, without robots.txt.
    pub fn asked(&self) -> Vec<Asked> {
        let asked = self.script.lock().unwrap().asked.clone();
        asked.into_iter().filter(|a| a.path != "/robots.txt").collect()
    }

    /// The paths of it.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|a| a.path).collect()
    }

    /// A board of Lever's that is served at [`LIST`] and so on by this server.
    pub fn board(&self, name: &str) -> Board {
        let base_url = Some(self.url.clone());
        Board { base_url, ..Board::new(Kind::Lever, name, name) }
    }

    /// A first visit of the board "acme" with a new fetcher.
    pub async fn visit(&self) -> Visited {
        ingest::visit(&fetcher(), &self.board("acme"), &Known::default()).await
    }
}

async fn reply(State(script): State<Arc<Mutex<Script>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let asked = Asked {
        method: parts.method,
        path: parts.uri.path_and_query().unwrap().to_string(),
        headers: parts.headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    let mut script = script.lock().unwrap();
    script.asked.push(asked.clone());
    match script.replies.get(parts.uri.path()) {
        Some(reply) => reply(&asked),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Where the board "acme" is.
pub const LIST: &str = "/v0/postings/acme";

/// Limits that a test can reach.
pub fn limits() -> Limits {
    Limits { answer: 1 << 20, page: 64 << 10, visit: 2 << 20, ..Limits::default() }
}

pub fn fetcher() -> Fetcher {
    Fetcher::within(limits(), "tests@example.org", true).unwrap()
}

pub fn json(body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body.into()).into_response()
}

pub fn status(code: u16) -> Response {
    StatusCode::from_u16(code).unwrap().into_response()
}

pub fn with(mut response: Response, name: header::HeaderName, value: &str) -> Response {
    response.headers_mut().insert(name, value.parse().unwrap());
    response
}

pub fn redirect(code: u16, to: &str) -> Response {
    with(status(code), header::LOCATION, to)
}

/// A body of pieces; `None` breaks the connection off.
pub fn pieces(pieces: impl Iterator<Item = Option<Bytes>> + Send + 'static) -> Body {
    let broken = || std::io::Error::other("broken off");
    Body::from_stream(futures::stream::iter(pieces.map(move |piece| piece.ok_or_else(broken))))
}

/// So many postings of Lever's.
pub fn postings(ids: std::ops::Range<u32>) -> String {
    let posting = |id| format!(r#"{{"id":"{id}","text":"Engineer {id}","description":"<p>Work.</p>"}}"#);
    format!("[{}]", ids.map(posting).collect::<Vec<_>>().join(","))
}

/// The sentence of a visit that was not whole.
#[track_caller]
pub fn why(visited: &Visited) -> &str {
    match &visited.outcome {
        Outcome::Failed(failure) => &failure.message,
        Outcome::Partial { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

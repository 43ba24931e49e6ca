//! A feeds' server, data folders, and the program's `ingest`.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;
use tokio::process::Command;
use tokio::sync::watch;

/// What is kept of a posting: its key, its content, and whether it is open.
pub type Kept = (String, String, bool);

/// What is kept of each board.
pub type Boards = BTreeMap<String, Vec<Kept>>;

type Answers = HashMap<String, Answer>;

/// What is sent for a board.
#[derive(Clone)]
pub struct Answer {
    status: u16,
    body: Vec<u8>,
    /// How often the body is sent, one after the other.
    times: usize,
    gzip: bool,
}

/// Serves boards of Lever's as it is told.
pub struct Feeds {
    pub url: String,
    answers: Arc<Mutex<Answers>>,
    asked: watch::Sender<Vec<String>>,
}

impl Feeds {
    pub async fn start() -> Feeds {
        let answers: Arc<Mutex<Answers>> = Arc::default();
        let asked = watch::Sender::new(Vec::new());
        let router = axum::Router::new().fallback(answer).with_state((answers.clone(), asked.clone()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Feeds { url, answers, asked }
    }

    pub fn set(&self, board: &str, status: u16, body: impl Into<Vec<u8>>) {
        self.put(board, Answer { status, body: body.into(), times: 1, gzip: false });
    }

    /// A body without end, for as long as anybody reads it: a gigabyte.
    pub fn set_endless(&self, board: &str, piece: &str) {
        let piece = piece.repeat((1 << 20) / piece.len());
        self.put(board, Answer { status: 200, body: piece.into(), times: 1 << 10, gzip: false });
    }

    /// The same, packed into a hundredth of its bytes and less.
    pub fn set_bomb(&self, board: &str) {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        (0..256).for_each(|_| writer.write_all(&[b' '; 1 << 20]).unwrap());
        self.put(board, Answer { status: 200, body: writer.finish().unwrap(), times: 1, gzip: true });
    }

    fn put(&self, board: &str, answer: Answer) {
        self.answers.lock().unwrap().insert(format!("/v0/postings/{board}"), answer);
    }

    /// How often a board was asked for.
    pub fn asked(&self, board: &str) -> usize {
        let path = format!("/v0/postings/{board}");
        self.asked.borrow().iter().filter(|p| **p == path).count()
    }

    /// Waits until it got so many requests more than now.
    pub fn requests(&self, more: usize) -> impl Future<Output = ()> + use<> {
        let mut asked = self.asked.subscribe();
        let until = asked.borrow().len() + more;
        async move {
            asked.wait_for(|asked| asked.len() >= until).await.unwrap();
        }
    }
}

/// What is answered, and what was asked for.
type Script = (Arc<Mutex<Answers>>, watch::Sender<Vec<String>>);

async fn answer(State((answers, asked)): State<Script>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let answer = answers.lock().unwrap().get(&path).cloned();
    asked.send_modify(|asked| asked.push(path));
    let Some(Answer { status, body, times, gzip }) = answer else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let body = Bytes::from(body);
    let pieces = futures::stream::iter(std::iter::repeat_n(body, times).map(Ok::<_, Infallible>));
    let mut response = (StatusCode::from_u16(status).unwrap(), Body::from_stream(pieces)).into_response();
    if gzip {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

/// A board's answer: these postings, with a word that their texts have in common.
pub fn postings(ids: std::ops::Range<u32>, word: &str) -> String {
    let posting = |id| {
        let text = format!("<p>We build a {word} with Rust and PostgreSQL.</p>").repeat(20);
        format!(
            r#"{{"id":"{id}","text":"Senior Engineer {id}","description":"{text}","categories":{{"location":"Berlin"}}}}"#
        )
    };
    format!("[{}]", ids.map(posting).collect::<Vec<_>>().join(","))
}

/// A data folder.
pub struct Data(TempDir);

impl Data {
    pub fn new(feeds: &Feeds, boards: &[String]) -> Data {
        let data = Data(tempfile::tempdir().unwrap());
        let board = |name: &String| {
            let url = &feeds.url;
            format!(
                "[[board]]\nsource = \"lever\"\nboard = \"{name}\"\ncompany = \"{name}\"\nbase_url = \"{url}\"\n"
            )
        };
        let boards: String = boards.iter().map(board).collect();
        std::fs::write(
            data.path().join("sources.toml"),
            format!("contact = \"tests@example.org\"\n{boards}"),
        )
        .unwrap();
        data
    }

    /// The same files in another folder.
    pub fn copy(&self) -> Data {
        let copy = Data(tempfile::tempdir().unwrap());
        for entry in std::fs::read_dir(self.path()).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
        }
        copy
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    fn database(&self) -> PathBuf {
        self.path().join("codedeck.db")
    }

    /// The command that reads boards into this folder.
    pub fn ingest(&self, boards: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_codedeck"));
        command.arg("ingest").arg("--allow-loopback").arg("--data").arg(self.path());
        command.args(boards.iter().flat_map(|board| ["--board", board]));
        command.env_remove("DATABASE_URL").kill_on_drop(true);
        command
    }

    /// What it says of the boards, and its warnings.
    pub async fn read(&self, boards: &[&str]) -> String {
        let output = self.ingest(boards).output().await.unwrap();
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    }

    /// Reads all boards; the most memory that this took, MB.
    pub async fn peak(&self) -> usize {
        let mut run = self.ingest(&[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let status = format!("/proc/{}/status", run.id().unwrap());
        let mut peak = 0;
        let mut tick = tokio::time::interval(Duration::from_millis(10));
        while run.try_wait().unwrap().is_none() {
            // It only grows, but is gone with the process.
            let status = std::fs::read_to_string(&status).unwrap_or_default();
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kb = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
            peak = peak.max(kb.unwrap_or(0) / 1024);
            tick.tick().await;
        }
        peak
    }

    /// The open database; `None` where there is none yet.
    pub async fn open(&self) -> Option<SqliteConnection> {
        let options = SqliteConnectOptions::new().filename(self.database());
        if self.database().is_file() { SqliteConnection::connect_with(&options).await.ok() } else { None }
    }

    pub async fn boards(&self) -> Boards {
        let rows: Vec<(String, String, String, bool)> = match self.open().await {
            Some(mut open) => {
                sqlx::query_as("SELECT board, key, hash, closed_at IS NULL FROM postings ORDER BY key")
                    .fetch_all(&mut open)
                    .await
                    // Killed before its tables were made.
                    .unwrap_or_default()
            }
            None => Vec::new(),
        };
        let mut boards = Boards::new();
        for (board, key, hash, open) in rows {
            boards.entry(board).or_default().push((key, hash, open));
        }
        boards
    }

    /// When each posting was first seen.
    pub async fn first_seen(&self) -> BTreeMap<String, i64> {
        let Some(mut open) = self.open().await else { return BTreeMap::new() };
        let rows: Vec<(String, i64)> = sqlx::query_as("SELECT key, first_seen FROM postings")
            .fetch_all(&mut open)
            .await
            .unwrap_or_default();
        rows.into_iter().collect()
    }

    /// What the status page says of each board.
    pub async fn messages(&self) -> HashMap<String, String> {
        let mut open = self.open().await.unwrap();
        let rows: Vec<(String, Option<String>)> =
            sqlx::query_as("SELECT key, message FROM boards").fetch_all(&mut open).await.unwrap();
        rows.into_iter().map(|(key, message)| (key, message.unwrap_or_default())).collect()
    }
}

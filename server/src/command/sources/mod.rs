//! `codedeck sources`.

mod add;

use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use ingest::fetch::Fetcher;
use ingest::{Board, Known, Listed, Outcome, Visited};
use serde::Serialize;
use serde_json::json;

use super::progress::Progress;
use crate::config::{Data, Sources};
use crate::crawl::Few;
use crate::{Exit, data};

/// Runs the subcommand.
pub async fn run(data: &Data, command: Sources, json: bool) -> Result<Exit> {
    match command {
        Sources::Init { contact } => init(data, &contact, json),
        Sources::List => list(data, json),
        Sources::Check => check(data, json).await,
        Sources::Add { address, company } => add::run(data, &address, company, json).await,
    }
}

fn init(data: &Data, contact: &str, json: bool) -> Result<Exit> {
    if !contact.contains('@') && !contact.starts_with("http") {
        bail!(
            "{contact:?} is neither an e-mail address nor a URL: those whose feeds are read must be able to reach you"
        );
    }
    let path = data.sources_path();
    if path.exists() {
        bail!("{} is there already: edit it, or remove it first", path.display());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    std::fs::write(&path, ingest::Sources::starter(contact))
        .with_context(|| format!("{} cannot be written", path.display()))?;
    if json {
        crate::print(json!({"file": path}))?;
    } else {
        crate::print(format_args!(
            "{} lists public boards to begin with. `codedeck ingest` reads them once, `codedeck serve` every day.",
            path.display()
        ))?;
    }
    Ok(Exit::Done)
}

fn list(data: &Data, json: bool) -> Result<Exit> {
    let sources = data.read_sources()?;
    if json {
        let boards = sources.boards.iter().map(|b| {
            json!({"board": b.key(), "source": b.source.name(), "company": b.company, "enabled": b.enabled})
        });
        let boards: Vec<_> = boards.collect();
        crate::print(json!({"contact": sources.contact, "boards": boards}))?;
        return Ok(Exit::Done);
    }
    for board in &sources.boards {
        let state = if board.enabled { "on" } else { "off" };
        crate::print(format_args!("{state}\t{}\t{}", board.key(), board.company))?;
    }
    if sources.boards.is_empty() {
        crate::print(data::FOLLOW)?;
    }
    Ok(Exit::Done)
}

/// What a board answered.
#[derive(Serialize)]
struct Line {
    board: String,
    company: String,
    state: &'static str,
    postings: usize,
    refused: usize,
    message: Option<String>,
}

async fn check(data: &Data, json: bool) -> Result<Exit> {
    let sources = data.followed()?;
    let fetcher = Arc::new(Fetcher::new(&sources.contact, data.allow_loopback)?);
    let boards: Vec<Board> = sources.enabled().cloned().collect();
    let mut progress = Progress::new("boards", boards.len(), json);
    let mut lines = Vec::new();
    let visits = boards.into_iter().map(|board| {
        let fetcher = fetcher.clone();
        async move {
            let visited = ingest::visit(&fetcher, &board, &Known::default()).await;
            Line::of(&board, visited)
        }
    });
    let mut visits = Few::of(visits);
    while let Some(line) = visits.next().await? {
        progress.line(line.text())?;
        lines.push(line);
    }
    progress.end();
    lines.sort_by(|a, b| a.board.cmp(&b.board));
    let failed = lines.iter().filter(|l| l.state == "fails").count();
    let fine = lines.len() - failed;
    if json {
        crate::print(json!({"boards": lines, "fine": fine, "failed": failed}))?;
    } else {
        let postings: usize = lines.iter().map(|l| l.postings).sum();
        crate::print(format_args!("{fine} of {} boards can be read: {postings} postings", lines.len()))?;
    }
    match (fine, failed) {
        (_, 0) => Ok(Exit::Done),
        (0, _) => bail!("none of the {failed} boards can be read: the lines above say why"),
        _ => Ok(Exit::Part),
    }
}

impl Line {
    fn of(board: &Board, visited: Visited) -> Line {
        let (state, listed, message) = match visited.outcome {
            Outcome::Complete(listed) => {
                let why = listed.refused.first().map(|r| format!("{} {}", r.id, r.why));
                ("fine", listed, why)
            }
            Outcome::Partial { listed, why } => ("part", listed, Some(why)),
            Outcome::NotModified => ("fine", Listed::default(), None),
            Outcome::Failed(failure) => ("fails", Listed::default(), Some(failure.message)),
        };
        Line {
            board: board.key(),
            company: board.company.clone(),
            state,
            postings: listed.postings.len(),
            refused: listed.refused.len(),
            message,
        }
    }

    fn text(&self) -> String {
        let Line { board, state, postings, refused, message, .. } = self;
        let message = message.as_deref().unwrap_or_default();
        match (*state, *refused) {
            ("fails", _) => format!("fails\t{board}\t{message}"),
            ("part", _) => format!("part\t{board}\t{postings} postings: {message}"),
            (_, 0) => format!("fine\t{board}\t{postings} postings"),
            _ => format!("fine\t{board}\t{postings} postings, {refused} refused: {message}"),
        }
    }
}

//! What reading a feed costs (parse, sanitise, normalise) beside what any reader has to do: `serde_json` into a value and
//! `ammonia` over each text. Both in turn, in one process; prints JSON.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context as _, Result, bail};
use ingest::source::{Kind, Source};
use ingest::{Board, prepare_all};
use serde::Serialize;

/// Rounds of either side; the median counts.
const ROUNDS: usize = 7;

/// Systems whose recordings are whole boards in one answer.
const SYSTEMS: [Kind; 3] = [Kind::Greenhouse, Kind::Lever, Kind::Ashby];

/// One recorded answer.
struct Answer {
    board: Board,
    source: &'static dyn Source,
    body: Vec<u8>,
    /// Texts of its postings, for the side that only sanitises.
    texts: Vec<String>,
}

/// What is printed.
#[derive(Serialize)]
struct Outcome {
    boards: usize,
    postings: usize,
    bytes: usize,
    /// Milliseconds of `serde_json` and `ammonia`.
    floor: f64,
    /// Milliseconds of parsing, sanitising and normalising.
    whole: f64,
    /// Of those, milliseconds of the sources' parsers.
    parse: f64,
    ratio: f64,
}

fn main() -> Result<()> {
    let Some(captures) = env::args_os().nth(1).map(PathBuf::from) else {
        bail!("name the folder of recorded feeds");
    };
    let answers = read(&captures)?;
    let (mut floor, mut whole, mut parse) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        floor.push(timed(|| answers.iter().map(least).sum()));
        whole.push(timed(|| answers.iter().map(all).sum()));
        parse.push(timed(|| answers.iter().map(parsed).sum()));
    }
    let (floor, whole, parse) = (median(floor), median(whole), median(parse));
    let outcome = Outcome {
        boards: answers.len(),
        postings: answers.iter().map(|a| a.texts.len()).sum(),
        bytes: answers.iter().map(|a| a.body.len()).sum(),
        floor,
        whole,
        parse,
        ratio: whole / floor,
    };
    println!("{}", serde_json::to_string(&outcome)?);
    Ok(())
}

/// Every recording of the systems.
fn read(captures: &Path) -> Result<Vec<Answer>> {
    let mut all = Vec::new();
    for kind in SYSTEMS {
        let folder = captures.join(kind.name());
        let files = fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
        let mut files: Vec<PathBuf> = files.map(|f| Ok(f?.path())).collect::<Result<_>>()?;
        files.sort();
        for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "json")) {
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            let (board, source) = (Board::new(kind, &name, &name), kind.source());
            let body = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
            let Ok(page) = source.parse(&board, &source.first(&board), &body) else { continue };
            let texts = page.postings.into_iter().map(|p| p.html).collect();
            all.push(Answer { board, source, body, texts });
        }
    }
    Ok(all)
}

/// What no reader can do without. Bytes, so that nothing is left out as unused.
fn least(answer: &Answer) -> usize {
    let value: Option<serde_json::Value> = serde_json::from_slice(&answer.body).ok();
    let texts: usize = answer.texts.iter().map(|text| ammonia::clean(text).len()).sum();
    texts + usize::from(value.is_some())
}

fn parsed(answer: &Answer) -> usize {
    let page = answer.source.parse(&answer.board, &answer.source.first(&answer.board), &answer.body);
    page.map_or(0, |page| page.postings.len())
}

fn all(answer: &Answer) -> usize {
    let page = answer.source.parse(&answer.board, &answer.source.first(&answer.board), &answer.body);
    let postings = page.map(|page| page.postings).unwrap_or_default();
    prepare_all(&answer.board.key(), &answer.board.company, postings).iter().map(|p| p.html.len()).sum()
}

fn timed(work: impl Fn() -> usize) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}

/// Milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1_000.0
}

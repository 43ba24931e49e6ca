//! What reading a feed costs (parse, sanitise, normalise) beside what any reader has to do: `serde_json` into a value and
//! `ammonia` over each text. Both in turn, in one process; prints JSON.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context as _, Result, bail};
use ingest::source::{Kind, Source};
use ingest::{Board, prepare_all};
use normalise::BoardContext;
use normalise::mask::mask;
use normalise::roles::{Common, Mark};
use normalise::text::{plain, sanitise};
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
    /// The same, made safe.
    safe: Vec<String>,
    /// The same, made plain.
    plain: Vec<String>,
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
    ratio: f64,
    /// Milliseconds of its steps, each measured alone; what is missing to the whole are the facts.
    steps: BTreeMap<&'static str, f64>,
}

/// A step of the whole over an answer, on texts that are made safe and plain before the time is taken. Bytes or pieces.
type Step = fn(&Answer) -> usize;

/// Those that can be measured alone.
const STEPS: [(&str, Step); 6] = [
    ("parse", parsed),
    ("sanitise", |answer| answer.texts.iter().map(|text| sanitise(text).len()).sum()),
    ("mask", |answer| answer.safe.iter().map(|html| mask(html).len()).sum()),
    ("plain", |answer| answer.safe.iter().map(|html| plain(html).len()).sum()),
    ("boilerplate", |answer| {
        let texts = answer.plain.iter().map(String::as_str);
        let common = Common::of(texts.clone().map(|text| (text, text)));
        std::hint::black_box((BoardContext::of(texts), common));
        1
    }),
    ("sketch", |answer| {
        let mark =
            |text: &String| Mark::of("company", "Engineer", text, &[], &Common::default()).signature.len();
        answer.plain.iter().map(mark).sum()
    }),
];

fn main() -> Result<()> {
    let Some(captures) = env::args_os().nth(1).map(PathBuf::from) else {
        bail!("name the folder of recorded feeds");
    };
    let answers = read(&captures)?;
    let (mut floor, mut whole) = (Vec::new(), Vec::new());
    let mut steps: BTreeMap<&'static str, Vec<Duration>> = BTreeMap::new();
    for _ in 0..ROUNDS {
        floor.push(timed(|| answers.iter().map(least).sum()));
        whole.push(timed(|| answers.iter().map(all).sum()));
        for (name, step) in STEPS {
            steps.entry(name).or_default().push(timed(|| answers.iter().map(step).sum()));
        }
    }
    let (floor, whole) = (median(floor), median(whole));
    let outcome = Outcome {
        boards: answers.len(),
        postings: answers.iter().map(|a| a.texts.len()).sum(),
        bytes: answers.iter().map(|a| a.body.len()).sum(),
        floor,
        whole,
        ratio: whole / floor,
        steps: steps.into_iter().map(|(name, times)| (name, median(times))).collect(),
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
            let texts: Vec<String> = page.postings.into_iter().map(|p| p.html).collect();
            let safe: Vec<String> = texts.iter().map(|text| sanitise(text)).collect();
            let plain = safe.iter().map(|html| plain(html)).collect();
            all.push(Answer { board, source, body, texts, safe, plain });
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

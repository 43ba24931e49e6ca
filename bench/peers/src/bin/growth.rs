//! `growth SNAPSHOT`: what queries of six classes cost on the peers' rows, natively, as JSON. Milliseconds.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use catalog::query::Query;
use catalog::{Ask, Catalog, Session};
use peers_bench::NOW;
use serde::Serialize;

/// Rounds over a class's queries; a query's time is the median.
const ROUNDS: usize = 7;

/// What is asked, by class: each query differs from the one before, as in a session.
fn classes() -> [(&'static str, Vec<String>); 6] {
    let all = |queries: &[&str]| queries.iter().map(|&q| q.to_owned()).collect::<Vec<_>>();
    let brush = (0..20)
        .map(|step| format!("category=backend,full-stack&currency=USD&salary={}", 60_000 + step * 5_000));
    [
        (
            "filter",
            all(&[
                "category=backend",
                "category=backend&level=senior",
                "category=backend,frontend&level=senior",
                "workplace=remote",
                "workplace=remote&skills=s0001",
                "skills=s0001,s0002",
                "city=c0003,c0004",
                "level=senior,staff&workplace=hybrid",
            ]),
        ),
        ("prefix", all(&["q=e", "q=engi", "q=senior", "q=senior+back", "q=d", "q=dat", "q=data+ana", "q=m"])),
        (
            "typo",
            all(&[
                "q=enginer",
                "q=senoir",
                "q=anaylst",
                "q=plattform",
                "q=securty",
                "q=reliabilty",
                "q=machne+learning",
                "q=infrastructre",
            ]),
        ),
        ("brush", brush.collect()),
        (
            "sort by pay",
            all(&[
                "sort=salary",
                "sort=salary&category=backend",
                "sort=salary&level=senior",
                "sort=salary&workplace=remote",
                "sort=salary&q=engineer",
                "sort=salary&page=20",
            ]),
        ),
        (TOO_LONG, too_long()),
    ]
}

/// Of these the reading is timed as well: most of it is left out there.
const TOO_LONG: &str = "too long";

/// Ten thousand values, and two kilobytes of words: known ones, ones with typos, letters.
fn too_long() -> Vec<String> {
    let values = |name: &str, letter: char| {
        let all: Vec<String> = (0..10_000).map(|i| format!("{letter}{i:04}")).collect();
        format!("{name}={}", all.join(","))
    };
    let words = |some: &[&str]| {
        let mut all = format!("q={}", some.join("+"));
        while all.len() < 2_000 {
            all = format!("{all}+{}", some.join("+"));
        }
        all
    };
    vec![
        values("city", 'c'),
        values("skills", 's'),
        words(&["senior", "engineer", "backend"]),
        words(&["enginer", "anaylst", "reliabilty", "infrastructre"]),
        words(&["a", "e", "s", "d"]),
    ]
}

#[derive(Serialize)]
struct Outcome {
    rows: u32,
    bytes: usize,
    /// From the bytes to the first answer.
    open: f64,
    /// Megabytes that the process has more, the snapshot's bytes left out; where the system tells.
    memory: Option<f64>,
    classes: Vec<Class>,
}

#[derive(Serialize)]
struct Class {
    name: &'static str,
    /// Of the class's queries: the median, and the longest.
    median: f64,
    longest: f64,
    /// Roles that they find together: none would measure nothing.
    found: u64,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let path = PathBuf::from(std::env::args_os().nth(1).ok_or("name a snapshot")?);
    let bytes = std::fs::read(path)?;
    let (before, start) = (resident(), Instant::now());
    let catalog = Arc::new(Catalog::open(&bytes)?);
    let mut session = Session::new(Arc::clone(&catalog));
    let ask = Ask { now: NOW, first: 0, len: 50 };
    session.answer(&Query::default(), ask);
    let open = milliseconds(start);
    let memory = before.zip(resident()).map(|(before, after)| after - before);
    let classes = classes().map(|(name, queries)| class(&mut session, ask, name, &queries)).into();
    println!(
        "{}",
        serde_json::to_string(&Outcome { rows: catalog.len(), bytes: bytes.len(), open, memory, classes })?
    );
    Ok(())
}

fn class(session: &mut Session, ask: Ask, name: &'static str, queries: &[String]) -> Class {
    let mut times = vec![Vec::new(); queries.len()];
    let mut found = 0;
    for _ in 0..ROUNDS {
        for (text, times) in queries.iter().zip(&mut times) {
            let mut start = Instant::now();
            let query = Query::parse(text).0;
            if name != TOO_LONG {
                start = Instant::now();
            }
            found += u64::from(session.answer(&query, ask).total);
            times.push(milliseconds(start));
        }
    }
    let mut medians: Vec<f64> = times.into_iter().map(median).collect();
    medians.sort_by(f64::total_cmp);
    let longest = medians.last().copied().unwrap_or_default();
    Class { name, median: median(medians), longest, found: found / ROUNDS as u64 }
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

/// Megabytes of the process's memory, by Linux.
fn resident() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok()? / 1e3)
}

//! The engine beside other server-side engines, on the peers' rows and queries: `engines-bench FOLDER_OF_THE_PEERS ROWS`
//! prints JSON.
//!
//! | engine | how it is set up |
//! |---|---|
//! | `codedeck` | the catalogue and one session, in process, on one thread |
//! | `tantivy` | in process, in memory, with its own facet collectors; see [`tantivy`] |
//! | `tantivy, tuned` | the same with a collector of our own |
//! | `postgres` | a cluster of its own in a temporary folder, by its local socket; see [`postgres`] |
//! | `sqlite` | in process, in memory, with FTS5; see [`sqlite`] |
//!
//! All get the values of the rows as numbers in the order of ties ([`table`]). All but plain `tantivy` get more: beside each
//! row its category, level, workplace and step of pay in *one* number, so that six facets and the bars follow by addition from
//! counts by that number and by city, which has one country ([`answer::Tally`]); one look at each row that misses at most one
//! filter, as a facet counts those that miss none or its own; and totals made while loading, which are the counts where nothing
//! is asked, as the catalogue has them.
//!
//! An engine's answers are held to the oracle's before it is timed, and a wrong one ends the run. Every query of the session
//! is then asked in turn, up to [`PASSES`] times over; a query's time is the median, from the query as the peers give it to
//! the answer in numbers. This engine is asked the same in turn with each rival. Where a session would take longer than [`PATIENCE`], only every tenth query is asked (and checked),
//! and this engine is measured on the same tenth.

mod answer;
mod collect;
mod engine;
mod ours;
mod postgres;
mod session;
mod sqlite;
mod table;
mod tantivy;

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context as _, Result, bail};
use peers_bench::Rows;
use serde::Serialize;

use crate::engine::Engine;
use crate::ours::Ours;
use crate::postgres::Postgres;
use crate::session::Question;
use crate::table::Table;

/// Queries of the session.
const QUERIES: usize = 200;
/// Where a session takes too long, one query of so many is asked.
const SAMPLE: usize = 10;
/// The longest session that is asked whole.
const PATIENCE: Duration = Duration::from_secs(120);
/// Times that a session is asked at most, as long as it all stays within [`PATIENCE`].
const PASSES: usize = 5;

/// What is printed.
#[derive(Serialize)]
struct Outcome {
    rows: usize,
    queries: usize,
    engines: Vec<Line>,
}

/// An engine, measured or left out.
#[derive(Serialize)]
#[serde(untagged)]
enum Line {
    Measured(Box<Measured>),
    LeftOut { engine: &'static str, reason: String },
}

#[derive(Serialize)]
struct Measured {
    engine: &'static str,
    version: String,
    /// Seconds from the rows in this program's memory until the first query can be asked.
    build_s: f64,
    /// Queries asked: the whole session, or a sample of it.
    queries: usize,
    passes: usize,
    #[serde(flatten)]
    times: Times,
    /// This engine on the same queries.
    ours: Times,
    /// Its session as a multiple of ours.
    ratio: f64,
    /// Load average of the last minute when it ended.
    load: f64,
}

/// Milliseconds.
#[derive(Clone, Serialize)]
struct Times {
    p50: f64,
    p95: f64,
    max: f64,
    session: f64,
}

fn main() -> Result<()> {
    let mut args = env::args_os().skip(1);
    let (Some(peers), Some(rows)) = (args.next().map(PathBuf::from), args.next()) else {
        bail!("name the folder of the peers and how many rows: engines-bench ../shared/peers 20000");
    };
    let rows: usize = rows.to_str().and_then(|r| r.parse().ok()).context("rows are a number")?;
    let own = session::rows(&peers, rows)?;
    let table = Table::new(&own);
    let questions = session::questions(&peers, rows, QUERIES, &table)?;

    let mut run = Run::start(&table, &questions, &own)?;
    drop(own);
    run.line("tantivy", || Ok(Ok(Box::new(tantivy::Facets::start(&table)?))))?;
    run.line("tantivy, tuned", || Ok(Ok(Box::new(tantivy::Tuned::start(&table)?))))?;
    let postgres = || Ok(Postgres::start(&table)?.map(|engine| Box::new(engine) as Box<dyn Engine>));
    run.line("postgres", postgres)?;
    run.line("sqlite", || Ok(Ok(Box::new(sqlite::Sqlite::start(&table)?))))?;
    println!("{}", serde_json::to_string_pretty(&Outcome { rows, queries: QUERIES, engines: run.lines })?);
    Ok(())
}

/// An engine, or why there is none here.
type Started = Result<Box<dyn Engine>, String>;

/// Measures one engine after the other.
struct Run<'a> {
    table: &'a Table,
    questions: &'a [Question],
    ours: Ours,
    lines: Vec<Line>,
}

/// `[query][pass]` milliseconds.
type Took = Vec<Vec<f64>>;

impl<'a> Run<'a> {
    /// Builds this engine and measures it alone.
    fn start(table: &'a Table, questions: &'a [Question], rows: &Rows) -> Result<Run<'a>> {
        let began = Instant::now();
        let mut ours = Ours::start(rows)?;
        let build_s = began.elapsed().as_secs_f64();
        let all: Vec<&Question> = questions.iter().collect();
        check(table, &mut ours, &all)?;
        let mut took = vec![vec![]; all.len()];
        for _ in 0..PASSES {
            ask(table, &mut ours, &all, &mut took)?;
        }
        let times = Times::of(took);
        let line = Measured {
            engine: "codedeck",
            version: ours.version(),
            build_s,
            queries: all.len(),
            passes: PASSES,
            ours: times.clone(),
            times,
            ratio: 1.0,
            load: load(),
        };
        Ok(Run { table, questions, ours, lines: vec![Line::Measured(Box::new(line))] })
    }

    /// Measures a rival.
    fn line(&mut self, name: &'static str, start: impl FnOnce() -> Result<Started>) -> Result<()> {
        eprintln!("{name}: builds");
        let began = Instant::now();
        let started = start().with_context(|| format!("{name} does not start"))?;
        let build_s = began.elapsed().as_secs_f64();
        let line = match started {
            Ok(mut engine) => {
                let measured = self.measure(name, engine.as_mut(), build_s);
                Line::Measured(Box::new(measured.with_context(|| format!("{name} fails"))?))
            }
            Err(reason) => Line::LeftOut { engine: name, reason },
        };
        self.lines.push(line);
        Ok(())
    }

    fn measure(&mut self, engine: &'static str, it: &mut dyn Engine, build_s: f64) -> Result<Measured> {
        let sample: Vec<&Question> = self.questions.iter().step_by(SAMPLE).collect();
        let all: Vec<&Question> = self.questions.iter().collect();
        eprintln!("{engine}: answers");
        let slow = check(self.table, it, &sample)? * SAMPLE as u32 > PATIENCE;
        let asked = if slow { &sample } else { &all };
        let once = check(self.table, it, asked)?;
        let passes = (PATIENCE.as_secs_f64() / once.as_secs_f64().max(1e-9)) as usize;
        let passes = passes.clamp(1, PASSES);
        let [mut theirs, mut own] = [(); 2].map(|()| vec![vec![]; asked.len()]);
        for _ in 0..passes {
            ask(self.table, it, asked, &mut theirs)?;
            // In turn, so that what else the machine does slows both.
            for _ in 0..PASSES.div_ceil(passes) {
                ask(self.table, &mut self.ours, asked, &mut own)?;
            }
        }
        let (times, ours) = (Times::of(theirs), Times::of(own));
        Ok(Measured {
            engine,
            version: it.version(),
            build_s,
            queries: asked.len(),
            passes,
            ratio: times.session / ours.session,
            times,
            ours,
            load: load(),
        })
    }
}

/// Compares each answer with the oracle's; how long the answers took.
fn check(table: &Table, it: &mut dyn Engine, asked: &[&Question]) -> Result<Duration> {
    let mut took = Duration::ZERO;
    for question in asked {
        let answers = it.prepare(table, question)?;
        took += answers.iter().map(|(_, took)| *took).min().unwrap_or_default();
        let wanted = table.wanted(&question.asked);
        for (answer, _) in answers {
            let held = answer.check(&question.answer, &wanted, table);
            held.with_context(|| format!("a wrong answer to {}", question.line))?;
        }
    }
    Ok(took)
}

/// One pass: all queries, each once, so that none follows itself.
fn ask(table: &Table, it: &mut dyn Engine, asked: &[&Question], took: &mut Took) -> Result<()> {
    for (question, took) in asked.iter().zip(took) {
        let before = Instant::now();
        std::hint::black_box(it.answer(table, question)?);
        took.push(before.elapsed().as_secs_f64() * 1e3);
    }
    Ok(())
}

impl Times {
    /// Of the queries' medians.
    fn of(took: Took) -> Times {
        let median = |mut of: Vec<f64>| {
            of.sort_by(f64::total_cmp);
            of[(of.len() - 1) / 2]
        };
        let mut each: Vec<f64> = took.into_iter().map(median).collect();
        each.sort_by(f64::total_cmp);
        let at = |part: f64| each[((part * each.len() as f64).ceil() as usize).saturating_sub(1)];
        Times { p50: at(0.5), p95: at(0.95), max: at(1.0), session: each.iter().sum() }
    }
}

fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|first| first.parse().ok()).unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::answer::Answer;

    fn rows() -> Rows {
        let columns = json!({
            "id": [1, 2, 3, 4],
            "title": ["Junior Rust Engineer", "C++ Developer", "Rust Developer", "Rustic Designer"],
            "company": ["Quillstone", "Quillstone", "Larkfield Labs", "Larkfield Labs"],
            "category": ["Backend", "Embedded", "Backend", "Product"],
            "seniority": ["junior", "mid", "mid", "mid"],
            "city": ["Lyon", "Lyon", "Oslo", "Oslo"],
            "country": ["France", "France", "Norway", "Norway"],
            "remote": ["onsite", "remote", "remote", "hybrid"],
            "employment": ["full-time", "full-time", "contract", "full-time"],
            "skills": [["Rust", "SQL"], ["C++"], ["Rust"], []],
            "salary_min": [40_000, null, 90_000, 50_000],
            "salary_max": [60_000, null, 120_000, 60_000],
            "posted_day": [3, 0, 3, 1],
        });
        serde_json::from_value(columns).unwrap()
    }

    /// A question with what differs from one that asks nothing.
    fn question(number: usize, changes: &Value) -> Question {
        let mut asked = json!({
            "q": "", "category": [], "seniority": [], "country": [], "city": [], "remote": [], "skills_all": [],
            "salary_at_least": null, "posted_within_days": null, "sort": "newest", "offset": 0, "limit": 50,
        });
        for (key, value) in changes.as_object().unwrap() {
            asked[key] = value.clone();
        }
        let line = asked.to_string();
        Question { number, asked: serde_json::from_value(asked).unwrap(), answer: Answer::default(), line }
    }

    #[test]
    fn engines_in_process_agree() {
        let own = rows();
        let table = Table::new(&own);
        let mut ours = Ours::start(&own).unwrap();
        let mut rivals: [Box<dyn Engine>; 3] = [
            Box::new(tantivy::Facets::start(&table).unwrap()),
            Box::new(tantivy::Tuned::start(&table).unwrap()),
            Box::new(sqlite::Sqlite::start(&table).unwrap()),
        ];
        let cases = [
            (json!({}), vec![2, 4, 1, 3]),
            (json!({"sort": "salary"}), vec![3, 1, 4, 2]),
            (json!({"sort": "salary", "offset": 1, "limit": 2}), vec![1, 4]),
            (json!({"q": "rust"}), vec![4, 1, 3]),
            (json!({"q": "rust d"}), vec![3]),
            (json!({"q": "c++"}), vec![2]),
            (json!({"posted_within_days": 1}), vec![2, 4]),
            (json!({"skills_all": ["Rust", "SQL"]}), vec![1]),
            (json!({"salary_at_least": 70_000}), vec![3]),
            (
                json!({"category": ["Backend"], "country": ["France", "Norway"], "remote": ["remote"]}),
                vec![3],
            ),
            (json!({"seniority": ["mid"], "city": ["Oslo"], "salary_at_least": 55_000}), vec![4, 3]),
        ];
        for (number, (changes, ids)) in cases.iter().enumerate() {
            let question = question(number, changes);
            let answer = ours.answer(&table, &question).unwrap();
            assert_eq!(&answer.ids, ids, "{changes}");
            for rival in &mut rivals {
                assert_eq!(rival.answer(&table, &question).unwrap(), answer, "{} {changes}", rival.version());
            }
        }
    }

    #[test]
    fn wrong_answers_are_found() {
        let own = rows();
        let table = Table::new(&own);
        let question = question(0, &json!({"q": "rust", "sort": "relevance"}));
        let right = Ours::start(&own).unwrap().answer(&table, &question).unwrap();
        let wanted = table.wanted(&question.asked);
        let check = |change: &dyn Fn(&mut Answer)| {
            let mut answer = right.clone();
            change(&mut answer);
            answer.check(&right, &wanted, &table).is_ok()
        };
        assert!(check(&|_| ()));
        assert!(check(&|answer| answer.ids.reverse()));
        // Row 2 does not match, and a row is listed once.
        assert!(!check(&|answer| answer.ids[0] = 2));
        assert!(!check(&|answer| answer.ids[0] = answer.ids[1]));
        assert!(!check(&|answer| answer.total += 1));
        assert!(!check(&|answer| answer.facets[5][0].1 += 1));
        assert!(!check(&|answer| answer.bars[0] += 1));
    }
}

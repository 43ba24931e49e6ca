//! What the real binary needs to read very many postings: boards that are made up while they are asked for, over HTTP, into SQLite.
//!
//! `generated BINARY FOLDER POSTINGS…` runs `codedeck ingest --all` once for each number of postings and prints JSON: seconds,
//! processor microseconds a posting, and the most memory that it had.

mod board;
mod serve;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

use anyhow::{Context as _, Result, bail, ensure};
use serde::Serialize;

/// Postings of a board: the largest companies have about as many.
const BOARD: usize = 1_000;

/// One run.
#[derive(Serialize)]
struct Outcome {
    postings: usize,
    boards: usize,
    /// By the clock.
    seconds: f64,
    /// Of the processor, microseconds a posting.
    each: f64,
    /// The most memory that was resident, MB.
    peak: u64,
    /// The same boards again, as they were: microseconds of the processor a posting.
    again: f64,
}

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let (Some(binary), Some(folder)) = (arguments.next(), arguments.next()) else {
        bail!("name the binary, a folder for databases, and numbers of postings");
    };
    let port = serve::start()?;
    for number in arguments {
        let postings: usize = number.parse().with_context(|| format!("{number} is no number of postings"))?;
        let data = Path::new(&folder).join(format!("{postings}"));
        let outcome = run(&binary, &data, port, postings.div_ceil(BOARD))?;
        println!("{}", serde_json::to_string(&outcome)?);
        fs::remove_dir_all(&data).with_context(|| format!("{} cannot be removed", data.display()))?;
    }
    Ok(())
}

fn run(binary: &str, data: &Path, port: u16, boards: usize) -> Result<Outcome> {
    fs::create_dir_all(data).with_context(|| format!("{} cannot be made", data.display()))?;
    let sources = data.join("sources.toml");
    fs::write(&sources, list(boards, port)).context("the list of boards cannot be written")?;
    let started = Instant::now();
    let first = ingest(binary, data, &sources)?;
    let seconds = started.elapsed().as_secs_f64();
    let second = ingest(binary, data, &sources)?;
    let postings = boards * BOARD;
    Ok(Outcome {
        postings,
        boards,
        seconds,
        each: first.processor * 1e6 / postings as f64,
        peak: first.peak,
        again: second.processor * 1e6 / postings as f64,
    })
}

/// A host for each board: a host is asked once a second at most.
fn list(boards: usize, port: u16) -> String {
    let mut text = "contact = \"bench@example.org\"\n".to_owned();
    for board in 0..boards {
        let (high, low) = (board / 250, board % 250 + 1);
        text.push_str(&format!(
            "[[board]]\nsource = \"greenhouse\"\nboard = \"board{board}\"\ncompany = \"Company {board}\"\n\
             base_url = \"http://127.0.{high}.{low}:{port}\"\n"
        ));
    }
    text
}

/// What a process used.
struct Used {
    /// Seconds.
    processor: f64,
    /// MB.
    peak: u64,
}

/// GNU time measures what the process had at its end, children and all.
fn ingest(binary: &str, data: &Path, sources: &Path) -> Result<Used> {
    let measured = data.join("measured");
    let status = Command::new("/usr/bin/time")
        .args(["--format", "%U %S %M", "--output"])
        .arg(&measured)
        .arg(binary)
        .args(["ingest", "--all", "--allow-loopback", "--data"])
        .arg(data)
        .arg("--sources")
        .arg(sources)
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .status()
        .context("/usr/bin/time is missing: install Debian's package time")?;
    let text = fs::read_to_string(&measured).context("time wrote nothing")?;
    ensure!(status.success(), "{binary} failed: {text}");
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [user, system, peak] = numbers[..] else { bail!("time wrote {text}") };
    Ok(Used { processor: user + system, peak: peak as u64 / 1024 })
}

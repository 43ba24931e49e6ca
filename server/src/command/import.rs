//! `codedeck import`: postings of any origin, through the same preparation as a feed's.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use ingest::import::{self, Bad, Group};
use serde::Serialize;
use serde_json::json;
use store::{Listed, Outcome, Refusal, Report, Store, Visit};

use crate::config::{Data, Format, Import};
use crate::{Exit, crawl};

/// Bytes of a rejected row that are repeated beside its reason.
const SHOWN: usize = 64 << 10;

/// A board's share.
#[derive(Serialize)]
struct Line {
    board: String,
    company: String,
    seen: u64,
    added: u64,
    changed: u64,
    closed: u64,
    reopened: u64,
}

/// Reads a file; good rows are recorded, one transaction a board, and bad ones stand beside it with their reasons.
pub async fn run(data: &Data, options: Import, json: bool) -> Result<Exit> {
    let Import { file, format, complete } = options;
    let format = format.unwrap_or_else(|| of_name(&file));
    let path = file.clone();
    let (groups, bad) = tokio::task::spawn_blocking(move || read(&path, format)).await??;
    let rejected = reject(&file, &bad)?;
    if groups.is_empty() {
        match &rejected {
            Some(rejected) => {
                bail!("none of the {} rows can be imported: {} says why", bad.len(), rejected.display())
            }
            None => bail!("{} has no rows", file.display()),
        }
    }
    let store = data.open_store().await?;
    store.set_rules(normalise::RULES_VERSION).await?;
    let mut lines = Vec::new();
    for group in groups {
        lines.push(record(&store, group, &file, complete, &bad).await?);
        if let Some(line) = lines.last().filter(|_| !json) {
            let Line { board, seen, added, changed, closed, .. } = line;
            crate::print(format_args!(
                "{board}\t{seen} postings, {added} new, {changed} changed, {closed} closed"
            ))?;
        }
    }
    store.close().await;
    let imported: u64 = lines.iter().map(|l| l.seen).sum();
    if json {
        crate::print(json!({
            "file": file, "boards": lines, "imported": imported, "rejected": bad.len(), "rejected_file": rejected,
        }))?;
    } else if let Some(rejected) = &rejected {
        crate::print(format_args!(
            "{imported} postings are imported, {} rows are not: {} says why",
            bad.len(),
            rejected.display()
        ))?;
    } else {
        crate::print(format_args!("{imported} postings are imported"))?;
    }
    Ok(if bad.is_empty() { Exit::Done } else { Exit::Part })
}

fn of_name(file: &Path) -> Format {
    let is_csv = file.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    if is_csv { Format::Csv } else { Format::Ndjson }
}

fn read(file: &Path, format: Format) -> Result<(Vec<Group>, Vec<Bad>)> {
    let failed = || format!("{} cannot be read", file.display());
    let input = BufReader::new(File::open(file).with_context(failed)?);
    let format = match format {
        Format::Ndjson => import::Format::Ndjson,
        Format::Csv => import::Format::Csv,
    };
    import::boards(import::rows(input, format)).with_context(failed)
}

/// Writes the bad rows with their reasons beside the file; where there are none, those of an earlier try go.
fn reject(file: &Path, bad: &[Bad]) -> Result<Option<PathBuf>> {
    let mut path = file.to_owned();
    path.as_mut_os_string().push(".rejected.ndjson");
    let failed = || format!("{} cannot be written", path.display());
    if bad.is_empty() {
        if path.exists() {
            std::fs::remove_file(&path).with_context(failed)?;
        }
        return Ok(None);
    }
    let why: HashMap<u64, &str> = bad.iter().map(|b| (b.line, b.why.as_str())).collect();
    let mut input = BufReader::new(File::open(file)?);
    let mut output = BufWriter::new(File::create(&path).with_context(failed)?);
    let (mut line, mut number) = (Vec::new(), 0);
    while input.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        if let Some(why) = why.get(&number) {
            let row = String::from_utf8_lossy(&line[..line.len().min(SHOWN)]);
            let rejected = json!({"line": number, "why": why, "row": row.trim_end()});
            writeln!(output, "{rejected}").with_context(failed)?;
        }
        line.clear();
    }
    output.flush().with_context(failed)?;
    Ok(Some(path))
}

/// Records a board's postings. A row that could not be read may be any of those that are absent: then nothing is closed.
async fn record(store: &Store, group: Group, file: &Path, complete: bool, bad: &[Bad]) -> Result<Line> {
    let Group { source, key, company, postings } = group;
    let (board, hirer) = (key.clone(), company.clone());
    let prepared = tokio::task::spawn_blocking(move || ingest::prepare_all(&board, &hirer, postings)).await?;
    let postings = prepared.into_iter().map(crawl::kept).collect::<Result<Vec<_>>>()?;
    let refusal = |b: &Bad| Refusal { key: None, why: format!("line {}: {}", b.line, b.why) };
    let outcome = if complete {
        // The operator says that it is all: a board that shrinks waits for nobody.
        store.accept(&key).await?;
        let refused = bad.iter().map(refusal).collect();
        Outcome::Complete(Listed { postings, refused, ..Listed::default() })
    } else {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
        Outcome::Partial {
            listed: Listed { postings, ..Listed::default() },
            why: format!("it was imported from {name}"),
        }
    };
    let now = crate::now();
    let visit = Visit {
        board: key,
        source,
        company,
        started: now,
        finished: now,
        outcome,
        etag: None,
        last_modified: None,
        requests: 0,
        bytes: 0,
    };
    let Report { seen, added, changed, closed, reopened, .. } = store.record_import(&visit).await?;
    Ok(Line { board: visit.board, company: visit.company, seen, added, changed, closed, reopened })
}

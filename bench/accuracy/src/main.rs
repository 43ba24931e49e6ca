//! `accuracy`: prints the figures, writes them into `docs`, and fails below the floors. `cargo xtask accuracy` runs it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use accuracy::{fields::Field, kept, others, postings, report};
use anyhow::{Context as _, Result, bail};
use clap::Parser;

/// How right the normalisers are, on labelled postings.
#[derive(Parser)]
struct Options {
    /// The folder of captures and labels
    #[arg(long)]
    data: PathBuf,
    /// The folder that gets accuracy.md and accuracy.tsv
    #[arg(long)]
    docs: Option<PathBuf>,
    /// Write nothing into that folder, and fail where its accuracy.md says something else
    #[arg(long, requires = "docs")]
    check: bool,
    /// List every mistake of this field, or of this file of other cases; `all` for all fields
    #[arg(long, value_name = "FIELD")]
    mistakes: Option<String>,
    /// Of this board only
    #[arg(long)]
    board: Option<String>,
}

/// Mistakes of a field that are shown unasked.
const WORST: usize = 3;

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<ExitCode> {
    let scored = postings::score(&options.data)?;
    let others = others::judge(&options.data)?;
    let floors = kept::floors()?;
    let page = report::page(&scored, &others, &floors, &kept::disputed()?);
    if options.mistakes.is_none() {
        println!("{page}");
    }
    show(options, &scored, &others)?;
    let written = options.docs.as_deref().filter(|_| !options.check);
    let is_stale = match &options.docs {
        Some(docs) if options.check => is_stale(docs, &page),
        _ => false,
    };
    if let Some(docs) = written {
        let table = dated(report::table(&scored), &docs.join("accuracy.tsv"));
        for (name, text) in [("accuracy.md", page), ("accuracy.tsv", table)] {
            std::fs::write(docs.join(name), text).with_context(|| format!("{name} cannot be written"))?;
        }
    }
    let breaches = floors.breaches(&scored);
    breaches.iter().for_each(|b| println!("below the floor: {b}"));
    if is_stale {
        println!(
            "docs/accuracy.md says something else: run `cargo xtask accuracy` and commit what it writes"
        );
    }
    Ok(if breaches.is_empty() && !is_stale { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Whether what stands in the folder is not what has been measured.
fn is_stale(docs: &Path, page: &str) -> bool {
    std::fs::read_to_string(docs.join("accuracy.md")).is_ok_and(|kept| kept != page)
}

/// The table below the day of its measurement; the same figures keep their day.
fn dated(table: String, file: &Path) -> String {
    let before = std::fs::read_to_string(file).unwrap_or_default();
    match before.split_once('\n') {
        Some((head, rest)) if rest == table && head.starts_with("# measured") => before,
        _ => format!("# measured\t{}\n{table}", jiff::Timestamp::now().strftime("%F")),
    }
}

/// The worst mistakes of each field, or all of what is asked for.
fn show(options: &Options, scored: &postings::Scored, others: &[others::File]) -> Result<()> {
    let asked = options.mistakes.as_deref();
    if let Some(file) = asked.and_then(|name| others.iter().find(|f| f.name == name)) {
        print!("{}", report::cases(file, usize::MAX));
        return Ok(());
    }
    let only = match asked.filter(|name| *name != "all") {
        Some(name) => match Field::from_name(name) {
            Some(field) => Some(field),
            None => bail!("there is no field or file {name}"),
        },
        None => None,
    };
    let most = if asked.is_some() { usize::MAX } else { WORST };
    for field in Field::ALL.into_iter().filter(|f| only.is_none_or(|only| only == *f)) {
        let of_field = |m: &&postings::Mistake| {
            m.field == field && options.board.as_ref().is_none_or(|board| board == m.board)
        };
        let all: Vec<&postings::Mistake> = scored.mistakes.iter().filter(of_field).collect();
        println!("{}: {} postings are not as labelled", field.name(), all.len());
        print!("{}", report::mistakes(&all, most));
    }
    Ok(())
}

//! The recorded boards that labelled postings come from. A board or a feed is one line of the table.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use ingest::source::Kind;
use ingest::{Board, Prepared, prepare_all};

/// Source, board, file. A source that does not exist yet is left out, and its labels count as not read.
const CAPTURES: &[(&str, &str, &str)] = &[
    ("greenhouse", "stripe", "greenhouse/stripe.json"),
    ("greenhouse", "impact", "greenhouse/impact-20260821.json"),
    ("greenhouse", "takealotgroup", "greenhouse/takealotgroup-20260808.json"),
    ("greenhouse", "luno", "greenhouse/luno-20260808.json"),
    ("lever", "matchgroup", "lever/matchgroup.json"),
    ("lever", "theodo", "lever/theodo-20260808.json"),
    ("lever", "yassir", "lever/yassir-20260810.json"),
    ("lever", "moo", "lever/moo-20260808.json"),
    ("lever", "mamamoney", "lever/mamamoney-20260808.json"),
    ("ashby", "ramp", "ashby/ramp.json"),
    ("remoteok", "remoteok", "feeds/remoteok.json"),
    ("himalayas", "himalayas", "feeds/himalayas.json"),
];

/// A posting as it would be stored, with the board it is from.
pub struct Read {
    /// `stripe`: one row of the table of boards.
    pub board: &'static str,
    /// What would be stored.
    pub posting: Prepared,
}

/// Reads every recorded board whole, so that boilerplate is told as it is on a visit.
///
/// # Errors
/// A recording that is missing or is not its source's form.
pub fn read(captures: &Path) -> Result<Vec<Read>> {
    let mut all = Vec::new();
    for &(source, name, file) in CAPTURES {
        let Ok(kind) = serde_json::from_value::<Kind>(source.into()) else { continue };
        let (board, source) = (Board::new(kind, name, name), kind.source());
        let body = fs::read(captures.join(file)).with_context(|| format!("{file} cannot be read"))?;
        let page = source
            .parse(&board, &source.first(&board), &body)
            .with_context(|| format!("{file} is not a feed"))?;
        let prepared = prepare_all(&board.key(), name, page.postings);
        all.extend(prepared.into_iter().map(|posting| Read { board: name, posting }));
    }
    Ok(all)
}

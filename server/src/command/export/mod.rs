//! `codedeck export`: all postings, one a line, page by page. It only reads, also while the site is served.

mod csv;

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::json;
use store::Store;

use crate::config::{Data, Export, Format};
use crate::record::Record;
use crate::{Exit, roles};

/// Postings in memory at a time: about a megabyte.
const PAGE: u32 = 500;

/// Writes to standard output, or to a file that is there when all of it is.
pub async fn run(data: &Data, options: Export, json: bool) -> Result<Exit> {
    let store = data.open_filled().await?;
    let Export { format, all, out } = options;
    let written = match &out {
        None => {
            let mut output = BufWriter::new(io::stdout());
            let written = write(&store, format, all, &mut output).await?;
            output.flush()?;
            written
        }
        Some(path) => to_file(&store, format, all, path).await?,
    };
    store.close().await;
    if json {
        eprintln!("{}", json!({"postings": written, "file": out}));
    } else if let Some(path) = out {
        eprintln!("{written} postings are in {}", path.display());
    }
    Ok(Exit::Done)
}

async fn to_file(store: &Store, format: Format, all: bool, path: &Path) -> Result<u64> {
    let mut draft: PathBuf = path.to_owned();
    draft.as_mut_os_string().push(".part");
    let failed = || format!("{} cannot be written", draft.display());
    let mut output = BufWriter::new(File::create(&draft).with_context(failed)?);
    let written = write(store, format, all, &mut output).await?;
    output.flush().with_context(failed)?;
    drop(output);
    std::fs::rename(&draft, path).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(written)
}

/// Writes every open posting of a store, with the closed ones where they are asked for; how many.
///
/// # Errors
/// The database fails, or the output does.
pub async fn write(store: &Store, format: Format, all: bool, output: &mut impl Write) -> Result<u64> {
    if format == Format::Csv {
        csv::head(output)?;
    }
    let (mut written, mut after) = (0, String::new());
    loop {
        let page = store.records(&after, all, PAGE).await?;
        let Some(last) = page.last() else { return Ok(written) };
        after.clone_from(&last.key);
        let roles = roles_of(store, &page).await?;
        for mut kept in page {
            let key = kept.key.clone();
            kept.role = roles.get(&key).copied().unwrap_or(kept.role);
            let record = match Record::of(kept) {
                Ok(record) => record,
                Err(error) => {
                    tracing::warn!(posting = key, %error, "its facts cannot be read; it is left out until its board's next visit");
                    continue;
                }
            };
            match format {
                Format::Ndjson => {
                    serde_json::to_writer(&mut *output, &record).map_err(io::Error::from)?;
                    output.write_all(b"\n")?;
                }
                Format::Csv => csv::row(output, &record)?,
            }
            written += 1;
        }
    }
}

/// To which role each posting of a page belongs, where others may be the same.
async fn roles_of(store: &Store, page: &[store::Record]) -> Result<HashMap<String, i64>> {
    let kins: HashSet<&str> = page.iter().map(|p| p.kin.as_str()).filter(|kin| !kin.is_empty()).collect();
    let mut out = HashMap::new();
    for kin in kins {
        let relatives = store.relatives(kin).await?;
        if relatives.len() > 1 {
            out.extend(roles::numbers(&relatives).into_iter().map(|(key, role)| (key.to_owned(), role)));
        }
    }
    Ok(out)
}

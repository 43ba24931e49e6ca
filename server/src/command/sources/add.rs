//! `codedeck sources add`: from an address to an entry of the list.

use std::fs;

use anyhow::{Context as _, Result, bail};
use ingest::fetch::{Fetched, Fetcher, Validators};
use ingest::recognise::{recognise, recognise_in};
use ingest::source::{Accept, Redirects, Request};
use ingest::{Board, Known, Outcome};
use serde_json::json;

use crate::config::Data;
use crate::{Exit, data};

/// Adds a board at the end of the list; nothing else of it changes.
pub(super) async fn run(data: &Data, address: &str, company: Option<String>, json: bool) -> Result<Exit> {
    let path = data.sources_path();
    let shown = path.display();
    if !path.exists() {
        bail!(data::FOLLOW);
    }
    let before = fs::read_to_string(&path).with_context(|| format!("{shown} cannot be read"))?;
    let mut board = find(data, address).await?;
    if let Some(company) = company {
        board.company = company;
    }
    let after = ingest::sources::add(&before, &board).with_context(|| format!("{shown} stays as it is"))?;
    let mut draft = path.clone();
    draft.as_mut_os_string().push(".part");
    let written = fs::write(&draft, after).and_then(|()| fs::rename(&draft, &path));
    written.with_context(|| format!("{shown} cannot be written"))?;
    let key = board.key();
    if json {
        crate::print(json!({"file": path, "board": key, "company": board.company}))?;
    } else {
        crate::print(format_args!(
            "{key} of {} is in {shown}: `codedeck ingest --board {key}` reads it now, a server after its next start",
            board.company
        ))?;
    }
    Ok(Exit::Done)
}

/// The board of an address. A company's own page does not tell it: its HTML may, else the boards that it could be are tried.
async fn find(data: &Data, address: &str) -> Result<Board> {
    let mut candidates = recognise(address)?;
    if candidates.len() == 1 {
        return Ok(candidates.remove(0));
    }
    let sources = data.read_sources()?;
    let fetcher = Fetcher::new(&sources.contact, data.allow_loopback)?;
    let url = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
    let request = Request { accept: Accept::Html, ..Request::get(url) };
    match fetcher.fetch(&request, &Validators::default(), Redirects::Follow).await {
        Ok(Fetched::Body { bytes, .. }) => {
            if let Some(board) = recognise_in(&String::from_utf8_lossy(&bytes)).into_iter().next() {
                return Ok(board);
            }
        }
        Ok(Fetched::NotModified) => {}
        Err(failure) => bail!("{address} cannot be read: {failure}"),
    }
    for board in candidates {
        let visited = ingest::visit(&fetcher, &board, &Known::default()).await;
        if let Outcome::Complete(listed) | Outcome::Partial { listed, .. } = visited.outcome
            && !listed.postings.is_empty()
        {
            return Ok(board);
        }
    }
    bail!(
        "{address} shows no postings that can be read: take the address of the company's list of jobs, or of one of its postings"
    )
}

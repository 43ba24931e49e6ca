//! `codedeck remove`: takes other people's texts out, and keeps them out.

use anyhow::{Result, bail};
use serde_json::json;
use store::{Store, Subject};

use crate::Exit;
use crate::config::{Data, Remove};

/// Deletes the subject's texts and facts, and keeps later visits and imports from bringing them back.
pub async fn run(data: &Data, options: Remove, json: bool) -> Result<Exit> {
    let Remove { company, board, key, yes } = options;
    let (kind, value, subject) = match (company, board, key) {
        (Some(name), ..) => ("company", name.clone(), Subject::Company(name)),
        (_, Some(board), _) => ("board", board.clone(), Subject::Board(board)),
        (.., Some(key)) => ("posting", key.clone(), Subject::Key(key)),
        (None, None, None) => bail!("name what is removed: --company, --board or --key"),
    };
    if !yes {
        bail!("this deletes what is kept of the {kind} {value:?} and keeps it out for good: add --yes");
    }
    // There is nothing to remove from a database that is not there yet; a look makes no folder.
    data.open_filled().await?.close().await;
    let store: Store = data.open_store().await?;
    let postings = store.remove(&subject, crate::now()).await?;
    store.close().await;
    if json {
        crate::print(json!({"kind": kind, "value": value, "postings": postings}))?;
    } else {
        crate::print(format_args!(
            "{postings} postings of the {kind} {value} are removed; later ones stay out"
        ))?;
    }
    Ok(Exit::Done)
}

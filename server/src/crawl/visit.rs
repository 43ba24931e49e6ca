//! One visit: what is known of a board, what it says now, and what of it is to be kept.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use ingest::fetch::{Fetcher, Validators};
use ingest::{Board, Known, Outcome as Read, Prepared};
use store::{Due, Listed, NewPosting, Outcome, Refusal, Store, Visit};

/// Reads a board: all that is recorded of the visit.
pub(super) async fn read(store: &Store, fetcher: &Fetcher, board: &Board, due: Due) -> Result<Visit> {
    let started = crate::now();
    let key = board.key();
    let versions = store.versions(&key).await?;
    let versions: HashMap<String, String> =
        versions.into_iter().map(|(posting, version)| (id(&key, &posting), version)).collect();
    let validators = Validators { etag: due.etag, last_modified: due.last_modified };
    let visited = ingest::visit(fetcher, board, &Known { validators, versions }).await;
    let outcome = match visited.outcome {
        Read::Complete(listed) => Outcome::Complete(prepare(store, board, listed, false).await?),
        Read::Partial { listed, why } => {
            Outcome::Partial { listed: prepare(store, board, listed, true).await?, why }
        }
        Read::NotModified => Outcome::NotModified,
        Read::Failed(failure) => Outcome::Failed {
            gone: failure.kind == ingest::FailureKind::Gone,
            wait: failure.wait.and_then(|wait| wait.as_secs().try_into().ok()),
            message: failure.message,
        },
    };
    Ok(Visit {
        board: key,
        source: board.source.name().to_owned(),
        company: board.company.clone(),
        started,
        finished: crate::now(),
        outcome,
        etag: visited.validators.etag,
        last_modified: visited.validators.last_modified,
        requests: visited.requests,
        bytes: visited.bytes,
    })
}

/// A posting's id in its board.
fn id(board: &str, posting: &str) -> String {
    posting.strip_prefix(board).and_then(|rest| rest.strip_prefix(':')).unwrap_or_default().to_owned()
}

/// Normalises what was listed. Where only some postings were read, the texts of the others are in the store: what the company
/// says in all of them is found in all of them.
async fn prepare(store: &Store, board: &Board, listed: ingest::Listed, is_part: bool) -> Result<Listed> {
    let ingest::Listed { postings, kept, refused } = listed;
    let (key, company) = (board.key(), board.company.clone());
    let refusal = |r: ingest::Refused| Refusal {
        key: (!r.id.starts_with('#')).then(|| format!("{key}:{}", r.id)),
        why: format!("{}: {}", r.id, r.why),
    };
    let refused = refused.into_iter().map(refusal).collect();
    let kept: HashSet<String> = kept.iter().map(|id| format!("{key}:{id}")).collect();
    let others = if postings.is_empty() || kept.is_empty() && !is_part {
        Vec::new()
    } else {
        let read: HashSet<&str> = postings.iter().map(|p| p.id.as_str()).collect();
        let is_other =
            |posting: &String| kept.contains(posting) || is_part && !read.contains(&*id(&key, posting));
        let texts = store.texts(&key).await?.into_iter();
        texts.filter(|(posting, _)| is_other(posting)).map(|(_, html)| html).collect()
    };
    let prepared =
        tokio::task::spawn_blocking(move || ingest::prepare_among(&key, &company, postings, &others)).await?;
    let remark = |p: &Prepared| p.remarks.iter().map(|r| format!("{} {r}", p.key)).collect::<Vec<_>>();
    let remarks = prepared.iter().flat_map(remark).collect();
    let postings = prepared.into_iter().map(super::kept).collect::<Result<Vec<NewPosting>>>()?;
    Ok(Listed { postings, kept: kept.into_iter().collect(), refused, remarks })
}

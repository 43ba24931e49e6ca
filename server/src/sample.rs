//! The sample catalogue: a store of its own, made once and kept.

use std::path::Path;
use std::sync::mpsc;

use anyhow::{Context as _, Result};
use ingest::sample;
use store::{Listed, Outcome, Store, Target, Visit};

/// Raised when the generator makes something else.
const GENERATOR: u32 = 1;
/// Days after which it is made anew: its postings carry dates.
const FRESH_DAYS: i64 = 7;

/// Opens the kept one, or makes it.
pub async fn open(data: &Path) -> Result<Store> {
    let folder = data.join("sample");
    let week = crate::now() / 86_400 / FRESH_DAYS;
    let name = format!("sample-{GENERATOR}-{}-{week}", normalise::RULES_VERSION);
    let path = folder.join(format!("{name}.db"));
    if path.is_file() {
        match Store::open(&Target::File(path.clone())).await {
            Ok(store) => return Ok(store),
            Err(error) => tracing::warn!("the kept sample catalogue is damaged and made anew: {error}"),
        }
    }
    make(&folder, &path).await?;
    Ok(Store::open(&Target::File(path)).await?)
}

/// Made under another name and renamed when whole: a start that breaks off leaves nothing half made.
async fn make(folder: &Path, path: &Path) -> Result<()> {
    tracing::info!("making the sample catalogue, once");
    if folder.is_dir() {
        std::fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    let draft = folder.join("draft.db");
    let store = Store::open(&Target::File(draft.clone())).await?;
    let now = crate::now();
    let (send, receive) = mpsc::sync_channel(8);
    let maker = tokio::task::spawn_blocking(move || {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let boards = sample::boards(now);
        let shares = boards.chunks(boards.len().div_ceil(threads).max(1));
        std::thread::scope(|scope| {
            for share in shares {
                let send = send.clone();
                scope.spawn(move || {
                    for board in share {
                        let prepared =
                            ingest::prepare_all(&board.key, &board.company, board.postings.clone());
                        if send.send((board.key.clone(), board.company.clone(), prepared)).is_err() {
                            return;
                        }
                    }
                });
            }
        });
    });
    while let Some((key, company, prepared)) = tokio::task::block_in_place(|| receive.recv().ok()) {
        let mut postings = prepared.into_iter().map(crate::crawl::kept).collect::<Result<Vec<_>>>()?;
        // Drawn as roles: that many are listed.
        postings.iter_mut().for_each(|posting| posting.kin.clear());
        let visit = Visit {
            board: key,
            source: "sample".to_owned(),
            company,
            started: now,
            finished: now,
            outcome: Outcome::Complete(Listed { postings, ..Listed::default() }),
            etag: None,
            last_modified: None,
            requests: 0,
            bytes: 0,
        };
        store.record_visit(&visit).await?;
    }
    maker.await.context("making the sample catalogue broke off")?;
    store.close().await;
    std::fs::rename(&draft, path).with_context(|| format!("{} cannot be written", path.display()))
}

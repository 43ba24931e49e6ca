//! Which roles have these words in their postings' texts? The catalogue holds none; this index beside it knows the words.
//!
//! Texts are read one after another and forgotten at once: the database sends them, a thread of its own cuts them into words.

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use catalog::texts::{Builder, Index};
use store::Store;
use tokio::sync::mpsc;

/// Texts on their way from the database to the thread.
const WAITING: usize = 64;

/// The index of the open postings' texts, for a catalogue of `len` rows. `rows` says in which row the role of a posting stands;
/// the texts of postings that it does not name are left out.
pub async fn index(store: &Store, now: i64, rows: HashMap<i64, u32>, len: u32) -> Result<Index> {
    let (send, mut receive) = mpsc::channel::<(i64, String)>(WAITING);
    let building = tokio::task::spawn_blocking(move || {
        let mut builder = Builder::default();
        while let Some((posting, html)) = receive.blocking_recv() {
            if let Some(&row) = rows.get(&posting) {
                builder.add(row, &normalise::text::plain(&html));
            }
        }
        builder.finish(len)
    });
    store.open_texts(now, send).await?;
    building.await.context("reading the postings' texts broke off")
}

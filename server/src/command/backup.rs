//! `codedeck backup`.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use store::{Store, Target};

use crate::Exit;
use crate::config::Data;

/// Copies the database under another name beside the file, and renames it when it is whole.
pub async fn run(data: &Data, file: &Path, json: bool) -> Result<Exit> {
    if let Target::Postgres(_) = data.target()? {
        bail!("the database is on a Postgres server: `pg_dump \"$DATABASE_URL\" > backup.sql` copies it");
    }
    if file.exists() {
        bail!("{} is there already: name another file", file.display());
    }
    let Some(name) = file.file_name() else { bail!("{} is no file", file.display()) };
    // Whatever its schema is: a copy belongs before an update.
    let store = Store::open_as_is(&data.target()?).await?;
    let draft = file.with_file_name(format!(".{}.part", name.to_string_lossy()));
    if draft.exists() {
        std::fs::remove_file(&draft).with_context(|| format!("{} cannot be removed", draft.display()))?;
    }
    let copied = store.copy_to(&draft).await;
    store.close().await;
    if let Err(error) = copied {
        // What is left of it is of no use, and may not even be there.
        let _ = std::fs::remove_file(&draft);
        return Err(error.into());
    }
    std::fs::rename(&draft, file).with_context(|| format!("{} cannot be written", file.display()))?;
    let bytes = std::fs::metadata(file)?.len();
    if json {
        crate::print(json!({"file": file, "bytes": bytes}))?;
    } else {
        let list = data.sources_path();
        crate::print(format_args!(
            "{} holds the database as it was now, {bytes} bytes. {} is not in it: copy it, too.",
            file.display(),
            list.display()
        ))?;
    }
    Ok(Exit::Done)
}

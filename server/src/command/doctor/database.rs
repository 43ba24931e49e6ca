//! The database.

use store::{Schema, Store, Target};

use super::{Finding, fails, fine, warn};
use crate::config::Data;

const CHECK: &str = "database";

/// Whether it opens and is sound; the latest time that it has.
pub(super) async fn look(data: &Data, findings: &mut Vec<Finding>) -> Option<i64> {
    let target = match data.target() {
        Ok(target) => target,
        Err(error) => {
            findings.push(fails(CHECK, error.to_string()));
            return None;
        }
    };
    if let Target::File(path) = &target
        && !path.exists()
    {
        let shown = path.display();
        findings
            .push(warn(CHECK, format!("{shown} is not there yet: `codedeck ingest` or `serve` makes it")));
        return None;
    }
    let store = match Store::open_as_is(&target).await {
        Ok(store) => store,
        Err(error) => {
            findings.push(fails(CHECK, error.to_string()));
            return None;
        }
    };
    findings.push(fine(CHECK, format!("{} opens", target.shown())));
    findings.push(schema(&store).await);
    findings.push(match store.damage().await {
        Ok(None) => fine("integrity", "nothing is damaged"),
        Ok(Some(damage)) => fails("integrity", format!("{damage}: put a backup in its place")),
        Err(error) => fails("integrity", format!("{error}: put a backup in its place")),
    });
    let newest = store.newest().await.ok().flatten();
    store.close().await;
    newest
}

async fn schema(store: &Store) -> Finding {
    const CHECK: &str = "schema";
    match store.schema().await {
        Ok((Schema::Current, last)) => fine(CHECK, format!("of migration {last}, as this build has it")),
        Ok((Schema::Older, last)) => warn(
            CHECK,
            format!(
                "of migration {last}, of an earlier build: `codedeck backup`, then `serve` or `ingest` brings it up to date"
            ),
        ),
        Ok((Schema::Newer, last)) => {
            fails(CHECK, format!("of migration {last}, of a newer build: use that one"))
        }
        Err(error) => fails(CHECK, format!("{error}: set another --data or DATABASE_URL")),
    }
}

//! A visit that finds all as it was writes the board's row and the run's, and no catalogue is built for it.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;
use store::{Listed, Outcome, Refusal, Store};

use super::{complete, listed, visit};

const TABLES: [&str; 5] = ["boards", "leases", "meta", "postings", "runs"];

/// Every row of every table, as text.
async fn dump(store: &Store) -> BTreeMap<&'static str, Vec<String>> {
    let mut tables = BTreeMap::new();
    for table in TABLES {
        let rows: Vec<String> = match store {
            Store::Sqlite { read: pool, .. } => {
                let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info($1)")
                    .bind(table)
                    .fetch_all(pool)
                    .await
                    .unwrap();
                let sql = format!("SELECT json_array({}) FROM {table} ORDER BY 1", columns.join(", "));
                sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(pool).await.unwrap()
            }
            Store::Postgres(pool) => {
                let sql = format!("SELECT t::text FROM {table} t ORDER BY 1");
                sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(pool).await.unwrap()
            }
        };
        tables.insert(table, rows);
    }
    tables
}

pub async fn check(store: &Store) {
    let at = |outcome, at| async move { store.record_visit(&visit(at, outcome)).await.unwrap() };
    let refused = vec![Refusal { key: Some("lever:acme:9".into()), why: "9: it has no title".into() }];
    let same = || Outcome::Complete(Listed { refused: refused.clone(), ..listed(0..150) });
    at(complete(0..151), 900).await;
    at(same(), 1_000).await;
    for (outcome, now) in [(same(), 2_000), (Outcome::NotModified, 3_000), (same(), 4_000)] {
        let (before, state) = (dump(store).await, store.state(now).await.unwrap());
        let report = at(outcome, now).await;
        assert_eq!((report.added, report.changed, report.reopened, report.closed), (0, 0, 0, 0));
        let after = dump(store).await;
        for table in TABLES {
            match table {
                "runs" => assert_eq!(after[table].len(), before[table].len() + 1),
                "boards" => assert!(after[table] != before[table] && after[table].len() == 1),
                _ => assert_eq!(after[table], before[table], "{table}"),
            }
        }
        assert_eq!(store.state(now).await.unwrap(), state, "nothing to build a catalogue of");
        let seen = store.posting(super::posting("3", "").role).await.unwrap().unwrap().last_seen;
        assert_eq!(seen, now, "it was seen all the same");
    }
    let closed = store.posting(super::posting("150", "").role).await.unwrap().unwrap();
    assert_eq!((closed.last_seen, closed.closed_at), (900, Some(1_000)), "a closed one is seen no more");
    let failed = Outcome::Failed { gone: false, message: "it fails".into(), wait: None };
    let before = dump(store).await;
    at(failed, 5_000).await;
    let after = dump(store).await;
    assert!(after["postings"] == before["postings"] && after["meta"] == before["meta"]);
}

//! A database of the first schema, with a visit's rows in it, is brought up to date without losing what they say.

use std::path::Path;

use sqlx::AssertSqlSafe;
use sqlx::migrate::Migrator;
use store::{Store, Target};

const ROWS: &str = "
    INSERT INTO boards (key, source, company, last_visit, last_read) VALUES ('lever:acme', 'lever', 'Acme', 2000, 2000);
    INSERT INTO postings (key, role, board, company_slug, company, title, url, apply_url, html, facts, hash, first_seen, last_seen,
        closed_at)
    VALUES ('lever:acme:1', 1, 'lever:acme', 'acme', 'Acme', 'A', '', '', '', '{}', '', 1000, 2000, NULL),
        ('lever:acme:2', 2, 'lever:acme', 'acme', 'Acme', 'B', '', '', '', '{}', '', 1000, 1500, NULL),
        ('lever:acme:3', 3, 'lever:acme', 'acme', 'Acme', 'C', '', '', '', '{}', '', 1000, 1000, 1500);";

/// Lays a database of the first schema out, opens it, and reads what it says.
pub async fn check(target: &Target) {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let first = tempfile::tempdir().unwrap();
    let take = |kind: &str| {
        std::fs::copy(migrations.join(kind).join("0001_first.sql"), first.path().join("0001_first.sql"))
            .unwrap();
    };
    match target {
        Target::File(path) => {
            take("sqlite");
            let url = format!("sqlite:{}?mode=rwc", path.display());
            let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
            Migrator::new(first.path()).await.unwrap().run(&pool).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(ROWS)).execute(&pool).await.unwrap();
            pool.close().await;
        }
        Target::Postgres(url) => {
            take("postgres");
            let pool = sqlx::PgPool::connect(url).await.unwrap();
            Migrator::new(first.path()).await.unwrap().run(&pool).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(ROWS)).execute(&pool).await.unwrap();
            pool.close().await;
        }
    }
    let store = Store::open(target).await.unwrap();
    for (role, seen) in [(1, 2_000), (2, 1_500), (3, 1_000)] {
        assert_eq!(store.posting(role).await.unwrap().unwrap().last_seen, seen, "{role}");
    }
    // Postings of an older schema are compared with none until they are read again, and are listed all the same.
    let open = store.open_roles(2_000).await.unwrap();
    assert!(open.len() == 2 && open.iter().all(|p| p.kin.is_empty() && p.signature.is_empty()));
    assert_eq!(store.posting(1).await.unwrap().unwrap().text_policy, "full");
    assert_eq!(store.unlisted_relatives(2_000).await.unwrap().len(), 0);
    let board = &store.boards().await.unwrap()[0];
    assert_eq!((board.last_complete, board.next_visit, board.open), (Some(2_000), Some(2_000 + 86_400), 2));
}

//! One writing transaction, the same for both databases: a crash leaves the state before it.

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow, Postgres, Sqlite, Transaction};

use crate::{Error, Lease, Store};

/// A transaction that writes.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A parameter.
#[derive(Clone, Copy)]
pub(crate) enum Arg<'a> {
    Text(&'a str),
    MaybeText(Option<&'a str>),
    Int(i64),
    MaybeInt(Option<i64>),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl<'a> From<&'a Option<String>> for Arg<'a> {
    fn from(text: &'a Option<String>) -> Arg<'a> {
        Arg::MaybeText(text.as_deref())
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Int(number)
    }
}

impl From<Option<i64>> for Arg<'_> {
    fn from(number: Option<i64>) -> Self {
        Arg::MaybeInt(number)
    }
}

/// `$sql` as a query with the parameters bound. The text is made of this crate's own words and of `$n`.
macro_rules! bound {
    ($make:path, $sql:expr, $args:expr) => {{
        let mut query = $make(AssertSqlSafe($sql.to_owned()));
        for arg in $args {
            query = match *arg {
                Arg::Text(text) => query.bind(text),
                Arg::MaybeText(text) => query.bind(text),
                Arg::Int(number) => query.bind(number),
                Arg::MaybeInt(number) => query.bind(number),
            };
        }
        query
    }};
}

impl Tx {
    pub(crate) async fn begin(store: &Store) -> Result<Tx, Error> {
        Ok(match store {
            // At once, or a reader that becomes a writer may find that it came too late.
            Store::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Store::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Runs a statement; how many rows it changed.
    pub(crate) async fn run(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<u64, Error> {
        Ok(match self {
            Tx::Sqlite(tx) => bound!(sqlx::query, sql, args).execute(&mut **tx).await?.rows_affected(),
            Tx::Postgres(tx) => bound!(sqlx::query, sql, args).execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// All rows of a query.
    pub(crate) async fn rows<T>(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<T>, Error>
    where
        T: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>,
    {
        Ok(match self {
            Tx::Sqlite(tx) => bound!(sqlx::query_as, sql, args).fetch_all(&mut **tx).await?,
            Tx::Postgres(tx) => bound!(sqlx::query_as, sql, args).fetch_all(&mut **tx).await?,
        })
    }

    /// Ends in an error unless the lease is still that holder's; until the end of the transaction nobody else takes it.
    pub(crate) async fn hold(&mut self, lease: &Lease) -> Result<(), Error> {
        let held = "SELECT fence FROM leases WHERE name = $1 AND fence = $2";
        let sql = match self {
            // Nobody else writes meanwhile.
            Tx::Sqlite(_) => held.to_owned(),
            Tx::Postgres(_) => format!("{held} FOR SHARE"),
        };
        let rows: Vec<(i64,)> = self.rows(&sql, &[(&lease.name).into(), lease.fence.into()]).await?;
        if rows.is_empty() { Err(Error::lost(lease)) } else { Ok(()) }
    }

    pub(crate) async fn commit(self) -> Result<(), Error> {
        match self {
            Tx::Sqlite(tx) => tx.commit().await?,
            Tx::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// Cuts into pieces of a few sizes: each size is one statement that the database keeps ready.
pub(crate) fn pieces<T>(mut items: &[T]) -> impl Iterator<Item = &[T]> {
    /// From 64 rows on a statement costs what its rows cost.
    const SIZES: [usize; 3] = [64, 8, 1];
    std::iter::from_fn(move || {
        let size = SIZES.into_iter().find(|&size| size <= items.len())?;
        let (piece, rest) = items.split_at(size);
        items = rest;
        Some(piece)
    })
}

/// `($1, $2), ($3, $4)`: so many rows of so many parameters, after the first few.
pub(crate) fn places(after: usize, rows: usize, width: usize) -> String {
    let row = |r: usize| {
        let places: Vec<String> = (1..=width).map(|i| format!("${}", after + r * width + i)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_few_sizes() {
        let check = |n: usize, expected: &[usize]| {
            let items = vec![(); n];
            let sizes: Vec<usize> = pieces(&items).map(<[()]>::len).collect();
            assert_eq!(sizes, expected, "{n}");
        };
        check(0, &[]);
        check(64, &[64]);
        check(138, &[64, 64, 8, 1, 1]);
    }

    #[test]
    fn places_are_numbered() {
        assert_eq!(places(0, 2, 2), "($1, $2), ($3, $4)");
        assert_eq!(places(1, 1, 3), "($2, $3, $4)");
    }
}

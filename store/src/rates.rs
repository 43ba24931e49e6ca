//! Exchange rates that were fetched. They are text here: what they mean, the caller knows.

use sqlx::FromRow;

use crate::tx::Tx;
use crate::{Error, Store};

/// A bank's rates of a day.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct StoredRates {
    /// ISO 8601.
    pub day: String,
    /// Unix seconds of the last time that they were asked for.
    pub fetched: i64,
    /// The caller's text.
    pub per_unit: String,
}

impl Store {
    /// The rates of that bank that were kept last.
    ///
    /// # Errors
    /// The database fails.
    pub async fn rates(&self, bank: &str) -> Result<Option<StoredRates>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as("SELECT day, fetched, per_unit FROM rates WHERE bank = $1")
                .bind(bank)
                .fetch_optional(pool)
                .await?
        }))
    }

    /// Keeps a bank's rates instead of those before; other rates are another state, so that catalogues are made anew.
    ///
    /// # Errors
    /// The database fails.
    pub async fn set_rates(&self, bank: &str, rates: &StoredRates) -> Result<(), Error> {
        let mut tx = Tx::begin(self).await?;
        let known: Vec<(String,)> =
            tx.rows("SELECT per_unit FROM rates WHERE bank = $1", &[bank.into()]).await?;
        tx.run(
            "INSERT INTO rates (bank, day, fetched, per_unit) VALUES ($1, $2, $3, $4)
             ON CONFLICT (bank) DO UPDATE SET day = excluded.day, fetched = excluded.fetched, per_unit = excluded.per_unit",
            &[bank.into(), (&rates.day).into(), rates.fetched.into(), (&rates.per_unit).into()],
        )
        .await?;
        if known.first().is_none_or(|(text,)| *text != rates.per_unit) {
            tx.run("UPDATE meta SET value = value + 1 WHERE key = 'version'", &[]).await?;
        }
        tx.commit().await
    }
}

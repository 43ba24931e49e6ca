//! What the catalogue had day by day, so that there are trends: a few hundred rows a day.

use sqlx::FromRow;

use crate::tx::{Arg, Tx, pieces, places};
use crate::{Error, Store};

/// One value's figures of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Figure {
    /// Days since 1970.
    pub day: i64,
    /// `all`, `category`, `level`, `country` or `skill`.
    pub dimension: String,
    /// The value's slug; empty for `all`.
    pub value: String,
    /// Open roles that have it.
    pub open: i64,
    /// Those of them that state pay which can be compared.
    pub stated: i64,
    /// A quarter of these pay less: the middle of each range, whole US dollars a year. `None` where none states pay.
    pub p25: Option<i64>,
    /// Half of them pay less.
    pub median: Option<i64>,
    /// Three quarters of them pay less.
    pub p75: Option<i64>,
}

impl Store {
    /// Keeps a day's figures; whether that day had none yet: what is kept of a day stays as it was written first.
    ///
    /// # Errors
    /// The database fails: none of them is kept.
    pub async fn write_history(&self, day: i64, figures: &[Figure]) -> Result<bool, Error> {
        /// Parameters a row.
        const WIDTH: usize = 8;
        let mut tx = Tx::begin(self).await?;
        let known: Vec<(i64,)> =
            tx.rows("SELECT COUNT(*) FROM history WHERE day = $1", &[day.into()]).await?;
        if known != [(0,)] {
            return Ok(false);
        }
        for figures in pieces(figures) {
            let sql = format!(
                "INSERT INTO history (day, dimension, value, open, stated, p25, median, p75) VALUES {}
                 ON CONFLICT (dimension, value, day) DO NOTHING",
                places(0, figures.len(), WIDTH)
            );
            let mut args: Vec<Arg<'_>> = Vec::with_capacity(figures.len() * WIDTH);
            for f in figures {
                args.extend([Arg::from(day), (&f.dimension).into(), (&f.value).into()]);
                args.extend([
                    Arg::from(f.open),
                    f.stated.into(),
                    f.p25.into(),
                    f.median.into(),
                    f.p75.into(),
                ]);
            }
            tx.run(&sql, &args).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// The figures of a dimension from one day to another, both included, by value and day. A day on which a value has no open
    /// role has no row.
    ///
    /// # Errors
    /// The database fails.
    pub async fn history(&self, dimension: &str, from: i64, to: i64) -> Result<Vec<Figure>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as(
                "SELECT day, dimension, value, open, stated, p25, median, p75 FROM history
                 WHERE dimension = $1 AND day BETWEEN $2 AND $3 ORDER BY value, day",
            )
            .bind(dimension)
            .bind(from)
            .bind(to)
            .fetch_all(pool)
            .await?
        }))
    }

    /// The last day that has figures.
    ///
    /// # Errors
    /// The database fails.
    pub async fn last_day(&self) -> Result<Option<i64>, Error> {
        let (day,): (Option<i64>,) = crate::on_both!(self, pool => {
            sqlx::query_as("SELECT MAX(day) FROM history").fetch_one(pool).await?
        });
        Ok(day)
    }
}

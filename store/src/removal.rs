//! Other people's texts: what is taken out on request and stays out, and what is forgotten in time.

use std::borrow::Cow;
use std::collections::HashSet;

use catalog::text::slugify;
use sqlx::FromRow;

use crate::tx::Tx;
use crate::{Error, Outcome, Store, Visit};

/// What is taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// All postings of a company, by its name or slug.
    Company(String),
    /// All postings of a board, `{source}:{board}`.
    Board(String),
    /// One posting, `{source}:{board}:{id}`.
    Key(String),
}

impl Subject {
    /// Kind and value as they are kept.
    fn row(&self) -> (&'static str, String) {
        match self {
            Subject::Company(name) => ("company", slugify(name)),
            Subject::Board(key) => ("board", key.clone()),
            Subject::Key(key) => ("key", key.clone()),
        }
    }
}

/// What does not come back.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Removed {
    /// `company`, `board` or `key`.
    pub kind: String,
    /// The company's slug, or the key.
    pub value: String,
    /// Unix seconds.
    pub since: i64,
}

impl Store {
    /// Deletes what is kept of the subject's postings, but for title, company, address and dates, closes them, and keeps later
    /// visits from bringing them back. How many postings that were; 0 for what is not known yet, which is kept out all the same.
    ///
    /// # Errors
    /// The database fails: nothing is removed.
    pub async fn remove(&self, subject: &Subject, now: i64) -> Result<u64, Error> {
        let (kind, value) = subject.row();
        let column = match subject {
            Subject::Company(_) => "company_slug",
            Subject::Board(_) => "board",
            Subject::Key(_) => "key",
        };
        let mut tx = Tx::begin(self).await?;
        tx.run(
            "INSERT INTO removed (kind, value, since) VALUES ($1, $2, $3) ON CONFLICT (kind, value) DO NOTHING",
            &[kind.into(), (&value).into(), now.into()],
        )
        .await?;
        let sql = format!(
            "UPDATE postings SET html = '', facts = '{{}}', kin = '', signature = '', mark = '-', hash = '', version = NULL,
                closed_at = COALESCE(closed_at, $2), closed_why = 'removed', listed_until = COALESCE(listed_until, $2)
             WHERE {column} = $1 AND (closed_why IS NULL OR closed_why <> 'removed')"
        );
        let postings = tx.run(&sql, &[(&value).into(), now.into()]).await?;
        if postings > 0 {
            tx.run("UPDATE meta SET value = value + 1 WHERE key = 'version'", &[]).await?;
        }
        tx.commit().await?;
        self.empty_log().await?;
        Ok(postings)
    }

    /// All that was removed and does not come back, by kind and value.
    ///
    /// # Errors
    /// The database fails.
    pub async fn removed(&self) -> Result<Vec<Removed>, Error> {
        Ok(crate::on_both!(self, pool => {
            sqlx::query_as("SELECT kind, value, since FROM removed ORDER BY kind, value").fetch_all(pool).await?
        }))
    }

    /// Deletes the texts of postings that closed at that time or earlier; their facts stay. How many texts that were.
    ///
    /// # Errors
    /// The database fails: nothing is deleted.
    pub async fn forget_texts(&self, before: i64) -> Result<u64, Error> {
        let mut tx = Tx::begin(self).await?;
        // Without its hash a posting that comes back is written whole.
        let texts = tx
            .run(
                "UPDATE postings SET html = '', hash = '', version = NULL WHERE closed_at <= $1 AND html <> ''",
                &[before.into()],
            )
            .await?;
        tx.commit().await?;
        if texts > 0 {
            self.empty_log().await?;
        }
        Ok(texts)
    }
}

/// The visit without postings that were removed, and how many these are.
pub(crate) async fn allowed<'a>(tx: &mut Tx, visit: &'a Visit) -> Result<(Cow<'a, Visit>, u64), Error> {
    Ok(without(&tx.rows(REMOVED, &[]).await?, visit))
}

/// What [`without`] needs.
pub(crate) const REMOVED: &str = "SELECT kind, value FROM removed";

/// The visit without postings of these kinds and values, and how many these are.
pub(crate) fn without<'a>(rows: &[(String, String)], visit: &'a Visit) -> (Cow<'a, Visit>, u64) {
    let removed: HashSet<(&str, &str)> =
        rows.iter().map(|(kind, value)| (kind.as_str(), value.as_str())).collect();
    let is_board = removed.contains(&("board", visit.board.as_str()));
    let is_key = |key: &str| is_board || removed.contains(&("key", key));
    let mut allowed = Cow::Borrowed(visit);
    let (Outcome::Complete(listed) | Outcome::Partial { listed, .. }) = &visit.outcome else {
        return (allowed, 0);
    };
    let blocked: HashSet<&str> = listed
        .postings
        .iter()
        .filter(|p| is_key(&p.key) || removed.contains(&("company", p.company_slug.as_str())))
        .map(|p| p.key.as_str())
        .collect();
    if !blocked.is_empty()
        && let Outcome::Complete(listed) | Outcome::Partial { listed, .. } = &mut allowed.to_mut().outcome
    {
        listed.postings.retain(|p| !blocked.contains(p.key.as_str()));
        listed
            .remarks
            .push(format!("{} of its postings are not kept: they were removed on request", blocked.len()));
    }
    (allowed, blocked.len() as u64)
}

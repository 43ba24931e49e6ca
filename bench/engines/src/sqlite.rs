//! SQLite, as it answers such queries fastest.
//!
//! - In memory, with rows numbered newest first: an age limit is a range of the primary key, and rows come in the order of the
//!   list.
//! - One FTS5 table holds words and skills (as words of their own form), with an index of beginnings, without positions and
//!   without the texts.
//! - A query is one statement, which gives mix, city, pay and skills of the rows that pass words, skills and age; this program
//!   counts them, as SQL's `GROUP BY` would sort them for each count.
//! - Relevance is `bm25`.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use rusqlite::Connection;

use crate::answer::{Answer, Tally};
use crate::collect::{Collector, Found, key};
use crate::engine::Engine;
use crate::session::Question;
use crate::table::{Sort, Table, Wanted};

const TABLES: &str = "
    PRAGMA temp_store = memory;
    CREATE TABLE jobs (number INTEGER PRIMARY KEY, id INT, mix INT, city INT, pay INT, skills BLOB);
    CREATE VIRTUAL TABLE words USING fts5 (text, content = '', detail = none, prefix = '1 2 3 4 5',
        tokenize = \"unicode61 remove_diacritics 0 tokenchars '+#_'\");
    BEGIN";

/// The database.
pub struct Sqlite {
    database: Connection,
    totals: Tally,
}

impl Sqlite {
    /// Fills it.
    pub fn start(table: &Table) -> Result<Sqlite> {
        let database = Connection::open_in_memory()?;
        database.set_prepared_statement_cache_capacity(1000);
        database.execute_batch(TABLES)?;
        let mut job = database.prepare("INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?)")?;
        let mut words = database.prepare("INSERT INTO words (rowid, text) VALUES (?, ?)")?;
        for (number, row) in (0_u32..).zip(&table.rows) {
            let skills: Vec<u8> = row.skills.iter().flat_map(|skill| skill.to_le_bytes()).collect();
            job.execute((number, row.id, row.mix, row.city, row.pay, skills))?;
            let mut text = row.words.join(" ");
            row.skills.iter().for_each(|&skill| _ = write!(text, " {}", word(skill)));
            words.execute((number, text))?;
        }
        drop((job, words));
        database.execute_batch("COMMIT; CREATE INDEX best_paid ON jobs (pay DESC, id); INSERT INTO words (words) VALUES ('optimize'); ANALYZE")?;
        Ok(Sqlite { database, totals: Tally::of_all(table) })
    }
}

/// A skill as a word that nobody types.
fn word(skill: u16) -> String {
    format!("_{skill}")
}

/// What is asked of the words.
fn matching(wanted: &Wanted) -> String {
    let last = wanted.words.len().saturating_sub(1);
    let words = wanted.words.iter().enumerate();
    let words =
        words.map(|(i, word)| if i == last { format!("\"{word}\" *") } else { format!("\"{word}\"") });
    let skills = wanted.skills.iter().map(|&skill| format!("\"{}\"", word(skill)));
    words.chain(skills).collect::<Vec<_>>().join(" AND ")
}

impl Engine for Sqlite {
    fn version(&self) -> String {
        rusqlite::version().to_owned()
    }

    fn answer(&mut self, table: &Table, question: &Question) -> Result<Answer> {
        let wanted = table.wanted(&question.asked);
        let mut collector = Collector::new(table, &wanted, &self.totals);
        let end = wanted.within.map_or(u32::MAX, |days| table.older(days));
        let end = collector.needed().map_or(end, |rows| rows.min(end));
        let text = matching(&wanted);
        let rank = if wanted.sort == Sort::Relevance { "-bm25(words)" } else { "0" };
        let sql = if text.is_empty() {
            let first = if wanted.is_everything() && wanted.sort == Sort::Salary {
                format!("ORDER BY pay DESC, id LIMIT {}", wanted.offset + wanted.limit)
            } else {
                String::new()
            };
            format!("SELECT id, mix, city, pay, skills, 0.0 FROM jobs WHERE number < ? {first}")
        } else {
            format!(
                "SELECT id, mix, city, pay, skills, {rank} FROM words CROSS JOIN jobs ON jobs.number = words.rowid
                WHERE words.rowid < ? AND words MATCH ?"
            )
        };
        let mut statement = self.database.prepare_cached(&sql)?;
        let mut rows = if text.is_empty() { statement.query([end]) } else { statement.query((end, text)) }?;
        let mut position = 0;
        while let Some(row) = rows.next()? {
            let found = Found { mix: row.get(1)?, city: row.get(2)?, pay: row.get(3)? };
            let (id, score) = (row.get(0)?, row.get::<_, f64>(5)?);
            position += 1;
            let matches = collector.row(found, || match wanted.sort {
                Sort::Newest => key(u32::MAX - position, id),
                Sort::Salary => key(found.pay, id),
                // Positive numbers compare as their bits do.
                Sort::Relevance => key((score as f32).to_bits(), id),
            });
            if matches {
                let skills = row.get_ref(4)?.as_blob().context("skills are bytes")?;
                let skills = skills.as_chunks().0.iter().map(|&skill| u16::from_le_bytes(skill));
                skills.for_each(|skill| collector.skill(skill.into()));
            }
        }
        Ok(collector.answer(|id| id))
    }
}

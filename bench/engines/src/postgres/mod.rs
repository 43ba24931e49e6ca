//! PostgreSQL, as it answers such queries fastest.
//!
//! - One table, newest first, with values as small numbers; GIN indexes on words (`tsvector`) and skills (an array), B-trees
//!   on each facet, on mix, age and pay. A second table has a row for each skill of a role with its age: an index alone counts
//!   skills where nothing else is filtered.
//! - A query is one prepared statement on a connection that stays, planned with its values.
//! - Two forms of it ([`statement`]), and each query is asked in both beforehand and then in the faster one: rows that miss at
//!   most one filter are found once and kept (best where words or skills leave few), or each count is a scan of its own, by
//!   several workers at a time (best where many rows match).
//! - Relevance is `ts_rank`.

mod cluster;
mod statement;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use peers_bench::Asked;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _};
use tokio::runtime::{Builder, Runtime};

use self::cluster::Cluster;
use self::statement::{Form, Part, Statement, Value};
use crate::answer::{Answer, Tally};
use crate::engine::Engine;
use crate::session::Question;
use crate::table::{Mix, PAY, Row, Table};

const TABLES: &str = "
    CREATE UNLOGGED TABLE jobs (id int, mix smallint, city smallint, category smallint, level smallint, country smallint,
        workplace smallint, pay int, day smallint, skills smallint[], words tsvector);
    CREATE UNLOGGED TABLE job_skills (skill smallint, day smallint);";
const INDEXES: &str = "
    INSERT INTO job_skills SELECT skill, day FROM jobs, unnest(skills) skill;
    CREATE INDEX ON job_skills (skill, day);
    CREATE INDEX ON jobs USING gin (words) WITH (fastupdate = off);
    CREATE INDEX ON jobs USING gin (skills) WITH (fastupdate = off);
    CREATE INDEX ON jobs (day, id);
    CREATE INDEX ON jobs (pay DESC, id);
    CREATE INDEX ON jobs (mix);
    CREATE INDEX ON jobs (category);
    CREATE INDEX ON jobs (level);
    CREATE INDEX ON jobs (country);
    CREATE INDEX ON jobs (city);
    CREATE INDEX ON jobs (workplace);";
/// Rows of a batch that is sent.
const BATCH: usize = 10_000;
/// What takes longer is not asked again for having been prepared the first time.
const WARM: Duration = Duration::from_millis(50);

/// A connection to a server of its own.
pub struct Postgres {
    /// Dropped before the server.
    connection: PgConnection,
    runtime: Runtime,
    version: String,
    totals: Tally,
    /// The faster form of each query asked.
    forms: HashMap<usize, Form>,
    _cluster: Cluster,
}

impl Postgres {
    /// Starts a server and fills it; `Err` inside says why there is no server.
    pub fn start(table: &Table) -> Result<Result<Postgres, String>> {
        let cluster = match Cluster::start() {
            Ok(cluster) => cluster,
            Err(reason) => return Ok(Err(reason)),
        };
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (connection, version) = runtime.block_on(fill(&cluster, table))?;
        let forms = HashMap::new();
        let totals = Tally::of_all(table);
        Ok(Ok(Postgres { connection, runtime, version, totals, forms, _cluster: cluster }))
    }

    fn ask(&mut self, table: &Table, asked: &Asked, form: Form) -> Result<Answer> {
        let wanted = table.wanted(asked);
        let Statement { sql, values } = Statement::new(&wanted, form);
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for value in values {
            query = match value {
                Value::Number(n) => query.bind(n),
                Value::Small(n) => query.bind(n),
                Value::Smalls(list) => query.bind(list),
                Value::Text(text) => query.bind(text),
            };
        }
        let rows = self.runtime.block_on(query.fetch_all(&mut self.connection))?;
        let mut tally = if wanted.is_everything() { self.totals.clone() } else { Tally::new(table) };
        let (mut ids, mut lifted) = (vec![], vec![]);
        for row in rows {
            let [part, class, value] = [row.try_get::<i32, _>(0)?, row.try_get(1)?, row.try_get(2)?];
            let (class, at) = (class as usize, value as usize);
            let count = row.try_get::<i64, _>(3)? as u32;
            match Part::of(part).context("a part that was not asked for")? {
                Part::Mix => tally.mixes[class * table.mixes() + at] += count,
                Part::City => tally.cities[class * table.country_of.len() + at] += count,
                Part::Skills => tally.skills[at] += count,
                Part::Rows => ids.push((count, value as u32)),
                Part::Lifted => lifted.push((class, at, count)),
            }
        }
        let mut counts = tally.counts(table);
        if form == Form::Apart {
            (0..=PAY).filter(|&filter| wanted.is_active(filter)).for_each(|filter| counts.forget(filter));
            lifted.iter().for_each(|&(filter, value, count)| counts.put(filter, value, count));
        }
        ids.sort_unstable();
        Ok(counts.answer(ids.into_iter().map(|(_, id)| id).collect()))
    }
}

impl Engine for Postgres {
    fn version(&self) -> String {
        self.version.clone()
    }

    fn prepare(&mut self, table: &Table, question: &Question) -> Result<Vec<(Answer, Duration)>> {
        let mut both = vec![];
        for form in [Form::Kept, Form::Apart] {
            let before = Instant::now();
            let answer = self.ask(table, &question.asked, form)?;
            let mut took = before.elapsed();
            if took < WARM {
                let before = Instant::now();
                self.ask(table, &question.asked, form)?;
                took = before.elapsed();
            }
            both.push((answer, took));
        }
        let form = if both[0].1 < both[1].1 { Form::Kept } else { Form::Apart };
        self.forms.insert(question.number, form);
        Ok(both)
    }

    fn answer(&mut self, table: &Table, question: &Question) -> Result<Answer> {
        let form = self.forms.get(&question.number).copied().unwrap_or(Form::Kept);
        self.ask(table, &question.asked, form)
    }
}

async fn fill(cluster: &Cluster, table: &Table) -> Result<(PgConnection, String)> {
    // Every form of every query stays prepared, and is planned anew with its values.
    let options = cluster.options().statement_cache_capacity(1000);
    let options = options.options([("plan_cache_mode", "force_custom_plan")]);
    let mut connection = PgConnection::connect_with(&options).await?;
    sqlx::raw_sql(TABLES).execute(&mut connection).await?;
    let mut copy = connection.copy_in_raw("COPY jobs FROM STDIN").await?;
    for rows in table.rows.chunks(BATCH) {
        let mut text = String::new();
        rows.iter().for_each(|row| line(table, row, &mut text));
        copy.send(text.into_bytes()).await?;
    }
    copy.finish().await?;
    sqlx::raw_sql(INDEXES).execute(&mut connection).await?;
    // Not inside a transaction, as several statements at once would be.
    sqlx::raw_sql("VACUUM ANALYZE").execute(&mut connection).await?;
    let version = sqlx::query_scalar("SHOW server_version").fetch_one(&mut connection).await?;
    Ok((connection, version))
}

/// A row as COPY reads it.
fn line(table: &Table, row: &Row, out: &mut String) {
    let Mix { category, level, workplace, .. } = table.mix(row.mix.into());
    let Row { id, mix, city, pay, day, .. } = row;
    let country = table.country_of[usize::from(*city)];
    let list = |parts: &mut dyn Iterator<Item = String>, between| parts.collect::<Vec<_>>().join(between);
    let skills = list(&mut row.skills.iter().map(u16::to_string), ",");
    let words = list(&mut row.words.iter().map(|word| format!("'{word}'")), " ");
    _ = writeln!(
        out,
        "{id}\t{mix}\t{city}\t{category}\t{level}\t{country}\t{workplace}\t{pay}\t{day}\t{{{skills}}}\t{words}"
    );
}

//! Recorded feeds of real companies: all of them arrive, and the page's counts are those of SQL on the store.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use app::jobs::model::Results;
use catalog::money::Currency;
use catalog::query::{PayFilter, Query};
use catalog::schema::{Facet, UNSPECIFIED};
use ingest::Board;
use ingest::source::Kind;
use sqlx::SqlitePool;
use store::Store;

use crate::vocabulary::Running;

const BOARDS: [(Kind, &[&str]); 3] = [
    (Kind::Greenhouse, &["stripe", "impact", "takealotgroup", "luno", "bashdotcom"]),
    (Kind::Lever, &["matchgroup", "theodo", "yassir", "moo", "mamamoney"]),
    (Kind::Ashby, &["ramp"]),
];
/// Facets whose counts are compared.
const COUNTED: [Facet; 6] =
    [Facet::Level, Facet::Category, Facet::Workplace, Facet::Country, Facet::City, Facet::Skills];

#[tokio::test]
async fn counts_are_those_of_sql_on_the_store() {
    let Some((site, listed)) = replayed().await else { return };
    let Store::Sqlite { read: pool, .. } = &site.live.store else { panic!("the test's store is a file") };
    let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM postings WHERE closed_at IS NULL")
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(kept, listed, "every listed posting is in the store");
    // SQL counts postings: each is made a role of its own.
    let Store::Sqlite { write, .. } = &site.live.store else { panic!("the test's store is a file") };
    sqlx::query("UPDATE postings SET kin = ''").execute(write).await.unwrap();
    sqlx::query("UPDATE meta SET value = value + 1 WHERE key = 'version'").execute(write).await.unwrap();
    site.live.refresh().await.unwrap();

    let values = Values::of(&site.results("").await);
    let mut draw = Draw(1);
    for _ in 0..200 {
        let query = values.query(&mut draw);
        let text = query.to_string();
        let results = site.results(&text).await;
        assert_eq!(i64::from(results.total), total(pool, &query).await, "{text}");
        assert_eq!(results.total, site.get(&format!("/jobs?{text}")).await.ok().total(), "{text}");
        for facet in COUNTED {
            let expected = counts(pool, &query, facet).await;
            let shown = results.facets.iter().find(|f| f.name == facet.name()).unwrap();
            assert_eq!(shown.distinct as usize, expected.len(), "{text}: values of {facet:?}");
            for value in &shown.values {
                let expected = expected.get(&value.slug).copied().unwrap_or(0);
                assert_eq!(i64::from(value.count), expected, "{text}: {facet:?} {}", value.slug);
            }
        }
    }
}

#[tokio::test]
async fn a_role_of_recorded_feeds_travels_in_34_bytes() {
    let Some((site, _)) = replayed().await else { return };
    let current = site.live.current();
    let bytes = current.br.len() as f64 / f64::from(current.catalog.len());
    println!("{} roles, {} bytes in brotli: {bytes:.1} a role", current.catalog.len(), current.br.len());
    assert!(bytes <= 34.0, "{bytes:.1} bytes a role");
}

/// A site with the newest recording of every board, and how many postings they list; `None` where there are no recordings.
pub async fn replayed() -> Option<(Running, i64)> {
    let site = Running::empty().await;
    let listed = replay(&site, Recording::Newest).await?;
    Some((site, listed))
}

/// Which recording of a board, where there are several.
#[derive(Clone, Copy)]
pub enum Recording {
    Oldest,
    Newest,
}

/// Records a recording of every board; how many postings they list. `None` where there are no recordings.
pub async fn replay(site: &Running, which: Recording) -> Option<i64> {
    let Some(captures) = captures() else {
        println!("skipped: there are no recorded feeds beside the project");
        return None;
    };
    let mut listed = 0;
    for (kind, boards) in BOARDS {
        for name in boards {
            listed += read(site, &captures, (kind, name), which).await;
        }
    }
    site.live.refresh().await.unwrap();
    Some(listed)
}

pub fn captures() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("CODEDECK_SHARED").map_or_else(beside, PathBuf::from);
    Some(shared.join("data/captures")).filter(|dir| dir.is_dir())
}

/// Records the newest recording of a board; how many postings it lists.
async fn read(site: &Running, captures: &Path, (kind, name): (Kind, &str), which: Recording) -> i64 {
    let folder = captures.join(kind.name());
    let dated = format!("{name}-20");
    let is_of = |file: &str| file == format!("{name}.json") || file.starts_with(&dated);
    let files = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let files = files.filter(|file| is_of(file));
    let file = match which {
        Recording::Oldest => files.min(),
        Recording::Newest => files.max(),
    };
    let board = Board::new(kind, name, name);
    let source = kind.source();
    let body = fs::read(folder.join(file.unwrap())).unwrap();
    let page = source.parse(&board, &source.first(&board), &body).unwrap();
    assert_eq!(page.refused, [], "{name}");
    let listed = page.postings.len() as i64;
    site.visit(&board.key(), name, page.postings).await;
    listed
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ z >> 31) % n as u64) as usize
    }
}

/// What the catalogue has, to ask for.
struct Values(Vec<(Facet, Vec<String>)>);

impl Values {
    fn of(all: &Results) -> Values {
        let slugs = |facet: Facet| {
            let counts = all.facets.iter().find(|f| f.name == facet.name()).unwrap();
            counts.values.iter().map(|v| v.slug.clone()).chain([UNSPECIFIED.to_owned()]).collect()
        };
        let facets = Facet::ALL.into_iter().filter(|f| *f != Facet::Company);
        Values(facets.map(|facet| (facet, slugs(facet))).collect())
    }

    fn query(&self, draw: &mut Draw) -> Query {
        let mut query = Query::default();
        for _ in 0..draw.below(5) {
            let (facet, slugs) = &self.0[draw.below(self.0.len())];
            let slug = &slugs[draw.below(slugs.len())];
            if !query.selected(*facet).contains(slug) {
                query.toggle(*facet, slug);
            }
        }
        match draw.below(4) {
            0 => query.salary = Some(20_000 * (1 + draw.below(10)) as u32),
            1 => query.pay = PayFilter::Stated,
            _ => {}
        }
        if query.salary.is_some() && draw.below(2) == 0 {
            query.pay = PayFilter::Any;
            query.currency = Currency::parse("USD");
        }
        query
    }
}

/// The values of a posting's facet as a subquery with one column, `slug`; without a row where nothing says it.
fn values_of(facet: Facet) -> String {
    let list = |path: &str, slug: &str| {
        format!("SELECT DISTINCT {slug} AS slug FROM json_each(p.facts, '{path}') WHERE {slug} IS NOT NULL")
    };
    match facet {
        Facet::Skills => list("$.skills", "json_extract(value, '$.value.slug')"),
        Facet::City => list("$.places", "json_extract(value, '$.value.slug')"),
        Facet::Country => list("$.places", "lower(json_extract(value, '$.value.country'))"),
        Facet::Company => "SELECT p.company_slug AS slug".to_owned(),
        facet => format!("SELECT json_extract(p.facts, '$.{}.value') AS slug", facet.name()),
    }
}

fn has(facet: Facet, slug: &str) -> String {
    let values = values_of(facet);
    let multi = matches!(facet, Facet::Skills | Facet::City | Facet::Country);
    if multi && slug == UNSPECIFIED {
        format!("NOT EXISTS ({values})")
    } else {
        format!("'{slug}' IN (SELECT slug FROM ({values}))")
    }
}

/// Units of a posting's currency for one dollar.
fn rate() -> String {
    let rates = normalise::rates::rates();
    let cases =
        rates.per_usd.iter().map(|(currency, rate)| format!("WHEN '{}' THEN {rate:?}", currency.code()));
    let cases = cases.collect::<Vec<_>>().join(" ");
    format!("CASE json_extract(p.facts, '$.pay.value.currency') {cases} END")
}

/// The stated top, whole dollars a year; NULL without one.
fn top() -> String {
    let periods = "CASE json_extract(p.facts, '$.pay.value.period') \
        WHEN 'year' THEN 1.0 WHEN 'month' THEN 12.0 WHEN 'week' THEN 52.0 WHEN 'day' THEN 260.0 ELSE 2080.0 END";
    let top = "COALESCE(json_extract(p.facts, '$.pay.value.max'), json_extract(p.facts, '$.pay.value.min'))";
    format!("round({top} * {periods} / ({}))", rate())
}

/// The conditions of a query; `lifted` leaves out a facet's own.
fn conditions(query: &Query, lifted: Option<Facet>) -> String {
    let mut all = vec!["p.closed_at IS NULL".to_owned(), format!("NOT {}", has(Facet::Category, "not-tech"))];
    for facet in Facet::ALL.into_iter().filter(|f| Some(*f) != lifted || *f == Facet::Skills) {
        let each: Vec<String> = query.selected(facet).iter().map(|slug| has(facet, slug)).collect();
        if !each.is_empty() {
            let joint = if facet == Facet::Skills { " AND " } else { " OR " };
            all.push(format!("({})", each.join(joint)));
        }
    }
    let top = top();
    if let Some(salary) = query.salary {
        let currency = query.currency.unwrap_or(Currency::EUR);
        let usd = normalise::rates::rates().to_usd(salary.into(), currency).unwrap();
        let unstated = if query.pay == PayFilter::Any { format!(" OR {top} IS NULL") } else { String::new() };
        all.push(format!("({top} >= {usd}{unstated})"));
    } else if query.pay == PayFilter::Stated {
        all.push(format!("{top} IS NOT NULL"));
    }
    all.join(" AND ")
}

async fn total(pool: &SqlitePool, query: &Query) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM postings p WHERE {}", conditions(query, None));
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(pool).await.unwrap()
}

async fn counts(pool: &SqlitePool, query: &Query, facet: Facet) -> BTreeMap<String, i64> {
    let values = values_of(facet);
    let passing = conditions(query, Some(facet));
    // The values of each posting as one JSON array: SQLite has no lateral join.
    let array = format!("(SELECT json_group_array(slug) FROM ({values}))");
    let array = format!("CASE {array} WHEN '[]' THEN '[\"{UNSPECIFIED}\"]' ELSE {array} END");
    let sql = format!(
        "SELECT j.value, COUNT(*) FROM postings p, json_each({array}) AS j WHERE {passing} GROUP BY j.value"
    );
    let rows: Vec<(String, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(pool).await.unwrap();
    rows.into_iter().collect()
}

//! The engine in wasm, apart from the interface.
//!
//! | part | answers |
//! |---|---|
//! | [`Engine`] | how fast is it beside its peers? a snapshot in, one query at a time, answers out (`adapter.mjs`) |
//! | [`snapshot`] | the same rows as a snapshot, made natively (`src/bin/rows.rs`) |
//! | [`twin`] | does it answer in wasm, byte for byte, as it does natively? (`twin.mjs`, `src/bin/twin.rs`) |
//!
//! The product's columns and planner answer; for the peers only options differ: no typos, no words of places, twenty bars of
//! 20,000.

#[path = "../../../catalog/tests/oracle/draw.rs"]
#[allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    reason = "shared with the engine's tests, which use all of it"
)]
mod draw;
mod twin;

use std::collections::HashMap;
use std::sync::Arc;

use catalog::money::{Basis, Currency, Pay, Period, Rates};
use catalog::place::{Country, OpenTo, Place};
use catalog::query::{Query, Sort};
use catalog::role::{Role, RoleId};
use catalog::schema::{Category, Employment, Facet, Level, Value, Visa, Workplace};
use catalog::{Answer, Ask, Buckets, Build, Builder, Catalog, Options, Session};
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

pub use crate::twin::twin;

const DAY: i64 = 86_400;
const NOW: i64 = 20_000 * DAY + DAY / 2;
/// Values of the long facets that are given.
const TOP: usize = 50;
/// The peers' facets, in the order of the answer.
const FACETS: [Facet; 6] =
    [Facet::Category, Facet::Level, Facet::Country, Facet::City, Facet::Workplace, Facet::Skills];

/// Rows by column, as the runner gives them.
#[derive(Deserialize)]
struct Rows {
    id: Vec<u64>,
    title: Vec<String>,
    company: Vec<String>,
    category: Vec<String>,
    seniority: Vec<String>,
    city: Vec<String>,
    country: Vec<String>,
    remote: Vec<String>,
    employment: Vec<String>,
    skills: Vec<Vec<String>>,
    salary_min: Vec<Option<f64>>,
    salary_max: Vec<Option<f64>>,
    posted_day: Vec<i64>,
}

/// A query, as the runner gives it.
#[derive(Deserialize)]
struct Asked {
    q: String,
    category: Vec<String>,
    seniority: Vec<String>,
    country: Vec<String>,
    city: Vec<String>,
    remote: Vec<String>,
    skills_all: Vec<String>,
    salary_at_least: Option<u32>,
    posted_within_days: Option<u16>,
    sort: String,
    offset: u32,
    limit: u32,
}

/// Numbers values of a field in the order of the alphabet.
#[derive(Default)]
struct Names {
    codes: HashMap<String, usize>,
    names: Vec<String>,
}

impl From<Vec<String>> for Names {
    fn from(names: Vec<String>) -> Names {
        Names { codes: names.iter().cloned().zip(0..).collect(), names }
    }
}

impl Names {
    fn of<'a>(all: impl Iterator<Item = &'a String>) -> Names {
        let mut names: Vec<String> =
            all.cloned().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        // By UTF-16 code units, as JavaScript compares; the names are ASCII.
        names.sort();
        Names::from(names)
    }
}

#[wasm_bindgen]
extern "C" {
    /// Milliseconds.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// The catalogue with its session.
#[wasm_bindgen]
pub struct Engine {
    session: Session,
    names: [Names; 6],
    /// `[facet][code]` number in the facet's names.
    rank: [Vec<u32>; 6],
    ids: Vec<u32>,
    out: Vec<u32>,
    /// Milliseconds of the engine in the last answer.
    took: f64,
}

fn slug(prefix: char, number: usize) -> String {
    format!("{prefix}{number:04}")
}

/// Two letters for a number: country codes need not be real.
fn country(number: usize) -> Option<Country> {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    Country::parse(&format!("{}{}", letter(number / 26), letter(number)))
}

/// The slug that stands for the value of that number of a facet.
fn value(facet: usize, number: usize) -> Option<String> {
    Some(match FACETS[facet] {
        Facet::Category => Category::ALL.get(number + 1)?.slug().to_owned(),
        Facet::Level => Level::ALL.get(number + 1)?.slug().to_owned(),
        Facet::Workplace => Workplace::ALL.get(number + 1)?.slug().to_owned(),
        Facet::Country => country(number)?.code().to_lowercase(),
        Facet::City => slug('c', number),
        _ => slug('s', number),
    })
}

/// The runner's columns as a snapshot, and the names of the facets' values as JSON.
///
/// # Errors
/// Columns of another form.
pub fn snapshot(columns: &str) -> Result<(Vec<u8>, String), serde_json::Error> {
    let rows: Rows = serde_json::from_str(columns)?;
    let names = [
        Names::of(rows.category.iter()),
        Names::of(rows.seniority.iter()),
        Names::of(rows.country.iter()),
        Names::of(rows.city.iter()),
        Names::of(rows.remote.iter()),
        Names::of(rows.skills.iter().flatten()),
    ];
    let bytes = build(&rows, &names);
    Ok((bytes, serde_json::to_string(&names.map(|names| names.names))?))
}

fn build(rows: &Rows, names: &[Names; 6]) -> Vec<u8> {
    let per_usd = vec![(Currency::EUR, 0.9), (Currency::USD, 1.0)];
    let mut builder = Builder::new(Build { made_at: NOW, rates: Rates { date: String::new(), per_usd } });
    let employments = Names::of(rows.employment.iter());
    let companies = Names::of(rows.company.iter());
    let [category, level, place, city, workplace, skills] = names;
    for i in 0..rows.id.len() {
        let published = NOW - rows.posted_day[i] * DAY;
        let pay = rows.salary_max[i].map(|max| Pay {
            min: rows.salary_min[i],
            max: Some(max),
            currency: Currency::USD,
            period: Period::Year,
            basis: Basis::Base,
        });
        let city_number = city.codes[&rows.city[i]];
        let Some(country) = country(place.codes[&rows.country[i]]) else { continue };
        builder.add(Role {
            id: RoleId::new(rows.id[i]),
            title: rows.title[i].clone(),
            company: Value {
                slug: slug('k', companies.codes[&rows.company[i]]),
                label: rows.company[i].clone(),
            },
            category: Category::ALL[category.codes[&rows.category[i]] + 1],
            level: Level::ALL[level.codes[&rows.seniority[i]] + 1],
            workplace: Workplace::ALL[workplace.codes[&rows.remote[i]] + 1],
            employment: Employment::ALL[employments.codes[&rows.employment[i]] + 1],
            visa: Visa::Unspecified,
            places: vec![Place {
                city: Some(Value { slug: slug('c', city_number), label: rows.city[i].clone() }),
                region: None,
                country,
            }],
            open_to: OpenTo::Unspecified,
            pay,
            skills: rows.skills[i]
                .iter()
                .map(|s| Value { slug: slug('s', skills.codes[s]), label: s.clone() })
                .collect(),
            published,
            first_seen: published,
            closed_day: None,
        });
    }
    builder.finish()
}

#[wasm_bindgen]
impl Engine {
    /// From what [`snapshot`] made.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8], names: &str) -> Result<Engine, String> {
        let names: [Vec<String>; 6] = serde_json::from_str(names).map_err(|e| e.to_string())?;
        let names = names.map(Names::from);
        let catalog = Arc::new(Catalog::open(bytes).map_err(|e| e.to_string())?);
        let mut facets = [false; Facet::ALL.len()];
        FACETS.iter().for_each(|&f| facets[f as usize] = true);
        let buckets = Some(Buckets { width: 20_000, count: 20 });
        let rank = std::array::from_fn(|f| {
            let facet = FACETS[f];
            let mut rank = vec![u32::MAX; catalog.values(facet) as usize];
            for number in 0..names[f].names.len() {
                if let Some(code) = value(f, number).and_then(|slug| catalog.code_of(facet, &slug)) {
                    rank[code as usize] = number as u32;
                }
            }
            rank
        });
        let ids =
            (0..catalog.len()).map(|row| catalog.role(catalog::Row(row)).id().number() as u32).collect();
        let options = Options { facets, typos: false, places: false, buckets };
        Ok(Engine { session: Session::with(catalog, options), names, rank, ids, out: Vec::new(), took: 0.0 })
    }

    /// The names of a facet's values, in the order of their numbers.
    pub fn names(&self, facet: usize) -> Vec<String> {
        self.names[facet].names.clone()
    }

    /// Milliseconds that the engine took for the last answer, the boundary left out.
    pub fn took(&self) -> f64 {
        self.took
    }

    /// Total, number of ids, ids; for each facet the number of pairs and pairs of value and count; the bars.
    pub fn query(&mut self, asked: &str) -> Result<Vec<u32>, String> {
        let asked: Asked = serde_json::from_str(asked).map_err(|e| e.to_string())?;
        let (query, ask) = self.understand(asked);
        let before = now();
        let answer = self.session.answer(&query, ask);
        self.took = now() - before;
        let out = &mut self.out;
        out.clear();
        out.push(answer.total);
        out.push(answer.rows.len() as u32);
        out.extend(answer.rows.iter().map(|row| self.ids[row.0 as usize]));
        for (f, facet) in FACETS.into_iter().enumerate() {
            let limit = if matches!(facet, Facet::City | Facet::Skills) { TOP } else { usize::MAX };
            ranked(answer, facet, &self.rank[f], limit, out);
        }
        out.extend(&answer.histogram.counts);
        Ok(out.clone())
    }

    fn understand(&self, asked: Asked) -> (Query, Ask) {
        let mut query = Query {
            q: asked.q,
            salary: asked.salary_at_least,
            within: asked.posted_within_days,
            ..Query::default()
        };
        query.currency = Some(Currency::USD);
        query.sort = match asked.sort.as_str() {
            "salary" => Sort::Salary,
            "relevance" => Sort::Relevance,
            _ => Sort::Newest,
        };
        let lists =
            [asked.category, asked.seniority, asked.country, asked.city, asked.remote, asked.skills_all];
        for (f, list) in lists.into_iter().enumerate() {
            for name in list {
                let slug = self.names[f].codes.get(&name).and_then(|&number| value(f, number));
                query.toggle(FACETS[f], slug.as_deref().unwrap_or("unknown"));
            }
        }
        (query, Ask { now: NOW, first: asked.offset, len: asked.limit })
    }
}

/// Pairs of value and count, by count descending, then value; without zeros and without "unspecified".
fn ranked(answer: &Answer, facet: Facet, rank: &[u32], limit: usize, out: &mut Vec<u32>) {
    let mut keys: Vec<u64> = answer
        .counts(facet)
        .iter()
        .zip(rank)
        .filter(|(count, rank)| **count > 0 && **rank != u32::MAX)
        .map(|(&count, &rank)| u64::from(u32::MAX - count) << 32 | u64::from(rank))
        .collect();
    if keys.len() > limit {
        keys.select_nth_unstable(limit);
        keys.truncate(limit);
    }
    keys.sort_unstable();
    out.push(keys.len() as u32);
    for key in keys {
        out.extend([key as u32, u32::MAX - (key >> 32) as u32]);
    }
}

//! The peers' rows as our catalogue.

use std::collections::{BTreeSet, HashMap};

use catalog::money::{Basis, Currency, Pay, Period, Rates};
use catalog::place::{Country, OpenTo, Place};
use catalog::role::{Role, RoleId};
use catalog::schema::{Category, Employment, Facet, Level, Value, Visa, Workplace};
use catalog::{Build, Builder};
use serde::Deserialize;

const DAY: i64 = 86_400;
/// What time it is for the rows, Unix seconds.
pub const NOW: i64 = 20_000 * DAY + DAY / 2;
/// The peers' facets, in the order of the answer.
pub const FACETS: [Facet; 6] =
    [Facet::Category, Facet::Level, Facet::Country, Facet::City, Facet::Workplace, Facet::Skills];

/// Rows by column, as the runner gives them.
#[derive(Deserialize)]
#[allow(missing_docs, reason = "the peers' README says what each is")]
pub struct Rows {
    pub id: Vec<u64>,
    pub title: Vec<String>,
    pub company: Vec<String>,
    pub category: Vec<String>,
    pub seniority: Vec<String>,
    pub city: Vec<String>,
    pub country: Vec<String>,
    pub remote: Vec<String>,
    pub employment: Vec<String>,
    pub skills: Vec<Vec<String>>,
    pub salary_min: Vec<Option<f64>>,
    pub salary_max: Vec<Option<f64>>,
    pub posted_day: Vec<i64>,
}

/// Numbers values of a field in the order of the alphabet.
#[derive(Default)]
pub struct Names {
    /// Their numbers.
    pub codes: HashMap<String, usize>,
    /// In order.
    pub names: Vec<String>,
}

impl From<Vec<String>> for Names {
    fn from(names: Vec<String>) -> Names {
        Names { codes: names.iter().cloned().zip(0..).collect(), names }
    }
}

impl Names {
    /// Those of a column.
    pub fn of<'a>(all: impl Iterator<Item = &'a String>) -> Names {
        let mut names: Vec<String> = all.cloned().collect::<BTreeSet<_>>().into_iter().collect();
        // By UTF-16 code units, as JavaScript compares; the names are ASCII.
        names.sort();
        Names::from(names)
    }
}

impl Rows {
    /// From the runner's columns.
    ///
    /// # Errors
    /// Columns of another form.
    pub fn read(columns: impl std::io::Read) -> Result<Rows, serde_json::Error> {
        serde_json::from_reader(std::io::BufReader::with_capacity(1 << 20, columns))
    }

    /// The values of each facet that occur.
    pub fn names(&self) -> [Names; 6] {
        [
            Names::of(self.category.iter()),
            Names::of(self.seniority.iter()),
            Names::of(self.country.iter()),
            Names::of(self.city.iter()),
            Names::of(self.remote.iter()),
            Names::of(self.skills.iter().flatten()),
        ]
    }

    /// As a snapshot.
    pub fn snapshot(&self, names: &[Names; 6]) -> Vec<u8> {
        build(self, names)
    }
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
pub(crate) fn value(facet: usize, number: usize) -> Option<String> {
    Some(match FACETS[facet] {
        Facet::Category => Category::ALL.get(number + 1)?.slug().to_owned(),
        Facet::Level => Level::ALL.get(number + 1)?.slug().to_owned(),
        Facet::Workplace => Workplace::ALL.get(number + 1)?.slug().to_owned(),
        Facet::Country => country(number)?.code().to_lowercase(),
        Facet::City => slug('c', number),
        _ => slug('s', number),
    })
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

//! What the world gets to know of a posting: a line of `codedeck export`. The order of its fields is a promise.

use catalog::money::{Basis, Pay};
use catalog::place::{OpenTo, Place, Region, Territory};
use catalog::role::RoleId;
use ingest::source::Policy;
use normalise::{Derived, Evidence, Facts, Field};
use serde::{Serialize, Serializer};

/// A posting with all that was read from it.
#[derive(Debug, Serialize)]
pub struct Record {
    /// `{source}:{board}:{id}`.
    pub key: String,
    /// Who hires.
    pub company: String,
    /// As the employer wrote it.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Slug.
    pub category: &'static str,
    /// Slug.
    pub level: &'static str,
    /// Slug.
    pub workplace: &'static str,
    /// From where a remote role may be done; `None` where nothing says it.
    pub open_to: Option<Open>,
    /// Places of the gazetteer.
    pub places: Vec<Spot>,
    /// Stated pay.
    pub pay: Option<Stated>,
    /// Slug.
    pub employment: &'static str,
    /// Slug.
    pub visa: &'static str,
    /// Years of experience asked for, at least.
    pub years: Option<u8>,
    /// To work in: `UTC-3 to UTC+2`.
    pub time_zones: Option<String>,
    /// Labels.
    pub skills: Vec<String>,
    /// RFC 3339.
    pub first_seen: String,
    /// RFC 3339.
    pub published: Option<String>,
    /// RFC 3339; `None` while it is open.
    pub closed: Option<String>,
    /// The short id of its role, which postings of one role share.
    pub role: String,
    /// Which words say so; of lists in their order.
    pub evidence: Proof,
    /// Places that the gazetteer does not know, as written.
    pub unresolved: Vec<String>,
    /// The board to be named where the posting is shown, with its address; `None` for companies' own boards.
    pub credit: Option<String>,
}

/// From where a remote role may be done.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Open {
    /// `worldwide`.
    World(&'static str),
    /// Countries and regions by their codes. A country that reads like a region (Namibia) has a colon before it.
    Only(Vec<String>),
}

/// A place.
#[derive(Debug, Serialize)]
pub struct Spot {
    /// Its name; `None` where only a country is known.
    pub city: Option<String>,
    /// The gazetteer's code.
    pub region: Option<String>,
    /// ISO alpha-2.
    pub country: String,
}

/// A range of pay.
#[derive(Debug, Serialize)]
pub struct Stated {
    /// Lower end.
    #[serde(serialize_with = "amount")]
    pub min: Option<f64>,
    /// Upper end.
    #[serde(serialize_with = "amount")]
    pub max: Option<f64>,
    /// ISO 4217.
    pub currency: String,
    /// `year`, `month`, `week`, `day` or `hour`.
    pub period: &'static str,
    /// `base`, `total` or `unclear`.
    pub basis: &'static str,
    /// `structured` or `text`.
    pub origin: &'static str,
}

/// The evidence of each field that has some.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs)] // named after the record's fields
pub struct Proof {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Evidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Evidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workplace: Option<Evidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_to: Option<Evidence>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Option<Evidence>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pay: Option<Evidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employment: Option<Evidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visa: Option<Evidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<Evidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zones: Option<Evidence>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Option<Evidence>>,
}

impl Record {
    /// Of a posting as it is kept.
    ///
    /// # Errors
    /// Facts that another build wrote and this one cannot read: the next visit of the board makes them anew.
    pub fn of(kept: store::Record) -> Result<Record, serde_json::Error> {
        let facts: Facts = serde_json::from_str(&kept.facts)?;
        let credit = Policy::of(&kept.key).credit.map(|credit| format!("{}, {}", credit.name, credit.home));
        Ok(Record {
            key: kept.key,
            company: kept.company,
            title: kept.title,
            url: kept.url,
            category: facts.category.value.slug(),
            level: facts.level.value.slug(),
            workplace: facts.workplace.value.slug(),
            open_to: open(&facts.open_to.value),
            places: facts.places.iter().map(|p| spot(&p.value)).collect(),
            pay: facts.pay.as_ref().map(stated),
            employment: facts.employment.value.slug(),
            visa: facts.visa.value.slug(),
            years: facts.years.as_ref().map(|y| y.value),
            time_zones: facts.time_zones.as_ref().map(|zones| zones.value.to_string()),
            skills: facts.skills.iter().map(|s| s.value.label.clone()).collect(),
            first_seen: time(kept.first_seen),
            published: kept.published.map(time),
            closed: kept.closed_at.map(time),
            role: RoleId::new(kept.role as u64).to_string(),
            evidence: Proof {
                category: facts.category.evidence,
                level: facts.level.evidence,
                workplace: facts.workplace.evidence,
                open_to: facts.open_to.evidence,
                places: facts.places.into_iter().map(|p| p.evidence).collect(),
                pay: facts.pay.and_then(|p| p.evidence),
                employment: facts.employment.evidence,
                visa: facts.visa.evidence,
                years: facts.years.and_then(|y| y.evidence),
                time_zones: facts.time_zones.and_then(|zones| zones.evidence),
                skills: facts.skills.into_iter().map(|s| s.evidence).collect(),
            },
            unresolved: facts.unresolved,
            credit,
        })
    }
}

fn open(open_to: &OpenTo) -> Option<Open> {
    let code = |territory: &Territory| match territory {
        Territory::Region(region) => region.code().to_owned(),
        Territory::Country(country) if Region::from_code(country.code()).is_some() => {
            format!(":{}", country.code())
        }
        Territory::Country(country) => country.code().to_owned(),
    };
    match open_to {
        OpenTo::Unspecified => None,
        OpenTo::Worldwide => Some(Open::World("worldwide")),
        OpenTo::Only(territories) => Some(Open::Only(territories.iter().map(code).collect())),
    }
}

fn spot(place: &Place) -> Spot {
    Spot {
        city: place.city.as_ref().map(|city| city.label.clone()),
        region: place.region.clone(),
        country: place.country.code().to_owned(),
    }
}

fn stated(derived: &Derived<Pay>) -> Stated {
    let pay = &derived.value;
    let is_structured = derived.evidence.as_ref().is_some_and(|e| e.field == Field::Structured);
    Stated {
        min: pay.min,
        max: pay.max,
        currency: pay.currency.code().to_owned(),
        period: pay.period.slug(),
        basis: match pay.basis {
            Basis::Base => "base",
            Basis::Total => "total",
            Basis::Unclear => "unclear",
        },
        origin: if is_structured { "structured" } else { "text" },
    }
}

/// Whole amounts without a fraction.
fn amount<S: Serializer>(amount: &Option<f64>, s: S) -> Result<S::Ok, S::Error> {
    // Beyond this a float is not exact any more, and no pay is.
    const EXACT: f64 = 9e15;
    match amount {
        None => s.serialize_none(),
        Some(whole) if whole.fract() == 0.0 && whole.abs() < EXACT => s.serialize_i64(*whole as i64),
        Some(amount) => s.serialize_f64(*amount),
    }
}

/// RFC 3339, UTC.
fn time(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map(|t| t.to_string()).unwrap_or_default()
}

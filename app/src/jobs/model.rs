//! What the jobs pages show: plain values that cross from server to browser unchanged.

use serde::{Deserialize, Serialize};

/// The answer to one query, ready to show.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// The canonical query string that was answered.
    pub query: String,
    /// Roles that match.
    pub total: u32,
    /// Roles that the catalogue lists.
    pub listed: u32,
    /// Roles that pass all but the pay filter and state no pay.
    pub unstated: u32,
    /// Roles that pass all but the pay filter and state pay.
    pub stated: u32,
    /// In the order of the page.
    pub facets: Vec<FacetCounts>,
    /// Of the roles that pass all but the pay filter.
    pub histogram: Histogram,
    /// Index of the first of `rows` in the whole list.
    pub first: u32,
    /// A window of the list.
    pub rows: Vec<Card>,
    /// Active filters.
    pub filters: Vec<Filter>,
    /// Parts of the query that were not applied.
    pub ignored: Vec<Notice>,
    /// Only where nothing matches: queries with one filter less, the most fruitful first.
    pub relaxed: Vec<Relaxed>,
}

/// A facet's values with their counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FacetCounts {
    /// The parameter's name.
    pub name: String,
    /// The values to show first, selected ones on top.
    pub values: Vec<ValueCount>,
    /// Values with a count above zero, shown or not.
    pub distinct: u32,
}

/// One value of a facet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ValueCount {
    /// As in the URL.
    pub slug: String,
    /// As shown.
    pub label: String,
    /// Roles that pass all but this facet's own selection and have the value.
    pub count: u32,
    /// Whether the query asks for it.
    pub selected: bool,
}

/// Roles by the midpoint of their stated pay.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Histogram {
    /// ISO 4217.
    pub currency: String,
    /// Width of a bar in that currency a year; the first begins at 0, the last is open-ended.
    pub width: u32,
    /// Roles by bar.
    pub counts: Vec<u32>,
}

/// One row of the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The role's short id.
    pub id: String,
    /// The rest of its address.
    pub slug: String,
    /// As the employer wrote it.
    pub title: String,
    /// Who hires.
    pub company: String,
    /// Places in words: `Lisbon, Porto +2`.
    pub places: String,
    /// `Remote`, `Hybrid`, `On-site` or nothing.
    pub workplace: String,
    /// Stated pay in short: `€95–120k`.
    pub pay: String,
    /// The same exactly, in words; empty without pay.
    pub pay_exact: String,
    /// Labels of the first skills.
    pub skills: Vec<String>,
    /// Unix seconds.
    pub published: i64,
}

/// One active filter: what it says, and the query without it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// In words: `Senior`, `≥ €90k`.
    pub label: String,
    /// The canonical query string without it.
    pub without: String,
}

/// A part of the query that was not applied.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// The parameter.
    pub name: String,
    /// What was asked.
    pub value: String,
    /// Why it was not applied, as a sentence's end.
    pub why: String,
}

/// A query with one filter less.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Relaxed {
    /// The filter that is gone, in words.
    pub without: String,
    /// The canonical query string.
    pub query: String,
    /// Roles that it brings.
    pub total: u32,
}

/// A whole role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// As in the list.
    pub card: Card,
    /// The company's slug.
    pub company_slug: String,
    /// Normalised facts with their evidence.
    pub facts: Vec<Fact>,
    /// Stated pay in the page's currency, where that is another one.
    pub converted: Option<String>,
    /// Where its pay stands among that of comparable roles, HTML with a link to them; empty where too few state theirs.
    pub standing: String,
    /// Skills: slug and label.
    pub skills: Vec<(String, String)>,
    /// The posting's text, sanitised HTML.
    pub html: String,
    /// Where the employer takes applications.
    pub apply_url: String,
    /// When the employer published it, a visit first saw it and last saw it, Unix seconds.
    pub published: i64,
    /// See `published`.
    pub first_seen: i64,
    /// See `published`.
    pub last_seen: i64,
    /// When it closed, Unix seconds.
    pub closed: Option<i64>,
    /// On how many occasions it was posted again after it had closed.
    pub reposts: u32,
    /// Every open posting of it, the oldest first; of a closed role those that closed last.
    pub openings: Vec<Opening>,
    /// Roles that ask for much the same.
    pub similar: Vec<Card>,
    /// The board that lists it, where that is not the employer's own.
    pub credit: Option<Credit>,
    /// `JobPosting` for machines; only open roles with full text.
    pub json_ld: Option<String>,
    /// `source:board`, for the status page.
    pub board: String,
}

/// Another board that a role is taken from, under its terms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Credit {
    /// As it calls itself.
    pub name: String,
    /// The posting's page there.
    pub url: String,
    /// Whether search engines are to follow the link.
    pub followed: bool,
}

/// One posting of a role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Opening {
    /// Its places in words; empty where none is known.
    pub places: String,
    /// Where the employer takes applications for it.
    pub url: String,
    /// When a visit first saw it, Unix seconds.
    pub first_seen: i64,
}

/// A normalised field and where it came from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The field: `Level`.
    pub name: String,
    /// Its value: `Senior`.
    pub value: String,
    /// The posting's field that says it: `title`.
    pub field: String,
    /// The words that say it.
    pub words: String,
}

//! Greenhouse: one list, texts escaped once, pay by zones.

use normalise::StatedPay;
use normalise::text::unescape;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Id, Page, ParseError, Request, Source, each, host, json, time};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct Greenhouse;

#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    jobs: Vec<&'a RawValue>,
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Meta {
    total: Option<usize>,
}

#[derive(Deserialize)]
struct Job {
    id: Id,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    absolute_url: String,
    #[serde(default)]
    company_name: Option<String>,
    location: Option<Named>,
    #[serde(default)]
    offices: Option<Vec<Office>>,
    #[serde(default)]
    first_published: Option<String>,
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    departments: Option<Vec<Named>>,
    #[serde(default)]
    pay_input_ranges: Option<Vec<Range>>,
    #[serde(default)]
    metadata: Option<Vec<Custom>>,
}

/// A field that the employer has added; some say what the system has no field for.
#[derive(Deserialize)]
struct Custom {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    value: serde_json::Value,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: Option<String>,
}

/// Where an employer files a posting; its address, if it has one, says more than its name.
#[derive(Deserialize)]
struct Office {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    location: Option<String>,
}

#[derive(Deserialize)]
struct Range {
    min_cents: Option<f64>,
    max_cents: Option<f64>,
    #[serde(default)]
    currency_type: String,
    #[serde(default)]
    title: Option<String>,
}

impl Source for Greenhouse {
    fn first(&self, board: &Board) -> Request {
        let host = host(board, "https://boards-api.greenhouse.io");
        Request { url: format!("{host}/v1/boards/{}/jobs?content=true&pay_transparency=true", board.board) }
    }

    fn parse(&self, _: &Board, body: &[u8]) -> Result<Page, ParseError> {
        let list = json::<List<'_>>(body)?;
        let (there, said) = (list.jobs.len(), list.meta.and_then(|meta| meta.total));
        if let Some(total) = said.filter(|&total| total > there) {
            return Err(ParseError(format!(
                "the answer has {there} of the {total} postings that it speaks of"
            )));
        }
        Ok(each(list.jobs, posting))
    }
}

fn posting(job: Job) -> Result<Option<Posting>, Refused> {
    let name = |n: Named| n.name.unwrap_or_default();
    let custom = job.metadata.unwrap_or_default();
    let pay = job.pay_input_ranges.into_iter().flatten().map(pay).chain(custom.iter().filter_map(custom_pay));
    Ok(Some(Posting {
        id: job.id.into(),
        title: job.title.unwrap_or_default(),
        company: job.company_name.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()),
        apply_url: job.absolute_url.clone(),
        url: job.absolute_url,
        locations: job.location.map(name).filter(|l| !l.trim().is_empty()).into_iter().collect(),
        offices: job.offices.into_iter().flatten().filter_map(office).collect(),
        department: job.departments.into_iter().flatten().map(name).collect::<Vec<_>>().join(", "),
        html: html(&job.content.unwrap_or_default()),
        workplace: custom_word(
            &custom,
            &["workplace", "work model", "remote", "location type", "work arrangement"],
        ),
        employment: custom_word(&custom, &["contract type", "employment type", "job type", "time type"]),
        pay: pay.collect(),
        published: job.first_published.as_deref().and_then(time),
        ..Posting::default()
    }))
}

/// "Berlin Hub" and its address; a name that says "remote" says more than the address that stands beside it.
fn office(office: Office) -> Option<String> {
    let is_remote = office.name.as_deref().is_some_and(|n| n.to_lowercase().contains("remote"));
    let address = office.location.filter(|l| !l.trim().is_empty() && !is_remote);
    address.or(office.name).filter(|text| !text.trim().is_empty())
}

/// The text is HTML escaped once; where no tag appears then, twice.
fn html(content: &str) -> String {
    let once = unescape(content);
    if once.contains('<') { once } else { unescape(&once) }
}

fn pay(range: Range) -> StatedPay {
    let title = range.title.unwrap_or_default();
    let folded = title.to_lowercase();
    StatedPay {
        min: range.min_cents.map(|c| c / 100.0),
        max: range.max_cents.map(|c| c / 100.0),
        currency: range.currency_type,
        period: if folded.contains("hour") { "hour".to_owned() } else { String::new() },
        is_base: !["ote", "on-target", "bonus", "commission", "equity"].iter().any(|w| folded.contains(w)),
        title,
    }
}

/// The word of the first added field of one of these names.
fn custom_word(custom: &[Custom], names: &[&str]) -> Option<String> {
    let is_of = |field: &&Custom| {
        let name = field.name.as_deref().unwrap_or_default().to_lowercase();
        names.iter().any(|n| name.contains(n))
    };
    custom.iter().find(is_of).and_then(|field| field.value.as_str()).map(str::to_owned)
}

/// A range of money in an added field that is named after pay.
fn custom_pay(field: &Custom) -> Option<StatedPay> {
    let title = field.name.clone().unwrap_or_default();
    let folded = title.to_lowercase();
    if !["salary", "base pay", "pay range"].iter().any(|name| folded.contains(name)) {
        return None;
    }
    let number = |name: &str| {
        let value = field.value.get(name)?;
        value.as_f64().or_else(|| value.as_str()?.parse().ok())
    };
    let currency = field.value.get("unit")?.as_str()?.to_owned();
    let period = String::new();
    Some(StatedPay {
        min: number("min_value"),
        max: number("max_value"),
        currency,
        period,
        is_base: true,
        title,
    })
}

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
    first_published: Option<String>,
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    departments: Option<Vec<Named>>,
    #[serde(default)]
    pay_input_ranges: Option<Vec<Range>>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: Option<String>,
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
        Ok(each(json::<List<'_>>(body)?.jobs, posting))
    }
}

fn posting(job: Job) -> Result<Option<Posting>, Refused> {
    let name = |n: Named| n.name.unwrap_or_default();
    Ok(Some(Posting {
        id: job.id.into(),
        title: job.title.unwrap_or_default(),
        company: job.company_name.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()),
        apply_url: job.absolute_url.clone(),
        url: job.absolute_url,
        locations: job.location.map(name).filter(|l| !l.trim().is_empty()).into_iter().collect(),
        department: job.departments.into_iter().flatten().map(name).collect::<Vec<_>>().join(", "),
        html: html(&job.content.unwrap_or_default()),
        pay: job.pay_input_ranges.into_iter().flatten().map(pay).collect(),
        published: job.first_published.as_deref().and_then(time),
        ..Posting::default()
    }))
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

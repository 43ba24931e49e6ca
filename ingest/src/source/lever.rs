//! Lever: a bare list; the requirements stand in `lists`, apart from the description.

use normalise::StatedPay;
use normalise::text::{plain, sanitise};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Id, Page, ParseError, Request, Source, each, host, json};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct Lever;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    id: Id,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    hosted_url: String,
    #[serde(default)]
    apply_url: String,
    #[serde(default)]
    categories: Categories,
    #[serde(default)]
    created_at: Option<i64>,
    #[serde(default)]
    description: String,
    #[serde(default)]
    lists: Vec<List>,
    #[serde(default)]
    additional: Option<String>,
    salary_range: Option<Range>,
    #[serde(default)]
    salary_description: Option<String>,
    country: Option<String>,
    workplace_type: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Categories {
    location: Option<String>,
    #[serde(default)]
    all_locations: Option<Vec<String>>,
    team: Option<String>,
    commitment: Option<String>,
}

#[derive(Deserialize)]
struct List {
    #[serde(default)]
    text: String,
    #[serde(default)]
    content: String,
}

#[derive(Deserialize)]
struct Range {
    min: Option<f64>,
    max: Option<f64>,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    interval: String,
}

impl Source for Lever {
    fn first(&self, board: &Board) -> Request {
        let host = host(board, "https://api.lever.co");
        Request::get(format!("{host}/v0/postings/{}?mode=json", board.board))
    }

    fn parse(&self, _: &Board, _: &Request, body: &[u8]) -> Result<Page, ParseError> {
        Ok(each(json::<Vec<&RawValue>>(body)?, posting))
    }
}

fn posting(job: Job) -> Result<Option<Posting>, Refused> {
    let mut html = job.description;
    for list in job.lists {
        let heading = list.text.replace('&', "&amp;").replace('<', "&lt;");
        html.push_str(&format!("<h3>{heading}</h3><ul>{}</ul>", list.content));
    }
    html.push_str(&job.additional.unwrap_or_default());
    let mut locations = job.categories.all_locations.unwrap_or_default();
    if locations.is_empty() {
        locations.extend(job.categories.location);
    }
    let pay = job.salary_range.map(|range| StatedPay {
        min: range.min,
        max: range.max,
        currency: range.currency,
        period: range.interval,
        title: String::new(),
        is_base: true,
    });
    Ok(Some(Posting {
        id: job.id.into(),
        title: job.text.unwrap_or_default(),
        url: job.hosted_url,
        apply_url: job.apply_url,
        locations,
        department: job.categories.team.unwrap_or_default(),
        html,
        workplace: job.workplace_type.filter(|w| w != "unspecified"),
        employment: job.categories.commitment,
        country: job.country,
        pay: pay.into_iter().collect(),
        pay_text: job.salary_description.map(|d| plain(&sanitise(&d))).unwrap_or_default(),
        published: job.created_at.map(|ms| ms / 1_000),
        ..Posting::default()
    }))
}

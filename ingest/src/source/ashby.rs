//! Ashby: one list; unlisted jobs are left out; pay in tiers of components.

use normalise::StatedPay;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Id, Page, ParseError, Request, Source, each, host, json, time};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct Ashby;

#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    jobs: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    id: Id,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    department: Option<String>,
    employment_type: Option<String>,
    #[serde(default)]
    location: Option<String>,
    #[serde(default)]
    secondary_locations: Option<Vec<Secondary>>,
    published_at: Option<String>,
    #[serde(default = "yes")]
    is_listed: bool,
    is_remote: Option<bool>,
    workplace_type: Option<String>,
    address: Option<Address>,
    #[serde(default)]
    job_url: String,
    #[serde(default)]
    apply_url: String,
    #[serde(default)]
    description_html: Option<String>,
    compensation: Option<Compensation>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
struct Secondary {
    location: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Address {
    postal_address: Option<Postal>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Postal {
    address_locality: Option<String>,
    address_region: Option<String>,
    address_country: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Compensation {
    #[serde(default)]
    compensation_tiers: Option<Vec<Tier>>,
    #[serde(default)]
    summary_components: Option<Vec<Component>>,
}

#[derive(Deserialize)]
struct Tier {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    components: Option<Vec<Component>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Component {
    #[serde(default)]
    compensation_type: String,
    #[serde(default)]
    interval: Option<String>,
    currency_code: Option<String>,
    min_value: Option<f64>,
    max_value: Option<f64>,
}

impl Source for Ashby {
    fn first(&self, board: &Board) -> Request {
        let host = host(board, "https://api.ashbyhq.com");
        Request::get(format!("{host}/posting-api/job-board/{}?includeCompensation=true", board.board))
    }

    fn parse(&self, _: &Board, _: &Request, body: &[u8]) -> Result<Page, ParseError> {
        Ok(each(json::<List<'_>>(body)?.jobs, posting))
    }
}

fn posting(job: Job) -> Result<Option<Posting>, Refused> {
    if !job.is_listed {
        return Ok(None);
    }
    let secondary = job.secondary_locations.into_iter().flatten().filter_map(|s| s.location);
    let mut locations: Vec<String> = job.location.into_iter().chain(secondary).collect();
    if locations.iter().all(|l| l.trim().is_empty()) {
        locations.extend(job.address.and_then(|a| a.postal_address).map(address));
    }
    // A flag beside the word "Hybrid" or "OnSite" says only that some of it may be done from afar.
    let remote = job.is_remote.filter(|_| job.workplace_type.is_none());
    Ok(Some(Posting {
        id: job.id.into(),
        title: job.title.unwrap_or_default().trim().to_owned(),
        url: job.job_url,
        apply_url: job.apply_url,
        locations,
        department: job.department.unwrap_or_default(),
        html: job.description_html.unwrap_or_default(),
        remote,
        workplace: job.workplace_type,
        employment: job.employment_type,
        pay: job.compensation.map(pay).unwrap_or_default(),
        published: job.published_at.as_deref().and_then(time),
        ..Posting::default()
    }))
}

fn address(postal: Postal) -> String {
    let parts = [postal.address_locality, postal.address_region, postal.address_country];
    parts.into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
}

fn pay(compensation: Compensation) -> Vec<StatedPay> {
    let tiers = compensation.compensation_tiers.unwrap_or_default();
    let tiers = tiers.into_iter().map(|t| (t.title, t.components.unwrap_or_default()));
    let mut out: Vec<StatedPay> =
        tiers.flat_map(|(title, all)| all.into_iter().map(move |c| stated(c, title.clone()))).collect();
    if out.iter().all(|p| !p.is_base) {
        out.extend(compensation.summary_components.into_iter().flatten().map(|c| stated(c, None)));
    }
    out.retain(|p| p.min.or(p.max).is_some());
    out
}

fn stated(component: Component, title: Option<String>) -> StatedPay {
    StatedPay {
        min: component.min_value,
        max: component.max_value,
        currency: component.currency_code.unwrap_or_default(),
        period: component.interval.unwrap_or_default(),
        title: title.unwrap_or_default(),
        is_base: component.compensation_type == "Salary",
    }
}

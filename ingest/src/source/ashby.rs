//! Ashby: one list; unlisted jobs are left out; pay in tiers of components.

use normalise::StatedPay;
use normalise::salary::is_on_target;
use serde::Deserialize;

use super::json::{Id, RawList, each, json};
use super::page::{Page, ParseError};
use super::time::time;
use super::{Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct Ashby;

#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    jobs: RawList<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    id: Id,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    department: Option<String>,
    #[serde(default)]
    team: Option<String>,
    employment_type: Option<String>,
    #[serde(default)]
    location: Option<String>,
    #[serde(default)]
    secondary_locations: Option<Vec<Secondary>>,
    published_at: Option<String>,
    is_listed: Option<bool>,
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

#[derive(Deserialize)]
struct Secondary {
    location: Option<String>,
    address: Option<Address>,
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
    scrapeable_compensation_salary_summary: Option<String>,
    #[serde(default)]
    compensation_tiers: Option<Vec<Tier>>,
    #[serde(default)]
    summary_components: Option<Vec<Component>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Tier {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    additional_information: Option<String>,
    #[serde(default)]
    components: Option<Vec<Component>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Component {
    #[serde(default)]
    compensation_type: String,
    /// As people read it, with what the employer says of it.
    #[serde(default)]
    summary: Option<String>,
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
    if job.is_listed == Some(false) {
        return Ok(None);
    }
    let secondary = job.secondary_locations.into_iter().flatten().map(|s| (s.location, s.address));
    let all = std::iter::once((job.location, job.address)).chain(secondary);
    let locations = all.map(|(label, address)| place(label, address)).filter(|l| !l.is_empty());
    // A flag beside the word "Hybrid" or "OnSite" says only that some of it may be done from afar.
    let remote = job.is_remote.filter(|_| job.workplace_type.is_none());
    let department = job.department.unwrap_or_default();
    let team = job.team.filter(|team| !team.is_empty() && *team != department);
    let summary = job.compensation.as_ref().and_then(|c| c.scrapeable_compensation_salary_summary.clone());
    let pay = job.compensation.map(pay).unwrap_or_default();
    // Where the ranges are targets, the summary is one, too.
    let is_stated = !pay.is_empty();
    Ok(Some(Posting {
        id: job.id.into(),
        title: job.title.unwrap_or_default().trim().to_owned(),
        url: job.job_url,
        apply_url: job.apply_url,
        locations: locations.collect(),
        department: [Some(department), team].into_iter().flatten().collect::<Vec<_>>().join(", "),
        html: job.description_html.unwrap_or_default(),
        remote,
        workplace: job.workplace_type,
        employment: job.employment_type,
        pay,
        pay_text: summary.filter(|_| !is_stated).unwrap_or_default(),
        published: job.published_at.as_deref().and_then(time),
        ..Posting::default()
    }))
}

/// The label; where there is none, or where it is a bare city, the address: it has region and country too.
fn place(label: Option<String>, address: Option<Address>) -> String {
    let label = label.unwrap_or_default().trim().to_owned();
    let Some(postal) = address.and_then(|a| a.postal_address) else { return label };
    let city = postal.address_locality.as_deref().unwrap_or_default().trim();
    if !label.is_empty() && !label.eq_ignore_ascii_case(city) {
        return label;
    }
    let parts = [postal.address_locality, postal.address_region, postal.address_country];
    let parts = parts.iter().flatten().map(|p| p.trim()).filter(|p| !p.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

fn pay(compensation: Compensation) -> Vec<StatedPay> {
    let mut out = Vec::new();
    let mut is_told = false;
    for tier in compensation.compensation_tiers.unwrap_or_default() {
        let note = tier.additional_information.unwrap_or_default();
        let components = tier.components.unwrap_or_default();
        is_told |= components.iter().any(|c| c.compensation_type == "Salary");
        out.extend(components.into_iter().map(|c| stated(c, tier.title.clone(), &note)));
    }
    // The summary says the same without the notes.
    if !is_told {
        out.extend(compensation.summary_components.into_iter().flatten().map(|c| stated(c, None, "")));
    }
    out.retain(|p| p.min.or(p.max).is_some());
    out
}

fn stated(component: Component, title: Option<String>, note: &str) -> StatedPay {
    let said =
        format!("{} {note} {}", component.summary.unwrap_or_default(), title.as_deref().unwrap_or_default());
    StatedPay {
        min: component.min_value,
        max: component.max_value,
        currency: component.currency_code.unwrap_or_default(),
        period: component.interval.unwrap_or_default(),
        title: title.unwrap_or_default(),
        is_base: component.compensation_type == "Salary" && !is_on_target(&said),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{errors_are_named, parse};
    use super::*;

    #[test]
    fn unlisted_jobs_are_left_out() {
        let body = r#"{"jobs":[{"id":"x","title":" Security Engineer","isListed":true,"location":"New York","isRemote":true,
            "workplaceType":"Hybrid","secondaryLocations":[{"location":"Remote (Canada)"}],
            "compensation":{"compensationTiers":[{"title":"NY","components":[
                {"currencyCode":"USD","minValue":150000,"maxValue":200000,"interval":"1 YEAR","compensationType":"Salary"},
                {"compensationType":"EquityPercentage","interval":"NONE","minValue":null,"maxValue":null}]}]}},
            {"id":"y","title":"Hidden","isListed":false}]}"#;
        let page = parse(Kind::Ashby, body).unwrap();
        let [posting] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!(posting.locations, ["New York", "Remote (Canada)"]);
        assert_eq!(posting.remote, None);
        assert_eq!(posting.pay.len(), 1);
    }

    #[test]
    fn a_bare_city_is_told_by_its_address() {
        let postal = |city: &str, country: &str| {
            let text = |t: &str| Some(t.to_owned());
            let postal = Postal {
                address_locality: text(city),
                address_region: text("MA"),
                address_country: text(country),
            };
            Some(Address { postal_address: Some(postal) })
        };
        let check = |label: &str, address: Option<Address>, expected: &str| {
            assert_eq!(place(Some(label.to_owned()), address), expected);
        };
        check("Cambridge", postal("Cambridge", "USA"), "Cambridge, MA, USA");
        check(" ", postal("Boston", " "), "Boston, MA");
        check("Remote (US)", postal("Boston", "USA"), "Remote (US)");
        check("Oslo", None, "Oslo");
    }

    #[test]
    fn a_summary_of_pay_stands_in_for_components() {
        let body = r#"{"jobs":[{"id":"x","title":"SRE","isListed":null,"department":"R&D","team":"Infra","compensation":
            {"scrapeableCompensationSalarySummary":"$100K - $120K","compensationTiers":[],"summaryComponents":null}}]}"#;
        let page = parse(Kind::Ashby, body).unwrap();
        assert_eq!(page.postings[0].pay_text, "$100K - $120K");
        assert_eq!(page.postings[0].department, "R&D, Infra");
    }

    #[test]
    fn targets_are_told_from_pay() {
        let body = r#"{"jobs":[{"id":"x","title":"Seller","compensation":{"compensationTiers":[{"title":"A","additionalInformation":"OTE, half of it fixed",
            "components":[{"currencyCode":"USD","minValue":150000,"maxValue":200000,"interval":"1 YEAR","compensationType":"Salary"}]}],
            "summaryComponents":[{"currencyCode":"USD","minValue":150000,"maxValue":200000,"interval":"1 YEAR","compensationType":"Salary"}]}}]}"#;
        let page = parse(Kind::Ashby, body).unwrap();
        assert!(page.postings[0].pay.iter().all(|p| !p.is_base), "{page:?}");
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(Kind::Ashby, &[("\"cut", "cut short"), ("3", "not the feed's form")]);
    }
}

//! SmartRecruiters: a list of a hundred a page without texts, then one answer for each posting.
//!
//! Read as in recorded lists of three boards and one recorded detail. `compensation` is in none of them: it is read after public
//! code, and what has another form is passed over.

use normalise::StatedPay;
use serde::Deserialize;

use super::html::{markup, section};
use super::json::{Amount, Id, RawList, json, row, version};
use super::page::{Page, ParseError, Rows, Stub};
use super::time::time;
use super::{Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

/// Postings of one page, at most.
const LIMIT: usize = 100;

pub struct Smartrecruiters;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct List<'a> {
    total_found: usize,
    #[serde(borrow)]
    content: RawList<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    id: Id,
    name: Option<String>,
    company: Option<Company>,
    released_date: Option<String>,
    location: Option<Location>,
    department: Option<Labelled>,
    type_of_employment: Option<Labelled>,
    experience_level: Option<Labelled>,
    visibility: Option<String>,
}

#[derive(Deserialize)]
struct Company {
    identifier: Option<String>,
}

#[derive(Deserialize)]
struct Labelled {
    label: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    city: Option<String>,
    region: Option<String>,
    country: Option<String>,
    remote: Option<bool>,
    hybrid: Option<bool>,
    full_location: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Detail {
    active: Option<bool>,
    posting_url: Option<String>,
    apply_url: Option<String>,
    job_ad: Option<JobAd>,
    #[serde(default)]
    compensation: serde_json::Value,
}

#[derive(Deserialize)]
struct JobAd {
    sections: Option<Sections>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sections {
    company_description: Option<Section>,
    job_description: Option<Section>,
    qualifications: Option<Section>,
    additional_information: Option<Section>,
}

#[derive(Deserialize)]
struct Section {
    title: Option<String>,
    text: Option<String>,
}

impl Source for Smartrecruiters {
    fn first(&self, board: &Board) -> Request {
        list(board, 0)
    }

    fn parse(&self, board: &Board, asked: &Request, body: &[u8]) -> Result<Page, ParseError> {
        let list_ = json::<List<'_>>(body)?;
        let offset: usize = asked.note.parse().unwrap_or(0);
        let (there, total) = (list_.content.len(), list_.total_found);
        if there == 0 && offset < total {
            return Err(ParseError(format!("the list ends after {offset} of its {total} postings")));
        }
        let mut rows = Rows::default();
        for (i, raw) in list_.content.into_iter().enumerate() {
            rows.take_stub(row(offset + i, raw).and_then(|job| stub(board, job, version(raw))));
        }
        let next = (offset + there < total).then(|| list(board, offset + there));
        Ok(Page { next, total: Some(total), ..rows.page() })
    }

    fn detail(&self, _: &Board, listed: Posting, body: &[u8]) -> Result<Option<Posting>, ParseError> {
        let detail = json::<Detail>(body)?;
        if detail.active == Some(false) {
            return Ok(None);
        }
        let mut html = String::new();
        if let Some(all) = detail.job_ad.and_then(|ad| ad.sections) {
            let sections = [
                all.company_description,
                all.job_description,
                all.qualifications,
                all.additional_information,
            ];
            for part in sections.into_iter().flatten() {
                section(&mut html, &part.title.unwrap_or_default(), &markup(&part.text.unwrap_or_default()));
            }
        }
        Ok(Some(Posting {
            html,
            url: detail.posting_url.unwrap_or(listed.url),
            apply_url: detail.apply_url.unwrap_or_default(),
            pay: pay(detail.compensation).into_iter().collect(),
            ..listed
        }))
    }
}

fn api(board: &Board) -> String {
    let host = host(board, "https://api.smartrecruiters.com");
    format!("{host}/v1/companies/{}/postings", board.board)
}

fn list(board: &Board, offset: usize) -> Request {
    let url = format!("{}?limit={LIMIT}&offset={offset}", api(board));
    Request { note: offset.to_string(), ..Request::get(url) }
}

fn stub(board: &Board, job: Job, version: String) -> Result<Option<Stub>, Refused> {
    if job.visibility.is_some_and(|v| v != "PUBLIC") {
        return Ok(None);
    }
    let id = String::from(job.id);
    let company = job.company.and_then(|c| c.identifier).unwrap_or_else(|| board.board.clone());
    let label = |l: Option<Labelled>| l.and_then(|l| l.label);
    let location = job.location;
    let is = |flag: fn(&Location) -> Option<bool>| location.as_ref().and_then(flag);
    let posting = Posting {
        title: job.name.unwrap_or_default().trim().to_owned(),
        url: format!("https://jobs.smartrecruiters.com/{company}/{id}"),
        department: label(job.department).unwrap_or_default(),
        remote: is(|l| l.remote),
        workplace: (is(|l| l.hybrid) == Some(true)).then(|| "hybrid".to_owned()),
        employment: label(job.type_of_employment),
        level: label(job.experience_level),
        country: location.as_ref().and_then(|l| l.country.as_deref()).map(str::to_uppercase),
        locations: location.into_iter().map(place).filter(|l| !l.is_empty()).collect(),
        published: job.released_date.as_deref().and_then(time),
        id,
        ..Posting::default()
    };
    let request = Request::get(format!("{}/{}", api(board), posting.id));
    Ok(Some(Stub { posting, request, version }))
}

fn place(location: Location) -> String {
    if let Some(full) = location.full_location.filter(|l| !l.trim().is_empty()) {
        return full;
    }
    let country = location.country.map(|c| c.to_uppercase());
    let parts = [location.city, location.region, country].into_iter().flatten().filter(|p| !p.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

fn pay(compensation: serde_json::Value) -> Option<StatedPay> {
    #[derive(Deserialize)]
    struct Compensation {
        salary: Salary,
    }
    #[derive(Deserialize)]
    struct Salary {
        min: Option<Amount>,
        max: Option<Amount>,
        currency: String,
        period: Option<String>,
    }
    let salary = serde_json::from_value::<Compensation>(compensation).ok()?.salary;
    let [min, max] = [salary.min, salary.max].map(|a| a.and_then(Amount::number));
    min.or(max)?;
    let period = salary.period.unwrap_or_default();
    Some(StatedPay { min, max, currency: salary.currency, period, title: String::new(), is_base: true })
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{board, errors_are_named, parse};
    use super::*;

    const LIST: &str = r#"{"offset":0,"limit":100,"totalFound":5,"content":[
        {"id":"7","name":"Platform Engineer ","company":{"identifier":"AcmeInc","name":"Acme"},"visibility":"PUBLIC",
        "releasedDate":"2026-10-01T04:00:00.000Z","location":{"city":"Brno","country":"cz","remote":false,"hybrid":true,
        "fullLocation":"Brno, Czechia"},"department":{},"typeOfEmployment":{"label":"Full-time","id":"permanent"},
        "experienceLevel":{"id":"associate","label":"Associate"}},
        {"id":"8","name":"Inside","visibility":"INTERNAL"},{"id":"9"},{"name":"Nobody"}]}"#;

    #[test]
    fn the_list_gives_stubs_and_goes_on() {
        let page = parse(Kind::Smartrecruiters, LIST).unwrap();
        let [stub] = &page.stubs[..] else { panic!("{page:?}") };
        assert_eq!((stub.posting.id.as_str(), stub.posting.title.as_str()), ("7", "Platform Engineer"));
        assert_eq!(stub.posting.locations, ["Brno, Czechia"]);
        assert_eq!(
            (stub.posting.country.as_deref(), stub.posting.workplace.as_deref()),
            (Some("CZ"), Some("hybrid"))
        );
        assert_eq!(stub.request.url, "https://api.smartrecruiters.com/v1/companies/acme/postings/7");
        assert_eq!(stub.posting.url, "https://jobs.smartrecruiters.com/AcmeInc/7");
        let refused: Vec<&str> = page.refused.iter().map(|r| r.id.as_str()).collect();
        assert_eq!((refused, page.rows, page.total), (vec!["9", "#4"], 4, Some(5)));
        let next = page.next.unwrap();
        assert_eq!(next.url, "https://api.smartrecruiters.com/v1/companies/acme/postings?limit=100&offset=4");
        let last = r#"{"totalFound":5,"content":[{"id":"10","name":"SRE"}]}"#;
        let page = Smartrecruiters.parse(&board(Kind::Smartrecruiters), &next, last.as_bytes()).unwrap();
        assert_eq!((page.next, page.stubs.len()), (None, 1));
    }

    #[test]
    fn a_version_changes_with_the_row() {
        let of = |body: &str| parse(Kind::Smartrecruiters, body).unwrap().stubs[0].version.clone();
        assert_eq!(of(LIST), of(LIST));
        assert_ne!(of(LIST), of(&LIST.replace("Associate", "Director")));
    }

    #[test]
    fn a_list_that_ends_early_is_cut_short() {
        let error = parse(Kind::Smartrecruiters, r#"{"totalFound":3,"content":[]}"#).unwrap_err().to_string();
        assert!(error.contains("after 0 of its 3"), "{error}");
        assert_eq!(parse(Kind::Smartrecruiters, r#"{"totalFound":0,"content":[]}"#).unwrap().rows, 0);
    }

    #[test]
    fn the_detail_gives_text_and_pay() {
        let board = board(Kind::Smartrecruiters);
        let listed = Posting {
            id: "7".into(),
            title: "SRE".into(),
            url: "https://a.example".into(),
            ..Posting::default()
        };
        let detail = |body: &str| Smartrecruiters.detail(&board, listed.clone(), body.as_bytes());
        let body = r#"{"active":true,"postingUrl":"https://b.example","compensation":
            {"salary":{"min":"90000","max":120000,"currency":"EUR","period":"YEAR"}},"jobAd":{"sections":{
            "companyDescription":{"title":"Acme & you","text":"<p>We</p>"},"qualifications":{"title":"Must","text":""},
            "jobDescription":{"title":"Job","text":"Run it\nwell"},"videos":{"urls":[]}}}}"#;
        let posting = detail(body).unwrap().unwrap();
        assert_eq!(posting.html, "<h3>Acme &amp; you</h3><p>We</p><h3>Job</h3><p>Run it</p><p>well</p>");
        assert_eq!((posting.url.as_str(), posting.title.as_str()), ("https://b.example", "SRE"));
        assert_eq!((posting.pay[0].min, posting.pay[0].period.as_str()), (Some(90_000.0), "YEAR"));
        assert_eq!(detail(r#"{"active":false}"#).unwrap(), None);
        assert_eq!(detail(r#"{"compensation":{"salary":7}}"#).unwrap().unwrap().pay, []);
        assert!(detail("<html>").unwrap_err().to_string().contains("web page"));
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(
            Kind::Smartrecruiters,
            &[("{\"totalFound\":1", "cut short"), ("[]", "not the feed's form")],
        );
    }
}

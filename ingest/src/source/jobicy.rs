//! Jobicy: the newest hundred, with pay, contract and region in fields of their own.
//!
//! `Anywhere` stands where nobody has named a region: it does not say that the role is open to all the world.

use normalise::StatedPay;
use normalise::text::unescape;
use serde::Deserialize;

use super::json::{Amount, Id, RawList, each, json, list, text};
use super::page::{Page, ParseError, company};
use super::time::time;
use super::{Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

/// Postings asked for: as many as there can be.
const MOST: usize = 100;

pub struct Jobicy;

#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    jobs: RawList<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    id: Id,
    #[serde(default, deserialize_with = "text")]
    url: String,
    #[serde(default, deserialize_with = "text")]
    job_title: String,
    #[serde(default, deserialize_with = "text")]
    company_name: String,
    #[serde(default, deserialize_with = "list")]
    job_type: Vec<String>,
    #[serde(default, deserialize_with = "text")]
    job_geo: String,
    #[serde(default, deserialize_with = "text")]
    job_description: String,
    #[serde(default, deserialize_with = "text")]
    pub_date: String,
    salary_min: Option<Amount>,
    salary_max: Option<Amount>,
    #[serde(default, deserialize_with = "text")]
    salary_currency: String,
    #[serde(default, deserialize_with = "text")]
    salary_period: String,
}

impl Source for Jobicy {
    fn first(&self, board: &Board) -> Request {
        Request::get(format!("{}/api/v2/remote-jobs?count={MOST}", host(board, "https://jobicy.com")))
    }

    fn parse(&self, _: &Board, _: &Request, body: &[u8]) -> Result<Page, ParseError> {
        Ok(each(json::<List<'_>>(body)?.jobs, posting))
    }
}

fn posting(job: Job) -> Result<Option<Posting>, Refused> {
    let id = String::from(job.id);
    let company = company(&id, &unescape(&job.company_name))?;
    let amount = |a: Option<Amount>| a.and_then(Amount::number).filter(|n| *n > 0.0);
    let (min, max) = (amount(job.salary_min), amount(job.salary_max));
    let pay = min.or(max).map(|_| StatedPay {
        min,
        max,
        currency: job.salary_currency,
        period: job.salary_period,
        is_base: true,
        ..StatedPay::default()
    });
    let regions = job.job_geo.split(',').map(str::trim);
    Ok(Some(Posting {
        id,
        title: unescape(job.job_title.trim()),
        company,
        apply_url: job.url.clone(),
        url: job.url,
        restricted_to: regions.filter(|r| !r.is_empty() && *r != "Anywhere").map(str::to_owned).collect(),
        html: job.job_description,
        employment: Some(job.job_type.join(", ")).filter(|t| !t.is_empty()),
        pay: pay.into_iter().collect(),
        published: time(&job.pub_date),
        ..Posting::default()
    }))
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{errors_are_named, parse};

    const LIST: &str = r#"{"jobCount":4,"jobs":[
        {"id":7,"url":"https://jobicy.example/7","jobTitle":"Data &amp; ML Engineer","companyName":"Acme","jobType":["Full-Time"],
         "jobGeo":"Canada,  USA","jobDescription":"<p>Python</p>","pubDate":"2026-10-01T04:00:00+00:00",
         "salaryPeriod":"yearly","salaryMax":"130000","salaryMin":100000,"salaryCurrency":"USD"},
        {"id":8,"jobTitle":"SRE","companyName":"Bolt","jobType":null,"jobGeo":"Anywhere"},
        {"id":9,"jobTitle":"SRE"},{"id":10,"companyName":"Cord"}]}"#;

    #[test]
    fn postings_are_read() {
        let page = parse(Kind::Jobicy, LIST).unwrap();
        let [first, second] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!((first.title.as_str(), first.published), ("Data & ML Engineer", Some(1_790_827_200)));
        assert_eq!((first.pay[0].max, first.pay[0].period.as_str()), (Some(130_000.0), "yearly"));
        assert_eq!(first.restricted_to, ["Canada", "USA"]);
        assert_eq!(first.employment.as_deref(), Some("Full-Time"));
        assert_eq!(
            (second.restricted_to.len(), second.employment.as_deref(), second.pay.len()),
            (0, None, 0)
        );
        let refused: Vec<(&str, &str)> =
            page.refused.iter().map(|r| (r.id.as_str(), r.why.as_str())).collect();
        assert_eq!(refused, [("9", "it names no company"), ("10", "it has no title")]);
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(Kind::Jobicy, &[("[]", "form"), ("{\"jobs\":[", "cut short")]);
    }
}

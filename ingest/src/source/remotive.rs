//! Remotive: one list of all that it gives away, with pay and places as sentences.

use normalise::text::unescape;
use serde::Deserialize;

use super::json::{Id, RawList, each, json, text};
use super::page::{Page, ParseError, company};
use super::time::time;
use super::{Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct Remotive;

#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    jobs: RawList<'a>,
    #[serde(rename = "job-count")]
    count: Option<usize>,
}

#[derive(Deserialize)]
struct Job {
    id: Id,
    #[serde(default, deserialize_with = "text")]
    url: String,
    #[serde(default, deserialize_with = "text")]
    title: String,
    #[serde(default, deserialize_with = "text")]
    company_name: String,
    job_type: Option<String>,
    #[serde(default, deserialize_with = "text")]
    publication_date: String,
    #[serde(default, deserialize_with = "text")]
    candidate_required_location: String,
    #[serde(default, deserialize_with = "text")]
    salary: String,
    #[serde(default, deserialize_with = "text")]
    description: String,
}

impl Source for Remotive {
    fn first(&self, board: &Board) -> Request {
        Request::get(format!("{}/api/remote-jobs", host(board, "https://remotive.com")))
    }

    fn parse(&self, _: &Board, _: &Request, body: &[u8]) -> Result<Page, ParseError> {
        let list = json::<List<'_>>(body)?;
        let mut page = each(list.jobs, posting);
        page.total = list.count;
        Ok(page)
    }
}

fn posting(job: Job) -> Result<Option<Posting>, Refused> {
    let id = String::from(job.id);
    let company = company(&id, &unescape(&job.company_name))?;
    Ok(Some(Posting {
        id,
        title: unescape(job.title.trim()),
        company,
        apply_url: job.url.clone(),
        url: job.url,
        restricted_to: restrictions(&job.candidate_required_location),
        html: job.description,
        employment: job.job_type.filter(|t| !t.is_empty()),
        pay_text: unescape(job.salary.trim()),
        published: time(&job.publication_date),
        ..Posting::default()
    }))
}

/// `USA, Canada`. A time zone is no place: a list with nothing else says nothing of places.
fn restrictions(list: &str) -> Vec<String> {
    let entries = list.split(',').map(str::trim);
    entries.filter(|e| !e.is_empty() && !e.to_lowercase().contains("timezone")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{errors_are_named, parse};

    const LIST: &str = r#"{"0-legal-notice":"Be kind.","job-count":4,"jobs":[
        {"id":7,"url":"https://remotive.example/7","title":"Rails Engineer","company_name":"Acme &amp; Sons","job_type":"full_time",
         "candidate_required_location":"USA, Canada, USA timezones","publication_date":"2026-10-01T04:00:00","salary":"$90k - $120k",
         "description":"<p>Rails</p>","tags":["ruby"]},
        {"id":8,"title":"SRE","company_name":"Bolt","job_type":"","candidate_required_location":"European timezones","salary":null},
        {"id":9,"title":"SRE","company_name":" "},{"id":10,"company_name":"Cord"}]}"#;

    #[test]
    fn postings_are_read() {
        let page = parse(Kind::Remotive, LIST).unwrap();
        let [first, second] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!(
            (first.company.as_deref(), first.employment.as_deref()),
            (Some("Acme & Sons"), Some("full_time"))
        );
        assert_eq!(first.restricted_to, ["USA", "Canada"]);
        assert_eq!((first.pay_text.as_str(), first.published.is_some()), ("$90k - $120k", true));
        assert_eq!(
            (second.restricted_to.len(), second.employment.as_deref(), second.published),
            (0, None, None)
        );
        let refused: Vec<(&str, &str)> =
            page.refused.iter().map(|r| (r.id.as_str(), r.why.as_str())).collect();
        assert_eq!(refused, [("9", "it names no company"), ("10", "it has no title")]);
        assert_eq!(page.total, Some(4));
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(Kind::Remotive, &[("[]", "form"), ("{\"jobs\":[", "cut short")]);
    }
}

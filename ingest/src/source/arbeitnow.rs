//! Arbeitnow: pages of a hundred or so, most of them places in Germany, some of them remote.
//!
//! The feed's flag says that a role is remote; that it is not set says nothing, as it stands beside roles that call themselves so.

use serde::Deserialize;

use super::html::markup;
use super::json::{RawList, each, json, list, text};
use super::page::{Page, ParseError, company};
use super::{Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct Arbeitnow;

#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    data: RawList<'a>,
    links: Option<Links>,
}

#[derive(Deserialize)]
struct Links {
    next: Option<String>,
}

#[derive(Deserialize)]
struct Job {
    #[serde(default, deserialize_with = "text")]
    slug: String,
    #[serde(default, deserialize_with = "text")]
    company_name: String,
    #[serde(default, deserialize_with = "text")]
    title: String,
    #[serde(default, deserialize_with = "text")]
    description: String,
    remote: Option<bool>,
    #[serde(default, deserialize_with = "text")]
    url: String,
    #[serde(default, deserialize_with = "list")]
    job_types: Vec<String>,
    #[serde(default, deserialize_with = "text")]
    location: String,
    created_at: Option<i64>,
}

impl Source for Arbeitnow {
    fn first(&self, board: &Board) -> Request {
        page(board, 1)
    }

    fn parse(&self, board: &Board, asked: &Request, body: &[u8]) -> Result<Page, ParseError> {
        let list = json::<List<'_>>(body)?;
        let mut page = each(list.data, posting);
        // The address of the next page is not followed, but what it says: that there is one.
        if page.rows > 0 && list.links.and_then(|l| l.next).is_some() {
            page.next = Some(self::page(board, asked.note.parse().unwrap_or(1) + 1));
        }
        Ok(page)
    }
}

/// The request for a page; its number goes along as the note.
fn page(board: &Board, number: usize) -> Request {
    let url = format!("{}/api/job-board-api?page={number}", host(board, "https://www.arbeitnow.com"));
    Request { note: number.to_string(), ..Request::get(url) }
}

fn posting(job: Job) -> Result<Option<Posting>, Refused> {
    let company = company(&job.slug, &job.company_name)?;
    Ok(Some(Posting {
        id: job.slug,
        title: job.title.trim().to_owned(),
        company,
        apply_url: job.url.clone(),
        url: job.url,
        locations: Some(job.location).filter(|l| !l.trim().is_empty()).into_iter().collect(),
        html: markup(&job.description),
        remote: job.remote.filter(|remote| *remote),
        employment: Some(job.job_types.join(", ")).filter(|t| !t.is_empty()),
        published: job.created_at,
        ..Posting::default()
    }))
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{board, errors_are_named, parse};
    use super::*;

    const LIST: &str = r#"{"data":[
        {"slug":"go-engineer-ulm-7","company_name":"Acme GmbH","title":"Go Engineer","description":"&lt;p&gt;Go&lt;/p&gt;","remote":true,
         "url":"https://arbeitnow.example/7","tags":["Remote"],"job_types":["full time","permanent"],"location":"Ulm","created_at":1790827200},
        {"slug":"sre-8","company_name":"Bolt","title":"SRE","description":"<p>On call</p>","remote":false,"job_types":[],"location":""},
        {"slug":"sre-9","title":"SRE"},{"slug":"x-10","company_name":"Cord","title":""}],
        "links":{"next":"https://elsewhere.example/?page=2"},"meta":{}}"#;

    #[test]
    fn postings_are_read() {
        let page = parse(Kind::Arbeitnow, LIST).unwrap();
        let [first, second] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!((first.html.as_str(), first.remote), ("<p>Go</p>", Some(true)));
        assert_eq!(
            (first.employment.as_deref(), &first.locations[..]),
            (Some("full time, permanent"), &["Ulm".to_owned()][..])
        );
        assert_eq!((second.remote, second.employment.as_deref(), second.locations.len()), (None, None, 0));
        let refused: Vec<(&str, &str)> =
            page.refused.iter().map(|r| (r.id.as_str(), r.why.as_str())).collect();
        assert_eq!(refused, [("sre-9", "it names no company"), ("x-10", "it has no title")]);
    }

    #[test]
    fn pages_follow_for_as_long_as_there_are_any() {
        let board = board(Kind::Arbeitnow);
        let first = Arbeitnow.first(&board);
        assert!(first.url.ends_with("/api/job-board-api?page=1"), "{first:?}");
        let next =
            |asked: &Request, body: &str| Arbeitnow.parse(&board, asked, body.as_bytes()).unwrap().next;
        let second = next(&first, LIST).unwrap();
        assert!(second.url.ends_with("/api/job-board-api?page=2"), "{second:?}");
        assert!(next(&second, LIST).unwrap().url.ends_with("page=3"));
        assert_eq!(next(&second, r#"{"data":[],"links":{"next":"x"}}"#), None);
        assert_eq!(next(&second, r#"{"data":[{}],"links":{"next":null}}"#), None);
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(Kind::Arbeitnow, &[("[]", "form"), ("{\"data\":[", "cut short")]);
    }
}

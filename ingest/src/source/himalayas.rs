//! Himalayas: a feed of a hundred thousand postings, newest first, twenty a page.
//!
//! All of it would be thousands of requests: the newest [`MOST_PAGES`] pages are read. The next page is asked for by the cursor
//! that an answer carries, and where it carries none, by its offset; the offset form is recorded, the cursor form is what public
//! readers of the feed describe. A list of restrictions that is there and empty means all the world, as they agree.

use normalise::StatedPay;
use serde::Deserialize;

use super::json::{Amount, RawList, each, json, text};
use super::page::{Page, ParseError, company};
use super::{Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

/// Pages of one visit: at twenty postings each and some 700 new ones a day, what is new since yesterday and some more.
const MOST_PAGES: usize = 50;
/// Postings asked for at once: more are not given.
const A_PAGE: usize = 20;

pub struct Himalayas;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct List<'a> {
    #[serde(borrow)]
    jobs: RawList<'a>,
    total_count: Option<usize>,
    offset: Option<usize>,
    next_cursor: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    #[serde(default, deserialize_with = "text")]
    guid: String,
    #[serde(default, deserialize_with = "text")]
    title: String,
    #[serde(default, deserialize_with = "text")]
    company_name: String,
    employment_type: Option<String>,
    min_salary: Option<Amount>,
    max_salary: Option<Amount>,
    #[serde(default, deserialize_with = "text")]
    salary_period: String,
    #[serde(default, deserialize_with = "text")]
    currency: String,
    location_restrictions: Option<Vec<Restriction>>,
    #[serde(default, deserialize_with = "text")]
    description: String,
    pub_date: Option<i64>,
    #[serde(default, deserialize_with = "text")]
    application_link: String,
}

/// The name of a country, in one of two forms.
#[derive(Deserialize)]
#[serde(untagged)]
enum Restriction {
    Name(String),
    Country { name: String },
}

impl Source for Himalayas {
    fn first(&self, board: &Board) -> Request {
        list(board, 1, "offset=0")
    }

    fn parse(&self, board: &Board, asked: &Request, body: &[u8]) -> Result<Page, ParseError> {
        let list = json::<List<'_>>(body)?;
        let (offset, rows) = (list.offset.unwrap_or(0), list.jobs.len());
        let mut page = each(list.jobs, posting);
        page.total = list.total_count;
        let number: usize = asked.note.parse().unwrap_or(1);
        if rows > 0 && number < MOST_PAGES {
            page.next = match list.next_cursor.filter(|c| !c.is_empty()) {
                Some(cursor) => Some(self::list(board, number + 1, &format!("cursor={}", encoded(&cursor)))),
                None if list.total_count.is_some_and(|total| offset + rows < total) => {
                    Some(self::list(board, number + 1, &format!("offset={}", offset + rows)))
                }
                None => None,
            };
        }
        Ok(page)
    }
}

/// The request for a page; its number goes along as the note.
fn list(board: &Board, number: usize, from: &str) -> Request {
    let url = format!("{}/jobs/api?limit={A_PAGE}&{from}", host(board, "https://himalayas.app"));
    Request { note: number.to_string(), ..Request::get(url) }
}

/// A cursor as the value of a query.
fn encoded(cursor: &str) -> String {
    url::form_urlencoded::byte_serialize(cursor.as_bytes()).collect()
}

fn posting(job: Job) -> Result<Option<Posting>, Refused> {
    let company = company(&job.guid, &job.company_name)?;
    let amount = |a: Option<Amount>| a.and_then(Amount::number).filter(|n| *n > 0.0);
    let (min, max) = (amount(job.min_salary), amount(job.max_salary));
    let pay = min.or(max).map(|_| StatedPay {
        min,
        max,
        currency: job.currency,
        period: job.salary_period,
        is_base: true,
        ..StatedPay::default()
    });
    let name = |restriction| match restriction {
        Restriction::Name(name) | Restriction::Country { name } => name,
    };
    let restricted_to = match job.location_restrictions {
        Some(all) if all.is_empty() => vec!["Worldwide".to_owned()],
        all => all.into_iter().flatten().map(name).collect(),
    };
    let url = if job.guid.starts_with("https://") { job.guid.clone() } else { job.application_link.clone() };
    Ok(Some(Posting {
        id: job.guid,
        title: job.title.trim().to_owned(),
        company,
        url,
        apply_url: job.application_link,
        restricted_to,
        html: job.description,
        employment: job.employment_type,
        pay: pay.into_iter().collect(),
        published: job.pub_date,
        ..Posting::default()
    }))
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{board, errors_are_named, parse};
    use super::*;

    const LIST: &str = r#"{"totalCount":50000,"offset":0,"limit":20,"jobs":[
        {"guid":"https://acme.example/jobs/7","title":"Go Engineer","companyName":"Acme","employmentType":"Full Time",
         "minSalary":70000,"maxSalary":90000,"currency":"EUR","salaryPeriod":"annual","locationRestrictions":["Portugal","Spain"],
         "description":"<p>Go</p>","pubDate":1790827200,"applicationLink":"https://acme.example/jobs/7/apply"},
        {"guid":"8","title":"SRE","companyName":"Bolt","minSalary":null,"currency":null,"locationRestrictions":[],
         "applicationLink":"https://bolt.example/8"},
        {"guid":"9","title":"SRE","companyName":"Cord","locationRestrictions":[{"alpha2":"PL","name":"Poland"}]},
        {"guid":"10","title":"SRE"},{"guid":"11","companyName":"Dash"},{"title":3}]}"#;

    #[test]
    fn postings_are_read() {
        let page = parse(Kind::Himalayas, LIST).unwrap();
        let [first, second, third] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!(
            (first.id.as_str(), first.url.as_str()),
            ("https://acme.example/jobs/7", "https://acme.example/jobs/7")
        );
        assert_eq!((first.pay[0].max, first.pay[0].currency.as_str()), (Some(90_000.0), "EUR"));
        assert_eq!(first.restricted_to, ["Portugal", "Spain"]);
        assert_eq!((second.url.as_str(), second.pay.len()), ("https://bolt.example/8", 0));
        assert_eq!(second.restricted_to, ["Worldwide"]);
        assert_eq!(third.restricted_to, ["Poland"]);
        let refused: Vec<(&str, &str)> = page.refused.iter().map(|r| (r.id.as_str(), &r.why[..13])).collect();
        assert_eq!(refused, [("10", "it names no c"), ("11", "it has no tit"), ("#6", "it is not the")]);
        assert_eq!(page.total, Some(50_000));
    }

    #[test]
    fn pages_follow_by_cursor_or_offset_up_to_a_number() {
        let board = board(Kind::Himalayas);
        let next =
            |asked: &Request, body: &str| Himalayas.parse(&board, asked, body.as_bytes()).unwrap().next;
        let mut asked = Himalayas.first(&board);
        assert_eq!(asked.url, "https://himalayas.app/jobs/api?limit=20&offset=0");
        asked = next(&asked, LIST).unwrap();
        assert_eq!(
            (asked.url.as_str(), asked.note.as_str()),
            ("https://himalayas.app/jobs/api?limit=20&offset=6", "2")
        );
        let cursor = LIST.replacen('{', r#"{"nextCursor":"a b=","#, 1);
        asked = next(&asked, &cursor).unwrap();
        assert_eq!(
            (asked.url.as_str(), asked.note.as_str()),
            ("https://himalayas.app/jobs/api?limit=20&cursor=a+b%3D", "3")
        );
        assert_eq!(next(&asked, r#"{"nextCursor":"x","jobs":[]}"#), None);
        assert_eq!(next(&asked, r#"{"jobs":[{}]}"#), None);
        asked.note = MOST_PAGES.to_string();
        assert_eq!(next(&asked, LIST), None);
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(Kind::Himalayas, &[("[]", "form"), ("{\"jobs\":[", "cut short")]);
    }
}

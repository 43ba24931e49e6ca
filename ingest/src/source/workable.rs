//! Workable: one list with texts, in which a posting has one row for each of its places.
//!
//! Read as in recorded lists of two boards, which were asked for without details: that `details=true` adds `description`, and on
//! some boards `requirements` and `benefits`, is what public readers of the list agree on.

use serde::Deserialize;

use super::html::{markup, section};
use super::json::{RawList, each, json, list, text};
use super::page::{Page, ParseError};
use super::time::time;
use super::{Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct Workable;

#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    jobs: RawList<'a>,
}

#[derive(Deserialize)]
struct Job {
    shortcode: String,
    #[serde(default, deserialize_with = "text")]
    title: String,
    #[serde(default, deserialize_with = "text")]
    url: String,
    #[serde(default, deserialize_with = "text")]
    application_url: String,
    #[serde(default, deserialize_with = "text")]
    department: String,
    telecommuting: Option<bool>,
    employment_type: Option<String>,
    experience: Option<String>,
    #[serde(default, deserialize_with = "text")]
    description: String,
    #[serde(default, deserialize_with = "text")]
    requirements: String,
    #[serde(default, deserialize_with = "text")]
    benefits: String,
    published_on: Option<String>,
    #[serde(default, deserialize_with = "list")]
    locations: Vec<Location>,
    city: Option<String>,
    state: Option<String>,
    country: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    city: Option<String>,
    region: Option<String>,
    country: Option<String>,
    country_code: Option<String>,
    hidden: Option<bool>,
}

impl Source for Workable {
    fn first(&self, board: &Board) -> Request {
        let host = host(board, "https://apply.workable.com");
        Request::get(format!("{host}/api/v1/widget/accounts/{}?details=true", board.board))
    }

    fn parse(&self, _: &Board, _: &Request, body: &[u8]) -> Result<Page, ParseError> {
        Ok(each(json::<List<'_>>(body)?.jobs, posting))
    }
}

fn posting(job: Job) -> Result<Option<Posting>, Refused> {
    let mut html = String::new();
    section(&mut html, "", &markup(&job.description));
    section(&mut html, "Requirements", &markup(&job.requirements));
    section(&mut html, "Benefits", &markup(&job.benefits));
    let shown: Vec<&Location> = job.locations.iter().filter(|l| l.hidden != Some(true)).collect();
    let country = match shown.split_first() {
        Some((first, others)) if others.iter().all(|l| l.country_code == first.country_code) => {
            first.country_code.clone()
        }
        _ => None,
    };
    let mut locations: Vec<String> =
        shown.iter().map(|l| place(&[&l.city, &l.region, &l.country])).filter(|l| !l.is_empty()).collect();
    if job.locations.is_empty() {
        locations.push(place(&[&job.city, &job.state, &job.country]));
        locations.retain(|l| !l.is_empty());
    }
    let said = |word: Option<String>| word.filter(|w| !w.trim().is_empty());
    Ok(Some(Posting {
        id: job.shortcode,
        title: job.title,
        url: job.url,
        apply_url: job.application_url,
        locations,
        department: job.department,
        html,
        remote: job.telecommuting,
        employment: said(job.employment_type),
        level: said(job.experience),
        country,
        published: job.published_on.as_deref().and_then(time),
        ..Posting::default()
    }))
}

fn place(parts: &[&Option<String>]) -> String {
    let parts = parts.iter().filter_map(|p| p.as_deref()).filter(|p| !p.trim().is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{errors_are_named, parse};

    #[test]
    fn rows_of_one_posting_are_joined() {
        let row = |city: &str, code: &str, hidden: bool| {
            format!(
                r#"{{"title":"QA Engineer","shortcode":"A1","telecommuting":true,"city":"{city}","url":"https://acme.example/A1",
                "employment_type":"Full-time","experience":"","published_on":"2026-10-01","description":"<p>Test</p>",
                "requirements":"<p>Care</p>","locations":[{{"country":"Land","countryCode":"{code}","city":"{city}",
                "region":null,"hidden":{hidden}}}]}}"#
            )
        };
        let rows = [row("Ulm", "DE", false), row("Graz", "AT", false), row("Nowhere", "DE", true)].join(",");
        let page =
            parse(Kind::Workable, &format!(r#"{{"name":"Acme","jobs":[{rows},{{"title":"B"}}]}}"#)).unwrap();
        let [posting] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!(posting.locations, ["Ulm, Land", "Graz, Land"]);
        assert_eq!(posting.html, "<p>Test</p><h3>Requirements</h3><p>Care</p>");
        assert_eq!((posting.remote, &posting.level, &posting.country), (Some(true), &None, &None));
        assert_eq!((posting.published, page.rows), (Some(1_790_812_800), 4));
        assert_eq!(page.refused[0].id, "#4");
    }

    #[test]
    fn a_row_may_have_its_place_in_fields_of_its_own() {
        let body = r#"{"jobs":[{"title":"SRE","shortcode":"A1","city":"Ulm","state":"","country":"Germany","locations":null}]}"#;
        assert_eq!(parse(Kind::Workable, body).unwrap().postings[0].locations, ["Ulm, Germany"]);
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(
            Kind::Workable,
            &[("{\"jobs\":[", "cut short"), ("{\"name\":\"Acme\"}", "not the feed's form")],
        );
    }
}

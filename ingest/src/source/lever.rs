//! Lever: a bare list; the requirements stand in `lists`, apart from the description.
//!
//! Boards of the European region, whose pages are at `jobs.eu.lever.co`, have a host of their own with answers of the same form
//! (unverified: none is recorded). Their `url` tells them apart.

use normalise::StatedPay;
use normalise::salary::is_on_target;
use normalise::text::{escape, plain, sanitise};
use serde::Deserialize;

use super::json::{Id, RawList, each, json, list, text};
use super::page::{Page, ParseError};
use super::{Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct Lever;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    id: Id,
    #[serde(default)]
    text: Option<String>,
    #[serde(default, deserialize_with = "text")]
    hosted_url: String,
    #[serde(default, deserialize_with = "text")]
    apply_url: String,
    #[serde(default)]
    categories: Categories,
    #[serde(default)]
    created_at: Option<i64>,
    #[serde(default, deserialize_with = "text")]
    description: String,
    #[serde(default, deserialize_with = "list")]
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
        let is_eu = board.url.as_deref().is_some_and(|url| url.contains("//jobs.eu.lever.co"));
        let host = host(board, if is_eu { "https://api.eu.lever.co" } else { "https://api.lever.co" });
        Request::get(format!("{host}/v0/postings/{}?mode=json", board.board))
    }

    fn parse(&self, _: &Board, _: &Request, body: &[u8]) -> Result<Page, ParseError> {
        Ok(each(json::<RawList<'_>>(body)?, posting))
    }
}

fn posting(job: Job) -> Result<Option<Posting>, Refused> {
    let mut html = job.description;
    for list in job.lists {
        html.push_str(&format!("<h3>{}</h3><ul>{}</ul>", escape(&list.text), list.content));
    }
    html.push_str(&job.additional.unwrap_or_default());
    let mut locations = job.categories.all_locations.unwrap_or_default();
    if locations.is_empty() {
        locations.extend(job.categories.location);
    }
    let note = job.salary_description.map(|d| plain(&sanitise(&d))).unwrap_or_default();
    let is_base = !is_on_target(&note);
    let pay = job.salary_range.map(|range| StatedPay {
        min: range.min,
        max: range.max,
        currency: range.currency,
        period: range.interval,
        title: String::new(),
        is_base,
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
        pay_text: note,
        published: job.created_at.map(|ms| ms / 1_000),
        ..Posting::default()
    }))
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{board, errors_are_named, parse};

    #[test]
    fn parts_are_joined() {
        let body = r#"[{"id":"a-1","text":"SRE","hostedUrl":"https://acme.example/a","createdAt":1790827200000,
            "description":"<div>Intro</div>","lists":[{"text":"You <know>","content":"<li>Go</li>"}],"additional":"<p>Perks</p>",
            "categories":{"location":"Paris","allLocations":["Paris","Lyon"],"commitment":"CDI"},"country":"FR",
            "workplaceType":"hybrid","salaryRange":{"interval":"per-year-salary","currency":"EUR","min":60000,"max":80000}}]"#;
        let page = parse(Kind::Lever, body).unwrap();
        let posting = &page.postings[0];
        assert_eq!(posting.html, "<div>Intro</div><h3>You &lt;know></h3><ul><li>Go</li></ul><p>Perks</p>");
        assert_eq!(posting.locations, ["Paris", "Lyon"]);
        assert_eq!(posting.published, Some(1_790_827_200));
    }

    #[test]
    fn europe_has_its_own_host() {
        let source = Kind::Lever.source();
        let mut board = board(Kind::Lever);
        assert_eq!(source.first(&board).url, "https://api.lever.co/v0/postings/acme?mode=json");
        board.url = Some("https://jobs.eu.lever.co/acme".into());
        assert_eq!(source.first(&board).url, "https://api.eu.lever.co/v0/postings/acme?mode=json");
    }

    #[test]
    fn a_text_without_end_is_refused_alone() {
        let long = "x".repeat(2 * 1024 * 1024);
        let body = format!(r#"[{{"id":"a","text":"A","description":"{long}"}},{{"id":"b","text":"B"}}]"#);
        let page = parse(Kind::Lever, &body).unwrap();
        assert_eq!((page.postings.len(), page.refused.len()), (1, 1));
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(Kind::Lever, &[("\"cut", "cut short"), ("3", "not the feed's form")]);
    }
}

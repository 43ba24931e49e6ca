//! Greenhouse: one list, texts escaped once, pay by zones.
//!
//! Boards of the European region (`job-boards.eu.greenhouse.io`) answer at the same address. That the list carries
//! `pay_input_ranges` is documented, but in none of the recorded answers, which were asked for without; the text repeats them
//! in a block of its own, which is read where the field is missing.

use normalise::StatedPay;
use normalise::salary::is_on_target;
use normalise::text::{plain, unescape};
use serde::Deserialize;

use super::json::{Id, RawList, each, json};
use super::page::{Page, ParseError};
use super::time::time;
use super::{Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct Greenhouse;

#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    jobs: RawList<'a>,
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Meta {
    total: Option<usize>,
}

#[derive(Deserialize)]
struct Job {
    id: Id,
    /// Null where there is no job behind the post: it gathers prospects.
    #[serde(default = "some_job")]
    internal_job_id: serde_json::Value,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    absolute_url: String,
    #[serde(default)]
    company_name: Option<String>,
    location: Option<Named>,
    #[serde(default)]
    offices: Option<Vec<Office>>,
    #[serde(default)]
    first_published: Option<String>,
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    departments: Option<Vec<Named>>,
    #[serde(default)]
    pay_input_ranges: Option<Vec<Range>>,
    #[serde(default)]
    metadata: Option<Vec<Custom>>,
}

fn some_job() -> serde_json::Value {
    serde_json::Value::Bool(true)
}

/// A field that the employer has added; some say what the system has no field for.
#[derive(Deserialize)]
struct Custom {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    value: serde_json::Value,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: Option<String>,
}

/// Where an employer files a posting; its address, if it has one, says more than its name.
#[derive(Deserialize)]
struct Office {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    location: Option<String>,
}

#[derive(Deserialize)]
struct Range {
    min_cents: Option<f64>,
    max_cents: Option<f64>,
    #[serde(default)]
    currency_type: String,
    #[serde(default)]
    title: Option<String>,
}

impl Source for Greenhouse {
    fn first(&self, board: &Board) -> Request {
        let host = host(board, "https://boards-api.greenhouse.io");
        Request::get(format!("{host}/v1/boards/{}/jobs?content=true&pay_transparency=true", board.board))
    }

    fn parse(&self, _: &Board, _: &Request, body: &[u8]) -> Result<Page, ParseError> {
        let list = json::<List<'_>>(body)?;
        let (there, said) = (list.jobs.len(), list.meta.and_then(|meta| meta.total));
        if let Some(total) = said.filter(|&total| total > there) {
            return Err(ParseError(format!(
                "the answer has {there} of the {total} postings that it speaks of"
            )));
        }
        Ok(Page { total: said, ..each(list.jobs, posting) })
    }
}

fn posting(job: Job) -> Result<Option<Posting>, Refused> {
    if job.internal_job_id.is_null() {
        return Ok(None);
    }
    let name = |n: Named| n.name.unwrap_or_default();
    let custom = job.metadata.unwrap_or_default();
    let html = html(&job.content.unwrap_or_default());
    let ranges = job.pay_input_ranges.into_iter().flatten().map(pay);
    let mut pay: Vec<StatedPay> = ranges.chain(custom.iter().filter_map(custom_pay)).collect();
    if pay.is_empty() {
        pay = zones(&html);
    }
    Ok(Some(Posting {
        id: job.id.into(),
        title: job.title.unwrap_or_default(),
        company: job.company_name.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()),
        apply_url: job.absolute_url.clone(),
        url: job.absolute_url,
        locations: job.location.map(name).filter(|l| !l.trim().is_empty()).into_iter().collect(),
        offices: job.offices.into_iter().flatten().filter_map(office).collect(),
        department: job.departments.into_iter().flatten().map(name).collect::<Vec<_>>().join(", "),
        html,
        workplace: custom_word(
            &custom,
            &["workplace", "work model", "remote", "location type", "work arrangement"],
        ),
        employment: custom_word(&custom, &["contract type", "employment type", "job type", "time type"]),
        pay,
        published: job.first_published.as_deref().and_then(time),
        ..Posting::default()
    }))
}

/// "Berlin Hub" and its address; a name that says "remote" says more than the address that stands beside it.
fn office(office: Office) -> Option<String> {
    let is_remote = office.name.as_deref().is_some_and(|n| n.to_lowercase().contains("remote"));
    let address = office.location.filter(|l| !l.trim().is_empty() && !is_remote);
    address.or(office.name).filter(|text| !text.trim().is_empty())
}

/// The text is HTML escaped once; where no tag appears then, twice.
fn html(content: &str) -> String {
    let once = unescape(content);
    if once.contains('<') { once } else { unescape(&once) }
}

fn pay(range: Range) -> StatedPay {
    let title = range.title.unwrap_or_default();
    let folded = title.to_lowercase();
    StatedPay {
        min: range.min_cents.map(|c| c / 100.0),
        max: range.max_cents.map(|c| c / 100.0),
        currency: range.currency_type,
        period: if folded.contains("hour") { "hour".to_owned() } else { String::new() },
        is_base: !is_on_target(&title)
            && !["bonus", "commission", "equity"].iter().any(|w| folded.contains(w)),
        title,
    }
}

/// The ranges of the block that the system adds to the text: a title, then two amounts, the second with its currency's code.
fn zones(html: &str) -> Vec<StatedPay> {
    let zone = |(at, _): (usize, &str)| {
        let block = html[at..].split_once('>')?.1.split("</div>").next()?;
        let text = plain(block);
        let mut lines = text.lines().filter(|line| line.contains(|c: char| c.is_ascii_digit()));
        let (least, most) = (lines.next()?, lines.next()?);
        let code = most.get(most.len().checked_sub(3)?..)?;
        let title = html[..at].rsplit_once("class=\"title\">").map_or("", |(_, rest)| rest);
        let range = Range {
            min_cents: Some(amount(least)? * 100.0),
            max_cents: Some(amount(most)? * 100.0),
            currency_type: code.chars().all(|c| c.is_ascii_uppercase()).then(|| code.to_owned())?,
            title: title.split('<').next().map(unescape),
        };
        Some(pay(range))
    };
    html.match_indices("class=\"pay-range\"").filter_map(zone).collect()
}

/// `$120,000`, `€205.000`, `$17.85`: three digits after the last sign are thousands.
fn amount(text: &str) -> Option<f64> {
    let text: String = text.chars().filter(|c| c.is_ascii_digit() || ".,".contains(*c)).collect();
    let digits = |text: &str| text.replace(['.', ','], "");
    match text.rfind(['.', ',']) {
        Some(at) if text.len() - at != 4 => {
            format!("{}.{}", digits(&text[..at]), digits(&text[at..])).parse().ok()
        }
        _ => digits(&text).parse().ok(),
    }
}

/// The word of the first added field of one of these names.
fn custom_word(custom: &[Custom], names: &[&str]) -> Option<String> {
    let is_of = |field: &&Custom| {
        let name = field.name.as_deref().unwrap_or_default().to_lowercase();
        names.iter().any(|n| name.contains(n))
    };
    custom.iter().find(is_of).and_then(|field| field.value.as_str()).map(str::to_owned)
}

/// A range of money in an added field that is named after pay.
fn custom_pay(field: &Custom) -> Option<StatedPay> {
    let title = field.name.clone().unwrap_or_default();
    let folded = title.to_lowercase();
    if !["salary", "base pay", "pay range"].iter().any(|name| folded.contains(name)) {
        return None;
    }
    let number = |name: &str| {
        let value = field.value.get(name)?;
        value.as_f64().or_else(|| value.as_str()?.parse().ok())
    };
    let currency = field.value.get("unit")?.as_str()?.to_owned();
    let period = String::new();
    Some(StatedPay {
        min: number("min_value"),
        max: number("max_value"),
        currency,
        period,
        is_base: true,
        title,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{errors_are_named, parse};
    use super::*;

    #[test]
    fn texts_places_and_pay_are_read() {
        let body = r#"{"jobs":[{"id":7,"title":"Backend Engineer","absolute_url":"https://acme.example/7",
            "location":{"name":"Berlin"},"first_published":"2026-10-01T00:00:00-04:00","updated_at":"2026-11-01T00:00:00Z",
            "content":"&lt;p&gt;Write Rust &amp;amp; SQL&lt;/p&gt;","departments":[{"name":"Engineering"}],
            "pay_input_ranges":[{"min_cents":9000000,"max_cents":12000000,"currency_type":"EUR","title":"Berlin"}]},
            {"id":8,"title":"  "},{"id":9,"title":3}],"meta":{"total":3}}"#;
        let page = parse(Kind::Greenhouse, body).unwrap();
        let [posting] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!(posting.html, "<p>Write Rust &amp; SQL</p>");
        assert_eq!(posting.published, Some(1_790_827_200));
        assert_eq!((posting.pay[0].min, posting.pay[0].max), (Some(90_000.0), Some(120_000.0)));
        let why: Vec<&str> = page.refused.iter().map(|r| r.why.as_str()).collect();
        assert!(why[0] == "it has no title" && why[1].contains("form"), "{why:?}");
    }

    #[test]
    fn zones_are_read_from_the_text_where_the_field_is_missing() {
        let zone = |title: &str, least: &str, most: &str| {
            format!(
                "<div class=\"title\">{title}</div><div class=\"pay-range\"><span>{least}</span>\
                 <span class=\"divider\">&mdash;</span><span>{most}</span></div>"
            )
        };
        let html = zone("Berlin &amp; Ulm", "€80.000", "€95.000 EUR")
            + &zone("Hourly, Austin", "$17.85", "$1,021.50 USD")
            + &zone("OTE", "$100,000", "$120,000 USD")
            + &zone("No code", "$1", "$2");
        let pay = zones(&html);
        let shown: Vec<_> = pay
            .iter()
            .map(|p| (p.title.as_str(), p.min.unwrap(), p.max.unwrap(), p.currency.as_str(), p.is_base))
            .collect();
        assert_eq!(
            shown,
            [
                ("Berlin & Ulm", 80_000.0, 95_000.0, "EUR", true),
                ("Hourly, Austin", 17.85, 1021.5, "USD", true),
                ("OTE", 100_000.0, 120_000.0, "USD", false)
            ]
        );
        assert_eq!(pay[1].period, "hour");
        assert_eq!(zones("<div class=\"pay-range\""), []);
    }

    #[test]
    fn prospects_are_left_out_and_offices_stand_in_for_places() {
        let body = r#"{"jobs":[{"id":7,"internal_job_id":null,"title":"Stay in touch"},
            {"id":8,"internal_job_id":1,"title":"SRE","location":{"name":" "},"offices":[{"name":"Oslo"},{"name":"Ulm"}]}],
            "meta":{"total":2}}"#;
        let page = parse(Kind::Greenhouse, body).unwrap();
        let [posting] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!(posting.offices, ["Oslo", "Ulm"]);
        assert_eq!((page.rows, page.total), (2, Some(2)));
    }

    #[test]
    fn what_employers_added_is_read() {
        let body = r#"{"meta":{"total":1},"jobs":[{"id":7,"title":"SRE","metadata":[
            {"value_type":"single_select","value":"Permanent","name":"Contract Type"},
            {"name":"Workplace","value":"Hybrid"},{"name":"Budget","value":{"unit":"EUR","min_value":"1","max_value":"2"}},
            {"name":"Salary","value":{"unit":"EUR","min_value":"80000.0","max_value":"90000.0"}},{"name":"Remote","value":null}]}]}"#;
        let page = parse(Kind::Greenhouse, body).unwrap();
        let posting = &page.postings[0];
        assert_eq!(
            (posting.employment.as_deref(), posting.workplace.as_deref()),
            (Some("Permanent"), Some("Hybrid"))
        );
        assert_eq!((posting.pay.len(), posting.pay[0].min), (1, Some(80_000.0)));
    }

    #[test]
    fn fewer_postings_than_it_says_are_cut_short() {
        let error =
            parse(Kind::Greenhouse, r#"{"meta":{"total":3},"jobs":[{"id":7,"title":"SRE"}]}"#).unwrap_err();
        assert!(error.to_string().contains("1 of the 3"), "{error}");
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(Kind::Greenhouse, &[("\"cut", "cut short"), ("3", "not the feed's form")]);
    }
}

//! A `JobPosting` of schema.org. Any of its values may be one or a list, a text or an object that has a name or a value.

use normalise::StatedPay;
use normalise::text::unescape;
use serde_json::Value;

use super::super::html::{markup, section};
use super::super::json::number;
use super::super::time::time;
use crate::posting::Posting;

/// Objects inside objects: a page's graph needs five.
const DEEPEST: usize = 16;

/// All postings in a value: alone, in a list, in a graph, or anywhere below.
pub fn postings(value: &Value) -> Vec<&Value> {
    let mut out = Vec::new();
    collect(value, 0, &mut out);
    out
}

fn collect<'a>(value: &'a Value, depth: usize, out: &mut Vec<&'a Value>) {
    match value {
        Value::Object(_) if is_posting(value) => out.push(value),
        Value::Object(fields) if depth < DEEPEST => fields.values().for_each(|v| collect(v, depth + 1, out)),
        Value::Array(all) if depth < DEEPEST => all.iter().for_each(|v| collect(v, depth + 1, out)),
        _ => {}
    }
}

/// `JobPosting`, with or without a prefix or the vocabulary's address before it.
fn is_posting(value: &Value) -> bool {
    each(&value["@type"])
        .iter()
        .filter_map(|t| t.as_str())
        .any(|t| t.rsplit(['/', ':', '#']).next() == Some("JobPosting"))
}

/// Reads one, but for its id.
pub fn posting(job: &Value) -> Posting {
    let types: Vec<String> = texts(&job["employmentType"]).iter().map(|t| t.to_lowercase()).collect();
    let is_remote = texts(&job["jobLocationType"]).iter().any(|t| t.eq_ignore_ascii_case("telecommute"));
    Posting {
        title: unescape(&first(&[&job["title"], &job["name"]]))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        company: Some(unescape(&first(&[&job["hiringOrganization"]]))).filter(|n| !n.trim().is_empty()),
        url: first(&[&job["url"]]),
        locations: places(&job["jobLocation"]),
        restricted_to: each(&job["applicantLocationRequirements"]).into_iter().filter_map(place).collect(),
        html: html(job),
        remote: is_remote.then_some(true),
        // Several kinds leave the choice open.
        employment: types.first().filter(|first| types.iter().all(|t| t == *first)).cloned(),
        // A cast to u8 stops at its bounds.
        years: number(&first(&[&job["experienceRequirements"]["monthsOfExperience"]]))
            .map(|m| (m / 12.0) as u8),
        pay: each(&job["baseSalary"]).into_iter().filter_map(|pay| self::pay(pay, job)).collect(),
        published: time(&first(&[&job["datePosted"]])),
        ..Posting::default()
    }
}

/// The description, and what stands beside it rather than in it.
fn html(job: &Value) -> String {
    const BESIDE: [(&str, &str); 6] = [
        ("responsibilities", "Responsibilities"),
        ("qualifications", "Qualifications"),
        ("skills", "Skills"),
        ("experienceRequirements", "Experience"),
        ("educationRequirements", "Education"),
        ("jobBenefits", "Benefits"),
    ];
    // Some pages escape their lines once too often.
    let text = |field: &Value| texts(field).join("\n").replace("\\n", "\n");
    let description = text(&job["description"]);
    let mut out = markup(&description);
    for (field, heading) in BESIDE {
        let part = text(&job[field]);
        if !description.contains(part.trim()) {
            section(&mut out, heading, &markup(&part));
        }
    }
    out
}

/// The places. An address that is the same for places of different names is a template's, and the names count.
fn places(jobs_at: &Value) -> Vec<String> {
    let all = each(jobs_at);
    let addresses: Vec<String> = all.iter().filter_map(|at| place(at)).collect();
    let mut names: Vec<String> =
        all.iter().map(|at| first(&[&at["name"]])).filter(|n| !n.is_empty()).collect();
    names.dedup();
    let is_template = addresses.len() > 1 && addresses.iter().all(|a| *a == addresses[0]);
    if is_template && names.len() == addresses.len() { names } else { addresses }
}

/// City, region and country of a place's address; its name where it has none.
fn place(at: &Value) -> Option<String> {
    let address = each(&at["address"]).into_iter().next().unwrap_or(at);
    let fields = ["addressLocality", "addressRegion", "addressCountry"];
    let parts: Vec<String> = fields
        .iter()
        .map(|field| first(&[&address[*field]]))
        .filter(|part| !part.trim().is_empty())
        .collect();
    let text = if parts.is_empty() { first(&[address, at]) } else { parts.join(", ") };
    Some(unescape(text.trim())).filter(|t| !t.is_empty())
}

fn pay(base: &Value, job: &Value) -> Option<StatedPay> {
    let value = each(&base["value"]).into_iter().next().unwrap_or(base);
    let amount = |amount: &Value| number(&first(&[amount]));
    let range = (amount(&value["minValue"]), amount(&value["maxValue"]));
    let single = || amount(&value["value"]).or_else(|| amount(value));
    let (min, max) = match range {
        (None, None) => (Some(single()?), single()),
        range => range,
    };
    Some(StatedPay {
        min,
        max,
        currency: first(&[&base["currency"], &value["currency"], &job["salaryCurrency"]]),
        period: first(&[&value["unitText"], &base["unitText"]]),
        title: String::new(),
        is_base: true,
    })
}

/// One or a list, as a list.
fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    }
}

/// The texts of a value: numbers too, and of objects what names them.
fn texts(value: &Value) -> Vec<String> {
    let text = |one: &Value| match one {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(fields) => ["name", "value", "@value", "description"].iter().find_map(|field| {
            each(fields.get(*field)?).into_iter().find_map(|v| v.as_str().map(str::to_owned))
        }),
        _ => None,
    };
    each(value).into_iter().filter_map(text).collect()
}

/// The first text of the first value that has one.
fn first(values: &[&Value]) -> String {
    values
        .iter()
        .find_map(|value| texts(value).into_iter().find(|t| !t.trim().is_empty()))
        .unwrap_or_default()
}

/// What names the posting among its page's: its own address, else its identifier.
pub fn identifier(job: &Value) -> String {
    let id = &job["identifier"];
    first(&[&id["value"], id])
}

//! Workday: a search that gives twenty a page and two thousand at most, then one answer for each posting.
//!
//! ```text
//! search of all ── fewer than 2,000 ──> page after page
//!              └── 2,000 or more ─────> one search for each value of a facet, such as job family, page after page
//! ```
//!
//! Only a search's first page is sure to state its total; others may say 0. The list is read as in recorded first pages of two
//! boards; the details, the later pages and the searches by facet after public readers of the same interface.

use serde::{Deserialize, Serialize};
use serde_json::json as object;

use super::json::{RawList, digest, json, list, row, text};
use super::page::{Page, ParseError, Rows, Stub};
use super::time::time;
use super::{Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

/// Postings of one page, at most.
const LIMIT: usize = 20;
/// Postings of one search, at most: pages that follow begin anew.
const MOST: usize = 2_000;

pub struct Workday;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct List<'a> {
    total: usize,
    #[serde(borrow)]
    job_postings: RawList<'a>,
    #[serde(default, deserialize_with = "list")]
    facets: Vec<Facet>,
}

/// A facet with its values, or a group of facets, or a value.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Facet {
    #[serde(default, deserialize_with = "text")]
    facet_parameter: String,
    #[serde(default, deserialize_with = "text")]
    id: String,
    count: Option<usize>,
    #[serde(default, deserialize_with = "list")]
    values: Vec<Facet>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    #[serde(default, deserialize_with = "text")]
    title: String,
    #[serde(default, deserialize_with = "text")]
    external_path: String,
    #[serde(default, deserialize_with = "text")]
    locations_text: String,
    time_type: Option<String>,
    remote_type: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Detail {
    job_posting_info: Info,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Info {
    title: Option<String>,
    #[serde(default, deserialize_with = "text")]
    job_description: String,
    location: Option<String>,
    #[serde(default, deserialize_with = "list")]
    additional_locations: Vec<String>,
    job_requisition_location: Option<Location>,
    start_date: Option<String>,
    time_type: Option<String>,
    remote_type: Option<String>,
    external_url: Option<String>,
    posted: Option<bool>,
}

#[derive(Deserialize)]
struct Location {
    descriptor: Option<String>,
    country: Option<Country>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Country {
    alpha2_code: Option<String>,
}

/// How far a board has been read: what a request carries for its answer.
#[derive(Clone, Default, Deserialize, Serialize)]
struct Progress {
    offset: usize,
    /// Of this search, as its first page says.
    total: usize,
    /// Empty where all is searched.
    facet: String,
    value: String,
    /// Values of the facet that are still to be searched.
    left: Vec<String>,
}

impl Source for Workday {
    fn first(&self, board: &Board) -> Request {
        search(board, &Progress::default())
    }

    fn parse(&self, board: &Board, asked: &Request, body: &[u8]) -> Result<Page, ParseError> {
        let answer = json::<List<'_>>(body)?;
        let mut progress: Progress = serde_json::from_str(&asked.note).unwrap_or_default();
        let (is_all, is_first) = (progress.facet.is_empty(), progress.offset == 0);
        if is_first {
            progress.total = answer.total;
        }
        let there = answer.job_postings.len();
        let mut rows = Rows::default();
        for (i, raw) in answer.job_postings.into_iter().enumerate() {
            rows.take_stub(
                row(progress.offset + i, raw).and_then(|job| stub(board, progress.offset + i, job)),
            );
        }
        let mut page = Page { total: (is_all && is_first).then_some(answer.total), ..rows.page() };
        if is_all
            && is_first
            && answer.total >= MOST
            && let Some((facet, values, total)) = parts(&answer.facets)
        {
            page.total = Some(total);
            page.next = following(board, Progress { facet, left: values, ..Progress::default() });
            return Ok(page);
        }
        progress.offset += there;
        let Progress { offset, total, .. } = progress;
        if there == LIMIT && offset < total.min(MOST) {
            page.next = Some(search(board, &progress));
            return Ok(page);
        }
        // A posting may have gone while the pages were read; a page of them has not.
        if offset + LIMIT <= total {
            return Err(ParseError(format!("the list ends after {offset} of its {total} postings")));
        }
        if total >= MOST {
            let why = format!("the system lists {MOST} postings at most: what follows them is not known");
            page.refused.push(Refused { id: format!("#{}", MOST + 1), why });
        }
        page.next = following(board, progress);
        Ok(page)
    }

    fn detail(&self, _: &Board, listed: Posting, body: &[u8]) -> Result<Option<Posting>, ParseError> {
        let info = json::<Detail>(body)?.job_posting_info;
        if info.posted == Some(false) {
            return Ok(None);
        }
        let (name, country) = match info.job_requisition_location {
            Some(at) => (at.descriptor, at.country.and_then(|c| c.alpha2_code)),
            None => (None, None),
        };
        let country = country.filter(|_| info.additional_locations.is_empty());
        let mut locations: Vec<String> =
            info.location.or(name).into_iter().chain(info.additional_locations).collect();
        locations.retain(|l| !l.trim().is_empty());
        Ok(Some(Posting {
            title: info.title.filter(|t| !t.trim().is_empty()).unwrap_or(listed.title),
            url: info.external_url.unwrap_or(listed.url),
            locations: if locations.is_empty() { listed.locations } else { locations },
            html: info.job_description,
            workplace: info.remote_type.or(listed.workplace),
            employment: info.time_type.or(listed.employment),
            published: info.start_date.as_deref().and_then(time),
            country,
            ..listed
        }))
    }
}

/// `acme.wd5/Careers`: tenant, data centre and site.
pub fn words(token: &str) -> Option<(&str, &str, &str)> {
    let (at, site) = token.split_once('/')?;
    let (tenant, centre) = at.split_once('.')?;
    let is_word = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let number = centre.strip_prefix("wd")?;
    (is_word(tenant) && is_word(site) && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
        .then_some((tenant, centre, site))
}

/// The site's pages, and the interface behind them.
fn addresses(board: &Board) -> (String, String) {
    let (tenant, centre, site) = words(&board.board).unwrap_or((&board.board, "wd1", &board.board));
    let usual = format!("https://{tenant}.{centre}.myworkdayjobs.com");
    let pages = super::home(board, &format!("{usual}/{site}"));
    let origin = url::Url::parse(&pages).map_or(usual, |url| url.origin().ascii_serialization());
    (pages, format!("{}/wday/cxs/{tenant}/{site}", host(board, &origin)))
}

fn search(board: &Board, progress: &Progress) -> Request {
    let facets = match progress.facet.is_empty() {
        true => object!({}),
        false => object!({ &progress.facet: [&progress.value] }),
    };
    let body =
        object!({ "appliedFacets": facets, "limit": LIMIT, "offset": progress.offset, "searchText": "" });
    let note = serde_json::to_string(progress).unwrap_or_default();
    Request { post: Some(body.to_string()), note, ..Request::get(format!("{}/jobs", addresses(board).1)) }
}

/// The search for the next value of the facet, if there is one.
fn following(board: &Board, mut progress: Progress) -> Option<Request> {
    let value = progress.left.pop()?;
    Some(search(board, &Progress { offset: 0, total: 0, value, ..progress }))
}

/// The facet whose values part the postings best, its values, and how many postings they have together: all values under what one
/// search gives, where there is such a facet, and then the most postings. Places come last, as a posting may have several.
fn parts(facets: &[Facet]) -> Option<(String, Vec<String>, usize)> {
    let mut flat: Vec<&Facet> = facets.iter().collect();
    flat.extend(facets.iter().flat_map(|f| &f.values).filter(|f| !f.values.is_empty()));
    let sum = |facet: &Facet| facet.values.iter().filter_map(|v| v.count).sum::<usize>();
    let rank = |facet: &&Facet| {
        let fits = facet.values.iter().all(|v| v.count.is_some_and(|count| count < MOST));
        (fits, !facet.facet_parameter.to_lowercase().contains("location"), sum(facet))
    };
    let best = flat
        .into_iter()
        .filter(|f| !f.facet_parameter.is_empty() && sum(f) >= MOST && f.values.len() > 1)
        .max_by_key(rank)?;
    let values = best.values.iter().map(|v| v.id.clone()).filter(|id| !id.is_empty()).rev().collect();
    Some((best.facet_parameter.clone(), values, sum(best)))
}

fn stub(board: &Board, i: usize, job: Job) -> Result<Option<Stub>, Refused> {
    let Some(id) = id(&job.external_path) else {
        return Err(Refused { id: format!("#{}", i + 1), why: "it has no address".to_owned() });
    };
    let (pages, api) = addresses(board);
    let none = String::new();
    let (time_type, remote_type) =
        (job.time_type.as_ref().unwrap_or(&none), job.remote_type.as_ref().unwrap_or(&none));
    let version = digest(&[&job.title, &job.external_path, &job.locations_text, time_type, remote_type]);
    let request = Request::get(format!("{api}{}", job.external_path));
    let posting = Posting {
        id: id.to_owned(),
        title: job.title.trim().to_owned(),
        url: format!("{pages}{}", job.external_path),
        locations: Some(job.locations_text).filter(|l| !is_count(l)).into_iter().collect(),
        workplace: job.remote_type,
        employment: job.time_type,
        ..Posting::default()
    };
    Ok(Some(Stub { posting, request, version }))
}

/// `JR2021016` of `/job/Ulm/Backend-Engineer_JR2021016`: it stays where title or place change.
fn id(path: &str) -> Option<&str> {
    let last = path.rsplit('/').next().filter(|last| path.starts_with('/') && !last.is_empty())?;
    Some(
        last.rsplit_once('_')
            .map(|(_, id)| id)
            .filter(|id| id.contains(|c: char| c.is_ascii_digit()))
            .unwrap_or(last),
    )
}

/// `2 Locations`, or nothing: the detail has them.
fn is_count(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_ascii_digit()).trim().to_lowercase().trim_end_matches('s')
        == "location"
        || text.trim().is_empty()
}

#[cfg(test)]
mod tests;

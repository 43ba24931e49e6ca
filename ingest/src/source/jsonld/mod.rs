//! Any careers page with `JobPosting`s of schema.org in JSON-LD: in the page itself, or in pages that it links, or that a sitemap
//! lists.
//!
//! ```text
//! url ── page with postings ─────────────> postings
//!     ├─ page without: links to postings ─> one answer for each
//!     ├─ sitemap ─────────────────────────> one answer for each of its addresses
//!     └─ index of sitemaps ───────────────> one after the other
//! ```
//!
//! Followed are addresses of the same host that contain the board's `links`, or else look like a posting's. That a page has no
//! posting any more means that it is not listed. `validThrough` says nothing: what a company still lists is open.

mod posting;
mod scan;

use std::collections::HashSet;

use catalog::text::slugify;
use serde_json::Value;
use url::Url;

use self::scan::{Scan, scan};
use super::page::{Page, ParseError, Rows, Stub, cut, unlike};
use super::xml::{self, Element};
use super::{Accept, Request, Source};
use crate::board::Board;
use crate::posting::Posting;

/// Addresses that one page or sitemap may list.
const MOST_LINKS: usize = 20_000;
/// Sitemaps of an index.
const MOST_SITEMAPS: usize = 50;

/// What a posting's address has as a part of its path, where the board does not say.
const PARTS: [&str; 26] = [
    "job",
    "jobs",
    "career",
    "careers",
    "position",
    "positions",
    "opening",
    "openings",
    "vacancy",
    "vacancies",
    "role",
    "roles",
    "opportunity",
    "opportunities",
    "offer",
    "offers",
    "offre",
    "offres",
    "emploi",
    "stelle",
    "stellen",
    "stellenangebote",
    "empleo",
    "vacature",
    "vacatures",
    "karriere",
];

pub struct Jsonld;

impl Source for Jsonld {
    fn first(&self, board: &Board) -> Request {
        ask(board, board.url.as_deref().unwrap_or_default())
    }

    fn parse(&self, board: &Board, asked: &Request, body: &[u8]) -> Result<Page, ParseError> {
        let text = String::from_utf8_lossy(body);
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let lower = start.get(..200.min(start.len())).unwrap_or_default().to_lowercase();
        if ["<?xml", "<urlset", "<sitemapindex"].iter().any(|s| lower.starts_with(s))
            && !lower.contains("<html")
        {
            return sitemap(board, asked, body);
        }
        if start.starts_with(['{', '[']) {
            let value: Value = serde_json::from_str(start).map_err(|error| match error.is_eof() {
                true => cut(),
                false => ParseError(format!("the answer is no JSON: {error}")),
            })?;
            return Ok(listed(board, asked, posting::postings(&value)));
        }
        if !start.starts_with('<') {
            let what = "the answer is neither a web page nor JSON-LD nor a sitemap";
            return Err(unlike(body).filter(|_| start.is_empty()).unwrap_or(ParseError(what.to_owned())));
        }
        let page = scan(&text);
        let jobs = jobs(&page)?;
        let mut out = match jobs.is_empty() {
            true => linked(board, asked, &page),
            false => listed(board, asked, jobs.iter().collect()),
        };
        out.next = next(board, asked, &page);
        if out.rows == 0 && out.next.is_none() && asked.note.is_empty() {
            let why = "the page has neither a JobPosting of schema.org nor links to postings: a script may make them, or its \
                       `links` say something else";
            return Err(ParseError(why.to_owned()));
        }
        Ok(out)
    }

    fn detail(&self, board: &Board, listed: Posting, body: &[u8]) -> Result<Option<Posting>, ParseError> {
        let text = String::from_utf8_lossy(body);
        if text.trim().is_empty() {
            return Err(ParseError("the answer is empty".to_owned()));
        }
        let jobs = jobs(&scan(&text))?;
        let postings: Vec<Posting> = jobs.iter().map(|job| named(board, posting::posting(job))).collect();
        // A page may show others beside its own.
        let own = postings.iter().position(|p| p.url == listed.url).unwrap_or(0);
        let read = postings.into_iter().nth(own);
        Ok(read.map(|read| Posting { id: listed.id, url: listed.url, ..read }))
    }
}

/// The postings in a page's scripts. A script that is no JSON is passed over where another one has postings.
fn jobs(page: &Scan<'_>) -> Result<Vec<Value>, ParseError> {
    let mut jobs = Vec::new();
    let mut wrong = None;
    for script in &page.scripts {
        match value(script) {
            Ok(value) => jobs.extend(posting::postings(&value).into_iter().cloned()),
            Err(error) => wrong = Some(error),
        }
    }
    match wrong {
        Some(error) if jobs.is_empty() => {
            Err(ParseError(format!("the page's JSON-LD cannot be read: {error}")))
        }
        _ => Ok(jobs),
    }
}

/// JSON as pages have it: in a comment or CDATA, with line ends inside texts, or escaped as HTML.
fn value(script: &str) -> serde_json::Result<Value> {
    let inner = script.trim().trim_start_matches("<!--").trim_start_matches("//").trim_start();
    let inner = inner.strip_prefix("<![CDATA[").unwrap_or(inner).trim_end().trim_end_matches("-->");
    let inner = inner.trim_end().strip_suffix("]]>").unwrap_or(inner).trim_end().trim_end_matches("//");
    let plain: String = inner.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain = plain.trim().trim_end_matches(';');
    serde_json::from_str(plain)
        .or_else(|error| serde_json::from_str(&normalise::text::unescape(plain)).map_err(|_| error))
}

/// The postings of one page.
fn listed(board: &Board, asked: &Request, jobs: Vec<&Value>) -> Page {
    let mut rows = Rows::default();
    let mut titles = std::collections::HashMap::<String, String>::new();
    for job in jobs {
        let mut read = named(board, posting::posting(job));
        let own = address(board, asked, None, &read.url).filter(|own| own.as_str() != asked.url);
        let id = match &own {
            Some(own) => id(own),
            None => posting::identifier(job),
        };
        // Some pages give all of their postings the same identifier.
        let other = titles.entry(id.clone()).or_insert_with(|| read.title.clone());
        read.id = if id.is_empty() || *other != read.title {
            format!("{id}~{}", slugify(&read.title)).trim_start_matches('~').to_owned()
        } else {
            id
        };
        read.url = shown(board, own.map_or_else(|| asked.url.clone(), String::from));
        rows.take(Ok(Some(read)));
    }
    rows.page()
}

/// The postings that a page links.
fn linked(board: &Board, asked: &Request, page: &Scan<'_>) -> Page {
    let addresses = page.links.iter().filter(|l| l.rel != "next").filter_map(|link| {
        let url = address(board, asked, page.base.as_deref(), &link.href)?;
        leads_to_posting(board, asked, &url).then_some((url, String::new()))
    });
    stubs(board, addresses)
}

/// The postings of a sitemap, or the first of its sitemaps.
fn sitemap(board: &Board, asked: &Request, body: &[u8]) -> Result<Page, ParseError> {
    let root = xml::tree(body)?;
    let of = |entry: &Element| {
        address(board, asked, None, entry.text("loc")).map(|url| (url, entry.text("lastmod").to_owned()))
    };
    let mut waiting: Vec<String> = serde_json::from_str(&asked.note).unwrap_or_default();
    let mut page = if root.all("sitemap").next().is_some() && asked.note.is_empty() {
        waiting = root.all("sitemap").filter_map(of).map(|(url, _)| url.into()).take(MOST_SITEMAPS).collect();
        waiting.reverse();
        Page { rows: 1, ..Page::default() }
    } else {
        let all = root.all("url").filter_map(of).filter(|(url, _)| leads_to_posting(board, asked, url));
        stubs(board, all)
    };
    page.next = waiting
        .pop()
        .map(|url| Request { note: serde_json::to_string(&waiting).unwrap_or_default(), ..ask(board, &url) });
    if page.rows == 0 && page.next.is_none() && asked.note.is_empty() {
        return Err(ParseError(
            "the sitemap lists no postings: its `links` may say something else".to_owned(),
        ));
    }
    Ok(page)
}

fn stubs(board: &Board, addresses: impl Iterator<Item = (Url, String)>) -> Page {
    let mut rows = Rows::default();
    let mut seen = HashSet::new();
    for (url, version) in addresses.filter(|(url, _)| seen.insert(id(url))).take(MOST_LINKS) {
        let request = ask(board, url.as_str());
        let id = id(&url);
        // The title stands in the page alone.
        let posting = Posting { title: id.clone(), id, url: shown(board, url.into()), ..Posting::default() };
        rows.take_stub(Ok(Some(Stub { posting, request, version })));
    }
    rows.page()
}

fn next(board: &Board, asked: &Request, page: &Scan<'_>) -> Option<Request> {
    let link = page.links.iter().find(|link| link.rel == "next")?;
    let url = address(board, asked, page.base.as_deref(), &link.href)?;
    (url.as_str() != asked.url).then(|| Request { note: "next".to_owned(), ..ask(board, url.as_str()) })
}

/// A request for a page.
fn ask(board: &Board, url: &str) -> Request {
    let url = match (&board.base_url, Url::parse(url)) {
        (Some(base), Ok(url)) if !url.as_str().starts_with(base.trim_end_matches('/')) => {
            format!("{}{}", base.trim_end_matches('/'), path(&url))
        }
        (_, Ok(url)) => url.into(),
        (_, Err(_)) => url.to_owned(),
    };
    Request { url, accept: Accept::Html, ..Request::default() }
}

/// The address that people see: what was asked of a replay stands for the company's own.
fn shown(board: &Board, url: String) -> String {
    let own = board.url.as_deref().and_then(|own| Url::parse(own).ok());
    match (&board.base_url, own, Url::parse(&url)) {
        (Some(_), Some(own), Ok(url)) => format!("{}{}", own.origin().ascii_serialization(), path(&url)),
        _ => url,
    }
}

fn path(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

/// An address of the page's own host, without its fragment.
fn address(board: &Board, asked: &Request, base: Option<&str>, href: &str) -> Option<Url> {
    if href.trim().is_empty() {
        return None;
    }
    let from = Url::parse(&asked.url).ok()?;
    let base = base.and_then(|base| from.join(base).ok()).unwrap_or_else(|| from.clone());
    let mut url = base.join(href.trim()).ok()?;
    url.set_fragment(None);
    let host = |url: &Url| url.host_str().unwrap_or_default().trim_start_matches("www.").to_owned();
    let own = board.url.as_deref().and_then(|own| Url::parse(own).ok());
    let is_own = host(&url) == host(&from) || own.is_some_and(|own| host(&own) == host(&url));
    (is_own && ["http", "https"].contains(&url.scheme())).then_some(url)
}

/// Whether what is there may be a posting: by the board's word, else by its path.
fn leads_to_posting(board: &Board, asked: &Request, url: &Url) -> bool {
    let Ok(page) = Url::parse(&asked.url) else { return false };
    if path(url) == path(&page) {
        return false;
    }
    if let Some(links) = &board.links {
        return path(url).contains(links.as_str());
    }
    let mut parts = url.path().split('/').filter(|part| !part.is_empty()).peekable();
    while let Some(part) = parts.next() {
        if PARTS.contains(&part.to_ascii_lowercase().as_str()) && parts.peek().is_some() {
            return true;
        }
    }
    false
}

/// The path: it is what stays the same.
fn id(url: &Url) -> String {
    path(url).trim_matches('/').to_owned()
}

/// With the employer's name only where it is another one than the board's.
fn named(board: &Board, posting: Posting) -> Posting {
    let folded = |name: &str| slugify(name);
    let own = folded(&board.company);
    let company = posting.company.filter(|name| !folded(name).contains(&own) && !own.contains(&folded(name)));
    Posting { company, ..posting }
}

#[cfg(test)]
mod tests;

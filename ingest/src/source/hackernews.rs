//! Hacker News: the latest monthly thread "Ask HN: Who is hiring?", each top comment a posting.
//!
//! A comment's first line is, by the thread's custom, `Company | Role | Place | REMOTE | Full-time | pay`, in any order behind the
//! company. Only what such a line says is taken: one whose first part is no company, that names no role or several, is refused.
//! What follows the line is the text. The thread is found and read through the search API: two requests a visit.

use normalise::text::plain;
use normalise::{Clues, Input, location, terms};
use serde::Deserialize;

use super::json::{Id, RawList, each, json, text};
use super::page::{Page, ParseError};
use super::{Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

/// How the threads' titles begin; the same account opens others, too.
const TITLE: &str = "ask hn: who is hiring?";
/// Characters of a first line: a longer one is a paragraph.
const LONGEST_LINE: usize = 400;

pub struct HackerNews;

#[derive(Deserialize)]
struct Search {
    hits: Vec<Hit>,
}

#[derive(Deserialize)]
struct Hit {
    #[serde(rename = "objectID")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    title: String,
}

#[derive(Deserialize)]
struct Thread<'a> {
    #[serde(borrow)]
    children: RawList<'a>,
}

#[derive(Deserialize)]
struct Comment {
    id: Id,
    /// A comment that was taken back has none.
    text: Option<String>,
    created_at_i: Option<i64>,
}

impl Source for HackerNews {
    fn first(&self, board: &Board) -> Request {
        Request::get(format!("{}/search_by_date?tags=story,author_whoishiring&hitsPerPage=20", api(board)))
    }

    fn parse(&self, board: &Board, asked: &Request, body: &[u8]) -> Result<Page, ParseError> {
        if !asked.note.is_empty() {
            return Ok(each(json::<Thread<'_>>(body)?.children, posting));
        }
        let hits = json::<Search>(body)?.hits;
        let thread = hits.into_iter().find(|hit| hit.title.to_lowercase().starts_with(TITLE));
        let id =
            thread.ok_or_else(|| ParseError("the search finds no thread of who is hiring".to_owned()))?.id;
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit()) {
            return Err(ParseError(
                "the answer is not the feed's form: the thread's id is no number".to_owned(),
            ));
        }
        let thread = Request { note: id.clone(), ..Request::get(format!("{}/items/{id}", api(board))) };
        // The thread itself is a row that is no posting.
        Ok(Page { next: Some(thread), rows: 1, ..Page::default() })
    }
}

fn api(board: &Board) -> String {
    format!("{}/api/v1", host(board, "https://hn.algolia.com"))
}

fn posting(comment: Comment) -> Result<Option<Posting>, Refused> {
    let Some(html) = comment.text.filter(|t| !t.trim().is_empty()) else { return Ok(None) };
    let id = String::from(comment.id);
    if id.is_empty() {
        return Err(Refused { id: "#?".to_owned(), why: "it has no id".to_owned() });
    }
    let end = html.find("<p>").unwrap_or(html.len());
    let first = plain(&html[..end]).replace('\n', " ");
    let line = Line::read(&first).map_err(|why| Refused { id: id.clone(), why: why.to_owned() })?;
    let url = format!("https://news.ycombinator.com/item?id={id}");
    Ok(Some(Posting {
        id,
        title: line.role,
        company: Some(line.company),
        apply_url: url.clone(),
        url,
        locations: line.places,
        html: format!("<p>{html}"),
        employment: line.employment,
        pay_text: line.pay,
        published: comment.created_at_i,
        ..Posting::default()
    }))
}

/// What a first line says.
#[derive(Debug, Default, PartialEq)]
struct Line {
    company: String,
    role: String,
    places: Vec<String>,
    employment: Option<String>,
    pay: String,
}

impl Line {
    fn read(text: &str) -> Result<Line, &'static str> {
        let parts: Vec<&str> = text.split('|').map(str::trim).filter(|p| !p.is_empty()).collect();
        let [company, others @ ..] = &parts[..] else { return Err("it is empty") };
        if others.is_empty() || text.chars().count() > LONGEST_LINE {
            return Err("its first line is not of the form Company | Role | Place");
        }
        let company = name(company);
        if company.is_empty() || is_role(company) {
            return Err("its first line does not begin with a company");
        }
        let (roles, rest): (Vec<&str>, Vec<&str>) = others.iter().partition(|p| is_role(p));
        let role = match roles[..] {
            [] => return Err("its first line names no role"),
            [role] if !is_several(role) => role,
            _ => return Err("its first line names several roles"),
        };
        let mut line = Line { company: company.to_owned(), role: role.to_owned(), ..Line::default() };
        let workplaces =
            WORKPLACES.iter().filter(|w| rest.iter().any(|part| has_word(part, w.0))).map(|w| w.1);
        let is_undecided = workplaces.clone().any(|w| Some(w) != workplaces.clone().next());
        for part in rest {
            line.take(part, is_undecided);
        }
        Ok(line)
    }

    /// Takes in a part that is neither company nor role; one that says nothing that is known is left to the text.
    fn take(&mut self, part: &str, is_undecided: bool) {
        let is_address = part.contains("://") || part.to_lowercase().starts_with("www.");
        if is_pay(part) {
            // "+ equity" is beside the salary.
            let salary = part.split('+').next().unwrap_or(part).trim();
            self.pay =
                if self.pay.is_empty() { salary.to_owned() } else { format!("{}; {salary}", self.pay) };
        } else if is_address {
        } else if part.split_whitespace().count() <= 3
            && terms::employment("", Some(part), &Clues::of("")).evidence.is_some()
        {
            // "Full-time | Contract" is a choice, and no answer.
            self.employment =
                if self.employment.is_none() { Some(part.to_owned()) } else { Some(String::new()) };
        } else {
            let place = if is_undecided { without_workplaces(part) } else { part.to_owned() };
            let read = location::read(&Input { locations: &[&place], ..Input::default() });
            if !read.places.is_empty() || read.workplace.evidence.is_some() || read.open_to.evidence.is_some()
            {
                self.places.push(place);
            }
        }
    }
}

/// The company without what stands in brackets behind it.
fn name(part: &str) -> &str {
    let end = part.find(['(', '[']).unwrap_or(part.len());
    let name = part[..end].trim().trim_end_matches([',', '-', '–', ':']).trim_end();
    if name.contains("://") || name.chars().count() > 80 { "" } else { name }
}

const ROLES: [&str; 40] = [
    "engineer",
    "engineers",
    "developer",
    "developers",
    "scientist",
    "scientists",
    "designer",
    "designers",
    "architect",
    "architects",
    "analyst",
    "analysts",
    "manager",
    "managers",
    "researcher",
    "researchers",
    "administrator",
    "programmer",
    "programmers",
    "intern",
    "interns",
    "internship",
    "consultant",
    "consultants",
    "advocate",
    "director",
    "cto",
    "ceo",
    "vp",
    "swe",
    "sre",
    "sres",
    "devops",
    "sdet",
    "recruiter",
    "writer",
    "marketer",
    "roles",
    "positions",
    "hiring",
];

/// Whether the part names what somebody is to be.
fn is_role(part: &str) -> bool {
    words(part).any(|word| ROLES.contains(&word.as_str()))
}

/// Whether a part names more than one role: in a list, or by saying so.
fn is_several(part: &str) -> bool {
    let says_so = ["roles", "positions", "multiple", "various", "several", "hiring"];
    let joints = [",", ";", "/", "&", "+", " and ", " or "];
    let mut listed = part.to_lowercase();
    for joint in joints {
        listed = listed.replace(joint, "|");
    }
    words(part).any(|word| says_so.contains(&word.as_str()))
        || listed.split('|').filter(|p| is_role(p)).count() > 1
}

/// Whether the part is an amount of money.
fn is_pay(part: &str) -> bool {
    let named = || {
        words(part).any(|w| ["usd", "eur", "gbp", "chf", "cad", "aud", "sek", "pln"].contains(&w.as_str()))
    };
    part.contains(|c: char| c.is_ascii_digit()) && (part.contains(['$', '€', '£', '₹', '¥']) || named())
}

/// Words for a workplace, and which one they mean.
const WORKPLACES: [(&str, u8); 4] = [("remote", 0), ("hybrid", 1), ("onsite", 2), ("on-site", 2)];

fn has_word(part: &str, word: &str) -> bool {
    let folded = part.to_lowercase();
    folded.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|w| w == word)
}

/// The part without words for workplaces: where a line names several, it decides for none.
fn without_workplaces(part: &str) -> String {
    let is_one = |word: &str| WORKPLACES.iter().any(|(w, _)| has_word(word, w));
    part.split(' ').filter(|word| !is_one(word)).collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{board, errors_are_named, parse};
    use super::*;

    const SEARCH: &str = r#"{"hits":[{"objectID":"9","title":"Ask HN: Who wants to be hired? (October 2026)"},
        {"objectID":"8","title":"Ask HN: Who is hiring? (October 2026)"},{"objectID":"5","title":"Ask HN: Who is hiring? (September 2026)"}]}"#;

    const THREAD: &str = r#"{"id":8,"type":"story","title":"Ask HN: Who is hiring? (October 2026)","children":[
        {"id":11,"author":"a","created_at_i":1790827200,"children":[{"id":12,"text":"Is it remote?","children":[]}],
         "text":"Acme Robotics (YC S21) | Senior Rust Engineer | Lisbon, Portugal | REMOTE (EU) | Full-time | &#x20AC;80k - &#x20AC;100k + equity | <a href=\"https:&#x2F;&#x2F;acme.example\">https:&#x2F;&#x2F;acme.example</a><p>We build arms.<p>Write to us."},
        {"id":13,"author":null,"text":null,"children":[]},
        {"id":14,"author":"b","text":"Is anyone hiring in Porto?","children":[]},
        {"id":15,"author":"c","text":"Bolt | Backend Engineer, Data Scientist | Remote","children":[]}]}"#;

    #[test]
    fn the_latest_thread_is_found_and_read() {
        let page = parse(Kind::HackerNews, SEARCH).unwrap();
        let next = page.next.unwrap();
        assert_eq!((next.url.as_str(), page.rows), ("https://hn.algolia.com/api/v1/items/8", 1));
        let page = HackerNews.parse(&board(Kind::HackerNews), &next, THREAD.as_bytes()).unwrap();
        let [posting] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!((posting.id.as_str(), posting.company.as_deref()), ("11", Some("Acme Robotics")));
        assert_eq!(posting.title, "Senior Rust Engineer");
        assert_eq!(posting.locations, ["Lisbon, Portugal", "REMOTE (EU)"]);
        assert_eq!(
            (posting.employment.as_deref(), posting.pay_text.as_str()),
            (Some("Full-time"), "€80k - €100k")
        );
        assert_eq!(
            (posting.url.as_str(), posting.published),
            ("https://news.ycombinator.com/item?id=11", Some(1_790_827_200))
        );
        assert!(posting.html.ends_with("<p>We build arms.<p>Write to us."));
        let refused: Vec<&str> = page.refused.iter().map(|r| r.id.as_str()).collect();
        assert_eq!((refused, page.next), (vec!["14", "15"], None));
    }

    #[test]
    fn lines_are_split() {
        let check = |text: &str, expected: [&str; 3]| {
            let line = Line::read(text).unwrap();
            assert_eq!([line.company, line.role, line.places.join("; ")], expected, "{text}");
        };
        check("Acme | Rust Engineer", ["Acme", "Rust Engineer", ""]);
        check(
            "Acme, | Berlin | Staff Engineer, Platform | onsite",
            ["Acme", "Staff Engineer, Platform", "Berlin; onsite"],
        );
        check(
            "Acme | Full Stack / Backend Engineer | Series A | NYC",
            ["Acme", "Full Stack / Backend Engineer", "NYC"],
        );
        check("Acme | Software Engineers | Remote | Onsite Berlin", ["Acme", "Software Engineers", "Berlin"]);
        check("Acme | SRE | Remote or Hybrid (Paris)", ["Acme", "SRE", "or (Paris)"]);
        check("Acme | www.acme.example | Data Scientist | Visa", ["Acme", "Data Scientist", ""]);
    }

    #[test]
    fn other_lines_are_refused() {
        let check = |text: &str, expected: &str| {
            let why = Line::read(text).unwrap_err();
            assert!(why.contains(expected), "{text}: {why}");
        };
        check("", "empty");
        check("We are hiring in Berlin", "form");
        check(&format!("Acme | Engineer | {}", "x".repeat(400)), "form");
        check("Senior Engineer | Acme | Berlin", "company");
        check("https://acme.example | Engineer", "company");
        check("Acme | Berlin | Full-time", "no role");
        check("Acme | Engineer | Designer | Berlin", "several");
        check("Acme | Multiple roles | Berlin", "several");
        check("Acme | Backend Engineer and Product Manager | Berlin", "several");
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(
            Kind::HackerNews,
            &[
                ("[]", "form"),
                ("{\"hits\":[", "cut short"),
                ("{\"hits\":[]}", "no thread"),
                (r#"{"hits":[{"objectID":"x/y","title":"Ask HN: Who is hiring?"}]}"#, "no number"),
            ],
        );
        let asked = Request { note: "8".to_owned(), ..Request::default() };
        let error = HackerNews.parse(&board(Kind::HackerNews), &asked, b"{\"children\":3}").unwrap_err();
        assert!(error.0.contains("form"), "{error}");
    }
}

//! Personio: one list in XML, whose texts are in one language at a time.
//!
//! A posting that has no text in English is asked for once more in German, the system's own default. Texts in other languages
//! are not found; such a posting is kept without. What is unverified: other languages, and whether newer accounts state pay.

use std::collections::HashSet;

use super::html::{markup, section};
use super::page::{Page, ParseError, Rows};
use super::time::time;
use super::xml::Element;
use super::{Accept, Redirects, Request, Source, home, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct Personio;

impl Source for Personio {
    fn redirects(&self) -> Redirects {
        Redirects::Gone
    }

    fn first(&self, board: &Board) -> Request {
        list(board, "en", String::new())
    }

    fn parse(&self, board: &Board, asked: &Request, body: &[u8]) -> Result<Page, ParseError> {
        let root = Element::parse(body, "workzag-jobs")?;
        let mut rows = Rows::default();
        for (i, position) in root.all("position").enumerate() {
            rows.take(posting(&site(board), i, position));
        }
        let mut page = rows.page();
        if asked.note.is_empty() {
            let without: Vec<&str> =
                page.postings.iter().filter(|p| p.html.is_empty()).map(|p| p.id.as_str()).collect();
            if !without.is_empty() {
                page.next = Some(list(board, "de", without.join(",")));
                page.postings.retain(|p| !p.html.is_empty());
            }
        } else {
            fill(&mut page, &asked.note);
        }
        Ok(page)
    }
}

/// Of the German list those that had no English text; the others were read before.
fn fill(page: &mut Page, awaited: &str) {
    let mut awaited: HashSet<&str> = awaited.split(',').collect();
    page.postings.retain(|p| awaited.remove(p.id.as_str()));
    page.refused.retain(|r| awaited.remove(r.id.as_str()));
    page.rows = 0;
    let why = "it stands in the English list without text, and not in the German one";
    page.refused.extend(awaited.into_iter().map(|id| Refused { id: id.to_owned(), why: why.to_owned() }));
}

fn site(board: &Board) -> String {
    home(board, &format!("https://{}.jobs.personio.de", board.board))
}

fn list(board: &Board, language: &str, note: String) -> Request {
    let url = format!("{}/xml?language={language}", host(board, &site(board)));
    Request { url, accept: Accept::Xml, note, ..Request::default() }
}

fn posting(site: &str, i: usize, position: &Element) -> Result<Option<Posting>, Refused> {
    let id = position.text("id");
    if id.is_empty() {
        return Err(Refused { id: format!("#{}", i + 1), why: "it has no id".to_owned() });
    }
    let others = position.child("additionalOffices").into_iter().flat_map(|o| o.all("office"));
    let offices = position.all("office").chain(others).map(Element::own).filter(|o| !o.is_empty());
    let mut html = String::new();
    for part in position.child("jobDescriptions").into_iter().flat_map(|d| d.all("jobDescription")) {
        section(&mut html, part.text("name"), &markup(part.text("value")));
    }
    // "full-or-part-time" is neither.
    let schedule = Some(position.text("schedule")).filter(|s| !s.contains("-or-")).unwrap_or_default();
    let employment = format!("{} {schedule}", position.text("employmentType"));
    Ok(Some(Posting {
        id: id.to_owned(),
        title: position.text("name").to_owned(),
        url: format!("{site}/job/{id}"),
        locations: offices.map(str::to_owned).collect(),
        department: position.text("department").to_owned(),
        html,
        employment: said(&employment),
        level: said(position.text("seniority")),
        years: years(position.text("yearsOfExperience")),
        published: time(position.text("createdAt")),
        ..Posting::default()
    }))
}

fn said(word: &str) -> Option<String> {
    Some(word.trim().to_owned()).filter(|w| !w.is_empty())
}

/// `7-10`, `lt-1`, `gt-15`: the least of them.
fn years(range: &str) -> Option<u8> {
    match range.split_once('-')? {
        ("lt", _) => Some(0),
        ("gt", most) => most.parse().ok(),
        (least, _) => least.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{board, errors_are_named, parse};
    use super::*;

    const LIST: &str = "<?xml version='1.0'?><workzag-jobs><position><id>7</id><subcompany>Acme GmbH</subcompany>\
        <office>Ulm</office><additionalOffices><office>Remote</office></additionalOffices><department>Data</department>\
        <name>Data Engineer &amp; Friend</name><jobDescriptions><jobDescription><name>Your tasks</name>\
        <value><![CDATA[<p>Pipelines in Rust</p>]]></value></jobDescription><jobDescription><name>You</name>\
        <value>&lt;ul&gt;&lt;li&gt;SQL&lt;/li&gt;&lt;/ul&gt;</value></jobDescription></jobDescriptions>\
        <seniority>experienced</seniority><schedule>full-time</schedule><employmentType>permanent</employmentType>\
        <yearsOfExperience>2-5</yearsOfExperience><createdAt>2026-10-01T04:00:00+00:00</createdAt></position>\
        <position><id>8</id><office>Ulm</office><name>SRE</name><jobDescriptions/><schedule>full-or-part-time</schedule></position>\
        <position><id>8</id><office>Bonn</office><name>SRE</name><jobDescriptions/></position>\
        <position><id>9</id><name> </name></position><position><name>Nobody</name></position></workzag-jobs>";

    #[test]
    fn texts_places_and_hints_are_read() {
        let page = parse(Kind::Personio, LIST).unwrap();
        let [posting] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!(posting.title, "Data Engineer & Friend");
        assert_eq!(
            posting.html,
            "<h3>Your tasks</h3><p>Pipelines in Rust</p><h3>You</h3><ul><li>SQL</li></ul>"
        );
        assert_eq!(posting.locations, ["Ulm", "Remote"]);
        assert_eq!(posting.url, "https://acme.jobs.personio.de/job/7");
        assert_eq!((posting.employment.as_deref(), posting.years), (Some("permanent full-time"), Some(2)));
        assert_eq!(posting.published, Some(1_790_827_200));
        let refused: Vec<(&str, &str)> =
            page.refused.iter().map(|r| (r.id.as_str(), r.why.as_str())).collect();
        assert_eq!(refused, [("9", "it has no title"), ("#5", "it has no id")]);
        assert_eq!(page.rows, 5);
    }

    #[test]
    fn what_has_no_english_text_is_asked_for_in_german() {
        let board = board(Kind::Personio);
        let next = parse(Kind::Personio, LIST).unwrap().next.unwrap();
        assert_eq!(
            (next.url.as_str(), next.note.as_str()),
            ("https://acme.jobs.personio.de/xml?language=de", "8")
        );
        let page = Personio.parse(&board, &next, LIST.as_bytes()).unwrap();
        let [posting] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!(
            (posting.id.as_str(), &posting.locations[..]),
            ("8", &["Ulm".to_owned(), "Bonn".to_owned()][..])
        );
        assert_eq!(page.next, None);
        let page = Personio.parse(&board, &next, b"<workzag-jobs/>").unwrap();
        assert!(page.postings.is_empty() && page.refused[0].id == "8", "{page:?}");
    }

    #[test]
    fn years_are_the_least_of_a_range() {
        let check = |range: &str, expected: Option<u8>| assert_eq!(years(range), expected, "{range}");
        check("7-10", Some(7));
        check("lt-1", Some(0));
        check("gt-15", Some(15));
        check("", None);
        check("many", None);
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(Kind::Personio, &[("<workzag-jobs><position>", "cut short"), ("<rss/>", "<rss>")]);
    }
}

//! Teamtailor: RSS with elements of its own for places, department and remote work.
//!
//! The feed has a hundred items where it is not asked for more, and none of its fields says how many there are: it is asked on
//! for as long as the number of items is a multiple of a hundred. Public readers of the feed agree on the fields; that `offset`
//! is honoured on all sites is unverified, and where it is not, the repeated items show.

use super::html::markup;
use super::page::{Page, ParseError, Rows};
use super::time::mail_time;
use super::xml::Element;
use super::{Accept, Request, Source, home, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

/// Items asked for at once.
const ITEMS: usize = 200;
/// Items that the feed has where it heeds no number.
const USUAL: usize = 100;

pub struct Teamtailor;

impl Source for Teamtailor {
    fn first(&self, board: &Board) -> Request {
        list(board, 0)
    }

    fn parse(&self, board: &Board, asked: &Request, body: &[u8]) -> Result<Page, ParseError> {
        let root = Element::parse(body, "rss")?;
        let channel = root
            .child("channel")
            .ok_or_else(|| ParseError("the answer is not the feed's form: it has no channel".to_owned()))?;
        let mut rows = Rows::default();
        for (i, item) in channel.all("item").enumerate() {
            rows.take(posting(i, item));
        }
        let mut page = rows.page();
        if page.rows > 0 && page.rows.is_multiple_of(USUAL) {
            let offset: usize = asked.note.parse().unwrap_or(0);
            page.next = Some(list(board, offset + page.rows));
        }
        Ok(page)
    }
}

fn list(board: &Board, offset: usize) -> Request {
    let site = home(board, &format!("https://{}.teamtailor.com", board.board));
    let url = format!("{}/jobs.rss?per_page={ITEMS}&offset={offset}", host(board, &site));
    Request { url, accept: Accept::Xml, note: offset.to_string(), ..Request::default() }
}

fn posting(i: usize, item: &Element) -> Result<Option<Posting>, Refused> {
    let url = item.text("link");
    let id = [number(url), item.text("guid")].into_iter().find(|id| !id.is_empty());
    let Some(id) = id else {
        return Err(Refused { id: format!("#{}", i + 1), why: "it has neither link nor guid".to_owned() });
    };
    let places = item.child("locations").into_iter().flat_map(|l| l.all("location"));
    Ok(Some(Posting {
        id: id.to_owned(),
        title: item.text("title").to_owned(),
        url: url.to_owned(),
        locations: places.map(place).filter(|p| !p.is_empty()).collect(),
        department: item.text("department").to_owned(),
        html: markup(item.text("description")),
        workplace: workplace(item.text("remoteStatus")),
        published: mail_time(item.text("pubDate")),
        ..Posting::default()
    }))
}

/// `7308188` of `…/jobs/7308188-account-manager`; empty where there is none.
fn number(url: &str) -> &str {
    let last = url.rsplit('/').next().unwrap_or_default();
    &last[..last.find(|c: char| !c.is_ascii_digit()).unwrap_or(last.len())]
}

/// City and country; an office's own name where it has no city.
fn place(location: &Element) -> String {
    let first = [location.text("city"), location.text("name")].into_iter().find(|t| !t.is_empty());
    let parts = [first.unwrap_or_default(), location.text("country")];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
}

/// "None" is what stands there where nobody has chosen, and "temporary" ends some day: both say nothing.
fn workplace(status: &str) -> Option<String> {
    match status {
        "fully" => Some("fully remote".to_owned()),
        "none" | "temporary" | "" => None,
        other => Some(other.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{board, errors_are_named, parse};
    use super::*;

    fn item(id: usize) -> String {
        format!(
            "<item><title>Go Developer</title><link>https://acme.example/jobs/{id}-go-developer</link>\
             <description>&lt;p&gt;Services in Go&lt;/p&gt;</description><guid>a-{id}</guid>\
             <pubDate>Thu, 01 Oct 2026 06:00:00 +0200</pubDate><remoteStatus>hybrid</remoteStatus><tt:locations><tt:location>\
             <tt:name>HQ</tt:name><tt:city>Malmö</tt:city><tt:country>Sweden</tt:country></tt:location><tt:location>\
             <tt:name>Lab</tt:name><tt:country>Norway</tt:country></tt:location></tt:locations>\
             <tt:department>Platform</tt:department></item>"
        )
    }

    fn feed(items: &str) -> String {
        format!("<rss version='2.0' xmlns:tt='x'><channel><title>Acme</title>{items}</channel></rss>")
    }

    #[test]
    fn items_are_read() {
        let odd = "<item><title>A</title></item><item><link>https://acme.example/jobs/9-x</link></item>";
        let page = parse(Kind::Teamtailor, &feed(&(item(7) + odd))).unwrap();
        let [posting] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!((posting.id.as_str(), posting.html.as_str()), ("7", "<p>Services in Go</p>"));
        assert_eq!(posting.locations, ["Malmö, Sweden", "Lab, Norway"]);
        assert_eq!((posting.workplace.as_deref(), posting.department.as_str()), (Some("hybrid"), "Platform"));
        assert_eq!(posting.published, Some(1_790_827_200));
        let refused: Vec<&str> = page.refused.iter().map(|r| r.id.as_str()).collect();
        assert_eq!((refused, page.next), (vec!["#2", "9"], None));
        assert_eq!(parse(Kind::Teamtailor, &feed("")).unwrap(), Page::default());
    }

    #[test]
    fn a_full_page_is_followed_by_another() {
        let source = Kind::Teamtailor.source();
        let board = board(Kind::Teamtailor);
        let first = source.first(&board);
        assert_eq!(first.url, "https://acme.teamtailor.com/jobs.rss?per_page=200&offset=0");
        let items: String = (0..100).map(item).collect();
        let next = source.parse(&board, &first, feed(&items).as_bytes()).unwrap().next.unwrap();
        assert!(next.url.ends_with("offset=100"), "{}", next.url);
        let items: String = (100..300).map(item).collect();
        let next = source.parse(&board, &next, feed(&items).as_bytes()).unwrap().next.unwrap();
        assert!(next.url.ends_with("offset=300"), "{}", next.url);
        assert_eq!(source.parse(&board, &next, feed("").as_bytes()).unwrap().next, None);
    }

    #[test]
    fn remote_work_is_said_in_three_ways() {
        let check = |status: &str, expected: Option<&str>| assert_eq!(workplace(status).as_deref(), expected);
        check("fully", Some("fully remote"));
        check("hybrid", Some("hybrid"));
        check("none", None);
        check("temporary", None);
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(
            Kind::Teamtailor,
            &[("<rss><channel>", "cut short"), ("<rss/>", "channel"), ("[]", "form")],
        );
    }
}

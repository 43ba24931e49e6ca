//! We Work Remotely: RSS of the newest, with elements of its own for regions and countries.
//!
//! A title is `Company: Role`. Countries have their flags before them, which are their codes; where there are none, the region
//! counts (`Anywhere in the World`, `Europe Only`). What `state` means is not clear: it is not read. Regions are recorded,
//! countries are as public readers of the feed describe them.

use catalog::place::Country;

use super::html::markup;
use super::page::{Page, ParseError, Rows, company};
use super::time::mail_time;
use super::xml::Element;
use super::{Accept, Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct WeWorkRemotely;

impl Source for WeWorkRemotely {
    fn first(&self, board: &Board) -> Request {
        let url = format!("{}/remote-jobs.rss", host(board, "https://weworkremotely.com"));
        Request { url, accept: Accept::Xml, ..Request::default() }
    }

    fn parse(&self, _: &Board, _: &Request, body: &[u8]) -> Result<Page, ParseError> {
        let root = Element::parse(body, "rss")?;
        let channel = root
            .child("channel")
            .ok_or_else(|| ParseError("the answer is not the feed's form: it has no channel".to_owned()))?;
        let mut rows = Rows::default();
        for (i, item) in channel.all("item").enumerate() {
            rows.take(posting(i, item));
        }
        Ok(rows.page())
    }
}

fn posting(i: usize, item: &Element) -> Result<Option<Posting>, Refused> {
    let url = item.text("link");
    let guid = [item.text("guid"), url].into_iter().find(|g| !g.is_empty());
    let id = guid.and_then(|g| g.trim_end_matches('/').rsplit('/').next()).unwrap_or_default().to_owned();
    if id.is_empty() {
        return Err(Refused { id: format!("#{}", i + 1), why: "it has neither guid nor link".to_owned() });
    }
    let Some((name, title)) = item.text("title").split_once(": ") else {
        return Err(Refused { id, why: "its title is not of the form Company: Role".to_owned() });
    };
    let company = company(&id, name)?;
    let countries = flags(item.text("country"));
    let region = Some(item.text("region").to_owned()).filter(|r| !r.is_empty() && countries.is_empty());
    Ok(Some(Posting {
        id,
        title: title.trim().to_owned(),
        company,
        apply_url: url.to_owned(),
        url: url.to_owned(),
        restricted_to: countries.iter().map(|c| c.name().to_owned()).chain(region).collect(),
        html: without_seat(&markup(item.text("description"))).to_owned(),
        employment: Some(item.text("type").to_owned()).filter(|t| !t.is_empty()),
        published: mail_time(item.text("pubDate")),
        ..Posting::default()
    }))
}

/// The text without the paragraph that the feed puts before it: it names where the company is, which is not where the role is.
fn without_seat(html: &str) -> &str {
    let (first, rest) = html.split_once("</p>").unwrap_or_default();
    if first.contains("Headquarters:") { rest.trim_start() } else { html }
}

/// The countries whose flags stand there: each is two letters of an alphabet of its own (U+1F1E6 is A).
fn flags(text: &str) -> Vec<Country> {
    const A: u32 = 0x1f1e6;
    let letter =
        |c: char| (u32::from(c).checked_sub(A)).filter(|n| *n < 26).and_then(|n| u8::try_from(n).ok());
    let letters: Vec<u8> = text.chars().filter_map(letter).map(|n| b'A' + n).collect();
    let codes = letters.as_chunks::<2>().0.iter().filter_map(|code| std::str::from_utf8(code).ok());
    codes.filter_map(Country::parse).filter(Country::is_known).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{errors_are_named, parse};

    const FEED: &str = "<rss version='2.0' xmlns:media='x'><channel><title>Jobs</title>\
        <item><media:content url='y' type='image/png'/><title>Acme: Rust Engineer: Core</title><state>Ohio</state>\
        <country>🇨🇦 Canada and 🇺🇸 United States of America</country><region>Anywhere in the World</region><type>Full-Time</type>\
        <description>&lt;p&gt;Headquarters: Ohio&lt;/p&gt; &lt;p&gt;Rust &amp;amp; C&lt;/p&gt;</description><pubDate>Thu, 01 Oct 2026 04:00:00 +0000</pubDate>\
        <guid>https://wwr.example/remote-jobs/acme-rust-engineer</guid><link>https://wwr.example/remote-jobs/acme-rust-engineer</link></item>\
        <item><title>Bolt: SRE</title><region>Europe Only</region><country></country><link>https://wwr.example/remote-jobs/bolt-sre</link></item>\
        <item><title>A title</title><guid>https://wwr.example/remote-jobs/c</guid></item><item><title>Cord: SRE</title></item></channel></rss>";

    #[test]
    fn items_are_read() {
        let page = parse(Kind::WeWorkRemotely, FEED).unwrap();
        let [first, second] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!((first.id.as_str(), first.company.as_deref()), ("acme-rust-engineer", Some("Acme")));
        assert_eq!(
            (first.title.as_str(), first.html.as_str()),
            ("Rust Engineer: Core", "<p>Rust &amp; C</p>")
        );
        assert_eq!(first.restricted_to, ["Canada", "United States"]);
        assert_eq!((first.employment.as_deref(), first.published), (Some("Full-Time"), Some(1_790_827_200)));
        assert_eq!(
            (second.id.as_str(), &second.restricted_to[..]),
            ("bolt-sre", &["Europe Only".to_owned()][..])
        );
        let refused: Vec<(&str, &str)> = page.refused.iter().map(|r| (r.id.as_str(), &r.why[..9])).collect();
        assert_eq!(refused, [("c", "its title"), ("#4", "it has ne")]);
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(
            Kind::WeWorkRemotely,
            &[("<rss><channel>", "cut short"), ("<rss/>", "channel"), ("[]", "form")],
        );
    }
}

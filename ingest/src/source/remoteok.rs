//! Remote OK: one list of the newest hundred or so, whose first entry is a notice.
//!
//! | what it sends | what is made of it |
//! |---|---|
//! | UTF-8 that was taken for Latin-1 (`â€™` for `’`), in most texts | the text that was meant |
//! | `\n` written out, in some texts | a line's end |
//! | a last paragraph that asks for a word and a tag made of the reader's address | nothing: it would differ at each reading |
//! | amounts without currency or period, 0 for none | dollars, as its pages show them; the period follows from the size |
//! | a place, a country, or from where a role may be done, in one field | a restriction where it says "anywhere" or "world", else a place |
//! | tags that it derives itself | nothing |

use normalise::StatedPay;
use normalise::text::unescape;
use serde::Deserialize;

use super::json::{Amount, Id, RawList, each, json, text};
use super::page::{Page, ParseError, company};
use super::{Request, Source, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct RemoteOk;

#[derive(Deserialize)]
struct Job {
    /// The notice has none.
    id: Option<Id>,
    #[serde(default, deserialize_with = "text")]
    position: String,
    #[serde(default, deserialize_with = "text")]
    company: String,
    #[serde(default, deserialize_with = "text")]
    location: String,
    #[serde(default, deserialize_with = "text")]
    description: String,
    #[serde(default, deserialize_with = "text")]
    url: String,
    epoch: Option<i64>,
    salary_min: Option<Amount>,
    salary_max: Option<Amount>,
}

impl Source for RemoteOk {
    fn first(&self, board: &Board) -> Request {
        Request::get(format!("{}/api", host(board, "https://remoteok.com")))
    }

    fn parse(&self, _: &Board, _: &Request, body: &[u8]) -> Result<Page, ParseError> {
        Ok(each(json::<RawList<'_>>(body)?, posting))
    }
}

fn posting(job: Job) -> Result<Option<Posting>, Refused> {
    let Some(id) = job.id.map(String::from) else { return Ok(None) };
    let company = company(&id, &line(&job.company))?;
    let amount = |a: Option<Amount>| a.and_then(Amount::number).filter(|n| *n > 0.0);
    let (min, max) = (amount(job.salary_min), amount(job.salary_max));
    let pay = min.or(max).map(|_| StatedPay {
        min,
        max,
        currency: "USD".to_owned(),
        is_base: true,
        ..StatedPay::default()
    });
    let location = line(&job.location);
    let folded = location.to_lowercase();
    let is_restriction = folded.contains("world") || folded.starts_with("anywhere");
    let (restricted_to, locations): (Vec<String>, Vec<String>) =
        Some(location).into_iter().filter(|l| !l.is_empty()).partition(|_| is_restriction);
    Ok(Some(Posting {
        id,
        title: line(&job.position),
        company,
        apply_url: job.url.clone(),
        url: job.url,
        locations,
        restricted_to,
        html: without_challenge(&meant(&job.description)).replace("\\n", "\n"),
        pay: pay.into_iter().collect(),
        published: job.epoch,
        ..Posting::default()
    }))
}

/// A field of one line: escaped as HTML, with odd spaces.
fn line(field: &str) -> String {
    unescape(&meant(field)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without what checks whether those who apply have read it.
fn without_challenge(html: &str) -> &str {
    html.find("Please mention the word **").map_or(html, |at| html[..at].trim_end_matches("<br/>").trim_end())
}

/// The text that was meant: runs of characters that are UTF-8 when taken for bytes are read as such.
fn meant(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<u8> = Vec::new();
    for c in text.chars() {
        match u8::try_from(u32::from(c)) {
            Ok(byte) if byte >= 0x80 => run.push(byte),
            _ => {
                flush(&mut run, &mut out);
                out.push(c);
            }
        }
    }
    flush(&mut run, &mut out);
    out
}

fn flush(run: &mut Vec<u8>, out: &mut String) {
    match std::str::from_utf8(run) {
        Ok(meant) => out.push_str(meant),
        Err(_) => out.extend(run.iter().map(|b| char::from(*b))),
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{errors_are_named, parse};
    use super::*;

    const LIST: &str = r#"[{"last_updated":1,"legal":"Be kind."},
        {"id":"7","epoch":1790827200,"company":" Acme &amp; Sons ","position":"Rust Engineer &amp; Friend","location":"Lisbon",
         "description":"<p>Weâ\u0080\u0099re building</p>\\n<br/><br/>Please mention the word **OAK** and tag Rxyz when applying",
         "salary_min":90000,"salary_max":120000,"url":"https://acme.example/7"},
        {"id":8,"company":"Bolt","position":"SRE","location":"Worldwide","salary_min":0,"salary_max":0,"description":null},
        {"id":9,"company":"","position":"SRE"},{"id":"10","company":"Cord","position":" "}]"#;

    #[test]
    fn postings_are_read() {
        let page = parse(Kind::RemoteOk, LIST).unwrap();
        let [first, second] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!(
            (first.title.as_str(), first.company.as_deref()),
            ("Rust Engineer & Friend", Some("Acme & Sons"))
        );
        assert_eq!(first.html.trim_end(), "<p>We’re building</p>");
        assert_eq!(
            (&first.locations[..], first.published),
            (&["Lisbon".to_owned()][..], Some(1_790_827_200))
        );
        assert_eq!((first.pay[0].min, first.pay[0].currency.as_str()), (Some(90_000.0), "USD"));
        assert_eq!((second.id.as_str(), second.pay.len(), second.locations.len()), ("8", 0, 0));
        assert_eq!(second.restricted_to, ["Worldwide"]);
        let refused: Vec<(&str, &str)> =
            page.refused.iter().map(|r| (r.id.as_str(), r.why.as_str())).collect();
        assert_eq!(refused, [("9", "it names no company"), ("10", "it has no title")]);
    }

    #[test]
    fn texts_are_read_as_they_were_meant() {
        let check = |text: &str, expected: &str| assert_eq!(meant(text), expected);
        check("KrakÃ³w", "Kraków");
        check("Kraków", "Kraków");
        check("a \u{e2}\u{80}\u{93} b", "a – b");
        check("naïve – Ã", "naïve – Ã");
        check("日本", "日本");
        check("", "");
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(Kind::RemoteOk, &[("{}", "form"), ("[{", "cut short")]);
    }
}

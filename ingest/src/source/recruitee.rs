//! Recruitee: one list; custom domains; texts also in translations.
//!
//! Read as in the recorded answers of two boards. An unknown board is answered by 404 or a redirect.

use std::collections::BTreeMap;

use normalise::StatedPay;
use serde::Deserialize;

use super::html::section;
use super::json::{Amount, Id, RawList, each, json, list, text};
use super::page::{Page, ParseError};
use super::time::time;
use super::{Redirects, Request, Source, home, host};
use crate::board::Board;
use crate::posting::{Posting, Refused};

pub struct Recruitee;

#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    offers: RawList<'a>,
}

#[derive(Deserialize)]
struct Offer {
    id: Id,
    #[serde(default, deserialize_with = "text")]
    title: String,
    status: Option<String>,
    #[serde(default, deserialize_with = "text")]
    careers_url: String,
    #[serde(default, deserialize_with = "text")]
    careers_apply_url: String,
    #[serde(default, deserialize_with = "text")]
    description: String,
    #[serde(default, deserialize_with = "text")]
    requirements: String,
    #[serde(default)]
    translations: Option<BTreeMap<String, Translation>>,
    #[serde(default, deserialize_with = "list")]
    locations: Vec<Location>,
    location: Option<String>,
    country_code: Option<String>,
    department: Option<String>,
    remote: Option<bool>,
    hybrid: Option<bool>,
    on_site: Option<bool>,
    employment_type_code: Option<String>,
    experience_code: Option<String>,
    salary: Option<Salary>,
    published_at: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
struct Translation {
    #[serde(default, deserialize_with = "text")]
    title: String,
    #[serde(default, deserialize_with = "text")]
    description: String,
    #[serde(default, deserialize_with = "text")]
    requirements: String,
}

#[derive(Deserialize)]
struct Location {
    city: Option<String>,
    state: Option<String>,
    country: Option<String>,
    country_code: Option<String>,
}

#[derive(Deserialize)]
struct Salary {
    min: Option<Amount>,
    max: Option<Amount>,
    currency: Option<String>,
    period: Option<String>,
}

impl Source for Recruitee {
    fn redirects(&self) -> Redirects {
        Redirects::Gone
    }

    fn first(&self, board: &Board) -> Request {
        let site = home(board, &format!("https://{}.recruitee.com", board.board));
        Request::get(format!("{}/api/offers", host(board, &site)))
    }

    fn parse(&self, _: &Board, _: &Request, body: &[u8]) -> Result<Page, ParseError> {
        Ok(each(json::<List<'_>>(body)?.offers, posting))
    }
}

fn posting(offer: Offer) -> Result<Option<Posting>, Refused> {
    if offer.status.as_deref().is_some_and(|status| status != "published") {
        return Ok(None);
    }
    let translations = offer.translations.unwrap_or_default();
    let other = translations.get("en").or_else(|| translations.values().next()).cloned().unwrap_or_default();
    let or = |first: String, second: String| if first.trim().is_empty() { second } else { first };
    let mut html = String::new();
    section(&mut html, "", &or(offer.description, other.description));
    section(&mut html, "Requirements", &or(offer.requirements, other.requirements));
    let codes: Vec<&Option<String>> = offer.locations.iter().map(|l| &l.country_code).collect();
    let country = match codes.split_first() {
        Some((first, others)) => others.iter().all(|c| c == first).then(|| (*first).clone()).flatten(),
        None => offer.country_code.clone(),
    };
    let mut locations: Vec<String> =
        offer.locations.into_iter().map(place).filter(|l| !l.is_empty()).collect();
    if locations.is_empty() {
        locations.extend(offer.location.filter(|l| !l.trim().is_empty()));
    }
    Ok(Some(Posting {
        id: offer.id.into(),
        title: or(offer.title, other.title),
        url: offer.careers_url,
        apply_url: offer.careers_apply_url,
        locations,
        department: offer.department.unwrap_or_default(),
        html,
        workplace: workplace(offer.remote, offer.hybrid, offer.on_site).map(str::to_owned),
        employment: offer.employment_type_code,
        level: offer.experience_code,
        country,
        pay: offer.salary.map(pay).into_iter().collect(),
        published: offer.published_at.as_deref().and_then(time),
        ..Posting::default()
    }))
}

fn place(location: Location) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in [location.city, location.state, location.country].into_iter().flatten() {
        // A city that is its own state is named twice.
        if !part.trim().is_empty() && parts.last() != Some(&part) {
            parts.push(part);
        }
    }
    parts.join(", ")
}

/// Of the three flags the only one that is set; several leave it to the applicant.
fn workplace(remote: Option<bool>, hybrid: Option<bool>, on_site: Option<bool>) -> Option<&'static str> {
    match [remote, hybrid, on_site].map(|flag| flag == Some(true)) {
        [true, false, false] => Some("remote"),
        [false, true, false] => Some("hybrid"),
        [false, false, true] => Some("on-site"),
        _ => None,
    }
}

fn pay(salary: Salary) -> StatedPay {
    StatedPay {
        min: salary.min.and_then(Amount::number),
        max: salary.max.and_then(Amount::number),
        currency: salary.currency.unwrap_or_default(),
        period: salary.period.unwrap_or_default(),
        title: String::new(),
        is_base: true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::tests::{board, errors_are_named, parse};
    use super::*;

    #[test]
    fn offers_are_read() {
        let body = r#"{"offers":[{"id":7,"title":"Rust Developer","status":"published","careers_url":"https://jobs.acme.example/o/r",
            "description":"<p>Crates</p>","requirements":"<ul><li>Rust</li></ul>","hybrid":true,"remote":false,"on_site":null,
            "locations":[{"city":"Gent","state":"Oost","country":"Belgium","country_code":"BE"},
            {"city":"Luxembourg","state":"Luxembourg","country":"Luxembourg","country_code":"LU"}],
            "employment_type_code":"fulltime_permanent","experience_code":"mid_level","country_code":"BE",
            "salary":{"min":"5000","max":6500,"currency":"EUR","period":"month"},"published_at":"2026-10-01 04:00:00 UTC"},
            {"id":8,"title":"Draft","status":"draft"},{"id":9,"title":7}]}"#;
        let page = parse(Kind::Recruitee, body).unwrap();
        let [posting] = &page.postings[..] else { panic!("{page:?}") };
        assert_eq!(posting.html, "<p>Crates</p><h3>Requirements</h3><ul><li>Rust</li></ul>");
        assert_eq!(posting.locations, ["Gent, Oost, Belgium", "Luxembourg"]);
        assert_eq!((posting.workplace.as_deref(), &posting.country), (Some("hybrid"), &None));
        assert_eq!((posting.pay[0].min, posting.pay[0].max), (Some(5000.0), Some(6500.0)));
        assert_eq!((posting.pay[0].period.as_str(), posting.level.as_deref()), ("month", Some("mid_level")));
        assert_eq!(posting.published, Some(1_790_827_200));
        assert_eq!((page.rows, page.refused[0].id.as_str()), (3, "9"));
    }

    #[test]
    fn a_text_may_stand_in_a_translation_only() {
        let body = r#"{"offers":[{"id":7,"title":"","description":null,"salary":null,"location":"Gent, Belgium","translations":
            {"nl":{"title":"Ontwikkelaar"},"en":{"title":"Developer","description":"<p>Go</p>","requirements":null}}}]}"#;
        let page = parse(Kind::Recruitee, body).unwrap();
        let posting = &page.postings[0];
        assert_eq!((posting.title.as_str(), posting.html.as_str()), ("Developer", "<p>Go</p>"));
        assert_eq!(posting.locations, ["Gent, Belgium"]);
    }

    #[test]
    fn a_board_may_have_its_own_domain() {
        let mut board = board(Kind::Recruitee);
        let first = Recruitee.first(&board);
        assert_eq!(first.url, "https://acme.recruitee.com/api/offers");
        board.url = Some("https://jobs.acme.example/".into());
        assert_eq!(Recruitee.first(&board).url, "https://jobs.acme.example/api/offers");
    }

    #[test]
    fn wrong_answers_are_named() {
        errors_are_named(Kind::Recruitee, &[("{\"offers\":[", "cut short"), ("{}", "not the feed's form")]);
    }
}

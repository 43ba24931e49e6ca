//! What the server adds to a catalogue's answer: notices of the grammar, the posting's text, its evidence.

use catalog::query::Query;
use catalog::role::RoleId;
use catalog::schema::{Facet, Level, UNSPECIFIED};
use catalog::{RoleView, Session};
use leptos::prelude::*;
use normalise::{Derived, Facts};
use store::{PostingRecord, Relative};

use super::answer::{self, card};
use super::model::{Card, Credit, Detail, Fact, Notice, Opening, Results};
use super::role::{self, Role};
use super::row::href;
use super::standing;
use crate::backend::Backend;
use crate::ui::format;

/// Seconds for which a closed role answers 200.
const REMEMBERED: i64 = 30 * 86_400;
/// Similar roles named.
const SIMILAR: u32 = 5;

/// The answer to a query string, with what the grammar did not understand.
pub fn results(backend: &Backend, query: &str, first: u32, len: u32, more: Option<Facet>) -> Results {
    let (parsed, ignored) = Query::parse(query);
    let mut session = backend.session(&parsed);
    let mut results = answer::results(&mut session, &parsed, backend.now, first, len, more);
    let notices = ignored.into_iter().map(|i| Notice { name: i.name, value: i.value, why: i.why.to_owned() });
    results.ignored.splice(0..0, notices);
    results
}

/// A page of a query's list; past the end the last one, with a notice.
pub fn page(backend: &Backend, query: &str, more: Option<Facet>) -> Results {
    let asked = Query::parse(query).0.page.max(1);
    let first = |page: u32| page.saturating_sub(1).saturating_mul(answer::PAGE);
    let found = results(backend, query, first(asked), answer::PAGE, more);
    let last = found.total.div_ceil(answer::PAGE).max(1);
    if asked <= last {
        return found;
    }
    let mut found = results(backend, query, first(last), answer::PAGE, more);
    let why = format!("is past the end: page {last} is the last one, and shown");
    found.ignored.insert(0, Notice { name: "page".to_owned(), value: asked.to_string(), why });
    found
}

/// A whole role by the id of one of its postings; sets the response's status where it is not there, closed long ago, or has
/// another id.
pub async fn detail(backend: &Backend, id: &str) -> Result<Option<Detail>, ServerFnError> {
    let Some(id) = RoleId::parse(id) else { return Ok(gone(http::StatusCode::NOT_FOUND)) };
    let failed = |error: store::Error| {
        // The reason is the operator's; the page says only that the text did not arrive.
        leptos::logging::error!("role {id}: {error}");
        ServerFnError::new("the database does not answer")
    };
    let posting = async |number: i64| backend.store.posting(number).await.map_err(failed);
    let Some(asked) = posting(id.number() as i64).await? else {
        return Ok(gone(http::StatusCode::NOT_FOUND));
    };
    if asked.closed_why.as_deref() == Some("removed") {
        return Ok(gone(http::StatusCode::GONE));
    }
    let role = role::of(&backend.store, &asked).await.map_err(failed)?;
    let shown = role.openings.first().map(|(opening, _)| opening.role).filter(|&first| first != asked.role);
    let record = match shown {
        Some(number) => posting(number).await?.unwrap_or(asked),
        None => asked,
    };
    if role.closed.is_some_and(|at| backend.now - at > REMEMBERED) {
        status(http::StatusCode::GONE);
    }
    let moved = role.id != id;
    let detail = whole(backend, role, record);
    if moved {
        redirect(&href(&detail.card));
    }
    Ok(Some(detail))
}

/// A page of a posting that is not its role's oldest leads to that of the role. A server function's answer goes where it was
/// asked for.
fn redirect(address: &str) {
    let is_page = use_context::<http::request::Parts>().is_some_and(|p| p.uri.path().starts_with("/jobs/"));
    let Ok(address) = http::HeaderValue::from_str(address) else { return };
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>().filter(|_| is_page) {
        response.insert_header(http::header::LOCATION, address);
        response.set_status(http::StatusCode::PERMANENT_REDIRECT);
    }
}

fn gone(code: http::StatusCode) -> Option<Detail> {
    status(code);
    None
}

fn status(code: http::StatusCode) {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(code);
    }
}

fn whole(backend: &Backend, role: Role, record: PostingRecord) -> Detail {
    let Role { id, facts, openings, first_seen, published, last_seen, closed, reposts } = role;
    let listed = backend.catalog.find(id).map(|row| backend.catalog.role(row));
    let card = listed.as_ref().map_or_else(|| closed_card(id, &record, &facts, published), card);
    let may_quote = record.text_policy == "full" && !record.html.is_empty();
    let json_ld =
        (closed.is_none() && may_quote && !backend.site.sample).then(|| json_ld(&record, &facts, published));
    let source = record.key.split(':').next().unwrap_or_default();
    let credit = backend.site.credits.iter().find(|credit| credit.source == source).map(|credit| Credit {
        name: credit.name.clone(),
        url: record.url.clone(),
        followed: credit.followed,
    });
    let opening = |(opening, facts): (Relative, Facts)| Opening {
        places: facts.places.iter().map(place).chain(facts.unresolved).collect::<Vec<_>>().join(", "),
        url: if opening.apply_url.is_empty() { opening.url } else { opening.apply_url },
        first_seen: opening.first_seen,
    };
    Detail {
        company_slug: record.company_slug,
        facts: shown(&facts),
        converted: facts.pay.as_ref().and_then(|p| converted(backend, &p.value)),
        standing: standing::of(&backend.catalog, &facts, backend.now).unwrap_or_default(),
        skills: facts.skills.iter().map(|s| (s.value.slug.clone(), s.value.label.clone())).collect(),
        html: record.html,
        apply_url: if record.apply_url.is_empty() { record.url } else { record.apply_url },
        published,
        first_seen,
        last_seen,
        closed,
        reposts,
        openings: openings.into_iter().map(opening).collect(),
        similar: listed.map(|role| similar(backend, &role)).unwrap_or_default(),
        credit,
        json_ld,
        board: record.key.rsplit_once(':').map(|(board, _)| board.to_owned()).unwrap_or_default(),
        card,
    }
}

fn place(place: &Derived<catalog::place::Place>) -> String {
    match &place.value.city {
        Some(city) => city.label.clone(),
        None => place.value.country.name().to_owned(),
    }
}

/// A role that the catalogue no longer lists, as a row.
fn closed_card(id: RoleId, record: &PostingRecord, facts: &Facts, published: i64) -> Card {
    let slug = catalog::text::slugify(&format!("{} {}", record.title, record.company));
    Card {
        id: id.to_string(),
        slug: if slug.is_empty() { "role".to_owned() } else { slug },
        title: record.title.clone(),
        company: record.company.clone(),
        places: facts.places.iter().map(place).collect::<Vec<_>>().join(", "),
        pay: facts.pay.as_ref().map(|p| format::pay(&p.value)).unwrap_or_default(),
        pay_exact: facts.pay.as_ref().map(|p| format::pay_exact(&p.value)).unwrap_or_default(),
        published,
        ..Card::default()
    }
}

/// Pay in euros, where it is stated in another currency.
fn converted(backend: &Backend, pay: &catalog::money::Pay) -> Option<String> {
    use catalog::money::{Currency, Pay, Period};
    if pay.currency == Currency::EUR {
        return None;
    }
    let rates = backend.catalog.rates();
    let euros = |amount: f64| {
        let year = rates.convert(amount * pay.period.per_year(), pay.currency, Currency::EUR)?;
        Some((year / 100.0).round() * 100.0)
    };
    let yearly = Pay {
        min: pay.min.and_then(euros),
        max: pay.max.and_then(euros),
        currency: Currency::EUR,
        period: Period::Year,
        basis: pay.basis,
    };
    yearly.min.or(yearly.max)?;
    Some(format!("{} a year, at the rates of {}", format::pay(&yearly), rates.date))
}

/// Every fact with where it came from; what nothing says is said to be so.
fn shown(facts: &Facts) -> Vec<Fact> {
    fn fact<T>(name: &str, value: String, derived: &Derived<T>) -> Fact {
        let (field, words) = match &derived.evidence {
            Some(evidence) => (evidence.field.label().to_owned(), evidence.text.clone()),
            None => ("nothing says it".to_owned(), String::new()),
        };
        Fact { name: name.to_owned(), value, field, words }
    }
    let mut out = vec![
        fact("Category", facts.category.value.label().to_owned(), &facts.category),
        fact("Level", facts.level.value.label().to_owned(), &facts.level),
        fact("Workplace", facts.workplace.value.label().to_owned(), &facts.workplace),
        fact("Employment", facts.employment.value.label().to_owned(), &facts.employment),
        fact("Visa", facts.visa.value.label().to_owned(), &facts.visa),
    ];
    for place in &facts.places {
        let city = place.value.city.as_ref().map(|c| format!("{}, ", c.label)).unwrap_or_default();
        out.push(fact("Place", format!("{city}{}", place.value.country.name()), place));
    }
    for text in &facts.unresolved {
        let field = "no place of that name is known".to_owned();
        out.push(Fact { name: "Place".to_owned(), value: text.clone(), field, words: String::new() });
    }
    if facts.open_to.evidence.is_some() {
        out.push(fact("Open to", open_to(&facts.open_to.value), &facts.open_to));
    }
    if let Some(zones) = &facts.time_zones {
        out.push(fact("Time zones", zones.value.to_string(), zones));
    }
    if let Some(pay) = &facts.pay {
        out.push(fact("Pay", format::pay_exact(&pay.value), pay));
    }
    if let Some(years) = &facts.years {
        out.push(fact(
            "Experience",
            match years.value {
                1 => "1 year or more".to_owned(),
                n => format!("{n} years or more"),
            },
            years,
        ));
    }
    out
}

fn open_to(open_to: &catalog::place::OpenTo) -> String {
    use catalog::place::{OpenTo, Territory};
    match open_to {
        OpenTo::Unspecified => "Not stated".to_owned(),
        OpenTo::Worldwide => "Anywhere".to_owned(),
        OpenTo::Only(territories) => {
            let name = |t: &Territory| match t {
                Territory::Region(region) => region.code().to_owned(),
                Territory::Country(country) => country.name().to_owned(),
            };
            territories.iter().map(name).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Roles of the same category and level that ask for its first skills; fewer demands where too few do.
fn similar(backend: &Backend, role: &RoleView<'_>) -> Vec<Card> {
    let mut query = Query::default();
    query.toggle(Facet::Category, role.category().slug());
    if role.level() != Level::Unspecified {
        query.toggle(Facet::Level, role.level().slug());
    }
    for skill in role.skills().filter(|s| s.slug != UNSPECIFIED).take(2) {
        query.toggle(Facet::Skills, skill.slug);
    }
    let mut session = Session::new(backend.catalog.clone());
    let id = role.id().to_string();
    loop {
        let mut cards = answer::rows(&mut session, &query, backend.now, 0, SIMILAR + 1);
        cards.retain(|c| c.id != id);
        if cards.len() >= 3 || query.skills.pop().is_none() {
            cards.truncate(SIMILAR as usize);
            return cards;
        }
    }
}

/// schema.org `JobPosting`.
fn json_ld(record: &PostingRecord, facts: &Facts, published: i64) -> String {
    use serde_json::json;
    let places: Vec<_> = facts
        .places
        .iter()
        .map(|p| {
            json!({"@type": "Place", "address": {"@type": "PostalAddress",
                "addressLocality": p.value.city.as_ref().map(|c| c.label.as_str()), "addressCountry": p.value.country.code()}})
        })
        .collect();
    let mut posting = json!({
        "@type": "JobPosting", "title": record.title, "@context": "https://schema.org", "description": record.html,
        "datePosted": format::iso_date(published), "hiringOrganization": {"@type": "Organization", "name": record.company},
        "jobLocation": places,
        "identifier": {"@type": "PropertyValue", "name": record.company, "value": record.key},
    });
    if let Some(pay) = &facts.pay {
        posting["baseSalary"] = json!({"@type": "MonetaryAmount", "currency": pay.value.currency.code(),
            "value": {"@type": "QuantitativeValue", "minValue": pay.value.min, "maxValue": pay.value.max,
                "unitText": pay.value.period.slug().to_uppercase()}});
    }
    // Inside a script element: a closing tag in the text must not end it.
    posting.to_string().replace('<', "\\u003c")
}

//! From a catalogue's answer to what the page shows: the same function makes the server's first page and each repaint
//! in the browser.

use catalog::money::Currency;
use catalog::query::{Ignored, PayFilter, Query};
use catalog::schema::{Facet, UNSPECIFIED};
use catalog::text::fold;
use catalog::{Answer, Ask, Catalog, RoleView, Session};

use super::model::{Card, FacetCounts, Filter, Histogram, Notice, Relaxed, Results, ValueCount};
use crate::ui::format;

/// Values of a long facet that are shown before "more".
pub const TOP_VALUES: usize = 8;
/// Values of a long facet that "more" lists without JavaScript.
const MORE_VALUES: usize = 200;
/// Rows of a page without JavaScript, and of the first answer.
pub const PAGE: u32 = 50;
/// Skills named in a row.
const ROW_SKILLS: usize = 5;
/// Places named in a row.
const ROW_PLACES: usize = 2;

/// The facets of the page, in its order.
pub const FACETS: [Facet; 9] = [
    Facet::Level,
    Facet::Category,
    Facet::Workplace,
    Facet::Country,
    Facet::City,
    Facet::Skills,
    Facet::Company,
    Facet::Employment,
    Facet::Visa,
];

/// Whether all values of the facet are shown at once.
pub fn is_short(facet: Facet) -> bool {
    matches!(facet, Facet::Level | Facet::Workplace | Facet::Employment | Facet::Visa)
}

/// Takes the page's own parameter `more=city` out of a query string.
pub fn split(query: &str) -> (String, Option<Facet>) {
    let query = query.trim_start_matches('?');
    let more = query.split('&').filter_map(|pair| pair.strip_prefix("more=")).find_map(Facet::from_name);
    let rest: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("more=")).collect();
    (rest.join("&"), more)
}

/// Answers a query and shows the rows from `first`, at most `len`, and more values of the facet `more`.
pub fn results(
    session: &mut Session,
    query: &Query,
    now: i64,
    first: u32,
    len: u32,
    more: Option<Facet>,
) -> Results {
    let catalog = session.catalog().clone();
    let has_text = session.has_text(&query.text);
    let answer = session.answer(query, Ask { now, first, len });
    let total = answer.total;
    let mut results = Results {
        query: query.to_string(),
        total,
        listed: catalog.len(),
        unstated: answer.unstated,
        stated: answer.stated,
        facets: FACETS.iter().map(|&f| facet(&catalog, answer, query, f, more == Some(f))).collect(),
        histogram: Histogram {
            currency: answer.histogram.currency.code().to_owned(),
            width: answer.histogram.width,
            counts: answer.histogram.counts.clone(),
        },
        first,
        rows: answer.rows.iter().map(|&row| card(&catalog.role(row))).collect(),
        filters: filters(&catalog, query, has_text),
        ignored: notices(&catalog, query, has_text),
        relaxed: Vec::new(),
    };
    if total == 0 {
        results.relaxed = relaxed(session, query, now);
    }
    results
}

/// Another window of the list.
pub fn rows(session: &mut Session, query: &Query, now: i64, first: u32, len: u32) -> Vec<Card> {
    let catalog = session.catalog().clone();
    let answer = session.answer(query, Ask { now, first, len });
    answer.rows.iter().map(|&row| card(&catalog.role(row))).collect()
}

/// The values of a facet whose label has that text in it, by count.
pub fn values(session: &mut Session, query: &Query, now: i64, facet: Facet, part: &str) -> Vec<ValueCount> {
    /// As many as a person reads before typing on.
    const SHOWN: usize = 40;
    let catalog = session.catalog().clone();
    let answer = session.answer(query, Ask { now, first: 0, len: 0 });
    let part = fold(part.trim());
    let all = answer.top(&catalog, query, facet, usize::MAX);
    let found = all.into_iter().filter(|v| part.is_empty() || fold(v.label).contains(&part));
    found.take(SHOWN).map(value_count).collect()
}

fn facet(catalog: &Catalog, answer: &Answer, query: &Query, facet: Facet, more: bool) -> FacetCounts {
    let distinct = answer.counts(facet).iter().filter(|&&n| n > 0).count() as u32;
    let values = if is_short(facet) {
        short(catalog, answer, query, facet)
    } else {
        let limit = if more { MORE_VALUES } else { TOP_VALUES };
        answer.top(catalog, query, facet, limit).into_iter().map(value_count).collect()
    };
    FacetCounts { name: facet.name().to_owned(), values, distinct }
}

/// Rungs and kinds have an order that people know: it stands, and what nothing says, code 0, comes last. All of them stay, so
/// that nothing moves when counts change.
fn short(catalog: &Catalog, answer: &Answer, query: &Query, facet: Facet) -> Vec<ValueCount> {
    let selected = query.selected(facet);
    let value = |code: u32| {
        let (value, count) = (catalog.value(facet, code), answer.counts(facet)[code as usize]);
        let selected = selected.iter().any(|slug| slug == value.slug);
        ValueCount { slug: value.slug.to_owned(), label: value.label.to_owned(), count, selected }
    };
    (1..catalog.values(facet)).chain([0]).map(value).collect()
}

fn value_count(v: catalog::Counted<'_>) -> ValueCount {
    ValueCount { slug: v.slug.to_owned(), label: v.label.to_owned(), count: v.count, selected: v.selected }
}

/// A role as a row of the list.
pub fn card(role: &RoleView<'_>) -> Card {
    let pay = role.pay();
    Card {
        id: role.id().to_string(),
        slug: role.slug(),
        title: role.title().to_string(),
        company: role.company().label.to_owned(),
        places: places(role, ROW_PLACES),
        workplace: match role.workplace() {
            catalog::schema::Workplace::Unspecified => String::new(),
            w => w.label().to_owned(),
        },
        pay: pay.as_ref().map(format::pay).unwrap_or_default(),
        pay_exact: pay.as_ref().map(format::pay_exact).unwrap_or_default(),
        skills: role.skills().take(ROW_SKILLS).map(|s| s.label.to_owned()).collect(),
        published: role.published(),
    }
}

/// The first places by name, and how many more there are.
fn places(role: &RoleView<'_>, shown: usize) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (city, _, country) in role.places() {
        let name = city.map_or(country.label, |c| c.label);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(shown);
    names.truncate(shown);
    let mut text = names.join(", ");
    if more > 0 {
        text.push_str(&format!(" +{more}"));
    }
    text
}

fn relaxed(session: &Session, query: &Query, now: i64) -> Vec<Relaxed> {
    const OFFERED: usize = 4;
    let catalog = session.catalog();
    let fewer = session.relax(query, now).into_iter().take(OFFERED);
    fewer
        .map(|(q, total)| Relaxed { without: difference(catalog, query, &q), query: q.to_string(), total })
        .collect()
}

/// The filters of a query that another one lacks, in words.
fn difference(catalog: &Catalog, query: &Query, fewer: &Query) -> String {
    let left = filters(catalog, fewer, true);
    let gone: Vec<_> = filters(catalog, query, true)
        .into_iter()
        .filter(|f| left.iter().all(|l| l.label != f.label))
        .map(|f| f.label)
        .collect();
    gone.join(", ")
}

/// A slug in the catalogue's words, or as words of its own.
fn label(catalog: &Catalog, facet: Facet, slug: &str) -> String {
    match catalog.code_of(facet, slug) {
        Some(code) => catalog.value(facet, code).label.to_owned(),
        None => slug.replace('-', " "),
    }
}

/// Every active filter in the order of the page. `has_text` says whether the words of the query's `text` are among them, or could
/// not be looked up.
fn filters(catalog: &Catalog, query: &Query, has_text: bool) -> Vec<Filter> {
    let mut out = Vec::new();
    let mut push = |label: String, change: &dyn Fn(&mut Query)| {
        let mut q = query.clone();
        change(&mut q);
        q.page = 0;
        out.push(Filter { label, without: q.to_string() });
    };
    if !query.q.is_empty() {
        push(format!("“{}”", query.q), &|q| q.q.clear());
    }
    if !query.text.is_empty() {
        let state = if has_text { "" } else { " (not applied)" };
        push(format!("Text: “{}”{state}", query.text), &|q| q.text.clear());
    }
    for facet in FACETS {
        for slug in query.selected(facet) {
            let name = if slug == UNSPECIFIED {
                format!("{} not stated", title(facet))
            } else {
                label(catalog, facet, slug)
            };
            push(name, &|q| q.toggle(facet, slug));
        }
    }
    for slug in &query.without_skills {
        push(format!("without {}", label(catalog, Facet::Skills, slug)), &|q| {
            q.without_skills.retain(|s| s != slug);
        });
    }
    for slug in &query.hide_companies {
        push(format!("not {}", label(catalog, Facet::Company, slug)), &|q| {
            q.hide_companies.retain(|s| s != slug);
        });
    }
    for word in &query.hide_words {
        push(format!("not “{word}”"), &|q| q.hide_words.retain(|w| w != word));
    }
    if let Some(country) = query.open_to {
        let name = label(catalog, Facet::Country, &country.code().to_ascii_lowercase());
        push(format!("Open to {name}"), &|q| q.open_to = None);
    }
    if let Some(salary) = query.salary {
        let currency = query.currency.unwrap_or(Currency::EUR);
        push(format!("≥ {}", format::amount(f64::from(salary), currency)), &|q| {
            q.salary = None;
            q.pay = PayFilter::Default;
        });
    }
    if query.pay == PayFilter::Stated {
        push("Pay stated".to_owned(), &|q| q.pay = PayFilter::Default);
    }
    if let Some(days) = query.within {
        push(format!("Last {days} days"), &|q| q.within = None);
    }
    out
}

/// A facet's heading.
pub fn title(facet: Facet) -> &'static str {
    match facet {
        Facet::Category => "Category",
        Facet::Level => "Level",
        Facet::Workplace => "Workplace",
        Facet::Employment => "Employment",
        Facet::Country => "Country",
        Facet::City => "City",
        Facet::Company => "Company",
        Facet::Visa => "Visa",
        Facet::Skills => "Skills",
    }
}

/// What of a query this catalogue cannot apply.
fn notices(catalog: &Catalog, query: &Query, has_text: bool) -> Vec<Notice> {
    let mut out: Vec<_> = catalog.unknown(query).iter().map(notice).collect();
    if !has_text {
        out.push(Notice {
            name: "text".to_owned(),
            value: query.text.clone(),
            why: "could not be looked up in the postings’ texts; showing roles without that filter"
                .to_owned(),
        });
    }
    out
}

/// A part of a query string that was not understood, as the page tells it.
pub fn notice(ignored: &Ignored) -> Notice {
    Notice { name: ignored.name.clone(), value: ignored.value.clone(), why: ignored.why.to_owned() }
}

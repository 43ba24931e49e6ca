//! The golden file: one small catalogue as the bytes of each format version.
//!
//! `golden/roles.txt` is the catalogue as text, three lines a role, newest first; `golden/v2.snapshot` is what the builder
//! makes of it, `golden/v1.snapshot` what it made of it once. The tests hold that the same roles still give the same bytes, and
//! that the bytes of each version still read as the same roles and answer the same.
//!
//! A changed format needs a new version number and a new golden file (`golden/v3.snapshot`); the old ones stay, and the tests
//! then hold that they are read, or refused with a clear error. `CODEDECK_BLESS=1` rewrites the file of the current version:
//! right only while no build with that version has been published.

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

use std::path::PathBuf;
use std::sync::Arc;

use catalog::money::{Basis, Currency, Pay, Period, Rates};
use catalog::place::{Country, OpenTo, Place, Region, Territory};
use catalog::query::Query;
use catalog::role::{Role, RoleId};
use catalog::schema::{Category, Employment, Facet, Level, Value, Visa, Workplace};
use catalog::{Ask, Build, Builder, Catalog, RoleView, Row, SNAPSHOT_VERSION};

const ROLES: &str = include_str!("golden/roles.txt");
/// The text's times are minutes before this one, minutes since 1970: 2026-09-21, 14:13.
const BASE: i64 = 29_833_333;
const MADE_AT: i64 = BASE * 60;

const CITIES: [(&str, &str, Option<&str>, &str); 7] = [
    ("berlin-de", "Berlin", Some("DE.16"), "de"),
    ("lisbon-pt", "Lisbon", Some("PT.14"), "pt"),
    ("london-gb", "London", Some("GB.ENG"), "gb"),
    ("paris-fr", "Paris", None, "fr"),
    ("porto-pt", "Porto", Some("PT.17"), "pt"),
    ("sao-paulo-br", "São Paulo", Some("BR.27"), "br"),
    ("zurich-ch", "Zürich", Some("CH.ZH"), "ch"),
];
const SKILLS: [(&str, &str); 8] = [
    ("c-plus-plus", "C++"),
    ("kotlin", "Kotlin"),
    ("kubernetes", "Kubernetes"),
    ("postgresql", "PostgreSQL"),
    ("python", "Python"),
    ("rust", "Rust"),
    ("sql", "SQL"),
    ("typescript", "TypeScript"),
];
const RATES: [(&str, f64); 6] =
    [("BRL", 5.0), ("CHF", 0.8), ("EUR", 0.9), ("GBP", 0.75), ("JPY", 150.0), ("USD", 1.0)];

/// The versions of the format and what their golden files' payloads hash to.
const VERSIONS: [(u16, &str); 2] = [(1, "b4a96b9c522844cb"), (SNAPSHOT_VERSION, "56fccdae9e9ea163")];

fn golden(version: u16) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/v{version}.snapshot"))
}

fn open(version: u16) -> Arc<Catalog> {
    Arc::new(Catalog::open(&std::fs::read(golden(version)).unwrap()).unwrap())
}

/// The catalogue's bytes, built from the text and from roles that the builder must leave out or tidy.
fn built() -> Vec<u8> {
    let per_usd = RATES.iter().map(|&(code, rate)| (Currency::parse(code).unwrap(), rate)).collect();
    let rates = Rates { date: "2026-09".into(), per_usd };
    let mut builder = Builder::new(Build { made_at: MADE_AT, rates });
    let mut roles = roles();
    let first = roles[0].clone();
    roles.push(Role { id: RoleId::new(1 << 40), closed_day: Some(20_000), ..first.clone() });
    roles.push(Role { id: RoleId::new(2 << 40), category: Category::NotTech, ..first.clone() });
    roles.push(Role { title: "A second role of one id".into(), published: 0, ..first });
    let wide = &mut roles[1];
    wide.title = format!("  {}\n", wide.title.replace(' ', "\t "));
    wide.skills.push(wide.skills[0].clone());
    wide.skills.reverse();
    roles.reverse();
    roles.into_iter().for_each(|role| builder.add(role));
    builder.finish()
}

#[test]
fn the_same_roles_give_the_bytes_of_the_golden_file() {
    let bytes = built();
    if std::env::var_os("CODEDECK_BLESS").is_some_and(|v| v == "1") {
        std::fs::write(golden(SNAPSHOT_VERSION), &bytes).unwrap();
    }
    let expected = std::fs::read(golden(SNAPSHOT_VERSION)).unwrap_or_default();
    let at = bytes.iter().zip(&expected).position(|(a, b)| a != b).unwrap_or(bytes.len().min(expected.len()));
    assert!(
        bytes == expected,
        "the snapshot's bytes changed: {} bytes, {} in {}, different from byte {at} on.\n\
         A changed format needs a new version in catalog/src/snapshot/header.rs and a new golden file; the old one stays.\n\
         If no build with this version has been published, CODEDECK_BLESS=1 cargo test -p catalog --test golden bytes rewrites it.",
        bytes.len(),
        expected.len(),
        golden(SNAPSHOT_VERSION).display(),
    );
}

#[test]
fn the_golden_files_read_as_the_roles_that_they_were_made_from() {
    VERSIONS.into_iter().for_each(|(version, content)| reads_as_the_roles(&open(version), content));
}

fn reads_as_the_roles(catalog: &Catalog, content: &str) {
    assert_eq!(catalog.len(), 17);
    assert_eq!(catalog.made_at(), MADE_AT);
    assert_eq!(catalog.version(), content);
    assert_eq!(catalog.rates().date, "2026-09");
    let rates: Vec<_> = catalog.rates().per_usd.iter().map(|(c, rate)| (c.code(), *rate)).collect();
    assert_eq!(rates, RATES);
    let text: String = (0..catalog.len()).map(|row| written(catalog.role(Row(row)))).collect();
    assert_eq!(text, ROLES);
}

/// A vocabulary's value that no role has could change its code unseen.
#[test]
fn the_golden_roles_have_every_value_of_every_vocabulary() {
    let roles = roles();
    let count =
        |of: &dyn Fn(&Role) -> u8| roles.iter().map(of).collect::<std::collections::BTreeSet<_>>().len();
    assert_eq!(count(&|r| r.category.code()), Category::ALL.len() - 1, "all but not-tech");
    assert_eq!(count(&|r| r.level.code()), Level::ALL.len());
    assert_eq!(count(&|r| r.workplace.code()), Workplace::ALL.len());
    assert_eq!(count(&|r| r.employment.code()), Employment::ALL.len());
    assert_eq!(count(&|r| r.visa.code()), Visa::ALL.len());
    let pay = |part: fn(&Pay) -> u8| roles.iter().filter_map(|r| r.pay.as_ref()).map(part);
    let distinct = |part| pay(part).collect::<std::collections::BTreeSet<_>>().len();
    assert_eq!(distinct(|p| p.period as u8), Period::ALL.len());
    assert_eq!(distinct(|p| p.basis as u8), 3);
    assert_eq!(distinct(|p| u8::from(p.min.is_some()) + 2 * u8::from(p.max.is_some())), 3);
    for region in Region::ALL {
        let names = |r: &Role| written_open_to(&r.open_to).split(' ').any(|t| t == region.code());
        assert!(roles.iter().any(names), "{region:?}");
    }
}

fn check(query: &str, expected: &str) {
    VERSIONS.into_iter().for_each(|(version, _)| answers(&open(version), query, expected));
}

fn answers(catalog: &Arc<Catalog>, query: &str, expected: &str) {
    let (query, ignored) = Query::parse(query);
    assert_eq!(ignored, []);
    let answer = catalog.answer(&query, Ask { now: MADE_AT, first: 0, len: 4 });
    let ids: Vec<String> = answer.rows.iter().map(|&row| catalog.role(row).id().to_string()).collect();
    let mut out = format!("total {}\nfirst {}\n", answer.total, ids.join(" "));
    out += &format!("stated {}, unstated {}\n", answer.stated, answer.unstated);
    let bars = answer.histogram.counts.iter().zip(0..).filter(|(count, _)| **count > 0);
    let bars: Vec<String> =
        bars.map(|(count, bar)| format!("{}:{count}", bar * answer.histogram.width)).collect();
    out += &format!("{} {}\n", answer.histogram.currency.code(), bars.join(" "));
    for facet in Facet::ALL {
        let mark = |selected| if selected { "*" } else { "" };
        let top = answer.top(catalog, &query, facet, 100);
        let top: Vec<String> =
            top.iter().map(|v| format!("{}{}:{}", mark(v.selected), v.slug, v.count)).collect();
        out += &format!("{} {}\n", facet.name(), top.join(" "));
    }
    assert_eq!(out.trim(), expected.trim(), "{query}");
}

#[test]
fn everything_is_counted_where_nothing_is_asked() {
    check(
        "",
        "total 17\n\
         first 0000000001 000000000h 00000000zz 0000000a2b\n\
         stated 11, unstated 6\n\
         EUR 10000:1 30000:1 50000:1 60000:1 80000:1 90000:1 100000:1 110000:1 150000:1 160000:1 \
           290000:1\n\
         category unspecified:1 backend:1 frontend:1 full-stack:1 mobile:1 data-engineering:1 data-science:1 machine-learning:1 devops-sre:1 platform-infrastructure:1 security:1 qa-test:1 embedded-hardware:1 game-graphics:1 engineering-management:1 product-design-other-tech:1 solutions-support:1\n\
         level mid:4 senior:4 unspecified:2 junior:2 intern:1 staff:1 principal:1 manager:1 director-plus:1\n\
         workplace hybrid:6 remote:6 on-site:3 unspecified:2\n\
         employment full-time:10 unspecified:2 contract:2 part-time:1 internship:1 temporary:1\n\
         country unspecified:4 gb:4 pt:3 ch:2 de:2 br:1 es:1 fr:1 us:1\n\
         city unspecified:6 london-gb:3 berlin-de:2 lisbon-pt:2 porto-pt:2 zurich-ch:2 paris-fr:1 \
           sao-paulo-br:1\n\
         company northwind-metrics:5 harbour-systems:4 atelier-lodz:3 quiet-robots:3 aoi-mizuumi:2\n\
         visa unspecified:10 refused:4 offered:3\n\
         skills unspecified:5 rust:5 c-plus-plus:3 typescript:3 kubernetes:2 postgresql:2 python:2 \
           sql:2 kotlin:1",
    );
}

/// Levels are counted over hybrid roles, workplaces over mid and senior ones, all else over both; skills over the answer.
#[test]
fn a_facet_is_counted_with_its_own_selection_lifted() {
    check(
        "q=eng&level=mid,senior&workplace=hybrid",
        "total 2\n\
         first 0000000001 0000000b04\n\
         stated 1, unstated 1\n\
         EUR 80000:1\n\
         category backend:1 qa-test:1\n\
         level *mid:0 *senior:2 intern:1 manager:1\n\
         workplace *hybrid:2 on-site:1 remote:1\n\
         employment full-time:2\n\
         country pt:2 es:1\n\
         city porto-pt:2 lisbon-pt:1\n\
         company harbour-systems:2\n\
         visa unspecified:1 offered:1\n\
         skills c-plus-plus:1 postgresql:1 rust:1 typescript:1",
    );
}

/// Each skill narrows what the others found, and the counts say what one more would leave.
#[test]
fn all_of_the_skills_are_asked_for() {
    check(
        "skills=c-plus-plus,rust",
        "total 2\n\
         first 0000000001 0000000b06\n\
         stated 1, unstated 1\n\
         EUR 80000:1\n\
         category backend:1 game-graphics:1\n\
         level senior:2\n\
         workplace hybrid:1 remote:1\n\
         employment full-time:1 contract:1\n\
         country unspecified:1 es:1 pt:1\n\
         city unspecified:1 lisbon-pt:1 porto-pt:1\n\
         company atelier-lodz:1 harbour-systems:1\n\
         visa unspecified:1 offered:1\n\
         skills *c-plus-plus:2 *rust:2 postgresql:1",
    );
}

#[test]
fn pay_is_compared_across_currencies_and_periods() {
    check(
        "open_to=BR&salary=60000&currency=EUR&sort=salary",
        "total 2\n\
         first 0000000b01 000000000h\n\
         stated 3, unstated 1\n\
         EUR 10000:1 100000:1 290000:1\n\
         category machine-learning:1 devops-sre:1\n\
         level mid:1 principal:1\n\
         workplace remote:2\n\
         employment full-time:2\n\
         country unspecified:2\n\
         city unspecified:2\n\
         company northwind-metrics:1 quiet-robots:1\n\
         visa unspecified:1 offered:1\n\
         skills rust:2 kubernetes:1 python:1",
    );
}

/// The roles of the text.
fn roles() -> Vec<Role> {
    let lines: Vec<&str> = ROLES.lines().collect();
    lines.chunks(3).map(|record| role(record).unwrap()).collect()
}

fn role(record: &[&str]) -> Option<Role> {
    let [head, who, what] = record else { return None };
    let (id, title) = head.split_once(' ')?;
    let (company, words) = who.trim().split_once("; ")?;
    let (slug, label) = company.split_once(" = ")?;
    let words: Vec<&str> = words.split(' ').collect();
    let parts: Vec<&str> = what.trim().split("; ").collect();
    let times: Vec<i64> = parts[4].split(' ').map(|n| BASE - n.parse::<i64>().unwrap()).collect();
    Some(Role {
        id: RoleId::parse(id)?,
        title: title.to_owned(),
        company: value(slug, label),
        category: Category::from_slug(words[0])?,
        level: Level::from_slug(words[1])?,
        workplace: Workplace::from_slug(words[2])?,
        employment: Employment::from_slug(words[3])?,
        visa: Visa::from_slug(words[4])?,
        places: terms(parts[0].strip_prefix("at ")?).map(place).collect(),
        open_to: open_to(parts[1].strip_prefix("open to ")?),
        pay: pay(parts[2]),
        skills: terms(parts[3])
            .map(|slug| *SKILLS.iter().find(|s| s.0 == slug).unwrap())
            .map(|(s, l)| value(s, l))
            .collect(),
        // The seconds within a minute are not kept.
        published: times[0] * 60 + 7,
        first_seen: times[1] * 60 + 59,
        closed_day: None,
    })
}

fn value(slug: &str, label: &str) -> Value {
    Value { slug: slug.to_owned(), label: label.to_owned() }
}

fn terms(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|term| *term != "-")
}

fn place(term: &str) -> Place {
    let city = CITIES.iter().find(|city| city.0 == term);
    Place {
        city: city.map(|(slug, label, ..)| value(slug, label)),
        region: city.and_then(|city| city.2).map(str::to_owned),
        country: Country::parse(city.map_or(term, |city| city.3)).unwrap(),
    }
}

/// Regions are written in capitals, countries in small letters: `NA` is North America, `na` Namibia.
fn open_to(text: &str) -> OpenTo {
    let territory = |term: &str| match Region::from_code(term) {
        Some(region) => Territory::Region(region),
        None => Territory::Country(Country::parse(term).unwrap()),
    };
    match text {
        "-" => OpenTo::Unspecified,
        "worldwide" => OpenTo::Worldwide,
        terms => OpenTo::Only(terms.split(' ').map(territory).collect()),
    }
}

fn pay(text: &str) -> Option<Pay> {
    let words: Vec<&str> = text.split(' ').collect();
    let [range, currency, period, basis] = words[..] else { return None };
    let (min, max) = range.split_once("..")?;
    Some(Pay {
        min: min.parse().ok(),
        max: max.parse().ok(),
        currency: Currency::parse(currency)?,
        period: Period::from_slug(period)?,
        basis: match basis {
            "base" => Basis::Base,
            "total" => Basis::Total,
            _ => Basis::Unclear,
        },
    })
}

/// A row of the opened catalogue as the text has it.
fn written(role: RoleView<'_>) -> String {
    let words = [
        role.category().slug(),
        role.level().slug(),
        role.workplace().slug(),
        role.employment().slug(),
        role.visa().slug(),
    ];
    let company = role.company();
    let places =
        role.places().map(|(city, country, _)| city.map_or(country.code().to_lowercase(), |c| c.slug.into()));
    format!(
        "{} {}\n  {} = {}; {}\n  at {}; open to {}; {}; {}; {} {}\n",
        role.id(),
        role.title(),
        company.slug,
        company.label,
        words.join(" "),
        listed(places),
        written_open_to(role.open_to()),
        role.pay().map_or("-".to_owned(), |pay| written_pay(&pay)),
        listed(role.skills().map(|skill| skill.slug.to_owned())),
        BASE - role.published() / 60,
        BASE - role.first_seen() / 60,
    )
}

fn listed(terms: impl Iterator<Item = String>) -> String {
    let terms: Vec<String> = terms.collect();
    if terms.is_empty() { "-".to_owned() } else { terms.join(" ") }
}

fn written_open_to(open_to: &OpenTo) -> String {
    let term = |territory: &Territory| match territory {
        Territory::Region(region) => region.code().to_owned(),
        Territory::Country(country) => country.code().to_lowercase(),
    };
    match open_to {
        OpenTo::Unspecified => "-".to_owned(),
        OpenTo::Worldwide => "worldwide".to_owned(),
        OpenTo::Only(territories) => listed(territories.iter().map(term)),
    }
}

fn written_pay(pay: &Pay) -> String {
    let end = |end: Option<f64>| end.map_or(String::new(), |amount| amount.to_string());
    let basis = match pay.basis {
        Basis::Base => "base",
        Basis::Total => "total",
        Basis::Unclear => "unclear",
    };
    format!("{}..{} {} {} {basis}", end(pay.min), end(pay.max), pay.currency.code(), pay.period.slug())
}

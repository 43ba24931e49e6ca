//! Cells against a loop over the roles, and what stands beside the amounts.

use std::sync::Arc;

use catalog::money::{Basis, Currency, Pay, Period};
use catalog::place::{Country, OpenTo, Place as At};
use catalog::query::Query;
use catalog::role::{Role, RoleId};
use catalog::schema::{Category, Employment, Level, Value, Visa, Workplace};
use catalog::stats::compare::Prices;
use catalog::stats::{Cell, Comparison, Distribution, Options, Parity, Place, Point, PowerTable};
use catalog::{Build, Builder, Catalog};

use super::{near, roles};

const NOW: i64 = 1_790_000_000;
const CLOSED: i32 = 20_000;

fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

/// The open roles, and those that closed on [`CLOSED`] or later.
fn comparison(roles: &[Role]) -> Comparison {
    let build = || Build { made_at: NOW, rates: roles::rates() };
    let catalog = |mut builder: Builder| {
        roles.iter().cloned().for_each(|role| builder.add(role));
        Arc::new(Catalog::open(&builder.finish()).unwrap())
    };
    let closed = catalog(Builder::closed_since(build(), CLOSED));
    Comparison::new(catalog(Builder::new(build())), Some(closed))
}

fn one(roles: &[Role], base: &str, place: Place, rung: &[Level], options: Options<'_>) -> Cell {
    let (base, ignored) = Query::parse(base);
    assert_eq!(ignored, []);
    comparison(roles).cells(&base, &[place], &[rung], options, NOW).remove(0)
}

/// A senior backend role in Berlin.
fn role(id: u64, company: &str, pay: Option<Pay>) -> Role {
    let value = |slug: &str| Value { slug: slug.into(), label: slug.into() };
    Role {
        id: RoleId::new(id),
        title: "Engineer".into(),
        company: value(company),
        category: Category::Backend,
        level: Level::Senior,
        workplace: Workplace::Hybrid,
        employment: Employment::FullTime,
        visa: Visa::Unspecified,
        places: vec![At { city: Some(value("berlin-de")), region: None, country: country("DE") }],
        open_to: OpenTo::Unspecified,
        pay,
        skills: vec![],
        published: NOW,
        first_seen: NOW,
        closed_day: None,
    }
}

fn pay(min: f64, max: f64, currency: &str, period: Period) -> Option<Pay> {
    let currency = Currency::parse(currency).unwrap();
    Some(Pay { min: Some(min), max: Some(max), currency, period, basis: Basis::Base })
}

fn euros(amount: f64) -> Option<Pay> {
    pay(amount, amount, "EUR", Period::Year)
}

#[test]
fn cells_are_what_a_loop_over_the_roles_gives() {
    let rungs: [&[Level]; 4] = [&[], &[Level::Senior], &[Level::Staff, Level::Principal], &[Level::Mid]];
    let places = [
        Place::Any,
        Place::City("berlin-de".into()),
        Place::Country(country("FR")),
        Place::City("nowhere-xx".into()),
    ];
    let (base, _) =
        Query::parse("category=backend,unspecified&level=junior,senior&salary=90000&currency=GBP");
    let mut cells_with_pay = 0;
    for seed in 0..200 {
        let roles = roles::Draw::new(seed).roles(NOW);
        let cells = comparison(&roles).cells(&base, &places, &rungs, Options::default(), NOW);
        assert_eq!(cells.len(), places.len() * rungs.len());
        let each = places.iter().flat_map(|place| rungs.iter().map(move |rung| (place, *rung)));
        for (cell, (place, rung)) in cells.iter().zip(each) {
            let is_here = |role: &&Role| match place {
                Place::Any => true,
                Place::Country(country) => role.places.iter().any(|p| p.country == *country),
                Place::City(slug) => {
                    role.places.iter().any(|p| p.city.as_ref().is_some_and(|c| c.slug == *slug))
                }
            };
            let levels = if rung.is_empty() { &[Level::Junior, Level::Senior] } else { rung };
            let here: Vec<&Role> = roles
                .iter()
                .filter(|r| [Category::Backend, Category::Unspecified].contains(&r.category))
                .filter(|r| r.closed_day.is_none_or(|day| day >= CLOSED) && levels.contains(&r.level))
                .filter(is_here)
                .collect();
            let at = format!("seed {seed}, {place:?}, {rung:?}");
            assert_eq!(cell.roles as usize, here.len(), "{at}");
            assert_eq!(cell.closed as usize, here.iter().filter(|r| r.closed_day.is_some()).count(), "{at}");
            let expected = loop_over(&here);
            assert_eq!(cell.stated, expected.n() + expected.outliers(), "{at}");
            assert_eq!((cell.pay.n(), cell.pay.companies()), (expected.n(), expected.companies()), "{at}");
            assert!(near(cell.pay.effective_n(), expected.effective_n()), "{at}");
            for p in [0.1, 0.25, 0.5, 0.9] {
                let both = cell.pay.quantile(p).zip(expected.quantile(p));
                assert!(both.is_none_or(|(a, b)| near(a, b)), "{at}: {both:?}");
            }
            cells_with_pay += u32::from(cell.pay.n() > 0);
        }
    }
    assert!(cells_with_pay > 500, "{cells_with_pay}");
}

/// The pay of those roles in pounds, the plain way.
fn loop_over(roles: &[&Role]) -> Distribution {
    let rates = roles::rates();
    let gbp = Currency::parse("GBP").unwrap();
    let points = roles.iter().filter_map(|role| {
        let pay = role.pay?;
        let (low, high) = (pay.min.or(pay.max)?, pay.max.or(pay.min)?);
        let hours = pay.period.per_year();
        let amount = (low + high) / 2.0 * hours * rates.per_usd(gbp)? / rates.per_usd(pay.currency)?;
        let company = role.company.slug.bytes().map(u32::from).sum();
        Point::new(amount, company, 1.0)
    });
    Distribution::new(points.collect())
}

#[test]
fn a_cell_opens_its_postings() {
    let base = "category=backend&level=mid&country=fr&salary=90000&pay=stated&page=3";
    let cell = one(
        &[],
        base,
        Place::City("berlin-de".into()),
        &[Level::Staff, Level::Principal],
        Options::default(),
    );
    let (expected, _) = Query::parse("category=backend&level=principal,staff&city=berlin-de");
    assert_eq!(cell.query, expected, "{}", cell.query);
    assert_eq!((cell.roles, cell.stated_share(), cell.pay.n()), (0, None, 0));
    let cell = one(&[], base, Place::Any, &[], Options::default());
    let (expected, _) = Query::parse("category=backend&level=mid&country=fr");
    assert_eq!(cell.query, expected, "what the query selects stays");
}

#[test]
fn an_hour_a_month_and_a_range_come_to_a_year() {
    let roles = [
        role(1, "a", euros(62_400.0)),
        role(2, "b", pay(30.0, 30.0, "EUR", Period::Hour)),
        role(3, "c", pay(5_000.0, 5_400.0, "EUR", Period::Month)),
        role(4, "d", pay(60_000.0, 64_800.0, "EUR", Period::Year)),
        role(5, "e", None),
        role(6, "f", pay(5.0, 5.0, "XAU", Period::Year)),
    ];
    let cell = one(&roles, "", Place::Any, &[], Options::default());
    assert_eq!((cell.roles, cell.stated, cell.pay.n()), (6, 4, 4));
    assert!(near(cell.stated_share().unwrap(), 4.0 / 6.0), "gold has no rate");
    assert!(cell.pay.points().iter().all(|point| near(point.amount(), 62_400.0)));
    let cell = one(&roles, "currency=JPY", Place::Any, &[], Options::default());
    assert!(near(cell.pay.quantile(0.5).unwrap(), 62_400.0 / 0.9 * 150.0));
}

#[test]
fn base_and_total_are_never_mixed() {
    let total = Pay { basis: Basis::Total, ..euros(150_000.0).unwrap() };
    let roles = [role(1, "a", euros(100_000.0)), role(2, "b", Some(total))];
    for (basis, expected) in
        [(Basis::Base, Some(100_000.0)), (Basis::Total, Some(150_000.0)), (Basis::Unclear, None)]
    {
        let cell = one(&roles, "", Place::Any, &[], Options { basis, power: None });
        assert_eq!((cell.stated, cell.pay.quantile(0.5)), (2, expected), "{basis:?}");
    }
}

#[test]
fn recently_closed_roles_count_and_a_company_is_one_in_both_catalogues() {
    let mut roles = vec![role(1, "b", euros(90_000.0)), role(2, "c", euros(80_000.0))];
    for (id, company, day) in [(3, "a", CLOSED), (4, "b", CLOSED + 9), (5, "d", CLOSED - 1)] {
        roles.push(Role { closed_day: Some(day), ..role(id, company, euros(70_000.0)) });
    }
    let cell = one(&roles, "", Place::Any, &[Level::Senior], Options::default());
    assert_eq!((cell.roles, cell.closed, cell.stated), (4, 2, 4), "d closed too long ago");
    assert_eq!((cell.pay.n(), cell.pay.companies()), (4, 3));
}

#[test]
fn purchasing_power_names_its_year_and_needs_one_country() {
    let parity = |code, buys, year| Parity { country: country(code), buys, year };
    let table = PowerTable::new("made up", vec![parity("DE", 1.25, 2024), parity("US", 1.0, 2023)]);
    let mut roles = vec![role(1, "a", euros(80_000.0))];
    roles.push(Role { closed_day: Some(CLOSED), ..role(2, "b", euros(80_000.0)) });
    let berlin = || Place::City("berlin-de".into());
    let check = |place, home, expected: Option<f64>| {
        let options = Options { power: Some((&table, country(home))), ..Options::default() };
        let cell = one(&roles, "", place, &[], options);
        assert_eq!(cell.stated, 2, "what is stated is counted");
        assert_eq!(cell.pay.quantile(0.5), expected);
        cell.prices
    };
    let german = Prices::Power(parity("DE", 1.25, 2024));
    assert_eq!(check(berlin(), "US", Some(100_000.0)), german);
    assert_eq!(check(berlin(), "DE", Some(80_000.0)), german);
    assert_eq!(check(Place::Country(country("DE")), "US", Some(100_000.0)), german);
    assert_eq!(check(Place::Any, "US", None), Prices::Unknown);
    assert_eq!(check(berlin(), "FR", None), Prices::Unknown);
    let cell = one(&roles, "", berlin(), &[], Options::default());
    assert_eq!((cell.prices, cell.pay.quantile(0.5)), (Prices::Nominal, Some(80_000.0)));
}

//! Pay by place and level.

use std::sync::Arc;

use super::distribution::{Distribution, Point};
use super::power::{Parity, PowerTable};
use crate::catalog::Catalog;
use crate::exec::Session;
use crate::money::{Basis, Currency};
use crate::place::Country;
use crate::query::{PayFilter, Query};
use crate::schema::{Facet, Level};

/// Where a cell's roles are. A role with several places counts in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Wherever the query says.
    Any,
    /// A country, instead of those that the query selects.
    Country(Country),
    /// A city's slug, instead of those that the query selects.
    City(String),
}

/// What is compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Pay of this basis alone; base by default.
    pub basis: Basis,
    /// Amounts that buy as much at the prices of that country, by that table; nominal where `None`.
    pub power: Option<(&'a PowerTable, Country)>,
}

/// In what money a cell's amounts are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Prices {
    /// As paid, at the catalogue's exchange rates.
    Nominal,
    /// What buys as much at the prices of another country; the figure of the cell's own country, with its year.
    Power(Parity),
    /// Purchasing power was asked for, but the place has no figure, or is no single country: the cell has no amounts.
    Unknown,
}

/// The pay of one place and level.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Whose roles these are: the base query with the cell's place and level, without a pay filter.
    pub query: Query,
    /// How many roles there are, open and recently closed, whether they state pay or not.
    pub roles: u32,
    /// How many of them are closed.
    pub closed: u32,
    /// How many of them state pay that can be compared (its currency has a rate), of any basis.
    pub stated: u32,
    /// In what money `pay` is.
    pub prices: Prices,
    /// Pay of the asked-for basis, the middle of each range, units of [`Comparison::currency`] a year.
    pub pay: Distribution,
}

impl Cell {
    /// The share of roles that state pay, 0 to 1; `None` without a role.
    pub fn stated_share(&self) -> Option<f64> {
        (self.roles > 0).then(|| f64::from(self.stated) / f64::from(self.roles))
    }
}

/// Compares, again and again: it keeps what the engine keeps between queries.
///
/// The engine finds a cell's rows: a few ANDs over bitmaps (rows of the catalogue ÷ 64 steps each). Everything after is
/// linear in the rows of the cell: about 0.2 µs for each that states pay, so 0.4 ms for eight places and four levels of
/// 20,000 roles, and 1.5 ms of 100,000 (release build, one core).
pub struct Comparison {
    sessions: Vec<Session>,
    /// `[catalogue][company code]` one number for each company of all catalogues.
    companies: Vec<Vec<u32>>,
}

impl Comparison {
    /// Over the open roles and, where there is one, the catalogue of the recently closed
    /// ([`crate::Builder::closed_since`]). A role must not be in both.
    pub fn new(open: Arc<Catalog>, closed: Option<Arc<Catalog>>) -> Comparison {
        let known = open.values(Facet::Company);
        let mut companies = vec![(0..known).collect()];
        if let Some(closed) = &closed {
            let number = |code: u32| {
                let slug = closed.value(Facet::Company, code).slug;
                open.code_of(Facet::Company, slug).unwrap_or(known + code)
            };
            companies.push((0..closed.values(Facet::Company)).map(number).collect());
        }
        let sessions = [Some(open), closed].into_iter().flatten().map(Session::new).collect();
        Comparison { sessions, companies }
    }

    /// The currency of all amounts: the query's, or the euro where the catalogue has no rate of it. Rates are those of the
    /// catalogue of open roles; their date is [`crate::money::Rates::date`].
    pub fn currency(&self, base: &Query) -> Currency {
        self.open().currency(base)
    }

    /// `[place][rung]` the cells, place by place. A rung is the levels that count together; one without a level is every
    /// level that the query selects. A pay filter of the query is lifted: what is above a limit says nothing of pay. `now`
    /// is Unix seconds, for [`Query::within`].
    pub fn cells(
        &mut self,
        base: &Query,
        places: &[Place],
        rungs: &[&[Level]],
        options: Options<'_>,
        now: i64,
    ) -> Vec<Cell> {
        let mut out = Vec::with_capacity(places.len() * rungs.len());
        for place in places {
            let prices = self.prices(place, options);
            for rung in rungs {
                out.push(self.cell(query(base, place, rung), prices, options, now));
            }
        }
        out
    }

    fn cell(&mut self, query: Query, prices: Prices, options: Options<'_>, now: i64) -> Cell {
        let open = Arc::clone(self.open());
        let currency = open.currency(&query);
        let factor = match (prices, options.power) {
            (Prices::Nominal, _) => Some(1.0),
            (Prices::Power(parity), Some((table, home))) => table.factor(parity.country, home),
            _ => None,
        };
        // `[catalogue]` roles: of the open ones, then of the closed ones.
        let mut roles = [0; 2];
        let mut stated = 0;
        let mut points = Vec::new();
        for ((session, companies), roles) in self.sessions.iter_mut().zip(&self.companies).zip(&mut roles) {
            let catalog = Arc::clone(session.catalog());
            for row in session.matches(&query, now).rows() {
                *roles += 1;
                let Some(pay) = catalog.columns.pay.get(row as usize) else { continue };
                let middle = open.rates().convert(pay.yearly_middle(), pay.currency, currency);
                let Some(amount) = middle else { continue };
                stated += 1;
                if let Some(factor) = factor.filter(|_| pay.basis == options.basis) {
                    let company = catalog.columns.company[row as usize] as usize;
                    points.extend(Point::new(amount * factor, companies[company], 1.0));
                }
            }
        }
        let [open, closed] = roles;
        Cell { query, roles: open + closed, closed, stated, prices, pay: Distribution::new(points) }
    }

    /// In what money the cells of a place are.
    fn prices(&self, place: &Place, options: Options<'_>) -> Prices {
        let Some((table, home)) = options.power else { return Prices::Nominal };
        let country = match place {
            Place::Any => None,
            Place::Country(country) => Some(*country),
            Place::City(slug) => self.sessions.iter().find_map(|session| session.catalog().country_of(slug)),
        };
        let parity = country.and_then(|country| table.get(country));
        parity.filter(|_| table.get(home).is_some()).map_or(Prices::Unknown, Prices::Power)
    }

    fn open(&self) -> &Arc<Catalog> {
        // `new` puts it first.
        self.sessions[0].catalog()
    }
}

/// The query of a cell.
fn query(base: &Query, place: &Place, rung: &[Level]) -> Query {
    let mut query = Query { salary: None, pay: PayFilter::Default, page: 0, ..base.clone() };
    let here = match place {
        Place::Any => None,
        Place::Country(country) => Some((Facet::Country, country.code().to_ascii_lowercase())),
        Place::City(slug) => Some((Facet::City, slug.clone())),
    };
    if let Some((facet, slug)) = here {
        query.selected_mut(Facet::Country).clear();
        query.selected_mut(Facet::City).clear();
        query.selected_mut(facet).push(slug);
    }
    if !rung.is_empty() {
        query.selected_mut(Facet::Level).clear();
    }
    for level in rung {
        if !query.selected(Facet::Level).iter().any(|slug| slug == level.slug()) {
            query.toggle(Facet::Level, level.slug());
        }
    }
    query
}

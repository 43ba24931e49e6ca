//! Purchasing power: what a sum buys in a country, beside what it buys in the United States.
//!
//! A salary of `amount` in a country's own currency buys there what `amount / units` US dollars buy in the United States. This
//! compares standards of living; what currencies are exchanged for is in [`crate::rates`].

use std::collections::HashMap;
use std::sync::LazyLock;

use catalog::place::Country;

const TABLE: &str = include_str!("../data/ppp.tsv");

/// A country's purchasing power parity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ppp {
    /// Units of the currency that the country had in that year, for one international dollar.
    pub units: f64,
    /// The year that the figure is for.
    pub year: u16,
}

static PARITIES: LazyLock<HashMap<Country, Ppp>> = LazyLock::new(|| TABLE.lines().filter_map(row).collect());

/// The latest figure of that country; `None` where there is none of the last years (the table's notes are in `data/README.md`).
pub fn ppp(country: Country) -> Option<Ppp> {
    PARITIES.get(&country).copied()
}

fn row(line: &str) -> Option<(Country, Ppp)> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [country, units, year] = cells[..] else { return None };
    Some((Country::parse(country)?, Ppp { units: units.parse().ok()?, year: year.parse().ok()? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Option<Ppp> {
        ppp(Country::parse(code).unwrap())
    }

    #[test]
    fn the_table_reads() {
        assert_eq!(PARITIES.len(), TABLE.lines().count());
        assert_eq!(of("US").map(|p| p.units), Some(1.0));
        let india = of("IN").unwrap();
        assert!(india.units > 15.0 && india.units < 30.0 && india.year >= 2024, "{india:?}");
        assert_eq!(of("TW"), None);
    }

    #[test]
    fn every_line_is_of_a_known_country_and_a_recent_year() {
        for (country, ppp) in PARITIES.iter() {
            assert!(country.is_known(), "{country:?}");
            assert!(ppp.units > 0.0 && ppp.year >= 2020, "{country:?} {ppp:?}");
        }
    }
}

//! What an amount buys in a country.

use crate::place::Country;

/// What a country's prices are beside those of the United States.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parity {
    /// Whose prices.
    pub country: Country,
    /// How many US dollars' worth, at the prices of the United States, one US dollar buys there once it is exchanged: units
    /// of the country's currency for a dollar ÷ units for an international dollar, both of `year`. Above one where prices
    /// are lower. Both of one year, as a currency that loses a half of its worth does not make a country cheap.
    pub buys: f64,
    /// The year that the figure is for.
    pub year: u16,
}

/// Purchasing power by country, of one named index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PowerTable {
    index: String,
    /// Sorted by country.
    parities: Vec<Parity>,
}

impl PowerTable {
    /// The table of the index of that name, as pages show it. Figures that are no positive number are left out; of two for
    /// a country the first stays.
    pub fn new(index: &str, parities: Vec<Parity>) -> PowerTable {
        let mut out = PowerTable { index: index.to_owned(), parities: Vec::new() };
        for parity in parities {
            let is_sound = parity.buys.is_finite() && parity.buys > 0.0;
            if let Err(at) = out.find(parity.country)
                && is_sound
            {
                out.parities.insert(at, parity);
            }
        }
        out
    }

    /// The index's name.
    pub fn index(&self) -> &str {
        &self.index
    }

    /// The figure of a country.
    pub fn get(&self, country: Country) -> Option<Parity> {
        Some(self.parities[self.find(country).ok()?])
    }

    /// What an amount earned in `country` is multiplied by, to be what buys as much at the prices of `home`; `None` where
    /// either has no figure.
    pub fn factor(&self, country: Country, home: Country) -> Option<f64> {
        Some(self.get(country)?.buys / self.get(home)?.buys)
    }

    fn find(&self, country: Country) -> Result<usize, usize> {
        self.parities.binary_search_by(|parity| parity.country.cmp(&country))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_goes_to_the_prices_of_another_country_and_back() {
        let [us, pt, xx] = ["US", "PT", "XX"].map(|code| Country::parse(code).unwrap());
        let parity = |country, buys| Parity { country, buys, year: 2024 };
        let table = PowerTable::new(
            "made up",
            vec![parity(us, 1.0), parity(pt, 1.6), parity(pt, 9.0), parity(xx, f64::NAN)],
        );
        assert_eq!(table.factor(pt, us), Some(1.6));
        assert_eq!(table.factor(us, pt), Some(1.0 / 1.6));
        assert_eq!(table.factor(pt, pt), Some(1.0));
        assert_eq!(table.factor(xx, us), None);
    }
}

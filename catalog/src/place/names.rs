//! Names of countries, after GeoNames' `countryInfo` (CC BY 4.0).

use super::Country;

/// Lines of code, tab, name, sorted by code.
const COUNTRIES: &str = include_str!("countries.tsv");

impl Country {
    /// The country's English name; the code where the table has none.
    pub fn name(&self) -> &str {
        named_as(self.code()).unwrap_or(self.code())
    }

    /// Whether it is a country of the table.
    pub fn is_known(&self) -> bool {
        named_as(self.code()).is_some()
    }

    /// Every country of the table.
    pub fn all() -> impl Iterator<Item = Country> {
        named().filter_map(|(code, _)| Country::parse(code))
    }
}

/// A tab stands behind codes only.
fn named_as(code: &str) -> Option<&'static str> {
    let at = COUNTRIES.find(&[code, "\t"].concat())?;
    COUNTRIES[at + code.len() + 1..].lines().next()
}

fn named() -> impl Iterator<Item = (&'static str, &'static str)> {
    COUNTRIES.lines().filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_names() {
        assert_eq!(Country::parse("pt").unwrap().name(), "Portugal");
        assert_eq!(Country::parse("zz").unwrap().name(), "ZZ");
        assert!(Country::all().count() > 240);
    }
}

//! The exchange rates that ship with the project.

use catalog::money::{Currency, Rates};

const TABLE: &str = include_str!("../data/rates.tsv");

/// Monthly averages of the latest month that the table has; `Rates::date` names it.
pub fn rates() -> Rates {
    let mut rates = Rates::default();
    for (key, value) in TABLE.lines().filter_map(|line| line.split_once('\t')) {
        if key == "date" {
            value.clone_into(&mut rates.date);
        } else if let (Some(currency), Ok(rate)) = (Currency::parse(key), value.parse()) {
            rates.per_usd.push((currency, rate));
        }
    }
    rates.per_usd.sort_by_key(|(currency, _)| *currency);
    rates
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_reads() {
        let rates = super::rates();
        assert!(rates.per_usd.len() >= 25);
        assert_eq!(rates.per_usd(catalog::money::Currency::USD), Some(1.0));
        assert_eq!(rates.date.len(), 7);
    }
}

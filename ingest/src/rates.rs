//! The European Central Bank's reference rates of a day, from its `eurofxref-daily.xml`. Parsing only; no IO.
//!
//! The bank publishes units of about thirty currencies for one euro, at about 16:00 CET of each working day. [`Daily::rates`]
//! turns them into the form that catalogues carry. Currencies that the bank does not list are taken from the bundled table: those
//! whose central banks peg them to the dollar, and the few others that it has, as a month's mean.

use catalog::money::{Currency, Rates};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use thiserror::Error;

/// Where the bank publishes the day's rates. Its statistics may be used freely where it is named as their source.
pub const URL: &str = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml";

/// The rates of one day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Daily {
    /// ISO 8601, for instance `2026-11-24`.
    pub date: String,
    /// Units of the currency for one euro, in the bank's order; without the euro.
    pub per_eur: Vec<(Currency, f64)>,
}

/// An answer that is not the bank's table: nothing of it counts.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the table of exchange rates cannot be read: {0}")]
pub struct RatesError(String);

impl Daily {
    /// Reads the bank's XML.
    ///
    /// # Errors
    /// What is no such table, has no date, lacks the US dollar, or has a rate that is no positive number.
    pub fn parse(body: &[u8]) -> Result<Daily, RatesError> {
        let text = String::from_utf8_lossy(body);
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let mut daily = Daily::default();
        let mut depth = 0usize;
        loop {
            match reader.read_event().map_err(|e| RatesError(e.to_string()))? {
                Event::Start(element) => {
                    depth += 1;
                    daily.take(&element)?;
                }
                Event::Empty(element) => daily.take(&element)?,
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Eof if depth > 0 => return refused("it ends in the middle"),
                Event::Eof => break,
                _ => {}
            }
        }
        if daily.date.parse::<jiff::civil::Date>().is_err() {
            return refused("it has no date");
        }
        if daily.of(Currency::USD).is_none() {
            return refused("it lacks the US dollar");
        }
        Ok(daily)
    }

    /// Takes what a `Cube` says: the day, or a currency with its rate.
    fn take(&mut self, element: &BytesStart<'_>) -> Result<(), RatesError> {
        if element.local_name().into_inner() != "Cube" {
            return Ok(());
        }
        let (mut currency, mut rate) = (None, None);
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|e| RatesError(e.to_string()))?;
            let value = attribute.value.trim();
            match attribute.key.into_inner() {
                // A table of several days begins with the latest.
                "time" if self.date.is_empty() => value.clone_into(&mut self.date),
                "time" => return refused("it has several days"),
                "currency" => currency = Currency::parse(value),
                "rate" => rate = value.parse::<f64>().ok().filter(|r| r.is_finite() && *r > 0.0),
                _ => {}
            }
        }
        match (currency, rate) {
            (Some(currency), Some(rate)) => self.per_eur.push((currency, rate)),
            (None, None) => {}
            (Some(currency), None) => return refused(&format!("{} has no rate", currency.code())),
            (None, Some(_)) => return refused("a rate has no currency"),
        }
        Ok(())
    }

    /// Units of that currency for one euro.
    fn of(&self, currency: Currency) -> Option<f64> {
        self.per_eur.iter().find(|(c, _)| *c == currency).map(|(_, rate)| *rate)
    }

    /// The same as units for one US dollar; what the bank does not list comes from `bundled`.
    pub fn rates(&self, bundled: &Rates) -> Rates {
        let usd = self.of(Currency::USD).unwrap_or(1.0);
        let mut per_usd = vec![(Currency::USD, 1.0), (Currency::EUR, 1.0 / usd)];
        per_usd.extend(
            self.per_eur.iter().filter(|(c, _)| *c != Currency::USD).map(|(c, rate)| (*c, rate / usd)),
        );
        for &(currency, rate) in &bundled.per_usd {
            if per_usd.iter().all(|(c, _)| *c != currency) {
                per_usd.push((currency, rate));
            }
        }
        per_usd.sort_by_key(|(currency, _)| *currency);
        Rates { date: self.date.clone(), per_usd }
    }
}

fn refused<T>(why: &str) -> Result<T, RatesError> {
    Err(RatesError(why.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bank's form, with rates that are made up.
    fn table(cubes: &str) -> String {
        format!(
            "<?xml version='1.0' encoding='UTF-8'?><gesmes:Envelope xmlns:gesmes='x' xmlns='y'>\
             <gesmes:subject>Reference rates</gesmes:subject><gesmes:Sender><gesmes:name>A bank</gesmes:name></gesmes:Sender>\
             <Cube>{cubes}</Cube></gesmes:Envelope>"
        )
    }

    const DAY: &str = "<Cube time='2026-11-24'><Cube currency='USD' rate='1.25'/><Cube currency='JPY' rate='175'/>\
                       <Cube currency=\"GBP\" rate=\"0.8\"/></Cube>";

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    #[test]
    fn rates_are_read_and_turned() {
        let daily = Daily::parse(table(DAY).as_bytes()).unwrap();
        assert_eq!((daily.date.as_str(), daily.per_eur.len()), ("2026-11-24", 3));
        let bundled = Rates {
            date: "2026-06".to_owned(),
            per_usd: vec![(currency("AED"), 3.6725), (currency("GBP"), 0.5), (Currency::USD, 1.0)],
        };
        let rates = daily.rates(&bundled);
        assert_eq!(rates.date, "2026-11-24");
        let check =
            |code: &str, expected: Option<f64>| assert_eq!(rates.per_usd(currency(code)), expected, "{code}");
        check("USD", Some(1.0));
        check("EUR", Some(0.8));
        check("JPY", Some(140.0));
        check("GBP", Some(0.64));
        check("AED", Some(3.6725));
        check("CHF", None);
        assert_eq!(rates.convert(100.0, Currency::EUR, currency("GBP")), Some(80.0));
    }

    #[test]
    fn every_currency_of_the_bundled_table_stays() {
        let bundled = normalise::rates::rates();
        let rates = Daily::parse(table(DAY).as_bytes()).unwrap().rates(&bundled);
        assert!(bundled.per_usd.iter().all(|(c, _)| rates.per_usd(*c).is_some()));
    }

    #[test]
    fn other_answers_are_named() {
        let check = |body: &str, expected: &str| {
            let error = Daily::parse(body.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(expected), "{body}: {error}");
        };
        check("", "no date");
        check("<!DOCTYPE html><html><body>Busy</body></html>", "no date");
        check(&table("<Cube time='soon'><Cube currency='USD' rate='1.25'/></Cube>"), "no date");
        check(&table("<Cube time='2026-11-24'><Cube currency='JPY' rate='175'/></Cube>"), "US dollar");
        check(&table("<Cube time='2026-11-24'><Cube currency='USD' rate='0'/></Cube>"), "USD has no rate");
        check(&table("<Cube time='2026-11-24'><Cube rate='1.25'/></Cube>"), "no currency");
        check(&table(&format!("{DAY}{DAY}")), "several days");
        check(&table(DAY)[..200], "cannot be read");
    }
}

//! Currencies by sign, code and name.

use catalog::money::Currency;
use catalog::place::Place;

use crate::Derived;

/// A currency, or a sign that several countries share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unit {
    Of(Currency),
    Dollar,
    Yen,
    Krone,
}

impl Unit {
    /// The currency, by the countries of the role where several have the sign; `None` where these do not decide it.
    pub fn currency(self, places: &[Derived<Place>]) -> Option<Currency> {
        let mut countries: Vec<&str> = places.iter().map(|p| p.value.country.code()).collect();
        countries.sort_unstable();
        countries.dedup();
        let only = match countries.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let own = |list: &[(&str, &str)]| {
            list.iter()
                .find(|(country, _)| Some(*country) == only)
                .and_then(|(_, code)| Currency::parse(code))
        };
        match self {
            Unit::Of(currency) => Some(currency),
            Unit::Dollar => {
                let foreign =
                    |code: &&&str| DOLLARS.iter().any(|(c, _)| *c == **code) || PESOS.contains(code);
                let all_foreign =
                    !countries.is_empty() && countries.iter().filter(foreign).count() == countries.len();
                own(DOLLARS).or_else(|| Currency::parse("USD").filter(|_| !all_foreign))
            }
            Unit::Yen => own(&[("CN", "CNY")]).or_else(|| Currency::parse("JPY")),
            Unit::Krone => own(&[("SE", "SEK"), ("NO", "NOK"), ("DK", "DKK"), ("IS", "ISK")]),
        }
    }

    /// Whether it is some country's dollar.
    pub fn is_dollar(self) -> bool {
        self == Unit::Dollar || matches!(self, Unit::Of(c) if DOLLAR_CODES.contains(&c.code()))
    }
}

/// Countries whose own dollars a bare sign means there.
const DOLLARS: &[(&str, &str)] = &[("CA", "CAD"), ("AU", "AUD"), ("NZ", "NZD"), ("SG", "SGD"), ("HK", "HKD")];
/// Countries where it may mean pesos as well as US dollars.
const PESOS: [&str; 6] = ["AR", "CL", "CO", "DO", "MX", "UY"];
const DOLLAR_CODES: [&str; 8] = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD"];

/// Longer ones first.
const SIGNS: [(&str, &str); 32] = [
    ("CDN$", "CAD"),
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("MX$", "MXN"),
    ("NT$", "TWD"),
    ("SG$", "SGD"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("zł", "PLN"),
    ("zl", "PLN"),
    ("₪", "ILS"),
    ("₩", "KRW"),
    ("₱", "PHP"),
    ("₺", "TRY"),
    ("₦", "NGN"),
    ("₴", "UAH"),
    ("₫", "VND"),
    ("Kč", "CZK"),
    ("lei", "RON"),
    ("Ft", "HUF"),
    ("Rs.", "INR"),
    ("Rs", "INR"),
    ("RM", "MYR"),
    ("лв", "BGN"),
];
const CODES: [&str; 41] = [
    "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "SGD", "NZD", "HKD", "INR", "JPY", "BRL", "PLN", "SEK", "NOK",
    "DKK", "CZK", "ILS", "MXN", "ZAR", "AED", "HUF", "RON", "KRW", "BGN", "TRY", "CNY", "RMB", "TWD", "PHP",
    "MYR", "THB", "IDR", "VND", "NGN", "KES", "EGP", "SAR", "ARS", "CLP", "COP",
];
const NAMES: [(&str, &str); 9] = [
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("pounds", "GBP"),
    ("francs", "CHF"),
    ("franken", "CHF"),
    ("rupees", "INR"),
    ("zlotych", "PLN"),
    ("reais", "BRL"),
    ("usd", "USD"),
];

/// The currency that ends there, and where it begins.
pub fn unit_before(line: &str, at: usize) -> Option<(Unit, usize)> {
    let before = line[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}', ':']);
    // Most numbers have an everyday word before them.
    let last = before.chars().next_back().filter(|c| c.is_alphabetic() || *c == '.' || is_sign(*c))?;
    if last.is_ascii_lowercase() && before.bytes().rev().take(5).all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let tight = before.len() == at || !line[before.len()..at].contains(':');
    for (sign, code) in SIGNS {
        if let Some(rest) = before.strip_suffix(sign).filter(|rest| is_apart(sign, rest.chars().next_back()))
        {
            return Some((Unit::Of(Currency::parse(code)?), rest.len()));
        }
    }
    if let Some(rest) = before.strip_suffix('$') {
        // "CAD $135,000".
        let outer = rest.trim_end_matches([' ', '\u{a0}']);
        return Some(match code_before(outer).filter(|(unit, _)| unit.is_dollar()) {
            Some(found) => found,
            None => (Unit::Dollar, rest.len()),
        });
    }
    if let Some(rest) = before.strip_suffix('¥') {
        return Some((Unit::Yen, rest.len()));
    }
    if let Some(rest) = before.strip_suffix("kr").or_else(|| before.strip_suffix("kr.")) {
        return (!rest.ends_with(char::is_alphanumeric)).then_some((Unit::Krone, rest.len()));
    }
    // "R450 000" in South Africa; "R2" is something else.
    if let Some(rest) =
        before.strip_suffix('R').filter(|rest| tight && !rest.ends_with(char::is_alphanumeric))
    {
        let digits = line[at..].bytes().take(3).filter(u8::is_ascii_digit).count();
        return (digits >= 2 && before.len() + 1 >= at)
            .then_some((Unit::Of(Currency::parse("ZAR")?), rest.len()));
    }
    code_before(before)
}

fn code_before(before: &str) -> Option<(Unit, usize)> {
    let code = CODES.iter().find(|code| before.ends_with(**code))?;
    let rest = &before[..before.len() - 3];
    (!rest.ends_with(char::is_alphabetic)).then_some((Unit::Of(currency(code)?), rest.len()))
}

/// The currency that begins there, and where it ends.
pub fn unit_after(line: &str, at: usize) -> Option<(Unit, usize)> {
    let after = line[at..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let from = line.len() - after.len();
    let next = |len: usize| after[len..].chars().next();
    after.chars().next().filter(|c| c.is_alphabetic() || is_sign(*c))?;
    for (sign, code) in SIGNS {
        if after.starts_with(sign) && is_apart(sign, next(sign.len())) && !sign.ends_with('$') {
            return Some((Unit::Of(Currency::parse(code)?), from + sign.len()));
        }
    }
    let is_word_end = |len: usize| next(len).is_none_or(|c| !c.is_alphabetic());
    if let Some(code) = CODES.iter().find(|code| after.starts_with(**code) && is_word_end(3)) {
        return Some((Unit::Of(currency(code)?), from + 3));
    }
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let lower = word.to_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some((Unit::Of(Currency::parse(code)?), from + word.len()));
    }
    match word {
        "kr" => Some((Unit::Krone, from + 2)),
        // "75 000 $" of French Canada, but not the next amount's sign.
        _ if after.starts_with('$') && next(1).is_none_or(|c| !c.is_ascii_digit()) => {
            Some((Unit::Dollar, from + 1))
        }
        _ => None,
    }
}

fn is_sign(c: char) -> bool {
    c == '$' || !c.is_ascii()
}

fn currency(code: &str) -> Option<Currency> {
    Currency::parse(if code == "RMB" { "CNY" } else { code })
}

/// Signs of letters stand apart from other letters.
fn is_apart(sign: &str, beside: Option<char>) -> bool {
    let letters =
        sign.chars().all(|c| c.is_alphabetic() || c == '.') || sign.len() > 1 && sign.ends_with('$');
    !letters || beside.is_none_or(|c| !c.is_alphabetic())
}

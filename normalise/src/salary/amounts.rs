//! Amounts of money in a line.

use std::ops::Range;

use catalog::money::Currency;

use super::currencies::{Unit, unit_after, unit_before};

/// A number with what stands around it.
#[derive(Debug)]
pub struct Amount {
    /// Where it begins, with its currency.
    pub from: usize,
    /// Where it ends, with its currency.
    pub to: usize,
    /// With its factor.
    pub value: f64,
    /// What it is an amount of.
    pub unit: Option<Unit>,
    /// Whether a "k" or the like stands behind it.
    pub is_scaled: bool,
}

/// Every amount of the line: numbers that have a currency or a "k", or stand right beside one. Linear in the line.
pub fn amounts(line: &str) -> Vec<Amount> {
    let mut all: Vec<Amount> = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
        let (value, end) = number(line, start);
        at = end;
        // A sign that ends one amount does not begin the next.
        let least = all.last().map_or(0, |last| last.to);
        let Some(amount) = value.and_then(|value| amount(line, start..end, least, value)) else { continue };
        at = amount.to.max(end);
        all.push(amount);
    }
    // "27 - 48 USD", "$190-237": one end of a range may be bare.
    let is_near = |a: Option<&Amount>, b: Option<&Amount>| {
        a.zip(b).is_some_and(|(a, b)| (a.says() || b.says()) && b.from.saturating_sub(a.to) <= 40)
    };
    let keeps: Vec<bool> = (0..all.len())
        .map(|i| {
            let before = i.checked_sub(1).and_then(|i| all.get(i));
            all[i].says() || is_near(before, all.get(i)) || is_near(all.get(i), all.get(i + 1))
        })
        .collect();
    let mut keeps = keeps.into_iter();
    all.retain(|_| keeps.next().unwrap_or(false));
    all
}

impl Amount {
    fn says(&self) -> bool {
        self.unit.is_some() || self.is_scaled || self.value >= 1_000.0
    }
}

/// The amount whose digits stand there; its currency does not begin before `least`.
fn amount(line: &str, digits: Range<usize>, least: usize, value: f64) -> Option<Amount> {
    let (start, end) = (digits.start, digits.end);
    let (factor, mut to) = factor(line, end)?;
    let before = unit_before(line, start).filter(|(_, from)| *from >= least);
    let after = unit_after(line, to);
    // "E10", "37h": a number within a word is no amount.
    let glued = line[..start].chars().next_back().is_some_and(char::is_alphanumeric);
    let tailed = factor == 1.0 && line[end..].starts_with(char::is_alphabetic) && after.is_none();
    if glued && before.is_none() || tailed || before.is_none() && after.is_none() && is_plan(line, value, end)
    {
        return None;
    }
    // "$170,000 CAD": a bare sign says only that they are dollars.
    let named = after.filter(|(unit, _)| before.is_some_and(|(b, _)| b == Unit::Dollar && unit.is_dollar()));
    let unit = named.or(before).or(after).map(|(unit, _)| unit);
    if let Some((_, end)) =
        named.or(after.filter(|_| before.is_none())).or(after.filter(|(u, _)| Some(*u) == unit))
    {
        to = end;
    }
    // "1.2M JPY" is pay, "$1.2M" a company's sum.
    let small = |unit: Unit| {
        matches!(unit, Unit::Of(c) if super::words::SMALL_UNITS.contains(&c.code())) || unit == Unit::Yen
    };
    if factor >= 1e6 && !unit.is_some_and(small) {
        return None;
    }
    let from = before.map_or(start, |(_, from)| from);
    let unit = if factor == 1e5 { unit.or(Currency::parse("INR").map(Unit::Of)) } else { unit };
    Some(Amount { from, to, value: value * factor, unit, is_scaled: factor > 1.0 })
}

/// "401k", "401(k)", "403b": pension plans.
fn is_plan(line: &str, value: f64, end: usize) -> bool {
    (value == 401.0 || value == 403.0) && line[end..].starts_with(['k', 'K', '(', 'b', ' '])
}

/// What multiplies the number that ends there, and where that ends; `None` for sums of companies: "5bn", "3 million".
fn factor(line: &str, end: usize) -> Option<(f64, usize)> {
    let rest = &line[end..];
    let suffix = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let gap = rest.len() - suffix.len();
    let word = &suffix[..suffix.find(|c: char| !c.is_alphabetic()).unwrap_or(suffix.len())];
    let to = end + gap + word.len();
    Some(match word {
        "k" | "K" | "tys" | "Tsd" | "TEUR" => (1e3, to - if word == "TEUR" { 3 } else { 0 }),
        // "45 k€" is no word, "45kEUR" is.
        "kEUR" | "KEUR" | "kCHF" | "kUSD" | "kGBP" | "kPLN" => (1e3, end + gap + 1),
        "M" => (1e6, to),
        "LPA" | "lpa" => (1e5, end + gap),
        "lakh" | "lakhs" | "lac" | "lacs" | "Lakhs" | "Lakh" => (1e5, to),
        _ => {
            let lower = word.to_lowercase();
            let large = [
                "t",
                "b",
                "bn",
                "tn",
                "mm",
                "mn",
                "m",
                "mio",
                "mil",
                "mrd",
                "md",
                "million",
                "millions",
                "millionen",
                "milliarden",
                "milliards",
                "millones",
                "billion",
                "billions",
                "trillion",
                "crore",
                "crores",
                "cr",
                "mld",
                "mln",
            ];
            if large.contains(&lower.as_str()) {
                return None;
            }
            (1.0, end)
        }
    })
}

/// The number that begins there, and where it ends. Groups of three behind a point, comma, apostrophe or space are thousands;
/// one or two digits behind a point or comma are a fraction.
fn number(line: &str, start: usize) -> (Option<f64>, usize) {
    let digits =
        |from: usize| line.as_bytes()[from..].iter().take(16).take_while(|b| b.is_ascii_digit()).count();
    let first = digits(start);
    let mut value: f64 = line[start..start + first].parse().unwrap_or(f64::NAN);
    let mut end = start + first;
    if first > 15 {
        let rest = line[end..].find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len() - end);
        return (None, end + rest);
    }
    let mut groups = 0;
    let mut separator = None;
    while let Some(mark) = line[end..].chars().next().filter(|c| ".,'’ \u{a0}\u{202f}".contains(*c)) {
        let from = end + mark.len_utf8();
        let next = digits(from);
        let is_group =
            next == 3 && (first <= 3 || groups > 0) && groups < 4 && separator.is_none_or(|s| s == mark);
        if is_group {
            value = value * 1_000.0 + line[from..from + 3].parse::<f64>().unwrap_or(0.0);
            end = from + 3;
            groups += 1;
            separator = Some(mark);
            continue;
        }
        if (mark == '.' || mark == ',') && (1..=2).contains(&next) {
            let fraction: f64 = line[from..from + next].parse().unwrap_or(0.0);
            value += fraction / 10f64.powi(next as i32);
            end = from + next;
        }
        break;
    }
    (value.is_finite().then_some(value), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read() {
        let check = |line: &str, expected: &[(f64, &str)]| {
            let found: Vec<(f64, String)> = (amounts(line).iter())
                .map(|a| {
                    (
                        a.value,
                        a.unit.and_then(|u| u.currency(&[])).map_or(String::new(), |c| c.code().to_owned()),
                    )
                })
                .collect();
            let expected: Vec<(f64, String)> = expected.iter().map(|(v, c)| (*v, (*c).to_owned())).collect();
            assert_eq!(found, expected, "{line}");
        };
        check("$150,000 - $200,000", &[(150e3, "USD"), (200e3, "USD")]);
        check("80.000 € – 100.000 €", &[(80e3, "EUR"), (100e3, "EUR")]);
        check("CHF 120'000", &[(120e3, "CHF")]);
        check("£45k", &[(45e3, "GBP")]);
        check("35–42 k€", &[(35.0, ""), (42e3, "EUR")]);
        check("€35–42k", &[(35.0, "EUR"), (42e3, "")]);
        check("$25.50", &[(25.5, "USD")]);
        check("205,17 DKK", &[(205.17, "DKK")]);
        check("737 000,00 Kč", &[(737e3, "CZK")]);
        check("₹18 LPA", &[(18e5, "INR")]);
        check("18 LPA", &[(18e5, "INR")]);
        check("1.2M JPY", &[(1.2e6, "JPY")]);
        check("$1.2M", &[]);
        check("$100 million", &[]);
        check("US$95k", &[(95e3, "USD")]);
        check("CAD $135,000", &[(135e3, "CAD")]);
        check("$135,000 CAD", &[(135e3, "CAD")]);
        check("R450 000", &[(450e3, "ZAR")]);
        check("AR2024", &[]);
        check("a 401k plan", &[]);
        check("grade E10", &[]);
        check("75 000 $", &[(75e3, "USD")]);
        check("kr 600 000", &[(600e3, "")]);
        check("1200 EUR1500", &[(1200.0, "EUR")]);
        check("HUFFMAN 99515 RD", &[(99515.0, "")]);
    }
}

//! What a posting says that it pays: by the feed's own fields, else by an anchored amount in the text.

use catalog::money::{Basis, Currency, Pay, Period};

use crate::facts::{Input, StatedPay};
use crate::{Derived, Field};

/// A range whose upper end is more than this many times the lower is no range of one role.
pub(crate) const WIDEST: f64 = 3.0;

/// Structured ranges first, then the feed's sentence on pay, then the text.
pub fn read(input: &Input<'_>) -> Option<Derived<Pay>> {
    structured(input.pay).or_else(|| from_text(input.pay_text, true)).or_else(|| from_text(input.text, false))
}

/// The widest of the feed's base ranges of one currency and period; the evidence says how many zones there were.
pub fn structured(ranges: &[StatedPay]) -> Option<Derived<Pay>> {
    let mut pays: Vec<Pay> = ranges.iter().filter(|r| r.is_base).filter_map(one).collect();
    let first = *pays.first()?;
    pays.retain(|p| p.currency == first.currency && p.period == first.period);
    let least = pays.iter().filter_map(|p| p.min).reduce(f64::min);
    let most = pays.iter().filter_map(|p| p.max).reduce(f64::max);
    let words = match ranges.len() {
        1 => "the feed's range".to_owned(),
        n => format!("the widest of the feed's {n} ranges"),
    };
    Some(Derived::new(Pay { min: least, max: most, ..first }, Field::Structured, &words))
}

fn one(range: &StatedPay) -> Option<Pay> {
    let currency = Currency::parse(range.currency.trim())?;
    let positive = |a: Option<f64>| a.filter(|a| a.is_finite() && *a > 0.0);
    let (min, max) = (positive(range.min), positive(range.max));
    let top = max.or(min)?;
    let period = period(&range.period.to_lowercase()).unwrap_or_else(|| by_size(top));
    let pay = Pay { min, max, currency, period, basis: Basis::Base };
    is_sound(&pay).then_some(pay)
}

fn is_sound(pay: &Pay) -> bool {
    match (pay.min, pay.max) {
        (Some(min), Some(max)) => min <= max && max <= min * WIDEST,
        (None, None) => false,
        _ => true,
    }
}

/// An amount without a period: hourly below 500, monthly below 10,000 is not assumed, yearly else.
fn by_size(amount: f64) -> Period {
    if amount < 500.0 { Period::Hour } else { Period::Year }
}

fn period(text: &str) -> Option<Period> {
    const WORDS: [(Period, &[&str]); 5] = [
        (Period::Hour, &["hour", "/hr", "hourly", "/h", "per hr", "stunde", "heure", "godz"]),
        (Period::Day, &["per day", "/day", "daily", "a day", "1 day", "pro tag", "par jour"]),
        (Period::Week, &["week", "/wk"]),
        (Period::Month, &["month", "/mo", "monat", "mois", "mensual", "mies", "per maand", "pcm"]),
        (
            Period::Year,
            &[
                "year",
                "annual",
                "annum",
                "p.a",
                "/yr",
                "yearly",
                "jahr",
                "par an",
                "brut annuel",
                "lpa",
                "per-year",
                "ano",
            ],
        ),
    ];
    WORDS.iter().find(|(_, words)| words.iter().any(|w| text.contains(w))).map(|(p, _)| *p)
}

const ANCHORS: [&str; 22] = [
    "salary",
    "pay range",
    "base pay",
    "compensation",
    "base range",
    "wage",
    "pay for this",
    "gehalt",
    "salaire",
    "remuneration",
    "rémunération",
    "vergütung",
    "salario",
    "wynagrodzenie",
    "salaris",
    "annual pay",
    "rate of pay",
    "pay:",
    "package",
    "hourly rate",
    "day rate",
    "pay scale",
];

const OTHERS: [&str; 32] = [
    "hra",
    "benefit",
    "volume",
    "fertility",
    "learning",
    "processed",
    "bonus",
    "raised",
    "funding",
    "series ",
    "sign-on",
    "sign on",
    "401",
    "equity",
    "stipend",
    "revenue",
    "valuation",
    "budget",
    "arr",
    "ote",
    "on-target",
    "valued",
    "billion",
    "million",
    "referral",
    "allowance",
    "reimburs",
    "customers",
    "savings",
    "investment",
    "backed",
    "spend",
];

/// The first range (or bounded amount) of money that the text anchors as pay: a word for pay before it or a period after it.
/// `anchored` says that the whole text is about pay.
pub fn from_text(text: &str, anchored: bool) -> Option<Derived<Pay>> {
    let mut context = String::new();
    for line in text.lines() {
        let amounts = amounts(line);
        for (i, first) in amounts.iter().enumerate() {
            let before = format!("{context} {}", &line[..first.from]).to_lowercase();
            let before: String = tail(&before, 110).to_owned();
            let second =
                amounts.get(i + 1).filter(|second| line.get(first.to..second.from).is_some_and(joins));
            let last = second.unwrap_or(first);
            let after = head(&line[last.to..], 45).to_lowercase();
            let near = tail(&before, 45);
            if OTHERS.iter().any(|o| near.contains(o))
                || ["bonus", "raised", "in funding", " sign"].iter().any(|o| head(&after, 18).contains(o))
            {
                continue;
            }
            let stated = period(&after).or_else(|| period(near));
            let spoken = anchored || ANCHORS.iter().any(|a| before.contains(a));
            // A period makes a range pay; one amount alone could be anything that is paid by the year.
            let found = match second {
                Some(second) if spoken || stated.is_some() => range(first, second, stated),
                None if spoken && stated.is_some() => bound(first, near, &after, stated),
                _ => None,
            };
            if let Some(pay) = found {
                let from = first.from.saturating_sub(30);
                let from = (from..=first.from).find(|&i| line.is_char_boundary(i)).unwrap_or(first.from);
                return Some(Derived::new(pay, Field::Description, head(&line[from..], 110)));
            }
        }
        context = tail(line, 80).to_owned();
    }
    None
}

fn range(first: &Amount, second: &Amount, stated: Option<Period>) -> Option<Pay> {
    let currency = match (first.currency, second.currency) {
        // "$135,000 – $170,000 CAD": a bare sign says only that they are dollars.
        (Some(a), Some(b)) if a != b && first.bare && is_dollar(b) => b,
        (Some(a), Some(b)) if a != b && second.bare && is_dollar(a) => a,
        (Some(a), Some(b)) if a != b => return None,
        (a, b) => a.or(b)?,
    };
    // "$150-200K": the K belongs to both.
    let low = if second.thousands && !first.thousands && first.value < 1_000.0 {
        first.value * 1_000.0
    } else {
        first.value
    };
    let pay = settle(Some(low), Some(second.value), currency, stated)?;
    is_sound(&pay).then_some(pay)
}

/// "up to 90k a year", "from €60,000 per year", "€75,000 a year".
fn bound(amount: &Amount, before: &str, after: &str, stated: Option<Period>) -> Option<Pay> {
    let currency = amount.currency?;
    let says = |words: &[&str]| words.iter().any(|w| before.trim_end().ends_with(w));
    if after.trim_start().starts_with('+') || says(&["from", "starting at", "ab", "at least", "minimum"]) {
        return settle(Some(amount.value), None, currency, stated);
    }
    if says(&["up to", "bis zu", "jusqu'à", "maximum", "hasta"]) {
        return settle(None, Some(amount.value), currency, stated);
    }
    settle(Some(amount.value), Some(amount.value), currency, stated)
}

/// With its period, where the amounts are such as people are paid.
fn settle(min: Option<f64>, max: Option<f64>, currency: Currency, stated: Option<Period>) -> Option<Pay> {
    let top = max.or(min)?;
    let period = match stated {
        // No year is paid by so little: the amount is something else.
        Some(Period::Year) if top < 500.0 => return None,
        // "120,000 a month" is a year's pay, but in currencies of small units.
        Some(Period::Hour) if top >= 1_000.0 => Period::Year,
        Some(period) => period,
        None => by_size(top),
    };
    let yearly = top * period.per_year();
    let small = ["JPY", "KRW", "INR", "IDR", "VND", "HUF", "CLP", "COP", "NGN", "PKR", "LKR"]
        .contains(&currency.code());
    let most = if small { 5e9 } else { 5e6 };
    let pay = Pay { min, max, currency, period, basis: Basis::Base };
    (yearly >= 3_000.0 && yearly <= most).then_some(pay)
}

/// An amount of money in a line.
struct Amount {
    from: usize,
    to: usize,
    value: f64,
    currency: Option<Currency>,
    thousands: bool,
    /// Whether only a `$` says the currency.
    bare: bool,
}

fn is_dollar(currency: Currency) -> bool {
    ["USD", "CAD", "AUD", "NZD", "SGD", "HKD"].contains(&currency.code())
}

/// Whether the text between two amounts makes them a range.
fn joins(between: &str) -> bool {
    let text = between.to_lowercase();
    let text =
        text.trim().trim_start_matches("per year").trim_start_matches("/yr").trim_start_matches("usd").trim();
    [
        "-", "–", "—", "−", "to", "bis", "à", "a", "and", "et", "do", "až", "‑", "hasta", "through", "-usd",
        "until",
    ]
    .contains(&text)
}

const SIGNS: [(&str, &str); 17] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("S$", "SGD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("R$", "BRL"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("zł", "PLN"),
    ("₪", "ILS"),
    ("₩", "KRW"),
];
const CODES: [&str; 24] = [
    "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "SGD", "NZD", "HKD", "INR", "JPY", "BRL", "PLN", "SEK", "NOK",
    "DKK", "CZK", "ILS", "MXN", "ZAR", "AED", "HUF", "RON", "KRW",
];

/// Every number with what stands around it.
fn amounts(line: &str) -> Vec<Amount> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
        let run = line[start..]
            .find(|c: char| !(c.is_ascii_digit() || ".,'’ \u{a0}\u{202f}".contains(c)))
            .map_or(line.len(), |i| start + i);
        let digits = line[start..run].trim_end_matches(|c: char| !c.is_ascii_digit());
        let (value, used) = number(digits);
        let mut end = start + used;
        at = end.max(start + 1);
        let Some(value) = value else { continue };
        let rest = &line[end..];
        let mut factor = 1.0;
        let mut thousands = false;
        let suffix = rest.trim_start_matches(' ');
        let gap = rest.len() - suffix.len();
        if suffix.starts_with(['k', 'K']) && !suffix[1..].starts_with(|c: char| c.is_alphanumeric()) {
            (factor, thousands) = (1_000.0, true);
            end += gap + 1;
        } else if suffix.starts_with('M') && !suffix[1..].starts_with(|c: char| c.is_alphanumeric()) {
            factor = 1_000_000.0;
            end += gap + 1;
        } else if suffix.starts_with("LPA") || suffix.starts_with("lakh") {
            factor = 100_000.0;
            end += gap + if suffix.starts_with("LPA") { 0 } else { 4 };
        }
        // "$1.9T in volume", "$100M raised": sums of companies.
        let large =
            ["t", "b", "bn", "tn", "mm", "mn", "m", "mio", "mrd", "million", "billion", "trillion", "crore"];
        let word = suffix.find(|c: char| !c.is_alphabetic()).map_or(suffix, |end| &suffix[..end]);
        if factor == 1.0 && large.contains(&word.to_lowercase().as_str()) {
            continue;
        }
        let (before, from) = currency_before(line, start);
        let (after, to) = currency_after(line, end);
        let bare = line[..start].trim_end().ends_with('$') && from + 1 == line[..start].trim_end().len();
        // "CAD $135,000", "$170,000 CAD".
        let coded = CODES.iter().find(|code| bare && line[..from].trim_end().ends_with(**code));
        let coded = coded.and_then(|code| Currency::parse(code));
        let named = coded.or(after.filter(|code| bare && is_dollar(*code)));
        let currency = named.or(before).or(after);
        let bare = bare && named.is_none();
        let from = if before.is_some() { from } else { start };
        end = if (before.is_none() || named == after) && after.is_some() { to } else { end };
        at = at.max(end);
        if currency.is_some() || thousands || value >= 1_000.0 || !out.is_empty() {
            out.push(Amount { from, to: end, value: value * factor, currency, thousands, bare });
        }
    }
    out
}

fn currency_before(line: &str, at: usize) -> (Option<Currency>, usize) {
    let before = line[..at].trim_end();
    for (sign, code) in SIGNS {
        if let Some(rest) = before.strip_suffix(sign) {
            return (Currency::parse(code), rest.len());
        }
    }
    let code = CODES.iter().find(|c| before.ends_with(**c));
    (code.and_then(|c| Currency::parse(c)), before.len().saturating_sub(3))
}

fn currency_after(line: &str, at: usize) -> (Option<Currency>, usize) {
    let after = line[at..].trim_start_matches([' ', '\u{a0}']);
    let from = line.len() - after.len();
    for (sign, code) in SIGNS {
        if after.starts_with(sign) && sign != "$" {
            return (Currency::parse(code), from + sign.len());
        }
    }
    let code = CODES.iter().find(|c| after.starts_with(**c));
    (code.and_then(|c| Currency::parse(c)), from + 3)
}

/// The number that the run begins with, and how many bytes it takes. Groups of three after a point, comma, apostrophe or space
/// are thousands; one or two digits after a point or comma are a fraction.
fn number(run: &str) -> (Option<f64>, usize) {
    let mut value: f64 = 0.0;
    let mut used = 0;
    for (i, c) in run.char_indices() {
        if let Some(d) = c.to_digit(10) {
            value = value * 10.0 + f64::from(d);
            used = i + 1;
            continue;
        }
        let next = &run[i + c.len_utf8()..];
        let group = next.bytes().take_while(u8::is_ascii_digit).count();
        let is_group = group == 3 && value < 1e9;
        if is_group {
            continue;
        }
        if (c == '.' || c == ',') && (1..=2).contains(&group) {
            let fraction: f64 = next[..group].parse().unwrap_or(0.0);
            value += fraction / 10f64.powi(group as i32);
            used = i + 1 + group;
        }
        break;
    }
    (value.is_finite().then_some(value), used)
}

/// At most so many bytes of the beginning.
fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    &text[..end]
}

/// At most so many bytes of the end.
fn tail(text: &str, bytes: usize) -> &str {
    let least = text.len().saturating_sub(bytes);
    let from = (least..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
    &text[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pay: Option<Derived<Pay>>) -> String {
        pay.map_or("-".to_owned(), |p| {
            let p = p.value;
            let end = |e: Option<f64>| e.map_or("…".to_owned(), |e| e.to_string());
            format!("{}–{} {} {}", end(p.min), end(p.max), p.currency.code(), p.period.slug())
        })
    }

    #[test]
    fn texts_state_pay() {
        let check =
            |text: &str, expected: &str| assert_eq!(shown(from_text(text, false)), expected, "{text}");
        check("The salary range is $150,000 - $200,000 per year.", "150000–200000 USD year");
        check("Base salary: $150-200K", "150000–200000 USD year");
        check("Gehalt: 80.000 € – 100.000 €", "80000–100000 EUR year");
        check("Salary £45k - £60k", "45000–60000 GBP year");
        check("Salary: CHF 120'000 – 140'000", "120000–140000 CHF year");
        check("Pay: $25.50 - $40.00 per hour", "25.5–40 USD hour");
        check("Salary up to €90k per year", "…–90000 EUR year");
        check("We raised $100,000,000 in funding", "-");
        check("Annual bonus of $10,000 - $20,000", "-");
        check("Salary range: $50,000 - $200,000", "-");
        // A sign that may belong to either neighbour.
        check("Vergütung im ersten Jahr 1.150,00 € 1.250,00 € im zweiten", "-");
        check("Salary range: $90,000 - €100,000", "-");
        check("We have 1,000 - 2,000 customers", "-");
        check("We moved over $1.9T in payments volume per year", "-");
        check("Fertility HRA (up to $10,000 per year)", "-");
        check("A phone plan of $600 a year", "-");
        check("Base range: $135,000 – $170,000 CAD per year", "135000–170000 CAD year");
        check("Base range: CAD $135,000 to $170,000 per year", "135000–170000 CAD year");
    }

    #[test]
    fn feeds_state_pay() {
        let range = |min: f64, max: f64, currency: &str, period: &str| StatedPay {
            min: Some(min),
            max: Some(max),
            currency: currency.into(),
            period: period.into(),
            title: String::new(),
            is_base: true,
        };
        let check = |ranges: &[StatedPay], expected: &str| assert_eq!(shown(structured(ranges)), expected);
        check(&[range(90e3, 120e3, "USD", "1 YEAR")], "90000–120000 USD year");
        check(
            &[range(90e3, 120e3, "USD", "1 YEAR"), range(100e3, 140e3, "USD", "1 YEAR")],
            "90000–140000 USD year",
        );
        check(&[range(120e3, 90e3, "USD", "1 YEAR")], "-");
        check(&[range(30.0, 50.0, "USD", "per-hour-wage")], "30–50 USD hour");
        check(&[StatedPay { is_base: false, ..range(1.0, 2.0, "USD", "") }], "-");
    }
}

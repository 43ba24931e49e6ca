//! Numbers and times as people read them. Used by server and browser alike.

use catalog::money::{Currency, Pay, Period};

const DAY: i64 = 86_400;

/// `19,002`.
pub fn count(n: u32) -> String {
    grouped(u64::from(n))
}

/// `1,234,567`.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A currency's sign as a prefix: `€`, `CHF `.
fn sign(currency: Currency) -> String {
    let symbol = currency.symbol();
    if symbol.len() == 3 && symbol == currency.code() { format!("{symbol} ") } else { symbol.to_owned() }
}

/// An amount in short: thousands as `95k` or `7.5k`, millions as `1.2M`, small ones with up to two decimals.
fn short(amount: f64) -> String {
    // By integers: printing floats would cost the browser four kilobytes.
    let tenths = |unit: f64, sign: &str| {
        let n = (amount / unit * 10.0).round() as u64;
        if n.is_multiple_of(10) {
            format!("{}{sign}", n / 10)
        } else {
            format!("{}.{}{sign}", n / 10, n % 10)
        }
    };
    if amount >= 999_950.0 {
        tenths(1e6, "M")
    } else if amount >= 10_000.0 {
        format!("{}k", (amount / 1e3).round() as u64)
    } else if amount >= 1_000.0 {
        tenths(1e3, "k")
    } else {
        exact(amount)
    }
}

/// An amount with all its digits: `95,000`, `42.50`.
fn exact(amount: f64) -> String {
    let cents = (amount * 100.0).round() as u64;
    if cents.is_multiple_of(100) {
        grouped(cents / 100)
    } else {
        format!("{}.{:02}", grouped(cents / 100), cents % 100)
    }
}

/// How a range is written, given how an amount is.
fn range(pay: &Pay, amount: impl Fn(f64) -> String) -> String {
    let sign = sign(pay.currency);
    match (pay.min, pay.max) {
        (Some(min), Some(max)) if min != max => {
            let (low, high) = (amount(min), amount(max));
            // "95k–120k" reads as "95–120k": the unit belongs to both.
            let low = if high.ends_with('k') { low.strip_suffix('k').unwrap_or(&low) } else { &low };
            format!("{sign}{low}–{high}")
        }
        (Some(min), Some(_)) => format!("{sign}{}", amount(min)),
        (Some(min), None) => format!("from {sign}{}", amount(min)),
        (None, Some(max)) => format!("up to {sign}{}", amount(max)),
        (None, None) => String::new(),
    }
}

/// `€95–120k`, `$60–75 / hour`.
pub fn pay(pay: &Pay) -> String {
    let range = range(pay, short);
    if pay.period == Period::Year { range } else { format!("{range} / {}", pay.period.slug()) }
}

/// `€95,000–€120,000 a year`, for focus, hover and screen readers.
pub fn pay_exact(pay: &Pay) -> String {
    format!(
        "{} a{} {}",
        range(pay, exact),
        if pay.period == Period::Hour { "n" } else { "" },
        pay.period.slug()
    )
}

/// One yearly amount in short: `€90k`.
pub fn amount(amount: f64, currency: Currency) -> String {
    format!("{}{}", sign(currency), short(amount))
}

/// Whole days from `then` to `now`, by the UTC calendar; never negative.
pub fn days(then: i64, now: i64) -> i64 {
    (now.div_euclid(DAY) - then.div_euclid(DAY)).max(0)
}

/// How long ago in days: `today`, `1 d`, `41 d`.
pub fn age(then: i64, now: i64) -> String {
    match days(then, now) {
        0 => "today".to_owned(),
        d => format!("{d} d"),
    }
}

/// How long ago in words: `12 minutes ago`, `2 hours ago`, `3 days ago`.
pub fn ago(then: i64, now: i64) -> String {
    let seconds = (now - then).max(0);
    if seconds < 60 { "just now".to_owned() } else { format!("{} ago", span(seconds)) }
}

/// A time from a minute on in words: `12 minutes`, `2 hours`, `3 days`.
pub fn span(seconds: i64) -> String {
    let (n, unit) = match seconds {
        ..3_600 => ((seconds / 60).max(1), "minute"),
        3_600..DAY => (seconds / 3_600, "hour"),
        _ => (seconds / DAY, "day"),
    };
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

/// A UTC date: `14 Oct 2026`. Days to civil date after Howard Hinnant's `civil_from_days`.
pub fn date(at: i64) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month, day) = civil(at);
    format!("{day} {} {year}", MONTHS[month as usize - 1])
}

/// A UTC date after ISO 8601: `2026-10-14`.
#[cfg(feature = "ssr")]
pub fn iso_date(at: i64) -> String {
    let (year, month, day) = civil(at);
    format!("{year:04}-{month:02}-{day:02}")
}

fn civil(at: i64) -> (i64, i64, i64) {
    let z = at.div_euclid(DAY) + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use catalog::money::Basis;

    use super::*;

    fn paid(min: Option<f64>, max: Option<f64>, currency: &str, period: Period) -> Pay {
        Pay { min, max, currency: Currency::parse(currency).unwrap(), period, basis: Basis::Base }
    }

    #[test]
    fn ranges_read_short_and_exact() {
        let check = |min, max, currency, period, short: &str, exact: &str| {
            let range = paid(min, max, currency, period);
            assert_eq!((pay(&range).as_str(), pay_exact(&range).as_str()), (short, exact));
        };
        check(Some(95e3), Some(120e3), "EUR", Period::Year, "€95–120k", "€95,000–120,000 a year");
        check(Some(60.0), Some(72.5), "USD", Period::Hour, "$60–72.50 / hour", "$60–72.50 an hour");
        check(None, Some(90e3), "GBP", Period::Year, "up to £90k", "up to £90,000 a year");
        check(
            Some(1.2e6),
            Some(1.5e6),
            "JPY",
            Period::Month,
            "¥1.2M–1.5M / month",
            "¥1,200,000–1,500,000 a month",
        );
        check(Some(120e3), Some(120e3), "CHF", Period::Year, "CHF 120k", "CHF 120,000 a year");
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!(count(9_095), "9,095");
        assert_eq!(count(1_000_000), "1,000,000");
        assert_eq!(count(7), "7");
    }

    #[test]
    fn times_read_as_dates_and_ages() {
        assert_eq!(date(0), "1 Jan 1970");
        assert_eq!(iso_date(1_792_022_400), "2026-10-15");
        assert_eq!(age(0, DAY + 5), "1 d");
        assert_eq!(age(100, 50), "today");
        assert_eq!(ago(0, 7_200), "2 hours ago");
        assert_eq!(ago(0, 61), "1 minute ago");
    }
}

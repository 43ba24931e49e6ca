//! When a posting was published, in the ways in which systems write it.

use jiff::civil::Date;
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::TimeZone;

/// Seconds since 1970: of an ISO 8601 time with its offset, of a time in UTC that is named so, of a day in UTC.
pub fn time(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(time) = text.parse::<jiff::Timestamp>() {
        return Some(time.as_second());
    }
    for form in ["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S %z"] {
        let utc = text.replace("UTC", "+0000");
        if let Ok(time) = strtime::parse(form, utc).and_then(|t| t.to_timestamp()) {
            return Some(time.as_second());
        }
    }
    day(text.get(..10).filter(|_| text.len() == 10 || !text[10..].contains(['+', 'Z']))?)
}

/// The beginning of a day in UTC: `2026-11-01`.
fn day(text: &str) -> Option<i64> {
    let day: Date = text.parse().ok()?;
    day.to_zoned(TimeZone::UTC).ok().map(|t| t.timestamp().as_second())
}

/// Of a time as in mail: `Fri, 27 Feb 2026 19:59:48 +0100`.
pub fn mail_time(text: &str) -> Option<i64> {
    rfc2822::parse(text.trim()).ok().map(|t| t.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_systems_write_them() {
        let check = |text: &str, expected: Option<i64>| assert_eq!(time(text), expected, "{text}");
        check("2026-10-01T00:00:00-04:00", Some(1_790_827_200));
        check("2026-10-01T04:00:00.123Z", Some(1_790_827_200));
        check("2026-10-01T06:00:00+0200", Some(1_790_827_200));
        check("2026-10-01 04:00:00 UTC", Some(1_790_827_200));
        check("2026-10-01", Some(1_790_812_800));
        check("2026-10-01T04:00:00", Some(1_790_812_800));
        check("yesterday", None);
        check("äöü2026-10", None);
        check("", None);
        assert_eq!(mail_time("Thu, 01 Oct 2026 06:00:00 +0200"), Some(1_790_827_200));
        assert_eq!(mail_time("1 October"), None);
    }
}

//! What a status and its headers mean.

use std::time::{Duration, SystemTime};

use reqwest::{Response, StatusCode, header};

use super::Fetched;
use super::pace::Went;
use crate::failure::{Failure, FailureKind};

/// An answer that is no failure.
pub(super) enum Answer {
    Fetched(Fetched),
    /// A redirect, and where to.
    Elsewhere(StatusCode, String),
}

/// What the head says of the host, and what it means where there is no body to be read.
pub(super) fn of_head(response: &Response) -> (Went, Option<Result<Answer, Failure>>) {
    let status = response.status();
    let text = |name| response.headers().get(name).and_then(|v| v.to_str().ok());
    let wait = text(header::RETRY_AFTER).and_then(|value| retry_after(value, SystemTime::now()));
    let failure = |kind, what: &str| {
        Some(Err(Failure::new(kind, &format!("the system {what} (HTTP {})", status.as_u16()))))
    };
    match status {
        StatusCode::OK => (Went::Well, None),
        StatusCode::NOT_MODIFIED => (Went::Well, Some(Ok(Answer::Fetched(Fetched::NotModified)))),
        StatusCode::NOT_FOUND | StatusCode::GONE => {
            (Went::Well, failure(FailureKind::Gone, "knows no such board"))
        }
        StatusCode::TOO_MANY_REQUESTS => {
            let failure = failure(FailureKind::Busy, "asks for fewer requests");
            (Went::Busy(wait), failure.map(|f| f.map_err(|f| Failure { wait, ..f })))
        }
        StatusCode::SERVICE_UNAVAILABLE if wait.is_some() => {
            let failure = failure(FailureKind::Busy, "is out of service for a while");
            (Went::Busy(wait), failure.map(|f| f.map_err(|f| Failure { wait, ..f })))
        }
        _ if status.is_redirection() => {
            let to = text(header::LOCATION).unwrap_or_default().to_owned();
            (Went::Well, Some(Ok(Answer::Elsewhere(status, to))))
        }
        _ if status.is_server_error() => (Went::Badly, failure(FailureKind::Status, "answers with an error")),
        _ => (Went::Well, failure(FailureKind::Status, "answers with an error")),
    }
}

/// Seconds, or a date of HTTP.
fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = httpdate::parse_http_date(value).ok()?;
    Some(at.duration_since(now).unwrap_or_default())
}

/// A connection's failure in plain words.
pub(super) fn network(error: &reqwest::Error) -> Failure {
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    let what = if error.is_timeout() {
        "it does not answer in time"
    } else if error.is_connect() {
        "it cannot be reached"
    } else {
        "its answer breaks off"
    };
    Failure::new(FailureKind::Network, &format!("{what}: {cause}"))
}

/// `64 MiB`
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..0x10_0000 => format!("{} kB", bytes >> 10),
        _ => format!("{} MiB", bytes >> 20),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_is_seconds_or_a_date() {
        // Sun, 06 Nov 1994 08:49:37 GMT
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let check = |value: &str, expected: Option<u64>| {
            assert_eq!(retry_after(value, now), expected.map(Duration::from_secs), "{value}");
        };
        check("120", Some(120));
        check(" 0 ", Some(0));
        check("Sun, 06 Nov 1994 08:51:37 GMT", Some(120));
        check("Sunday, 06-Nov-94 08:51:37 GMT", Some(120));
        check("Sun Nov  6 08:51:37 1994", Some(120));
        check("Sun, 06 Nov 1994 08:00:00 GMT", Some(0));
        check("-1", None);
        check("soon", None);
    }

    #[test]
    fn sizes_are_short() {
        let check = |bytes, expected: &str| assert_eq!(size(bytes), expected);
        check(64 << 20, "64 MiB");
        check(500 << 10, "500 kB");
        check(12, "12 bytes");
    }
}

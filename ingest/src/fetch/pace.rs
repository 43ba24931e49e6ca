//! When a host may be asked: so far apart, so many at once, and later where it asks for fewer or fails.
//!
//! The rules are a plain state with "now" as an argument; [`Pace`] lends it out and sleeps.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::Url;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::address::is_local;
use crate::failure::{Failure, FailureKind};

/// How a host is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Manner {
    /// From the start of one request to that of the next.
    spacing: Duration,
    /// Requests under way at the same time.
    at_once: usize,
    /// Seconds to wait, in turn, after an answer "too many requests" that names no time.
    back_off: &'static [u64],
}

const fn manner(spacing: u64, at_once: usize, back_off: &'static [u64]) -> Manner {
    Manner { spacing: Duration::from_millis(spacing), at_once, back_off }
}

/// What is known of hosts (a name stands for those below it, too), with where it is from. Milliseconds, number, seconds.
const MANNERS: [(&str, Manner); 3] = [
    // The crawl delay that its interface asks for.
    ("lever.co", manner(1_000, 1, &[30])),
    // Its documentation: ten requests a second and eight at once for each client.
    ("smartrecruiters.com", manner(100, 8, &[30])),
    // Undocumented: the waits after which public clients report that it answers again.
    ("workable.com", manner(1_000, 1, &[5, 15, 30, 60])),
];
/// Who says nothing is asked once a second, as robots.txt files that state a delay mostly do; a second request may begin while a
/// slow first one is under way.
const USUAL: Manner = manner(1_000, 2, &[30]);
/// A replay on this machine has nobody to be polite to.
const LOCAL: Manner = manner(0, 8, &[0]);

/// Waits up to this are sat out; a host that wants more is left alone, and its boards' visits fail.
const MOST_WAIT: Duration = Duration::from_secs(60);
/// Failures of a host in a row after which it is left alone.
const TROUBLED: u32 = 5;
/// How long at first: doubled by each failure more.
const PAUSE: Duration = Duration::from_secs(120);
/// And at most. What a host may ask for by Retry-After, too.
const MOST_PAUSE: Duration = Duration::from_secs(3_600);

impl Manner {
    fn of(url: &Url) -> Manner {
        if is_local(url) {
            return LOCAL;
        }
        let host = url.host_str().unwrap_or_default();
        let is_below = |name: &str| {
            host == name || host.strip_suffix(name).is_some_and(|subdomain| subdomain.ends_with('.'))
        };
        MANNERS.iter().find(|(name, _)| is_below(name)).map_or(USUAL, |(_, manner)| *manner)
    }
}

/// How a request went, as far as its host's pace goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Went {
    /// It answered.
    Well,
    /// It asks for fewer requests, perhaps from a time on.
    Busy(Option<Duration>),
    /// It cannot be reached, or answers with an error of its own.
    Badly,
}

/// One host.
#[derive(Debug)]
struct Host {
    manner: Manner,
    /// When the next request may start.
    next: Instant,
    /// Failures in a row.
    failures: u32,
}

impl Host {
    /// How long the next request waits, which takes its place; an error for a host that is left alone for longer.
    fn place(&mut self, now: Instant) -> Result<Duration, Duration> {
        let wait = self.next.saturating_duration_since(now);
        if wait > MOST_WAIT {
            return Err(wait);
        }
        self.next = now + wait + self.manner.spacing;
        Ok(wait)
    }

    /// Takes note. For a busy host: whether asking again, for the `tries`th time, is worth a try.
    fn note(&mut self, went: Went, tries: usize, now: Instant) -> bool {
        let (pause, again) = match went {
            Went::Well => {
                self.failures = 0;
                return false;
            }
            Went::Busy(asked) => {
                let turn = self.manner.back_off.get(tries).or(self.manner.back_off.last());
                let wait = asked.unwrap_or_else(|| Duration::from_secs(turn.copied().unwrap_or(0)));
                (wait, tries < self.manner.back_off.len() && wait <= MOST_WAIT)
            }
            Went::Badly => (Duration::ZERO, false),
        };
        if !again {
            self.failures += 1;
        }
        let trouble = match self.failures.checked_sub(TROUBLED) {
            Some(more) if !again => PAUSE * 2u32.saturating_pow(more),
            _ => Duration::ZERO,
        };
        self.next = self.next.max(now + pause.max(trouble).min(MOST_PAUSE));
        again
    }
}

/// All hosts. Their number is that of the boards' systems, so that none is forgotten.
#[derive(Default)]
pub(super) struct Pace {
    hosts: Mutex<HashMap<String, (Host, Arc<Semaphore>)>>,
}

/// The right to one request; it ends when the answer is read.
pub(super) struct Turn {
    _permit: Option<OwnedSemaphorePermit>,
}

impl Pace {
    fn with<T>(&self, url: &Url, act: impl FnOnce(&mut Host, &Arc<Semaphore>) -> T) -> T {
        let key = format!("{}:{}", url.host_str().unwrap_or_default(), url.port().unwrap_or(0));
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let (host, gate) = hosts.entry(key).or_insert_with(|| {
            let manner = Manner::of(url);
            let host = Host { manner, next: Instant::now(), failures: 0 };
            (host, Arc::new(Semaphore::new(manner.at_once)))
        });
        act(host, gate)
    }

    /// Waits for the host's turn.
    ///
    /// # Errors
    /// It is left alone for longer than a minute.
    pub(super) async fn turn(&self, url: &Url) -> Result<Turn, Failure> {
        let gate = self.with(url, |_, gate| gate.clone());
        let _permit = gate.acquire_owned().await.ok();
        match self.with(url, |host, _| host.place(Instant::now())) {
            Ok(wait) => {
                tokio::time::sleep(wait).await;
                Ok(Turn { _permit })
            }
            Err(wait) => {
                let host = url.host_str().unwrap_or_default();
                let minutes = wait.as_secs().div_ceil(60);
                let message = format!(
                    "{host} failed or asked for fewer requests: it is left alone for {minutes} more minutes"
                );
                Err(Failure::new(FailureKind::Busy, &message).after(wait))
            }
        }
    }

    /// Notes how a request went. For a busy host: whether to ask once more, for the `tries`th time.
    pub(super) fn note(&self, url: &Url, went: Went, tries: usize) -> bool {
        self.with(url, |host, _| host.note(went, tries, Instant::now()))
    }

    /// Spaces a host's requests by what its robots.txt asks for, up to half a minute.
    pub(super) fn space(&self, url: &Url, delay: Duration) {
        let delay = delay.min(Duration::from_secs(30));
        self.with(url, |host, _| host.manner.spacing = host.manner.spacing.max(delay));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(name: &str) -> (Host, Instant) {
        let manner = Manner::of(&Url::parse(&format!("https://{name}/")).unwrap());
        let now = Instant::now();
        (Host { manner, next: now, failures: 0 }, now)
    }

    fn seconds(n: u64) -> Duration {
        Duration::from_secs(n)
    }

    #[test]
    fn hosts_are_known_by_name() {
        let check = |name: &str, expected: Manner| assert_eq!(host(name).0.manner, expected, "{name}");
        check("api.lever.co", MANNERS[0].1);
        check("api.eu.lever.co", MANNERS[0].1);
        check("clever.co", USUAL);
        check("api.smartrecruiters.com", MANNERS[1].1);
        check("127.0.0.1", LOCAL);
        check("example.org", USUAL);
    }

    #[test]
    fn requests_are_spaced() {
        let (mut host, now) = host("api.smartrecruiters.com");
        let waits: Vec<Duration> = (0..3).map(|_| host.place(now).unwrap()).collect();
        assert_eq!(waits, [0, 100, 200].map(Duration::from_millis));
        assert_eq!(host.place(now + seconds(5)), Ok(Duration::ZERO));
    }

    #[test]
    fn busy_hosts_are_asked_later_and_then_no_more() {
        let (mut host, now) = host("apply.workable.com");
        for (tries, wait) in [5, 15, 30, 60].into_iter().enumerate() {
            assert!(host.note(Went::Busy(None), tries, now));
            assert_eq!(host.place(now), Ok(seconds(wait)), "try {tries}");
            host.next = now;
        }
        assert!(!host.note(Went::Busy(None), 4, now));
        // What the host asks for counts more than the table, up to an hour.
        assert!(host.note(Went::Busy(Some(seconds(7))), 0, now));
        assert!(!host.note(Went::Busy(Some(seconds(600))), 0, now));
        assert_eq!(host.place(now), Err(seconds(600)));
        host.note(Went::Busy(Some(seconds(999_999))), 0, now);
        assert_eq!(host.place(now), Err(seconds(3_600)));
    }

    #[test]
    fn failing_hosts_are_left_alone() {
        let (mut host, now) = host("example.org");
        for _ in 0..4 {
            host.note(Went::Badly, 0, now);
            assert!(host.place(now).is_ok());
        }
        host.next = now;
        host.note(Went::Badly, 0, now);
        assert_eq!(host.place(now), Err(seconds(120)));
        // After the pause one request shows whether it is well again.
        let later = now + seconds(120);
        assert!(host.place(later).is_ok());
        host.note(Went::Badly, 0, later);
        assert_eq!(host.place(later), Err(seconds(240)));
        for _ in 0..50 {
            host.note(Went::Badly, 0, later);
        }
        assert_eq!(host.place(later), Err(seconds(3_600)));
        host.note(Went::Well, 0, later + seconds(3_600));
        host.note(Went::Badly, 0, later + seconds(3_600));
        assert!(host.place(later + seconds(3_600)).is_ok());
    }
}

//! What a host's robots.txt lets be read (RFC 9309). Its groups and patterns are `robotxt`'s; here is how it is got and kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::Url;
use robotxt::Robots;
use tokio::time::Instant;

use crate::failure::{Failure, FailureKind};

/// The name that a robots.txt has a group for: the first part of the User-Agent.
pub(super) const PRODUCT: &str = "codedeck";
/// Bytes of a robots.txt that count: the least that RFC 9309 allows.
pub(super) const MOST_BYTES: usize = robotxt::BYTE_LIMIT;
/// Redirects that are followed for it.
pub(super) const MOST_HOPS: usize = 5;
/// How long it is kept.
const KEPT: Duration = Duration::from_secs(24 * 3_600);
/// How long a host counts as unreadable before its robots.txt is tried again.
const RETRIED: Duration = Duration::from_secs(3_600);

/// How the request for a robots.txt ended.
pub(super) enum Found {
    /// Its text.
    Text(Vec<u8>),
    /// There is none (4xx): all may be read.
    Nothing,
    /// Nobody knows (5xx, 429, no connection), and why: nothing may be read.
    Unknown(String),
}

/// What a host lets be read.
#[derive(Clone)]
pub(super) struct Rules(Result<Arc<Robots>, String>);

impl Rules {
    pub(super) fn new(found: Found) -> Rules {
        Rules(match found {
            Found::Text(text) => Ok(Arc::new(Robots::parse(&text, PRODUCT))),
            Found::Nothing => Ok(Arc::new(Robots::allow_all())),
            Found::Unknown(why) => Err(why),
        })
    }

    /// Passes an address, or says why not.
    pub(super) fn check(&self, url: &Url) -> Result<(), Failure> {
        match &self.0 {
            Ok(robots) if robots.is_url_allowed(url) => Ok(()),
            Ok(_) => {
                let message =
                    format!("the robots.txt of {} does not allow it", url.host_str().unwrap_or_default());
                Err(Failure::new(FailureKind::Refused, &message))
            }
            Err(why) => {
                let message = format!("nothing is read without its robots.txt, and that cannot be: {why}");
                Err(Failure::new(FailureKind::Network, &message))
            }
        }
    }

    /// The pause between two requests that it asks for.
    pub(super) fn delay(&self) -> Option<Duration> {
        self.0.as_ref().ok()?.crawl_delay()
    }

    fn is_fresh(&self, since: Instant) -> bool {
        since.elapsed() < if self.0.is_ok() { KEPT } else { RETRIED }
    }
}

/// The rules of one origin, and since when. Its lock is held while they are asked for: nobody asks twice.
type Slot = Arc<tokio::sync::Mutex<Option<(Instant, Rules)>>>;

/// The rules of all origins.
#[derive(Default)]
pub(super) struct Known {
    origins: Mutex<HashMap<String, Slot>>,
}

impl Known {
    /// The rules for an address; `ask` gets a robots.txt where none is kept.
    pub(super) async fn rules<F: Future<Output = Found>>(
        &self,
        url: &Url,
        ask: impl FnOnce(Url) -> F,
    ) -> Rules {
        let origin = url.origin().ascii_serialization();
        let slot = {
            let mut origins = self.origins.lock().unwrap_or_else(PoisonError::into_inner);
            origins.entry(origin).or_default().clone()
        };
        let mut slot = slot.lock().await;
        if let Some((since, rules)) = &*slot
            && rules.is_fresh(*since)
        {
            return rules.clone();
        }
        let rules = match robotxt::robots_url(url) {
            Ok(at) => Rules::new(ask(at).await),
            Err(why) => Rules::new(Found::Unknown(why.to_string())),
        };
        *slot = Some((Instant::now(), rules.clone()));
        rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(text: &str, path: &str) -> bool {
        let url = Url::parse(&format!("https://example.org{path}")).unwrap();
        Rules::new(Found::Text(text.as_bytes().to_vec())).check(&url).is_ok()
    }

    /// The examples of RFC 9309, sections 2.2.1 to 2.2.3 and 5.
    #[test]
    fn the_standard_is_kept() {
        let check = |text: &str, path: &str, expected: bool| {
            assert_eq!(allowed(text, path), expected, "{path} by {text:?}");
        };
        // Groups go by product token, whatever its case; several of the same name are one.
        let groups = "User-agent: otherbot\nDisallow: /\n\nUser-agent: CodeDeck\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n\
            User-agent: codedeck\nDisallow: /c\n";
        for (path, expected) in [("/a", false), ("/b", true), ("/c", false), ("/d", true)] {
            check(groups, path, expected);
        }
        let shared = "User-agent: foobot\nUser-agent: codedeck\nAllow: /example/page.html\nDisallow: /example/page.gif\n";
        check(shared, "/example/page.html", true);
        check(shared, "/example/page.gif", false);
        check("User-agent: codedeckbot\nDisallow: /\n", "/", true);
        // The longest match wins; of two as long ones, the one that allows.
        let longest = "User-Agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";
        check(longest, "/example/page/", true);
        check(longest, "/example/page/disallowed.gif", false);
        check("User-agent: *\nDisallow: /page\nAllow: /page\n", "/page", true);
        // Patterns.
        check("User-agent: *\nDisallow: /*.gif$\n", "/a/b.gif", false);
        check("User-agent: *\nDisallow: /*.gif$\n", "/a/b.gif?x", true);
        check("User-agent: *\nDisallow: /this/*/exactly\n", "/this/is/exactly", false);
        check("User-agent: *\nDisallow: /foo/bar?baz=http://foo.bar\n", "/foo/bar?baz=http://foo.bar", false);
        check("User-agent: *\nDisallow: /foo/bar/ツ\n", "/foo/bar/%E3%83%84", false);
        check("User-agent: *\nDisallow: /foo/bar/%62%61%7A\n", "/foo/bar/baz", false);
        // The file itself may always be read; nothing said allows all.
        check("User-agent: *\nDisallow: /\n", "/robots.txt", true);
        check("User-agent: *\nDisallow:\n", "/a", true);
        check("<html>not found</html>", "/a", true);
    }

    #[test]
    fn what_is_past_the_limit_does_not_count() {
        let text = format!("User-agent: *\nDisallow: /a\n#{}\nDisallow: /b\n", "x".repeat(MOST_BYTES));
        assert!(!allowed(&text, "/a") && allowed(&text, "/b"));
    }

    #[test]
    fn no_file_allows_and_no_answer_forbids() {
        let url = Url::parse("https://example.org/jobs").unwrap();
        assert!(Rules::new(Found::Nothing).check(&url).is_ok());
        let failure = Rules::new(Found::Unknown("HTTP 503".into())).check(&url).unwrap_err();
        assert!(failure.kind == FailureKind::Network && failure.message.contains("HTTP 503"), "{failure}");
        assert_eq!(
            Rules::new(Found::Text(b"User-agent: *\nCrawl-delay: 2".to_vec())).delay(),
            Some(Duration::from_secs(2))
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_file_is_kept_for_a_day_and_a_failure_for_an_hour() {
        let known = Known::default();
        let asked = std::cell::Cell::new(0);
        let ask = async |path: &str, found: fn() -> Found| {
            let url = Url::parse(&format!("https://example.org{path}")).unwrap();
            let rules = known.rules(&url, async |at| {
                assert_eq!(at.as_str(), "https://example.org/robots.txt");
                asked.set(asked.get() + 1);
                found()
            });
            rules.await.check(&url).is_ok()
        };
        assert!(!ask("/a", || Found::Unknown("no connection".into())).await);
        tokio::time::advance(RETRIED / 2).await;
        assert!(!ask("/b", || Found::Nothing).await);
        tokio::time::advance(RETRIED).await;
        assert!(ask("/b", || Found::Nothing).await);
        tokio::time::advance(KEPT / 2).await;
        assert!(ask("/c", || Found::Unknown("no connection".into())).await);
        tokio::time::advance(KEPT).await;
        assert!(!ask("/c", || Found::Text(b"User-agent: *\nDisallow: /c".to_vec())).await);
        assert_eq!(asked.get(), 3);
    }
}

//! The only network code: polite, bounded, and never into private networks.
//!
//! | file | answers |
//! |---|---|
//! | `address` | may this address be asked at all? |
//! | `robots` | does its host let it be read? |
//! | `pace` | when may that host be asked? |
//! | `answer` | what do a status and its headers mean? |

mod address;
mod answer;
mod pace;
mod robots;

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Method, Response, StatusCode, Url, header};

use self::address::Filter;
pub(crate) use self::answer::size;
use self::answer::{Answer, network};
use self::pace::{Pace, Went};
use self::robots::Found;
use crate::failure::{Failure, FailureKind};
use crate::source::{Accept, Redirects, Request};

/// Whether an address is one that is fetched, as far as it says itself: a name may still lead elsewhere.
///
/// # Errors
/// Why it is not.
pub(crate) fn is_public_address(url: &Url, allow_loopback: bool) -> Result<(), Failure> {
    Filter { allow_loopback }.check(url)
}

/// Redirects of a feed that are followed.
const MOST_HOPS: usize = 3;

/// What a server knew of the last answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// An answer.
#[derive(Clone, Debug)]
pub enum Fetched {
    /// The same as last time.
    NotModified,
    /// The body, decoded.
    Body {
        /// At most [`Limits::answer`] of them.
        bytes: Vec<u8>,
        /// For the next time.
        validators: Validators,
    },
}

/// What one answer and one visit may cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of an answer after decoding: the largest feed seen has 20 MB.
    pub answer: usize,
    /// The same, where it is a web page.
    pub page: usize,
    /// Bytes of all answers of a visit.
    pub visit: u64,
    /// From the first packet to a connection.
    pub connect: Duration,
    /// From one piece of an answer to the next.
    pub read: Duration,
    /// From a request to the end of its answer.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            answer: 32 << 20,
            page: 8 << 20,
            visit: 256 << 20,
            connect: Duration::from_secs(10),
            read: Duration::from_secs(30),
            total: Duration::from_secs(120),
        }
    }
}

/// Fetches for all boards.
pub struct Fetcher {
    client: Client,
    filter: Filter,
    limits: Limits,
    pace: Pace,
    robots: robots::Known,
}

impl Fetcher {
    /// A fetcher that names `contact` in its User-Agent. Loopback addresses are refused unless allowed: that is for replays.
    ///
    /// # Errors
    /// No contact; a system without a TLS set-up.
    pub fn new(contact: &str, allow_loopback: bool) -> Result<Fetcher, Failure> {
        Fetcher::within(Limits::default(), contact, allow_loopback)
    }

    /// The same within other limits.
    ///
    /// # Errors
    /// As above.
    pub fn within(limits: Limits, contact: &str, allow_loopback: bool) -> Result<Fetcher, Failure> {
        if contact.trim().is_empty() {
            return Err(Failure::new(
                FailureKind::Refused,
                "no contact is set: put an e-mail address or URL into sources.toml",
            ));
        }
        // Already installed where another fetcher was made before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let agent = format!("{}/{} (+{})", robots::PRODUCT, env!("CARGO_PKG_VERSION"), contact.trim());
        let filter = Filter { allow_loopback };
        let client = Client::builder()
            .user_agent(agent)
            .redirect(reqwest::redirect::Policy::none())
            .dns_resolver(Arc::new(filter))
            .no_proxy()
            .connect_timeout(limits.connect)
            .read_timeout(limits.read)
            .timeout(limits.total)
            .build()
            .map_err(|e| Failure::new(FailureKind::Network, &format!("no connection can be made: {e}")))?;
        Ok(Fetcher { client, filter, limits, pace: Pace::default(), robots: robots::Known::default() })
    }

    /// What an answer and a visit may cost.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Makes a request. Redirects are followed where the system's say something, at most three, each checked like the first.
    ///
    /// # Errors
    /// Everything but 200 and 304, in plain words.
    pub async fn fetch(
        &self,
        request: &Request,
        known: &Validators,
        redirects: Redirects,
    ) -> Result<Fetched, Failure> {
        let refused = |why: &str| Failure::new(FailureKind::Refused, why);
        let mut url = Url::parse(&request.url)
            .map_err(|e| refused(&format!("{:?} is no address: {e}", request.url)))?;
        for _ in 0..=MOST_HOPS {
            self.filter.check(&url)?;
            let rules = self.robots.rules(&url, |at| self.robots_txt(at)).await;
            rules.check(&url)?;
            if let Some(delay) = rules.delay() {
                self.pace.space(&url, delay);
            }
            let (status, to) = match self.in_turn(&url, request, known).await? {
                Answer::Fetched(fetched) => return Ok(fetched),
                Answer::Elsewhere(status, to) => (status, to),
            };
            if redirects == Redirects::Gone {
                return Err(Failure::new(
                    FailureKind::Gone,
                    &format!("the system knows no such board (HTTP {} elsewhere)", status.as_u16()),
                ));
            }
            let repeats = [StatusCode::TEMPORARY_REDIRECT, StatusCode::PERMANENT_REDIRECT].contains(&status);
            if request.post.is_some() && !repeats {
                return Err(refused("it redirects what is posted to it"));
            }
            let next = url.join(&to).map_err(|_| refused("it redirects to no address"))?;
            if url.scheme() == "https" && next.scheme() == "http" {
                return Err(refused("it redirects from https to http"));
            }
            url = next;
        }
        Err(refused("it redirects more than three times"))
    }

    /// Asks when it is the host's turn, and again where the host asks for later.
    async fn in_turn(&self, url: &Url, request: &Request, known: &Validators) -> Result<Answer, Failure> {
        let mut tries = 0;
        loop {
            let turn = self.pace.turn(url).await?;
            let (went, result) = self.once(url, request, known).await;
            drop(turn);
            if !self.pace.note(url, went, tries) {
                return result;
            }
            tries += 1;
        }
    }

    async fn once(
        &self,
        url: &Url,
        request: &Request,
        known: &Validators,
    ) -> (Went, Result<Answer, Failure>) {
        let accept = match request.accept {
            Accept::Json => "application/json",
            Accept::Xml => "application/xml, application/rss+xml, application/atom+xml, text/xml;q=0.9",
            Accept::Html => "text/html",
        };
        let method = if request.post.is_some() { Method::POST } else { Method::GET };
        let mut sent = self.client.request(method, url.clone()).header(header::ACCEPT, accept);
        if let Some(json) = &request.post {
            sent = sent.header(header::CONTENT_TYPE, "application/json").body(json.clone());
        }
        if let Some(etag) = &known.etag {
            sent = sent.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(date) = &known.last_modified {
            sent = sent.header(header::IF_MODIFIED_SINCE, date);
        }
        let response = match sent.send().await {
            Ok(response) => response,
            Err(error) => return (Went::Badly, Err(network(&error))),
        };
        let (went, meaning) = answer::of_head(&response);
        match meaning {
            Some(result) => (went, result),
            None => match self.body(response).await {
                Ok(fetched) => (Went::Well, Ok(Answer::Fetched(fetched))),
                Err(failure) if failure.kind == FailureKind::Network => (Went::Badly, Err(failure)),
                Err(failure) => (Went::Well, Err(failure)),
            },
        }
    }

    async fn body(&self, response: Response) -> Result<Fetched, Failure> {
        let text = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let validators = Validators { etag: text(header::ETAG), last_modified: text(header::LAST_MODIFIED) };
        let is_page = text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/html"));
        let most = if is_page { self.limits.page } else { self.limits.answer };
        let (bytes, whole) = read(response, most).await?;
        if !whole {
            let what = if is_page { "web page" } else { "answer" };
            let message = format!("the {what} is longer than {}", size(most as u64));
            return Err(Failure::new(FailureKind::Form, &message));
        }
        Ok(Fetched::Body { bytes, validators })
    }

    /// Asks for a robots.txt, as RFC 9309 says in section 2.3.
    async fn robots_txt(&self, mut url: Url) -> Found {
        for _ in 0..=robots::MOST_HOPS {
            let turn = match self.filter.check(&url) {
                Ok(()) => self.pace.turn(&url).await,
                Err(failure) => Err(failure),
            };
            let turn = match turn {
                Ok(turn) => turn,
                Err(failure) => return Found::Unknown(failure.message),
            };
            let response =
                match self.client.get(url.clone()).header(header::ACCEPT, "text/plain").send().await {
                    Ok(response) => response,
                    Err(error) => {
                        self.pace.note(&url, Went::Badly, usize::MAX);
                        return Found::Unknown(network(&error).message);
                    }
                };
            let (went, meaning) = answer::of_head(&response);
            self.pace.note(&url, went, usize::MAX);
            match meaning {
                Some(Ok(Answer::Elsewhere(_, to))) => match url.join(&to) {
                    Ok(next) => url = next,
                    Err(_) => return Found::Nothing,
                },
                Some(_) if went == Went::Well => return Found::Nothing,
                Some(_) => return Found::Unknown(format!("HTTP {}", response.status().as_u16())),
                None => match read(response, robots::MOST_BYTES + 1).await {
                    Ok((text, _)) => return Found::Text(text),
                    Err(failure) => return Found::Unknown(failure.message),
                },
            }
            drop(turn);
        }
        Found::Nothing
    }
}

/// The body up to so many bytes, and whether that is all of it. What is decoded beyond them is never kept.
async fn read(mut response: Response, most: usize) -> Result<(Vec<u8>, bool), Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|e| network(&e))? {
        let fits = chunk.len().min(most - bytes.len());
        bytes.extend_from_slice(&chunk[..fits]);
        if fits < chunk.len() {
            return Ok((bytes, false));
        }
    }
    Ok((bytes, true))
}

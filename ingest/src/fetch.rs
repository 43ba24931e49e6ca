//! The only network code: polite, bounded, and never into private networks.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, Response, StatusCode, Url, header};
use tokio::sync::Mutex;

use crate::visit::{Failure, FailureKind};

/// Bytes of an answer, after decoding.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// From one request to a host to the next.
const SPACING: Duration = Duration::from_secs(1);
const TIMEOUT: Duration = Duration::from_secs(30);
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
        /// At most 64 MiB.
        bytes: Vec<u8>,
        /// For the next time.
        validators: Validators,
    },
}

/// Fetches for all boards.
pub struct Fetcher {
    client: Client,
    allow_loopback: bool,
    /// When each host may be asked again.
    hosts: Mutex<HashMap<String, Instant>>,
}

impl Fetcher {
    /// A fetcher that names `contact` in its User-Agent. Loopback addresses are refused unless allowed: that is for replays.
    ///
    /// # Errors
    /// No contact; a system without a TLS set-up.
    pub fn new(contact: &str, allow_loopback: bool) -> Result<Fetcher, Failure> {
        if contact.trim().is_empty() {
            return Err(Failure::new(
                FailureKind::Refused,
                "no contact is set: put an e-mail address or URL into sources.toml",
            ));
        }
        // Already installed where another fetcher was made before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let agent = format!("codedeck/{} (+{})", env!("CARGO_PKG_VERSION"), contact.trim());
        let client = Client::builder()
            .user_agent(agent)
            .redirect(reqwest::redirect::Policy::none())
            .dns_resolver(Arc::new(PublicOnly { allow_loopback }))
            .no_proxy()
            .connect_timeout(Duration::from_secs(10))
            .read_timeout(TIMEOUT)
            .timeout(4 * TIMEOUT)
            .build()
            .map_err(|e| Failure::new(FailureKind::Network, &format!("no connection can be made: {e}")))?;
        Ok(Fetcher { client, allow_loopback, hosts: Mutex::default() })
    }

    /// Gets an address, following at most three redirects, each checked like the first.
    ///
    /// # Errors
    /// Everything but 200 and 304, in plain words.
    pub async fn get(&self, url: &str, known: &Validators) -> Result<Fetched, Failure> {
        let refused = |why: &str| Failure::new(FailureKind::Refused, why);
        let mut url = Url::parse(url).map_err(|e| refused(&format!("{url:?} is no address: {e}")))?;
        for _ in 0..=MOST_HOPS {
            self.check(&url)?;
            self.wait_for(&url).await;
            let mut request = self.client.get(url.clone()).header(header::ACCEPT, "application/json");
            if let Some(etag) = &known.etag {
                request = request.header(header::IF_NONE_MATCH, etag);
            }
            if let Some(date) = &known.last_modified {
                request = request.header(header::IF_MODIFIED_SINCE, date);
            }
            let response = request.send().await.map_err(|e| network(&e))?;
            if !response.status().is_redirection() || response.status() == StatusCode::NOT_MODIFIED {
                return self.body(response).await;
            }
            let to =
                response.headers().get(header::LOCATION).and_then(|l| l.to_str().ok()).unwrap_or_default();
            url = url.join(to).map_err(|_| refused("it redirects to no address"))?;
        }
        Err(refused("it redirects more than three times"))
    }

    async fn body(&self, mut response: Response) -> Result<Fetched, Failure> {
        let status = response.status();
        if status == StatusCode::NOT_MODIFIED {
            return Ok(Fetched::NotModified);
        }
        if let Some(wait) = retry_after(&response) {
            let at = Instant::now() + wait.min(Duration::from_secs(3600));
            self.hosts.lock().await.insert(host_of(response.url()), at);
        }
        if status != StatusCode::OK {
            return Err(of_status(status));
        }
        let text = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let validators = Validators { etag: text(header::ETAG), last_modified: text(header::LAST_MODIFIED) };
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|e| network(&e))? {
            if bytes.len() + chunk.len() > MOST_BYTES {
                return Err(Failure::new(FailureKind::Form, "the answer is longer than 64 MiB"));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Fetched::Body { bytes, validators })
    }

    /// Only http(s) to public addresses, on the usual ports, without user names.
    fn check(&self, url: &Url) -> Result<(), Failure> {
        let refused = |why: &str| Err(Failure::new(FailureKind::Refused, why));
        let literal = match url.host() {
            Some(url::Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
            Some(url::Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
            Some(url::Host::Domain(_)) => None,
            None => return refused("the address has no host"),
        };
        let local = literal.is_some_and(|ip| ip.is_loopback()) || url.host_str() == Some("localhost");
        if local && self.allow_loopback {
            return Ok(());
        }
        if !["http", "https"].contains(&url.scheme())
            || !url.username().is_empty()
            || url.password().is_some()
        {
            return refused("only plain http and https addresses are fetched");
        }
        if url.port().is_some_and(|p| p != 80 && p != 443) {
            return refused("only the ports 80 and 443 are fetched from");
        }
        if local || literal.is_some_and(|ip| !is_public(ip)) {
            return refused("the address is not a public one (for a local replay: --allow-loopback)");
        }
        Ok(())
    }

    async fn wait_for(&self, url: &Url) {
        let wait = {
            let mut hosts = self.hosts.lock().await;
            let at = hosts.entry(host_of(url)).or_insert_with(Instant::now);
            let start = (*at).max(Instant::now());
            let local =
                self.allow_loopback && url.host_str().is_some_and(|h| h == "127.0.0.1" || h == "localhost");
            *at = start + if local { Duration::ZERO } else { SPACING };
            start.saturating_duration_since(Instant::now())
        };
        tokio::time::sleep(wait).await;
    }
}

fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

fn retry_after(response: &Response) -> Option<Duration> {
    let value = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?;
    value.parse().ok().map(Duration::from_secs)
}

fn of_status(status: StatusCode) -> Failure {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Failure::new(
            FailureKind::Gone,
            &format!("the system knows no such board (HTTP {})", status.as_u16()),
        ),
        StatusCode::TOO_MANY_REQUESTS => {
            Failure::new(FailureKind::Busy, "the system asks for fewer requests (HTTP 429)")
        }
        status => Failure::new(
            FailureKind::Status,
            &format!("the system answers with an error (HTTP {})", status.as_u16()),
        ),
    }
}

fn network(error: &reqwest::Error) -> Failure {
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    let kind =
        if error.is_timeout() { "it does not answer in time" } else { "it cannot be reached or breaks off" };
    Failure::new(FailureKind::Network, &format!("{kind}: {cause}"))
}

/// Resolves names to public addresses only (and loopback where allowed).
struct PublicOnly {
    allow_loopback: bool,
}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_loopback = self.allow_loopback;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let fine = |a: &SocketAddr| is_public(a.ip()) || (allow_loopback && a.ip().is_loopback());
            let addresses: Vec<SocketAddr> = found.filter(fine).collect();
            if addresses.is_empty() {
                return Err("the name leads to no public address".into());
            }
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is one of the public internet (RFC 6890 and its successors' registries).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, c, _] = ip.octets();
            !(ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_broadcast()
                || ip.is_documentation()
                || ip.is_unspecified()
                || ip.is_multicast()
                || a == 0
                || a >= 240
                || (a == 100 && (64..128).contains(&b))
                || (a == 192 && b == 0 && c == 0)
                || (a == 198 && (18..20).contains(&b)))
        }
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => is_public(IpAddr::V4(ip)),
            // Global unicast, without 6to4 and Teredo, which carry IPv4 addresses inside, and documentation.
            None => {
                let s = ip.segments();
                s[0] & 0xe000 == 0x2000 && s[0] != 0x2002 && !(s[0] == 0x2001 && (s[1] == 0 || s[1] == 0xdb8))
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_fetched() {
        let check = |url: &str, allow, expected: bool| {
            let fetcher = Fetcher::new("test", allow).unwrap();
            assert_eq!(fetcher.check(&Url::parse(url).unwrap()).is_ok(), expected, "{url}");
        };
        check("https://boards-api.greenhouse.io/v1", false, true);
        check("http://127.0.0.1:8080/", false, false);
        check("http://127.0.0.1:8080/", true, true);
        check("http://10.0.0.1/", true, false);
        check("http://169.254.169.254/latest", false, false);
        check("http://[::ffff:10.0.0.1]/", false, false);
        check("http://0x7f.1/", false, false);
        check("https://example.org:8443/", false, false);
        check("ftp://example.org/", false, false);
        check("https://user:pw@example.org/", false, false);
    }
}

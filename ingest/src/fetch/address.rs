//! Which addresses are fetched: http(s) to the public internet, on the usual ports, without user names.

use std::net::{IpAddr, SocketAddr};

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::failure::{Failure, FailureKind};

/// The filter. A literal address never reaches the resolver, a name only resolving shows where it leads: so it stands in both places.
#[derive(Clone, Copy)]
pub(super) struct Filter {
    /// For replays: this machine counts as public, on any port.
    pub(super) allow_loopback: bool,
}

impl Filter {
    /// Passes an address before it is asked; each hop of a redirect again.
    pub(super) fn check(self, url: &Url) -> Result<(), Failure> {
        let refused = |why: &str| Err(Failure::new(FailureKind::Refused, why));
        if !["http", "https"].contains(&url.scheme())
            || !url.username().is_empty()
            || url.password().is_some()
        {
            return refused("only plain http and https addresses are fetched");
        }
        let literal = match url.host() {
            Some(url::Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
            Some(url::Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
            Some(url::Host::Domain(_)) => None,
            None => return refused("the address has no host"),
        };
        let local = is_local(url);
        if local && self.allow_loopback {
            return Ok(());
        }
        if url.port().is_some_and(|p| p != 80 && p != 443) {
            return refused("only the ports 80 and 443 are fetched from");
        }
        if local || literal.is_some_and(|ip| !is_public(ip)) {
            return refused("the address is not a public one (for a local replay: --allow-loopback)");
        }
        Ok(())
    }
}

/// Whether an address says itself that it is this machine's.
pub(super) fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Names lead to public addresses only.
impl Resolve for Filter {
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
                || (a == 192 && b == 88 && c == 99)
                || (a == 198 && (18..20).contains(&b)))
        }
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => is_public(IpAddr::V4(ip)),
            // Global unicast, without 6to4, which carries IPv4 addresses inside, without 2001::/23 (Teredo and other protocols'
            // own) and without documentation.
            None => {
                let s = ip.segments();
                s[0] & 0xe000 == 0x2000
                    && s[0] != 0x2002
                    && !(s[0] == 0x2001 && (s[1] < 0x200 || s[1] == 0xdb8))
                    && !(s[0] == 0x3fff && s[1] < 0x1000)
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_fetched() {
        let check = |url: &str, allow_loopback, expected: bool| {
            let passed = Filter { allow_loopback }.check(&Url::parse(url).unwrap());
            assert_eq!(passed.is_ok(), expected, "{url}");
        };
        check("https://boards-api.greenhouse.io/v1", false, true);
        check("http://127.0.0.1:8080/", false, false);
        check("http://127.0.0.1:8080/", true, true);
        check("http://localhost:8080/", false, false);
        check("http://user@127.0.0.1:8080/", true, false);
        check("http://10.0.0.1/", true, false);
        check("http://169.254.169.254/latest", false, false);
        check("http://[::ffff:10.0.0.1]/", false, false);
        check("http://[::1]/", false, false);
        check("http://[fd00::1]/", false, false);
        check("http://[2001:db8::1]/", false, false);
        check("http://[2606:4700::1111]/", false, true);
        check("http://0x7f.1/", false, false);
        check("http://2130706433/", false, false);
        check("https://example.org:8443/", false, false);
        check("https://example.org:443/", false, true);
        check("ftp://example.org/", false, false);
        check("https://user:pw@example.org/", false, false);
    }

    #[tokio::test]
    async fn names_lead_to_public_addresses() {
        let check = |allow_loopback| async move {
            Filter { allow_loopback }.resolve("localhost".parse().unwrap()).await.is_ok()
        };
        assert!(!check(false).await);
        assert!(check(true).await);
    }
}

//! What a page knows from the moment it was made: the server's clock, the build, the catalogue it names.
//!
//! The server writes it as `data-*` attributes of `<html>`; the browser reads it once, so that the first client
//! render uses exactly what the server used.

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The server's clock when the page was made, Unix seconds.
    pub now: i64,
    /// Id of the browser's build that belongs to the page.
    pub build: String,
    /// The site's name.
    pub site: String,
    /// The site's own address, without a slash at the end; empty until the operator sets it.
    pub origin: String,
    /// Where the operator's imprint is; empty where there is none.
    pub imprint: String,
    /// Where the operator's privacy notice is; empty where there is none.
    pub privacy: String,
    /// Whether the catalogue is the generated sample.
    pub sample: bool,
    /// Version of the catalogue that answered.
    pub version: String,
    /// Where that catalogue's bytes are; empty where it is too large for a browser.
    pub snapshot: String,
    /// Their length uncompressed.
    pub snapshot_bytes: u32,
    /// Day or month of the exchange rates by which pay is compared there.
    pub rates: String,
    /// Days since the epoch of `made_at` of the catalogue, for "as of".
    pub made_at: i64,
}

#[cfg(feature = "ssr")]
impl Page {
    /// The page that this request makes; empty outside of one.
    pub fn current() -> Page {
        let Ok(b) = crate::backend::Backend::current() else { return Page::default() };
        let is_large = b.site.browser_roles.is_some_and(|most| b.catalog.len() > most);
        Page {
            now: b.now,
            build: b.site.build.clone(),
            site: b.site.name.clone(),
            origin: b.site.public_url.clone().unwrap_or_default(),
            imprint: b.site.imprint_url.clone().unwrap_or_default(),
            privacy: b.site.privacy_url.clone().unwrap_or_default(),
            sample: b.site.sample,
            version: b.catalog.version().to_owned(),
            snapshot: if is_large { String::new() } else { b.snapshot.url.clone() },
            snapshot_bytes: b.snapshot.bytes,
            rates: b.catalog.rates().date.clone(),
            made_at: b.catalog.made_at(),
        }
    }
}

#[cfg(not(feature = "ssr"))]
impl Page {
    /// The page as `<html>`'s attributes tell it.
    #[cfg(feature = "hydrate")]
    pub fn current() -> Page {
        let html = leptos::prelude::document().document_element();
        let get = |name: &str| html.as_ref().and_then(|e| e.get_attribute(name)).unwrap_or_default();
        Page {
            now: get("data-now").parse().unwrap_or_default(),
            build: get("data-build"),
            site: get("data-site"),
            origin: get("data-origin"),
            imprint: get("data-imprint"),
            privacy: get("data-privacy"),
            sample: get("data-sample") == "true",
            version: get("data-version"),
            snapshot: get("data-snapshot"),
            snapshot_bytes: get("data-snapshot-bytes").parse().unwrap_or_default(),
            rates: get("data-rates"),
            made_at: get("data-made-at").parse().unwrap_or_default(),
        }
    }

    /// Neither server nor browser: an empty page.
    #[cfg(not(feature = "hydrate"))]
    pub fn current() -> Page {
        Page::default()
    }
}

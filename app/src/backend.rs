//! What the server lends to pages and server functions: one value in the context of each request.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::query::Query;
use catalog::texts::Index;
use catalog::{Catalog, Session};
use leptos::prelude::use_context;
use leptos::server_fn::error::ServerFnErrorErr;
use store::Store;

/// The catalogue, the store behind it and the site's settings, as they are for one request.
#[derive(Clone)]
pub struct Backend {
    /// What lists and counts are answered from; the same for the whole request.
    pub catalog: Arc<Catalog>,
    /// Which of its roles have which words in their texts.
    pub texts: Arc<Index>,
    /// Where whole postings, boards and runs are read.
    pub store: Store,
    /// Settings and the places of assets.
    pub site: Arc<Site>,
    /// Where the browser finds this catalogue's bytes.
    pub snapshot: Snapshot,
    /// Open postings that the catalogue leaves out, as they are not tech.
    pub not_tech: u32,
    /// When the request came, Unix seconds.
    pub now: i64,
}

/// What does not change while the server runs.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The site's name, for instance `Code Deck`.
    pub name: String,
    /// `https://jobs.example`, without a slash at the end; `None` until the operator sets it.
    pub public_url: Option<String>,
    /// Whether the catalogue is the generated sample.
    pub sample: bool,
    /// The operator's contact.
    pub contact: Option<String>,
    /// Where the operator's imprint and privacy pages are.
    pub imprint_url: Option<String>,
    /// See `imprint_url`.
    pub privacy_url: Option<String>,
    /// Roles up to which browsers fetch the catalogue; `None` for any number.
    pub browser_roles: Option<u32>,
    /// Feeds of all companies: who is named beside their postings.
    pub credits: Vec<Credit>,
    /// Id of the browser's build.
    pub build: String,
    /// URL of the style sheet; empty without a built site.
    pub css: String,
    /// URL of the script that loads the wasm; empty without a built site, and pages then stay plain HTML.
    pub js: String,
    /// URL of the wasm.
    pub wasm: String,
    /// URLs of the wasm that a lazy route needs beside it, by the route's name.
    pub chunks: BTreeMap<String, Vec<String>>,
}

/// Another board that postings are taken from, under its terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// How keys of its postings begin: `remoteok`.
    pub source: String,
    /// As it calls itself.
    pub name: String,
    /// Whether links to it must be ones that search engines follow.
    pub followed: bool,
}

/// The place of a catalogue's bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Immutable URL path.
    pub url: String,
    /// Length uncompressed, in bytes.
    pub bytes: u32,
}

impl Backend {
    /// The request's backend.
    ///
    /// # Errors
    /// Where a route provides none, which is a fault of the router.
    pub fn current() -> Result<Backend, ServerFnErrorErr> {
        use_context::<Backend>()
            .ok_or_else(|| ServerFnErrorErr::ServerError("no backend in the request's context".into()))
    }

    /// A session that knows which roles have the words of that query's `text`.
    pub fn session(&self, query: &Query) -> Session {
        let mut session = Session::new(self.catalog.clone());
        if !query.text.is_empty() {
            session.set_text(&query.text, self.texts.rows(&query.text));
        }
        session
    }
}

//! Which engine answers: the server until the catalogue is in the browser, then the catalogue itself.
//!
//! On the server the state never leaves [`State::Server`]. In the browser [`Engine::load`] fetches the snapshot that the
//! page named, with visible progress, and from [`State::Ready`] on every answer is synchronous and makes no request. One thing
//! the catalogue does not have: the postings' texts. Their words are looked up by the server, once for each `text`.

#[cfg(feature = "hydrate")]
mod browser;
pub mod client;
#[cfg(not(feature = "hydrate"))]
mod server;

#[cfg(feature = "hydrate")]
use browser as twin;
use catalog::Session;
use catalog::query::Query;
use leptos::prelude::*;
#[cfg(not(feature = "hydrate"))]
use server as twin;

use crate::page::Page;

/// See the module.
#[derive(Clone, Copy)]
pub struct Engine {
    state: RwSignal<State>,
    session: StoredValue<Option<Session>>,
    /// The `text` that could not be looked up.
    failed: RwSignal<Option<String>>,
    /// The `text` that was asked for last.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "a server asks nobody"))]
    asked: StoredValue<String>,
}

/// How far the catalogue has come.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "a server has nothing to load"))]
pub enum State {
    /// Queries go to the server.
    Server,
    /// Queries still go to the server; so many per cent of the catalogue are here.
    Loading(u8),
    /// Queries are answered here.
    Ready,
    /// The catalogue was refused or did not arrive, for that reason; queries go on to the server.
    Failed(String),
}

impl Engine {
    /// The engine of this page, for the context.
    pub fn new() -> Engine {
        Engine {
            state: RwSignal::new(State::Server),
            session: StoredValue::new(None),
            failed: RwSignal::new(None),
            asked: StoredValue::new(String::new()),
        }
    }

    /// How far the catalogue has come; tracked.
    pub fn state(self) -> State {
        self.state.get()
    }

    /// Whether queries are answered here; tracked.
    pub fn is_ready(self) -> bool {
        self.state.with(|s| *s == State::Ready)
    }

    /// Answers here and now; `None` until the catalogue is ready and the words of the query's `text` are looked up, or cannot be,
    /// which the answer says. Tracked.
    pub fn answer<T>(self, query: &Query, ask: impl FnOnce(&mut Session) -> T) -> Option<T> {
        let failed = self.failed.with(|failed| failed.as_ref() == Some(&query.text));
        if !self.is_ready() {
            return None;
        }
        let knows = |session: &&mut Session| failed || session.has_text(&query.text);
        self.session.try_update_value(|session| session.as_mut().filter(knows).map(ask)).flatten()
    }

    /// Asks which roles have those words in their texts, where this catalogue does not know. On the server nothing happens.
    /// Tracks readiness.
    pub fn look_up(self, text: &str) {
        if self.is_ready() {
            twin::look_up(self, text);
        }
    }

    /// Brings the catalogue that the page named, once. On the server nothing happens.
    pub fn load(self, page: &Page) {
        if self.state.with_untracked(|s| *s == State::Server) {
            twin::load(self, page);
        }
    }
}

impl Default for Engine {
    fn default() -> Self {
        Engine::new()
    }
}

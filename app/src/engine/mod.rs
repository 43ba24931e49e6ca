//! Which engine answers: the server until the catalogue is in the browser, then the catalogue itself.
//!
//! On the server the state never leaves [`State::Server`]. In the browser [`Engine::load`] fetches the snapshot that the
//! page named, with visible progress, and from [`State::Ready`] on every answer is synchronous and makes no request.

#[cfg(feature = "hydrate")]
mod browser;
pub mod client;
#[cfg(not(feature = "hydrate"))]
mod server;

#[cfg(feature = "hydrate")]
use browser as twin;
use catalog::Session;
use leptos::prelude::*;
#[cfg(not(feature = "hydrate"))]
use server as twin;

use crate::page::Page;

/// See the module.
#[derive(Clone, Copy)]
pub struct Engine {
    state: RwSignal<State>,
    session: StoredValue<Option<Session>>,
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
        Engine { state: RwSignal::new(State::Server), session: StoredValue::new(None) }
    }

    /// How far the catalogue has come; tracked.
    pub fn state(self) -> State {
        self.state.get()
    }

    /// Whether queries are answered here; tracked.
    pub fn is_ready(self) -> bool {
        self.state.with(|s| *s == State::Ready)
    }

    /// Answers here and now; `None` until ready. Tracks readiness.
    pub fn answer<T>(self, ask: impl FnOnce(&mut Session) -> T) -> Option<T> {
        if !self.is_ready() {
            return None;
        }
        self.session.try_update_value(|session| session.as_mut().map(ask)).flatten()
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

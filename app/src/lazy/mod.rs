//! Routes whose code comes when it is needed, so that a visit to `/jobs` does not carry it: a page's function is marked as a
//! split point, and the build makes a chunk of wasm of it and of all that only it reaches.
//!
//! The server has all code, and its page names the chunks that the browser will need. In the browser they are waited for
//! before the page is taken over. One that does not arrive leaves the page to the server: what it rendered stays as it is
//! without script, and a navigation becomes a load of the whole page.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
mod server;

use std::future::Future;
use std::pin::Pin;

#[cfg(feature = "hydrate")]
use browser as twin;
#[cfg(feature = "hydrate")]
pub use browser::arrived;
use leptos::prelude::AnyView;
use leptos_router::ChooseView;
#[cfg(not(feature = "hydrate"))]
use server as twin;
use wasm_split_helpers::SplitLoaderError;

/// What a split point answers: the page, unless its code did not arrive.
pub type Loaded = Result<AnyView, SplitLoaderError>;

type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// A route whose page is a split point. One type for all of them: each type of its own would weigh a kilobyte in the main
/// wasm.
#[derive(Clone, Copy)]
#[cfg_attr(feature = "hydrate", expect(dead_code, reason = "the browser's loaders know their chunks"))]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "a server has nothing to wait for"))]
pub struct Lazy {
    /// The split point's name.
    pub name: &'static str,
    /// The address, which may go on after a slash.
    pub path: &'static str,
    /// Brings its code.
    pub load: fn() -> Later<Result<(), SplitLoaderError>>,
    /// Brings its code and makes the page.
    pub page: fn() -> Later<Loaded>,
}

impl ChooseView for Lazy {
    async fn choose(self) -> AnyView {
        twin::page(self).await
    }

    async fn preload(&self) {}
}

//! Every page in one screen.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

use crate::about::ABOUT;
use crate::engine::Engine;
use crate::frame::{Footer, Header, NotFound};
use crate::home::HOME;
use crate::jobs::{Detail, Jobs};
use crate::page::Page;
use crate::status::STATUS;

/// The application: contexts, then one line per page. Pages are rendered whole: out-of-order streaming would need
/// JavaScript to put the parts in place.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let page = Page::current();
    let site = page.site.clone();
    provide_context(page);
    provide_context(Engine::new());
    view! {
        <Title formatter=move |title: String| if title.is_empty() { site.clone() } else { format!("{title} · {site}") } />
        <Router>
            <Header />
            <div id="content">
                <FlatRoutes fallback=NotFound>
                    <Route path=path!("/") view=HOME ssr=SsrMode::Async />
                    <Route path=path!("/jobs") view=Jobs ssr=SsrMode::Async />
                    <Route path=path!("/jobs/:id") view=Detail ssr=SsrMode::Async />
                    <Route path=path!("/jobs/:id/:slug") view=Detail ssr=SsrMode::Async />
                    <Route path=path!("/status") view=STATUS ssr=SsrMode::Async />
                    <Route path=path!("/about") view=ABOUT ssr=SsrMode::Async />
                </FlatRoutes>
            </div>
            <Footer />
        </Router>
    }
}

/// Waits for the code of the page that the browser is at; false where it does not come. The application starts after it.
#[cfg(feature = "hydrate")]
pub async fn arrived() -> bool {
    crate::lazy::arrived(&[HOME, STATUS, ABOUT]).await
}

//! Every page in one screen.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::page::Page;

/// The application: contexts, then one line per page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Page::current());
    view! {
        <Router>
            <Routes fallback=|| "This page does not exist.">
                <Route path=path!("/about") view=|| "about" ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

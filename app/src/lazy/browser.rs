//! The browser's twin: waits for chunks, and leaves to the server what needs one that does not come.

use std::future::pending;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::Lazy;

/// The page of a navigation, once its code is here.
pub async fn page(lazy: Lazy) -> AnyView {
    let location = use_location();
    if let Ok(page) = (lazy.page)().await {
        return page;
    }
    let query = location.search.get_untracked();
    let address = format!("{}?{}", location.pathname.get_untracked(), query.trim_start_matches('?'));
    // Nothing to be done where the browser refuses: the page before stays.
    _ = window().location().assign(address.trim_end_matches('?'));
    // The view never comes: what is on screen stays until the browser leaves it.
    pending().await
}

/// Waits for the code of the page that the browser is at; false where it does not come, and the page is marked as one that
/// goes on without script.
pub async fn arrived(routes: &[Lazy]) -> bool {
    let at = window().location().pathname().unwrap_or_default();
    let lazy = routes.iter().find(|lazy| {
        at.strip_prefix(lazy.path)
            .is_some_and(|rest| rest.is_empty() || (lazy.path != "/" && rest.starts_with('/')))
    });
    let Some(lazy) = lazy else { return true };
    let arrived = (lazy.load)().await.is_ok();
    if !arrived && let Some(html) = document().document_element() {
        _ = html.set_attribute("data-engine", "failed");
    }
    arrived
}

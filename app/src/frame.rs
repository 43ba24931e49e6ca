//! What stands around every page: header, sample notice, footer.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::page::Page;
use crate::ui::icon::{self, Icon};

/// The site's name and its ways.
#[component]
pub fn Header() -> impl IntoView {
    let page = expect_context::<Page>();
    view! {
        <a class="skip" href="#content">"Skip to content"</a>
        <header class="site">
            <a class="brand" href="/">{page.site}</a>
            <nav aria-label="Site">
                <A href="/jobs">"Jobs"</A>
                <A href="/status">"Status"</A>
                <A href="/about">"About"</A>
            </nav>
            <Theme />
        </header>
        {page.sample
            .then(|| {
                view! {
                    <aside class="sample" aria-label="Sample data">
                        <strong>"Sample data."</strong>
                        " Generated roles of companies that do not exist. "
                        <a href="/about">"What this is"</a>
                    </aside>
                }
            })}
    }
}

/// Light, dark, or as the system has it.
#[component]
fn Theme() -> impl IntoView {
    let toggle = move |_| {
        let Some(html) = document().document_element() else { return };
        let system = window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|m| m.matches());
        let dark = html.get_attribute("data-theme").map_or(system, |theme| theme == "dark");
        let next = if dark { "light" } else { "dark" };
        _ = html.set_attribute("data-theme", next);
        if let Ok(Some(storage)) = window().local_storage() {
            // Blocked storage: the theme holds until the page is left.
            _ = storage.set_item("theme", next);
        }
    };
    view! {
        <button class="button theme with-script" type="button" aria-label="Switch between light and dark" on:click=toggle>
            <Icon path=icon::THEME />
        </button>
    }
}

/// Where the data comes from.
#[component]
pub fn Footer() -> impl IntoView {
    view! {
        <footer class="site">
            <p>"Roles from the companies’ own feeds. Places by " <a href="/about">"GeoNames"</a> "."</p>
            <nav aria-label="About the site">
                <a href="/about">"Method"</a>
                <a href="/status">"Status"</a>
            </nav>
        </footer>
    }
}

/// The page for an address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    view! {
        <leptos_meta::Title text="No such page" />
        <main class="prose">
            <h1>"There is no such page"</h1>
            <p>"The address may be mistyped. " <a href="/jobs">"See all roles"</a> "."</p>
        </main>
    }
}

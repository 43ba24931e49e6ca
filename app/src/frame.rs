//! What stands around every page: header, sample notice, footer.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::engine::client::STALE;
use crate::page::Page;
use crate::ui::icon::{self, Icon};
use crate::ui::live::flag;

/// The site's name and its ways.
#[component]
pub fn Header() -> impl IntoView {
    let page = expect_context::<Page>();
    let path = use_location().pathname;
    let way = move |href: &'static str, name: &'static str| {
        let current = flag(move || {
            path.with(|p| p.strip_prefix(href).is_some_and(|r| r.is_empty() || r.starts_with('/')))
        });
        let current = Signal::derive(move || current.get().then_some("page"));
        view! { <a href=href aria-current=current>{name}</a> }
    };
    view! {
        <a class="skip" href="#content">"Skip to content"</a>
        <header class="site">
            <a class="brand" href="/">{page.site}</a>
            <nav aria-label="Site">
                {way("/jobs", "Jobs")}
                {way("/status", "Status")}
                {way("/about", "About")}
            </nav>
            <Theme />
        </header>
        <Stale />
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

/// Shown once an answer said that the site has another build than this page.
#[component]
fn Stale() -> impl IntoView {
    let stale = RwSignal::new(false);
    Effect::new(move |_| {
        let heard = window_event_listener_untyped(STALE, move |_| stale.set(true));
        on_cleanup(move || heard.remove());
    });
    let reload = move |_| {
        // Nothing to be done where the browser refuses: the notice stays.
        _ = window().location().reload();
    };
    view! {
        <aside class="notice" role="status" hidden=flag(move || !stale.get())>
            "This site has been updated since the page was opened. "
            <button class="button" type="button" on:click=reload>"Reload"</button>
        </aside>
    }
}

/// Light, dark, or as the system has it.
#[component]
fn Theme() -> impl IntoView {
    let toggle = move |_| {
        let Some(html) = document().document_element() else { return };
        let system =
            window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|m| m.matches());
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
    let page = expect_context::<Page>();
    let own = [(page.imprint, "Imprint"), (page.privacy, "Privacy")];
    let own = own.into_iter().filter(|(href, _)| !href.is_empty());
    let own = own.map(|(href, name)| view! { <a href=href>{name}</a> }).collect_view();
    view! {
        <footer class="site">
            <p>"Roles from the companies’ own feeds. Places by " <a href="/about">"GeoNames"</a> "."</p>
            <nav aria-label="About the site">
                <a href="/about">"Method"</a>
                <a href="/status">"Status"</a>
                {own}
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

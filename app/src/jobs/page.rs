//! `/jobs`: search box, filters, list, pane.

use catalog::query::Query;
use catalog::schema::Facet;
use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_meta::{Link, Title};
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::chips::Chips;
use super::facet::FacetGroup;
use super::keys::Keys;
use super::model::Results;
use super::notices::Notices;
use super::pay::Pay;
use super::posting::Pane;
use super::results::List;
use super::search::{Search, Trail, link};
use super::toolbar::Toolbar;
use super::{answer, api, history};
use crate::engine::Engine;
use crate::page::Page;
use crate::ui::arrival::{Arrival, Later, answered};
use crate::ui::icon::{self, Icon};
use crate::ui::listen::on_window;
use crate::ui::live::{flag, text};
use crate::ui::{format, frame};

/// The route: the first answer, from the server or from the catalogue that is here already.
#[component]
pub fn Jobs() -> impl IntoView {
    let (engine, now) = (expect_context::<Engine>(), expect_context::<Page>().now);
    let asked = asked();
    let query = Query::parse(&answer::split(&asked).0).0;
    let first = answered(|| (), {
        move |()| {
            // Untracked: the first answer is asked for once, and stays when the catalogue arrives.
            let here =
                untrack(|| engine.answer(&query, |s| answer::results(s, &query, now, 0, answer::PAGE, None)));
            let asked = asked.clone();
            async move {
                match here {
                    Some(results) => Ok(results),
                    None => api::page(asked).await,
                }
            }
        }
    });
    let view = Later::new(first, |first| match first {
        Ok(first) => view! { <Board first /> }.into_any(),
        Err(_) => view! {
            <main class="prose">
                <h1>"The roles did not arrive"</h1>
                <p>"The server did not answer. Reload the page to try again."</p>
            </main>
        }
        .into_any(),
    });
    view! { <Arrival view /> }
}

/// What was entered before the wasm started, once: the boot script left it behind.
fn entered() -> Option<String> {
    let html = document().document_element()?;
    let query = html.get_attribute("data-entered")?;
    _ = html.remove_attribute("data-entered");
    Some(query)
}

/// The query string of the page's address.
fn asked() -> String {
    use_location().search.get_untracked()
}

/// The page once it has its first answer.
#[component]
fn Board(first: Results) -> impl IntoView {
    let search = Search::new(&asked(), first);
    provide_context(search);
    let (engine, page) = (expect_context::<Engine>(), expect_context::<Page>());
    let origin = page.origin.clone();
    let filters = RwSignal::new(false);
    Effect::new(move |_| engine.load(&page));
    Effect::new(move |_| {
        if super::posting::has_pane() {
            search.open.set(history::role());
        }
        if let Some(query) = entered() {
            search.go(&query);
        }
        history::on_back(move || {
            // Going back leaves the sheet first, with all that was chosen in it.
            if filters.get_untracked() {
                filters.set(false);
                history::forward();
            } else {
                search.follow();
            }
        });
        // The router writes the address of a link to this page, and leaves the page as it is.
        on_window(ev::click, move |ev| {
            if link(&ev).is_some_and(|address| address == "/jobs" || address.starts_with("/jobs?")) {
                frame::after(move || search.follow());
            }
        });
    });
    let input = NodeRef::<Input>::new();
    let title = move || {
        let total = search.results.with(|r| r.total);
        let filters = search
            .results
            .with(|r| r.filters.iter().map(|f| f.label.as_str()).collect::<Vec<_>>().join(", "));
        let what = if filters.is_empty() { "Software roles".to_owned() } else { filters };
        format!("{what} · {} roles", format::count(total))
    };
    let canonical = search.query.with_untracked(|q| match q.to_string() {
        all if all.is_empty() => format!("{origin}/jobs"),
        some => format!("{origin}/jobs?{some}"),
    });
    view! {
        <Title text=title />
        <Link rel="canonical" href=canonical />
        <main class="jobs" aria-busy=text(move || search.waits().to_string())>
            <h1 class="spoken">"Software roles"</h1>
            <Bar input />
            <Chips />
            <Notices />
            <Toolbar filters />
            <Filters open=filters />
            <List />
            <Pane />
            <Keys input />
        </main>
    }
}

/// The search box. The form carries every filter of the page, so that it works without JavaScript.
#[component]
fn Bar(input: NodeRef<Input>) -> impl IntoView {
    let search = expect_context::<Search>();
    let typed = Memo::new(move |_| search.query.with(|q| q.q.clone()));
    view! {
        <form class="search" id="search" method="get" action="/jobs" role="search" on:submit=move |ev| ev.prevent_default()>
            <Icon path=icon::SEARCH />
            <input
                type="search"
                name="q"
                node_ref=input
                placeholder="Title, company, skill or place"
                aria-label="Search roles"
                autocomplete="off"
                maxlength="200"
                value=typed.get_untracked()
                prop:value=text(move || typed.get())
                on:input:target=move |ev| {
                    let text = ev.target().value();
                    search.change(|q| q.q = text, Trail::Typing);
                }
            />
            <Kept />
            <button class="button without-script">"Search"</button>
        </form>
    }
}

/// Filters that have no field of their own travel with the form as they are.
#[component]
fn Kept() -> impl IntoView {
    let search = expect_context::<Search>();
    let kept = search.query.with_untracked(|q| {
        let mut rest = Query { open_to: q.open_to, ..Query::default() };
        rest.hide_companies.clone_from(&q.hide_companies);
        rest.hide_words.clone_from(&q.hide_words);
        rest.without_skills.clone_from(&q.without_skills);
        rest.pairs()
    });
    kept.into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view()
}

/// Every facet; on a phone a sheet over the list.
#[component]
fn Filters(open: RwSignal<bool>) -> impl IntoView {
    let search = expect_context::<Search>();
    let total = move || search.results.with(|r| format::count(r.total));
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        // The sheet takes the focus when it opens, and its button gets it back. Nothing else can be reached until then.
        if is_open {
            history::push(&search.query.with_untracked(Query::to_string), None);
            focus(".filters input");
        } else if before == Some(true) {
            focus(".filters-open");
        }
        if is_open || before == Some(true) {
            set_inert(is_open);
        }
        is_open
    });
    Effect::new(move |_| {
        on_window(ev::keydown, move |ev| {
            if ev.key() == "Escape" && open.get_untracked() {
                open.set(false);
            }
        });
        on_cleanup(move || set_inert(false));
    });
    view! {
        <aside
            class="filters"
            id="filters"
            aria-label="Filters"
            class:open=flag(move || open.get())
        >
            <FacetGroup facet=Facet::Level />
            <Pay />
            {answer::FACETS
                .into_iter()
                .filter(|f| *f != Facet::Level)
                .map(|facet| view! { <FacetGroup facet /> })
                .collect_view()}
            <Within />
            <Words />
            <button class="button primary without-script" form="search">"Apply filters"</button>
            <button class="button primary filters-close" type="button" on:click=move |_| open.set(false)>
                {text(move || format!("Show {} roles", total()))}
            </button>
        </aside>
    }
}

/// Whether what stands behind the sheet can be reached at all.
fn set_inert(inert: bool) {
    let behind = "body > :not(#content), .jobs > :not(.filters)";
    let Ok(all) = document().query_selector_all(behind) else { return };
    for element in (0..all.length()).filter_map(|i| all.get(i)?.dyn_into::<Element>().ok()) {
        _ = element.toggle_attribute_with_force("inert", inert);
    }
}

/// Gives the first element of a selector the focus once the change is drawn.
fn focus(selector: &'static str) {
    request_animation_frame(move || {
        if let Ok(Some(element)) = document().query_selector(selector) {
            _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}

/// Words in the postings' texts. They count once they are entered, not letter by letter, as the server looks them up.
#[component]
fn Words() -> impl IntoView {
    let search = expect_context::<Search>();
    let words = search.words;
    view! {
        <fieldset class="facet" data-facet="text">
            <legend>"Words in the text"</legend>
            <input
                class="finder"
                type="search"
                name="text"
                form="search"
                placeholder="All of these words"
                aria-label="Words in the posting’s text"
                maxlength="200"
                value=words.get_untracked()
                prop:value=text(move || words.get())
                on:change:target=move |ev| {
                    let mut query = search.query.get_untracked();
                    query.text = ev.target().value();
                    // Read as any query is: without words there is nothing to look for.
                    search.go(&query.to_string());
                }
            />
        </fieldset>
    }
}

/// Age of the postings.
#[component]
fn Within() -> impl IntoView {
    let search = expect_context::<Search>();
    let within = Memo::new(move |_| search.query.with(|q| q.within));
    let now = within.get_untracked();
    let mut days = vec![1, 3, 7, 14, 30];
    days.extend(now.filter(|d| !days.contains(d)));
    view! {
        <fieldset class="facet" data-facet="within">
            <legend>"Published"</legend>
            <select
                name="within"
                form="search"
                aria-label="Published within"
                prop:value=text(move || within.get().map(|d| d.to_string()).unwrap_or_default())
                on:change:target=move |ev| {
                    let days = ev.target().value().parse().ok();
                    search.change(|q| q.within = days, Trail::Push);
                }
            >
                <option value="" selected=now.is_none()>"at any time"</option>
                {days
                    .into_iter()
                    .map(|d| {
                        let label = if d == 1 { "since yesterday".to_owned() } else { format!("in the last {d} days") };
                        view! { <option value=d.to_string() selected=now == Some(d)>{label}</option> }
                    })
                    .collect_view()}
            </select>
        </fieldset>
    }
}

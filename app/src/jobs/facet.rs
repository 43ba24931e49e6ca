//! One facet: its heading, its first values, a search through the rest.

use catalog::schema::Facet;
use leptos::prelude::*;

use super::answer;
use super::model::FacetCounts;
use super::search::Search;
use super::values::Values;
use crate::ui::format;
use crate::ui::live::{flag, text};

/// A facet's heading, its first values, and a search through the rest where it is long.
#[component]
pub fn FacetGroup(facet: Facet) -> impl IntoView {
    let search = expect_context::<Search>();
    let counts = Memo::new(move |_| {
        search.results.with(|r| r.facets.iter().find(|f| f.name == facet.name()).cloned().unwrap_or_default())
    });
    let values = Memo::new(move |_| counts.with(|c| c.values.clone()));
    let open = RwSignal::new(false);
    view! {
        <fieldset class="facet" data-facet=facet.name()>
            <legend>{answer::title(facet)}</legend>
            <div hidden=flag(move || open.get())>
                <Values facet values />
            </div>
            {(!answer::is_short(facet)).then(|| view! { <More facet counts open /> })}
        </fieldset>
    }
}

/// "More": without JavaScript a link to the page with the facet at length; with it, a search through all values in place of the first.
#[component]
fn More(facet: Facet, counts: Memo<FacetCounts>, open: RwSignal<bool>) -> impl IntoView {
    let search = expect_context::<Search>();
    let query = search.query.with_untracked(ToString::to_string);
    let and = if query.is_empty() { "" } else { "&" };
    let hidden = move || counts.with(|c| c.distinct as usize <= c.values.len());
    let rest = move || counts.with(|c| (c.distinct as usize).saturating_sub(c.values.len()) as u32);
    view! {
        <a
            class="more"
            rel="nofollow"
            href=format!("/jobs?{query}{and}more={}", facet.name())
            hidden=flag(hidden)
            on:click=move |ev| {
                ev.prevent_default();
                open.update(|o| *o = !*o);
            }
        >
            {text(move || if open.get() { "Fewer".to_owned() } else { format!("{} more", format::count(rest())) })}
        </a>
        {move || open.get().then(|| view! { <Finder facet /> })}
    }
}

/// A search through all values of a facet.
#[component]
fn Finder(facet: Facet) -> impl IntoView {
    let search = expect_context::<Search>();
    let part = RwSignal::new(String::new());
    let found = search.values(facet, part);
    let nothing = move || found.with(Vec::is_empty) && part.with(|part| !part.is_empty());
    let label = format!("Find in {}", answer::title(facet));
    view! {
        <input
            class="finder"
            type="search"
            placeholder=label.clone()
            aria-label=label
            on:input:target=move |ev| part.set(ev.target().value())
        />
        <Values facet values=Signal::derive(move || found.get()) />
        <p class="nothing" role="status">
            {text(move || if nothing() { "Nothing is called that.".to_owned() } else { String::new() })}
        </p>
    }
}

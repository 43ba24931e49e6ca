//! The active filters, each with a way to take it out.

use leptos::prelude::*;

use super::model::Filter;
use super::search::Search;
use crate::ui::each::{Each, Item};
use crate::ui::icon::{self, Icon};

/// See the module.
#[component]
pub fn Chips() -> impl IntoView {
    let search = expect_context::<Search>();
    let items = move || {
        let filters = search.results.with(|r| r.filters.clone());
        filters
            .into_iter()
            .map(move |f| Item::new(format!("{} {}", f.label, f.without), move || chip(search, &f)))
            .collect::<Vec<_>>()
    };
    view! {
        <ul class="chips" aria-label="Active filters">
            <Each items=Signal::derive(items) />
        </ul>
    }
}

fn chip(search: Search, filter: &Filter) -> impl IntoView + use<> {
    let Filter { label, without } = filter.clone();
    let href = format!("/jobs?{without}");
    view! {
        <li>
            <a
                href=href
                aria-label=format!("Remove filter: {label}")
                on:click=move |ev| {
                    ev.prevent_default();
                    search.go(&without);
                }
            >
                {label.clone()}
                <Icon path=icon::CLOSE />
            </a>
        </li>
    }
}

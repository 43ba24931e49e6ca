//! The active filters, each with a way to take it out.

use leptos::prelude::*;

use super::search::Search;
use crate::ui::icon::{self, Icon};

/// See the module.
#[component]
pub fn Chips() -> impl IntoView {
    let search = expect_context::<Search>();
    let filters = move || search.results.with(|r| r.filters.clone());
    view! {
        <ul class="chips" aria-label="Active filters">
            <For
                each=filters
                key=|f| (f.label.clone(), f.without.clone())
                children=move |f| {
                    let query = f.without.clone();
                    view! {
                        <li>
                            <a
                                href=format!("/jobs?{}", f.without)
                                aria-label=format!("Remove filter: {}", f.label)
                                on:click=move |ev| {
                                    ev.prevent_default();
                                    search.go(&query);
                                }
                            >
                                {f.label.clone()}
                                <Icon path=icon::CLOSE />
                            </a>
                        </li>
                    }
                }
            />
        </ul>
    }
}

//! Nothing matches: the filter whose removal brings most back.

use leptos::prelude::*;

use super::search::Search;
use crate::ui::format;

/// See the module.
#[component]
pub fn Empty() -> impl IntoView {
    let search = expect_context::<Search>();
    let offers = move || search.results.with(|r| r.relaxed.clone());
    view! {
        <div class="empty">
            <h2>"No role matches all of this"</h2>
            <p hidden=move || offers().is_empty()>"Without one of these there are some:"</p>
            <ul>
                <For
                    each=offers
                    key=|r| r.query.clone()
                    children=move |r| {
                        let query = r.query.clone();
                        view! {
                            <li>
                                <a
                                    href=format!("/jobs?{}", r.query)
                                    on:click=move |ev| {
                                        ev.prevent_default();
                                        search.go(&query);
                                    }
                                >
                                    "without " {r.without}
                                </a>
                                <span class="count">{format::count(r.total)}</span>
                            </li>
                        }
                    }
                />
            </ul>
            <p><a href="/jobs">"Start again with all roles"</a></p>
        </div>
    }
}

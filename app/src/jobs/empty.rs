//! Nothing matches: the filter whose removal brings most back.

use leptos::prelude::*;

use super::model::Relaxed;
use super::search::Search;
use crate::ui::each::{Each, Item};
use crate::ui::format;
use crate::ui::live::flag;

/// See the module.
#[component]
pub fn Empty() -> impl IntoView {
    let search = expect_context::<Search>();
    let offers = move || search.results.with(|r| r.relaxed.clone());
    let items = move || {
        let item = |r: Relaxed| Item::new(format!("{} {}", r.query, r.total), move || offer(search, &r));
        offers().into_iter().map(item).collect::<Vec<_>>()
    };
    view! {
        <div class="empty">
            <h2>"No role matches all of this"</h2>
            <p hidden=flag(move || offers().is_empty())>"Without one of these there are some:"</p>
            <ul>
                <Each items=Signal::derive(items) />
            </ul>
            <p><a href="/jobs">"Start again with all roles"</a></p>
        </div>
    }
}

fn offer(search: Search, relaxed: &Relaxed) -> impl IntoView + use<> {
    let Relaxed { without, query, total } = relaxed.clone();
    view! {
        <li>
            <a
                href=format!("/jobs?{query}")
                on:click=move |ev| {
                    ev.prevent_default();
                    search.go(&query);
                }
            >
                "without " {without}
            </a>
            <span class="count">{format::count(total)}</span>
        </li>
    }
}

//! Nothing matches: the filter whose removal brings most back.

use leptos::prelude::*;

use super::model::Relaxed;
use super::search::Search;
use crate::ui::format;
use crate::ui::html::escape;
use crate::ui::live::{flag, text};

/// See the module.
#[component]
pub fn Empty() -> impl IntoView {
    let search = expect_context::<Search>();
    let offers = text(move || search.results.with(|r| r.relaxed.iter().map(offer).collect::<String>()));
    view! {
        <div class="empty">
            <h2>"No role matches all of this"</h2>
            <p hidden=flag(move || offers.with(String::is_empty))>"Without one of these there are some:"</p>
            <ul inner_html=offers on:click=move |ev| search.take(&ev)></ul>
            <p><a href="/jobs">"Start again with all roles"</a></p>
        </div>
    }
}

fn offer(relaxed: &Relaxed) -> String {
    format!(
        "<li><a href=\"/jobs?{}\">without {}</a> <span class=\"count\">{}</span></li>",
        escape(&relaxed.query),
        escape(&relaxed.without),
        format::count(relaxed.total)
    )
}

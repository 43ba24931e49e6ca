//! Parts of the query that were not applied: never silently.

use leptos::prelude::*;

use super::model::Notice;
use super::search::Search;
use crate::ui::html::escape;
use crate::ui::live::{flag, text};

/// See the module.
#[component]
pub fn Notices() -> impl IntoView {
    /// As many as a person reads; the rest are counted.
    const SHOWN: usize = 5;
    let search = expect_context::<Search>();
    let ignored = move || {
        let mut all = search.ignored.get();
        search.results.with(|r| all.extend_from_slice(&r.ignored));
        all
    };
    let more = move || ignored().len().saturating_sub(SHOWN);
    let lines = text(move || ignored().iter().take(SHOWN).map(line).collect::<String>());
    view! {
        <div class="notices" role="status" hidden=flag(move || ignored().is_empty())>
            <p>"Please note:"</p>
            <ul inner_html=lines></ul>
            <p hidden=flag(move || more() == 0)>{text(move || format!("and {} more", more()))}</p>
        </div>
    }
}

fn line(notice: &Notice) -> String {
    let Notice { name, value, why } = notice;
    let code = if value.is_empty() { name.clone() } else { format!("{name}={value}") };
    format!("<li><code>{}</code> {}</li>", escape(&code), escape(why))
}

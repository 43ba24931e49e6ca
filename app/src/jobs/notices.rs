//! Parts of the query that were not applied: never silently.

use leptos::prelude::*;

use super::model::Notice;
use super::search::Search;
use crate::ui::each::{Each, Item};
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
    let items = move || {
        let item = |n: Notice| Item::new(format!("{}={} {}", n.name, n.value, n.why), move || line(&n));
        ignored().into_iter().take(SHOWN).map(item).collect::<Vec<_>>()
    };
    view! {
        <div class="notices" role="status" hidden=flag(move || ignored().is_empty())>
            <p>"Please note:"</p>
            <ul>
                <Each items=Signal::derive(items) />
            </ul>
            <p hidden=flag(move || more() == 0)>{text(move || format!("and {} more", more()))}</p>
        </div>
    }
}

fn line(notice: &Notice) -> impl IntoView + use<> {
    let Notice { name, value, why } = notice.clone();
    let code = if value.is_empty() { name } else { format!("{name}={value}") };
    view! {
        <li>
            <code>{code}</code>
            " "
            {why}
        </li>
    }
}

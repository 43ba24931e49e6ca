//! Parts of the query that were not applied: never silently.

use leptos::prelude::*;

use super::search::Search;

/// See the module.
#[component]
pub fn Notices() -> impl IntoView {
    /// As many as a person reads; the rest are counted.
    const SHOWN: usize = 5;
    let search = expect_context::<Search>();
    let ignored = move || search.results.with(|r| r.ignored.clone());
    let more = move || ignored().len().saturating_sub(SHOWN);
    view! {
        <div class="notices" role="status" hidden=move || ignored().is_empty()>
            <p>"Not applied:"</p>
            <ul>
                <For
                    each=move || ignored().into_iter().take(SHOWN)
                    key=|n| (n.name.clone(), n.value.clone())
                    children=|n| {
                        view! {
                            <li>
                                <code>{if n.value.is_empty() { n.name } else { format!("{}={}", n.name, n.value) }}</code>
                                " "
                                {n.why}
                            </li>
                        }
                    }
                />
            </ul>
            <p hidden=move || more() == 0>{move || format!("and {} more", more())}</p>
        </div>
    }
}

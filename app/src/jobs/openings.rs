//! The openings of a role that has several: where each is, and where to apply.

use leptos::prelude::*;

use super::model::Opening;
use crate::ui::format;

/// Nothing for a role of one opening.
#[component]
pub fn Openings(openings: Vec<Opening>) -> impl IntoView {
    let opening = |o: Opening| {
        let places = if o.places.is_empty() { "No place stated".to_owned() } else { o.places };
        let seen = format!(" · first seen {}", format::date(o.first_seen));
        let name = if o.url.is_empty() {
            view! { <span>{places}</span> }.into_any()
        } else {
            view! { <a href=o.url rel="nofollow noopener external" target="_blank">{places}</a> }.into_any()
        };
        view! { <li>{name} <span class="quiet">{seen}</span></li> }
    };
    (openings.len() > 1).then(|| {
        view! {
            <section class="openings">
                <h2>{format!("{} openings", openings.len())}</h2>
                <ul>{openings.into_iter().map(opening).collect_view()}</ul>
            </section>
        }
    })
}

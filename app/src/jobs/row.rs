//! One row of the list: two lines, the whole of it a link.

use leptos::prelude::*;

use super::model::Card;
use crate::page::Page;
use crate::ui::format;

/// A row's address.
pub fn href(card: &Card) -> String {
    format!("/jobs/{}/{}", card.id, card.slug)
}

/// The row's inside, the same in the list and under "similar roles".
#[component]
pub fn Row(
    /// What it shows.
    card: Card,
) -> impl IntoView {
    let now = expect_context::<Page>().now;
    let age = format::age(card.published, now);
    let address = href(&card);
    let Card { id, title, company, places, workplace, pay, pay_exact, skills, .. } = card;
    let facts = [places, workplace].into_iter().filter(|f| !f.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <a class="row" href=address data-id=id>
            <span class="title">{title}</span>
            <span class="pay" title=pay_exact.clone()>
                <span aria-hidden="true">{pay}</span>
                <span class="spoken">{pay_exact.clone()}</span>
            </span>
            <span class="where">
                <b>{company}</b>
                {(!facts.is_empty()).then(|| view! { <span>{facts}</span> })}
                <span class="skills">{skills.join(" · ")}</span>
            </span>
            <span class="age">{age}</span>
        </a>
    }
}

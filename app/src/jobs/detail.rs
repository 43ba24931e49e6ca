//! `/jobs/:id/:slug`: one role on a page of its own.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::hooks::use_params_map;

use super::api;
use super::model;
use super::posting::Posting;
use super::row::href;
use crate::page::Page;
use crate::ui::arrival::{Arrival, Later, answered};

/// The route. Its loader sets the status: 404 for an unknown id, 410 for a role that closed long ago.
#[component]
pub fn Detail() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|p| p.get("id")).unwrap_or_default());
    let role = answered(move || id.get(), api::role);
    let view = Later::new(role, |role| match role {
        Ok(Some(detail)) => view! { <Whole detail /> }.into_any(),
        Ok(None) => view! { <Unknown /> }.into_any(),
        Err(_) => view! {
            <h1>"The role did not arrive"</h1>
            <p>"The server did not answer. Reload the page to try again."</p>
        }
        .into_any(),
    });
    view! {
        <main class="role">
            <Arrival view />
        </main>
    }
}

#[component]
fn Whole(detail: model::Detail) -> impl IntoView {
    let title = format!("{} · {}", detail.card.title, detail.card.company);
    let canonical = format!("{}{}", expect_context::<Page>().origin, href(&detail.card));
    let hidden = detail.closed.is_some();
    let json_ld = detail.json_ld.clone();
    view! {
        <Title text=title />
        <Link rel="canonical" href=canonical />
        {hidden.then(|| view! { <Meta name="robots" content="noindex" /> })}
        <nav class="back"><a href="/jobs">"All roles"</a></nav>
        <Posting detail />
        {json_ld.map(|json| view! { <script type="application/ld+json" inner_html=json></script> })}
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <Title text="No such role" />
        <h1>"There is no such role"</h1>
        <p>"The address may be cut short, or the role was never listed here. " <a href="/jobs">"See all roles"</a>"."</p>
    }
}

//! A whole role: facts with their evidence, the text, the way to apply. Shown on its own page and in the pane.

use leptos::prelude::*;

use super::model::{Detail, Fact};
use super::openings::Openings;
use super::row;
use super::search::{Arrival, Search};
use crate::page::Page;
use crate::ui::format;
use crate::ui::icon::{self, Icon};
use crate::ui::live::flag;

/// From this width on, in CSS pixels, a role opens beside or over the list.
const PANE: f64 = 820.0;
/// From this width on the pane is a column of its own.
const COLUMN: f64 = 1200.0;

/// Whether a role opens in the pane.
pub fn has_pane() -> bool {
    inner_width() >= PANE
}

/// Whether the pane stands beside the list.
pub fn has_column() -> bool {
    inner_width() >= COLUMN
}

fn inner_width() -> f64 {
    window().inner_width().ok().and_then(|w| w.as_f64()).unwrap_or(0.0)
}

/// The role that the list has open.
#[component]
pub fn Pane() -> impl IntoView {
    let search = expect_context::<Search>();
    let is_open = move || search.open.with(Option::is_some);
    let body = move || match search.role.get() {
        Arrival::Awaited => view! { <p class="quiet">"…"</p> }.into_any(),
        Arrival::Here(detail) => view! { <Posting detail=*detail /> }.into_any(),
        Arrival::Gone => view! { <p>"This role is no longer known here."</p> }.into_any(),
        Arrival::Failed => {
            view! { <p>"The role’s text did not arrive. The list goes on without the network."</p> }
                .into_any()
        }
    };
    view! {
        <aside class="pane" aria-label="Role" hidden=flag(move || !is_open())>
            <button class="button close" type="button" on:click=move |_| search.show(None)>
                <Icon path=icon::CLOSE />
                "Close"
            </button>
            {body}
        </aside>
    }
}

/// See the module.
#[component]
pub fn Posting(detail: Detail) -> impl IntoView {
    let Detail { card, facts, converted, standing, skills, html, apply_url, similar, openings, .. } =
        detail.clone();
    let places = [card.places.clone(), card.workplace.clone()].into_iter().filter(|f| !f.is_empty());
    let host = host(&apply_url);
    let rel = match &detail.credit {
        Some(credit) if credit.followed => "noopener external",
        _ => "nofollow noopener external",
    };
    let now = expect_context::<Page>().now;
    let company = format!("/jobs?company={}", detail.company_slug);
    view! {
        <article class="posting">
            <header>
                <h1>{card.title.clone()}</h1>
                <p class="by">
                    <a href=company>{card.company.clone()}</a>
                    " · "
                    {places.collect::<Vec<_>>().join(" · ")}
                </p>
                {(!card.pay.is_empty())
                    .then(|| {
                        view! {
                            <p class="pay">
                                <strong>{card.pay_exact.clone()}</strong>
                                {converted.map(|c| view! { <span class="quiet">{format!(" ≈ {c}")}</span> })}
                            </p>
                        }
                    })}
                <p class="quiet" inner_html=standing></p>
                <Age detail=detail.clone() />
                {(detail.closed.is_none() && !apply_url.is_empty())
                    .then(|| {
                        view! {
                            <a class="button primary" href=apply_url rel=rel target="_blank">
                                {format!("Apply at {host}")}
                                <Icon path=icon::OUT />
                            </a>
                        }
                    })}
                {detail
                    .credit
                    .map(|credit| {
                        view! { <p class="quiet">"Listed by " <a href=credit.url rel=rel>{credit.name}</a></p> }
                    })}
            </header>
            <Openings openings />
            <Facts facts />
            {(!skills.is_empty())
                .then(|| {
                    view! {
                        <ul class="skills">
                            {skills
                                .into_iter()
                                .map(|(slug, label)| {
                                    view! { <li><a href=format!("/jobs?skills={slug}")>{label}</a></li> }
                                })
                                .collect_view()}
                        </ul>
                    }
                })}
            <h2 class="spoken">"The posting"</h2>
            {match html.is_empty() {
                true => view! { <p class="quiet">"The text of this posting is not kept here."</p> }.into_any(),
                false => view! { <section class="prose" inner_html=html></section> }.into_any(),
            }}
            {(!similar.is_empty())
                .then(|| {
                    view! {
                        <section class="similar">
                            <h2>"Similar roles"</h2>
                            <ul class="rows" inner_html=row::rows(&similar, now)></ul>
                        </section>
                    }
                })}
        </article>
    }
}

/// How old the role is, and whether it is still open.
#[component]
fn Age(detail: Detail) -> impl IntoView {
    let now = expect_context::<Page>().now;
    let days = format::days(detail.published, now);
    let open = format!(
        "Open {days} {} · published {} · first seen {} · last seen {}{}",
        if days == 1 { "day" } else { "days" },
        format::date(detail.published),
        format::date(detail.first_seen),
        format::ago(detail.last_seen, now),
        match detail.reposts {
            0 => String::new(),
            1 => " · reposted once".to_owned(),
            2 => " · reposted twice".to_owned(),
            n => format!(" · reposted {n} times"),
        },
    );
    match detail.closed {
        None => view! { <p class="quiet">{open}</p> }.into_any(),
        Some(closed) => {
            let text = format!(
                "The employer closed this role {} ({}).",
                format::ago(closed, now),
                format::date(closed)
            );
            view! { <p class="notices" role="status">{text}</p> }.into_any()
        }
    }
}

/// Normalised facts; the words behind each are one click away.
#[component]
fn Facts(facts: Vec<Fact>) -> impl IntoView {
    let fact = |f: Fact| {
        let evidence = if f.words.is_empty() {
            view! { <span class="quiet">{f.field}</span> }.into_any()
        } else {
            view! {
                <details>
                    <summary>{format!("from {}", f.field)}</summary>
                    <q>{f.words}</q>
                </details>
            }
            .into_any()
        };
        view! {
            <div>
                <dt>{f.name}</dt>
                <dd>{f.value} " " {evidence}</dd>
            </div>
        }
    };
    view! { <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl> }
}

/// The host of a URL, or the employer where it has none.
fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    if host.is_empty() { "the employer’s page".to_owned() } else { host.to_owned() }
}

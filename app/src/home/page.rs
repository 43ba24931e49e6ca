//! The home page.

use leptos::prelude::*;
use leptos_meta::Title;
use wasm_split_helpers::wasm_split;

use super::api;
use super::model::Overview;
use crate::jobs::model::ValueCount;
use crate::jobs::row;
use crate::lazy::{Lazy, Loaded};
use crate::page::Page;
use crate::ui::arrival::{Arrival, Later, answered};
use crate::ui::format;
use crate::ui::icon::{self, Icon};

/// The route.
pub const HOME: Lazy = Lazy { name: "home", path: "/", load: || Box::pin(load()), page: || Box::pin(page()) };

#[wasm_split(home, fallible, preload(load))]
fn page() -> Loaded {
    let overview = answered(|| (), |()| api::front());
    let view = Later::new(overview, |overview| match overview {
        Ok(overview) => view! { <Live overview /> }.into_any(),
        Err(_) => {
            view! { <p>"The numbers did not arrive. "<a href="/jobs">"See all roles"</a></p> }.into_any()
        }
    });
    let page = view! {
        <Title text="Every role, every number explained" />
        <main class="home">
            <Arrival view />
        </main>
    };
    Ok(page.into_any())
}

#[component]
fn Live(overview: Overview) -> impl IntoView {
    let now = expect_context::<Page>().now;
    let share = format!("{} %", (overview.backend * 100 + overview.roles / 2) / overview.roles.max(1));
    let Overview {
        roles,
        backend,
        companies,
        countries,
        stated,
        made_at,
        categories,
        levels,
        cities,
        skills,
        latest,
    } = overview;
    let number = |value: String, what: String| view! { <div><dt>{what}</dt><dd>{value}</dd></div> };
    view! {
        <section class="lead">
            <h1>"Software roles from the companies’ own boards, filtered as fast as you can click"</h1>
            <p>
                "The whole catalogue is filtered in your browser, every count is exact, and every fact says where it came from. No account, no tracking."
            </p>
            <form class="search" method="get" action="/jobs" role="search">
                <Icon path=icon::SEARCH />
                <input type="search" name="q" placeholder="Title, company, skill or place" aria-label="Search roles" maxlength="200" />
                <button class="button primary">"Search"</button>
            </form>
        </section>
        <dl class="numbers">
            {number(format::count(roles), "open roles".to_owned())}
            {number(format::count(backend), format!("backend, {share} of all"))}
            {number(format::count(companies), format!("companies, roles in {countries} countries"))}
            {number(format::count(stated), "state their pay".to_owned())}
            {number(format::ago(made_at, now), "last refresh".to_owned())}
        </dl>
        <div class="ways">
            <Ways title="Categories" name="category" values=categories />
            <Ways title="Levels" name="level" values=levels />
            <Ways title="Cities" name="city" values=cities />
            <Ways title="Skills" name="skills" values=skills />
        </div>
        <section class="latest">
            <h2>"Latest"</h2>
            <ul class="rows" inner_html=row::rows(&latest, now)></ul>
            <p><a href="/jobs">{format!("All {} roles", format::count(roles))}</a></p>
        </section>
    }
}

/// Links into the board, one for each value.
#[component]
fn Ways(title: &'static str, name: &'static str, values: Vec<ValueCount>) -> impl IntoView {
    view! {
        <section>
            <h2>{title}</h2>
            <ul>
                {values
                    .into_iter()
                    .map(|v| {
                        view! {
                            <li>
                                <a href=format!("/jobs?{name}={}", v.slug)>{v.label}</a>
                                <span class="count">{format::count(v.count)}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}

//! The line above the list: how many, in which order, and ways to share and to filter on a phone.

use catalog::query::Sort;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::search::{Search, Trail};
use crate::engine::{Engine, State};
use crate::ui::format;
use crate::ui::icon::{self, Icon};
use crate::ui::live::text;

/// See the module.
#[component]
pub fn Toolbar(
    /// Whether the sheet of filters is open on a phone.
    filters: RwSignal<bool>,
) -> impl IntoView {
    let search = expect_context::<Search>();
    let total = move || {
        if search.waits() { "…".to_owned() } else { search.results.with(|r| format::count(r.total)) }
    };
    let listed = move || search.results.with(|r| format::count(r.listed));
    view! {
        <div class="toolbar">
            <p class="total" role="status">
                <strong>{text(total)}</strong>
                <span class="of">{text(move || format!(" of {}", listed()))}</span>
                " roles"
            </p>
            <Progress />
            <a
                class="button filters-open"
                href="#filters"
                on:click=move |ev| {
                    ev.prevent_default();
                    filters.set(true);
                }
            >
                <Icon path=icon::FILTER />
                "Filters"
            </a>
            <Order />
            <Share />
        </div>
    }
}

/// Where answers come from while the catalogue is on its way.
#[component]
fn Progress() -> impl IntoView {
    let (engine, search) = (expect_context::<Engine>(), expect_context::<Search>());
    let words = move || match engine.state() {
        State::Ready if search.waits() => "looking up words".to_owned(),
        State::Server => String::new(),
        State::Loading(percent) => format!("catalogue {percent} %"),
        State::Ready => "instant".to_owned(),
        State::Failed(_) => "answers from the server".to_owned(),
    };
    let why = move || match engine.state() {
        State::Server => String::new(),
        State::Loading(_) => "Filters ask the server until the catalogue is here".to_owned(),
        State::Ready => "The whole catalogue is in this browser: filters make no request".to_owned(),
        State::Failed(reason) => reason,
    };
    let state = move || match engine.state() {
        State::Server => "server",
        State::Loading(_) => "loading",
        State::Ready => "ready",
        State::Failed(_) => "failed",
    };
    view! { <p class="engine" data-state=text(state) title=text(why)>{text(words)}</p> }
}

/// The order of the list.
#[component]
fn Order() -> impl IntoView {
    let search = expect_context::<Search>();
    let sort = Memo::new(move |_| search.query.with(|q| q.sort));
    let now = sort.get_untracked();
    let slug = |sort| match sort {
        Sort::Newest => "newest",
        Sort::Salary => "salary",
        Sort::Relevance => "relevance",
    };
    let choose = move |value: String| {
        let sort = match value.as_str() {
            "salary" => Sort::Salary,
            "relevance" => Sort::Relevance,
            _ => Sort::Newest,
        };
        search.change(|q| q.sort = sort, Trail::Push);
    };
    let option = move |sort: Sort, label: &'static str| {
        view! { <option value=slug(sort) selected=sort == now>{label}</option> }
    };
    view! {
        <select
            name="sort"
            form="search"
            aria-label="Order"
            prop:value=text(move || slug(sort.get()))
            on:change:target=move |ev| choose(ev.target().value())
        >
            {option(Sort::Newest, "Newest")}
            {option(Sort::Salary, "Highest pay")}
            {option(Sort::Relevance, "Best match")}
        </select>
    }
}

/// Copies the address, which is the whole state of the search.
#[component]
fn Share() -> impl IntoView {
    let said = RwSignal::new("Copy link");
    let copy = move |_| {
        let Ok(address) = window().location().href() else { return };
        let promise = window().navigator().clipboard().write_text(&address);
        spawn_local(async move {
            let done = JsFuture::from(promise).await;
            said.set(if done.is_ok() { "Link copied" } else { "Copy the address bar instead" });
        });
    };
    view! {
        <button class="button share with-script" type="button" on:click=copy>
            <Icon path=icon::LINK />
            <span role="status">{text(move || said.get())}</span>
        </button>
    }
}

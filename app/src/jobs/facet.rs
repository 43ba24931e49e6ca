//! One facet: its values with their counts.

use catalog::schema::Facet;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::answer;
use super::model::{FacetCounts, ValueCount};
use super::search::Search;
use crate::ui::each::{Each, Item};
use crate::ui::format;
use crate::ui::live::{flag, text};

/// A facet's heading, its first values, and a search through the rest where it is long.
#[component]
pub fn FacetGroup(facet: Facet) -> impl IntoView {
    let search = expect_context::<Search>();
    let counts = Memo::new(move |_| {
        search.results.with(|r| r.facets.iter().find(|f| f.name == facet.name()).cloned().unwrap_or_default())
    });
    let values = Memo::new(move |_| counts.with(|c| c.values.clone()));
    view! {
        <fieldset class="facet" data-facet=facet.name()>
            <legend>{answer::title(facet)}</legend>
            <Values facet values />
            {(!answer::is_short(facet)).then(|| view! { <More facet counts /> })}
        </fieldset>
    }
}

/// A list of values that can be ticked, with bars that compare them: one picture for all, as a change moves every bar.
#[component]
fn Values(facet: Facet, #[prop(into)] values: Signal<Vec<ValueCount>>) -> impl IntoView {
    let items = move || {
        let item = |v: ValueCount| {
            Item::new(v.slug.clone(), move || view! { <Value facet value=v.clone() values /> })
        };
        values.get().into_iter().map(item).collect::<Vec<_>>()
    };
    let size = Memo::new(move |_| values.with(Vec::len));
    view! {
        <div class="values">
            <svg
                class="shares"
                viewBox=text(move || format!("0 0 100 {}", size.get() * SHARE))
                preserveAspectRatio="none"
                aria-hidden="true"
            >
                <path d=text(move || values.with(|vs| shares(vs))) />
            </svg>
            <ul>
                <Each items=Signal::derive(items) />
            </ul>
        </div>
    }
}

/// Height of a value in the picture's own units, of which its bar takes the last two.
const SHARE: usize = 26;

/// A bar on the ground of each value, as wide as its share of the most frequent one.
fn shares(values: &[ValueCount]) -> String {
    let most = u64::from(values.iter().map(|v| v.count).max().unwrap_or(0).max(1));
    let mut out = String::new();
    for (v, i) in values.iter().zip(1..).filter(|(v, _)| v.count > 0) {
        let wide = (u64::from(v.count) * 100 / most).max(1);
        out.push_str(&format!("M0 {}h{wide}v2h-{wide}z", i * SHARE - 2));
    }
    out
}

/// One value. Its count and tick follow the answer; the element stays, and with it the focus.
#[component]
fn Value(facet: Facet, value: ValueCount, values: Signal<Vec<ValueCount>>) -> impl IntoView {
    let search = expect_context::<Search>();
    let ValueCount { slug, label, count, selected } = value;
    let now = {
        let slug = slug.clone();
        Memo::new(move |_| {
            let found = values.with(|vs| vs.iter().find(|v| v.slug == slug).map(|v| (v.count, v.selected)));
            found.unwrap_or((count, selected))
        })
    };
    let ticked = Memo::new(move |_| now.get().1);
    let none = Memo::new(move |_| now.get().0 == 0);
    let toggle = {
        let slug = slug.clone();
        move |_| {
            search.toggle(facet, &slug);
            keep_focus(facet, slug.clone());
        }
    };
    view! {
        <li>
            <label>
                <input
                    type="checkbox"
                    name=facet.name()
                    value=slug
                    form="search"
                    checked=selected
                    prop:checked=flag(move || ticked.get())
                    on:change=toggle
                />
                <span class="name" class:none=flag(move || none.get())>{label}</span>
                <span class="count">{text(move || format::count(now.get().0))}</span>
            </label>
        </li>
    }
}

/// A ticked value moves to the top of its facet, which takes the focus off it: it gets the focus back.
fn keep_focus(facet: Facet, slug: String) {
    request_animation_frame(move || {
        let at_rest = document().active_element().is_none_or(|e| e.tag_name() == "BODY");
        let selector = format!("input[name='{}'][value='{}']", facet.name(), slug);
        if at_rest && let Ok(Some(input)) = document().query_selector(&selector) {
            let input: web_sys::HtmlElement = input.unchecked_into();
            _ = input.focus();
        }
    });
}

/// "More": without JavaScript a link to the page with the facet at length; with it, a search through all values.
#[component]
fn More(facet: Facet, counts: Memo<FacetCounts>) -> impl IntoView {
    let search = expect_context::<Search>();
    let open = RwSignal::new(false);
    let href = move || {
        let query = search.query.with(ToString::to_string);
        let and = if query.is_empty() { "" } else { "&" };
        format!("/jobs?{query}{and}more={}", facet.name())
    };
    let hidden = move || counts.with(|c| c.distinct as usize <= c.values.len());
    let rest = move || counts.with(|c| (c.distinct as usize).saturating_sub(c.values.len()) as u32);
    view! {
        <a
            class="more"
            rel="nofollow"
            href=text(href)
            hidden=flag(hidden)
            on:click=move |ev| {
                ev.prevent_default();
                open.update(|o| *o = !*o);
            }
        >
            {text(move || if open.get() { "Fewer".to_owned() } else { format!("{} more", format::count(rest())) })}
        </a>
        {move || open.get().then(|| view! { <Finder facet /> })}
    }
}

/// A search through all values of a facet.
#[component]
fn Finder(facet: Facet) -> impl IntoView {
    let search = expect_context::<Search>();
    let part = RwSignal::new(String::new());
    let found = search.values(facet, part);
    let label = format!("Find in {}", answer::title(facet));
    view! {
        <input
            class="finder"
            type="search"
            placeholder=label.clone()
            aria-label=label
            on:input:target=move |ev| part.set(ev.target().value())
        />
        <Values facet values=Signal::derive(move || found.get()) />
    }
}

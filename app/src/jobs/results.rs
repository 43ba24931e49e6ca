//! The list of roles.

use leptos::prelude::*;

use super::answer::PAGE;
use super::empty::Empty;
use super::row::Row;
use super::search::{Search, Window};
use crate::ui::each::Item;
use crate::ui::list::VirtualList;
use crate::ui::live::{flag, text};

/// The rows, or what to do where there are none; without JavaScript pages of fifty.
#[component]
pub fn List() -> impl IntoView {
    let search = expect_context::<Search>();
    let total = Memo::new(move |_| search.results.with(|r| r.total));
    let none = Memo::new(move |_| total.get() == 0);
    let first = Signal::derive(move || search.rows.with(|r| r.first));
    let len = Memo::new(move |_| search.rows.with(|r| r.cards.len() as u32));
    let on_window = Callback::new(move |(first, len)| search.window.set(Window { first, len }));
    // A row is told from others by its place: what it shows follows.
    let rows = move || {
        let item = |number: u32| Item::new(number.to_string(), move || view! { <Entry number /> });
        let first = first.get();
        (first..first + len.get()).map(item).collect::<Vec<_>>()
    };
    view! {
        <div class="list">
            {move || {
                if none.get() {
                    view! { <Empty /> }.into_any()
                } else {
                    view! {
                        <VirtualList
                            total=total.into()
                            first
                            len=len.into()
                            rows=Signal::derive(rows)
                            on_window
                        />
                    }
                        .into_any()
                }
            }}
            <Pages total />
        </div>
    }
}

/// The row of that number. The pane can show it.
#[component]
fn Entry(number: u32) -> impl IntoView {
    let search = expect_context::<Search>();
    let card = Memo::new(move |_| {
        search.rows.with(|r| r.cards.get(number.wrapping_sub(r.first) as usize).cloned().unwrap_or_default())
    });
    let current = Memo::new(move |_| search.open.with(|open| card.with(|c| open.as_ref() == Some(&c.id))));
    let click = move |ev: leptos::ev::MouseEvent| {
        let plain = !ev.ctrl_key() && !ev.meta_key() && !ev.shift_key() && ev.button() == 0;
        if plain && super::posting::has_pane() {
            ev.prevent_default();
            search.show(Some(card.with_untracked(|c| c.id.clone())));
        }
    };
    view! {
        <li class:current=flag(move || current.get()) on:click=click>
            <Row card />
        </li>
    }
}

/// Links to the pages before and after, for those without JavaScript.
#[component]
fn Pages(total: Memo<u32>) -> impl IntoView {
    let search = expect_context::<Search>();
    let page = move || search.rows.with(|r| r.first / PAGE + 1);
    let pages = move || total.get().div_ceil(PAGE).max(1);
    let link = move |page: u32| {
        let mut query = search.query.get();
        query.page = if page <= 1 { 0 } else { page };
        format!("/jobs?{query}")
    };
    view! {
        <nav class="pages without-script" aria-label="Pages">
            <a rel="prev" href=text(move || link(page().saturating_sub(1))) hidden=flag(move || page() <= 1)>"Previous"</a>
            <span>{text(move || format!("Page {} of {}", page(), pages()))}</span>
            <a rel="next" href=text(move || link(page() + 1)) hidden=flag(move || page() >= pages())>"Next"</a>
        </nav>
    }
}

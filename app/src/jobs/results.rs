//! The list of roles.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::answer::PAGE;
use super::empty::Empty;
use super::row;
use super::search::{Search, Window, is_plain};
use crate::page::Page;
use crate::ui::list::VirtualList;

/// The rows, or what to do where there are none; without JavaScript pages of fifty.
#[component]
pub fn List() -> impl IntoView {
    let search = expect_context::<Search>();
    let now = expect_context::<Page>().now;
    let total = Memo::new(move |_| search.results.with(|r| r.total));
    let none = Memo::new(move |_| total.get() == 0);
    let first = Signal::derive(move || search.rows.with(|r| r.first));
    let rows = Signal::derive(move || {
        search.rows.with(|r| r.cards.iter().map(|card| row::row(card, now)).collect::<Vec<_>>())
    });
    let current = Signal::derive(move || {
        let place = |id: &String| search.rows.with(|r| r.cards.iter().position(|c| c.id == *id));
        search.open.with(|open| open.as_ref().and_then(place))
    });
    let on_window = Callback::new(move |(first, len)| search.window.set(Window { first, len }));
    // A plain click shows the role in the pane; all others are the link's.
    let on_click = Callback::new(move |(place, ev): (usize, MouseEvent)| {
        let id = search.rows.with_untracked(|r| r.cards.get(place).map(|c| c.id.clone()));
        if is_plain(&ev) && id.is_some() && super::posting::has_pane() {
            ev.prevent_default();
            search.show(id);
        }
    });
    view! {
        <div class="list">
            {move || {
                if none.get() {
                    view! { <Empty /> }.into_any()
                } else {
                    view! { <VirtualList total=total.into() first rows current on_window on_click /> }.into_any()
                }
            }}
            <Pages total />
        </div>
    }
}

/// Links to the pages before and after, for those without JavaScript: they never change.
#[component]
fn Pages(total: Memo<u32>) -> impl IntoView {
    let search = expect_context::<Search>();
    let page = search.rows.with_untracked(|r| r.first / PAGE + 1);
    let pages = total.get_untracked().div_ceil(PAGE).max(1);
    let link = |page: u32| {
        let mut query = search.query.get_untracked();
        query.page = if page <= 1 { 0 } else { page };
        format!("/jobs?{query}")
    };
    view! {
        <nav class="pages without-script" aria-label="Pages">
            <a rel="prev" href=link(page.saturating_sub(1)) hidden={page <= 1}>"Previous"</a>
            <span>{format!("Page {page} of {pages}")}</span>
            <a rel="next" href=link(page + 1) hidden={page >= pages}>"Next"</a>
        </nav>
    }
}

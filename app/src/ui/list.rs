//! A list of any length with only the rows on screen in the document.
//!
//! The page itself scrolls. The server renders the first rows in the ordinary flow; after hydration two spacers stand for
//! the rows above and below, their heights set through CSSOM, and scrolling moves the window of rows that exist.

use leptos::ev;
use leptos::html::{Div, Ol};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::each::{Each, Item};

/// Rows kept above and below the screen.
const OVERSCAN: u32 = 12;
/// The window moves in steps of so many rows, so that most scrolling changes nothing.
const STEP: u32 = 8;
/// The tallest a browser lays out, in CSS pixels (Firefox ends near 17.8 million, Chromium near 33 million).
const TALLEST: f64 = 16e6;
/// Row height before one was measured, in CSS pixels.
const GUESS: f64 = 56.0;

/// A list of `total` rows of equal height, of which `rows` exist, the first being row number `first`.
/// `on_window(first, len)` asks for others.
#[component]
pub fn VirtualList(
    /// Rows in all.
    total: Signal<u32>,
    /// Number of the first that exists.
    first: Signal<u32>,
    /// Those that exist.
    rows: Signal<Vec<Item>>,
    /// Asks for others.
    on_window: Callback<(u32, u32)>,
) -> impl IntoView {
    let (list, above, below) = (NodeRef::<Ol>::new(), NodeRef::<Div>::new(), NodeRef::<Div>::new());
    let height = StoredValue::new(GUESS);
    let measure = move || {
        let row = list.get_untracked().and_then(|l| l.first_element_child());
        if let Some(tall) = row.map(|r| r.get_bounding_client_rect().height()).filter(|h| *h > 1.0) {
            height.set_value(tall);
        }
    };
    Effect::new(move |_| {
        let (first, len, total) = (first.get(), rows.with(Vec::len) as u32, total.get());
        measure();
        let rest = total.saturating_sub(first + len);
        set_height(above.get(), f64::from(first) * height.get_value());
        set_height(below.get(), f64::from(rest) * height.get_value());
    });
    let look = move || {
        let Some(above) = above.get_untracked() else { return };
        measure();
        let top = -above.get_bounding_client_rect().top();
        let screen = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(1000.0);
        let seen = (top.max(0.0) / height.get_value()) as u32;
        let last = total.get_untracked().saturating_sub(1);
        let from = seen.min(last).saturating_sub(OVERSCAN) / STEP * STEP;
        let len = (screen / height.get_value()) as u32 + 2 * OVERSCAN + STEP;
        let (now, count) = (first.get_untracked(), rows.with_untracked(Vec::len) as u32);
        let covered = now <= seen.saturating_sub(OVERSCAN / 2)
            && (now + count).min(last + 1) >= (seen + len - OVERSCAN).min(last + 1)
            || now == 0 && count > 0 && seen + len - OVERSCAN <= count;
        if !covered && from != now {
            on_window.run((from, len.max(count.min(50))));
        }
    };
    Effect::new(move |_| {
        let scroll = window_event_listener(ev::scroll, move |_| look());
        let resize = window_event_listener(ev::resize, move |_| look());
        on_cleanup(move || {
            scroll.remove();
            resize.remove();
        });
    });
    view! {
        <div class="spacer" node_ref=above></div>
        <ol class="rows" node_ref=list>
            <Each items=rows />
        </ol>
        <div class="spacer" node_ref=below></div>
    }
}

fn set_height(element: Option<web_sys::HtmlDivElement>, height: f64) {
    let Some(element) = element else { return };
    let style = element.unchecked_into::<web_sys::HtmlElement>().style();
    _ = style.set_property("block-size", &format!("{}px", height.min(TALLEST) as u64));
}

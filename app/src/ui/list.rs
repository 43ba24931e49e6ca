//! A list of any length with only the rows on screen in the document.
//!
//! The page itself scrolls. The server renders the first rows in the ordinary flow; after hydration two spacers stand for
//! the rows above and below, their heights set through CSSOM, and scrolling moves the window of rows that exist.

use leptos::ev::{self, MouseEvent};
use leptos::html::{Div, Ol};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::html::escape;
use super::listen;

/// Rows kept above and below the screen: each costs a tenth of a millisecond when a filter changes.
const OVERSCAN: u32 = 4;
/// The window moves in steps of so many rows, so that most scrolling changes nothing.
const STEP: u32 = 4;
/// The tallest a browser lays out, in CSS pixels (Firefox ends near 17.8 million, Chromium near 33 million).
const TALLEST: f64 = 16e6;
/// Row height before one was measured, in CSS pixels.
const GUESS: f64 = 56.0;

/// How many rows fill the screen from its upper edge on, with a few below; in the browser.
pub fn screenful() -> u32 {
    shown(GUESS) + OVERSCAN
}

/// Rows of a height that a screen shows.
fn shown(height: f64) -> u32 {
    let screen = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(1000.0);
    (screen / height) as u32 + 1
}

/// Scrolls up to an element whose upper edge has left the screen: a list that changed begins at its first row.
pub fn back_to(selector: &str) {
    let Ok(Some(element)) = document().query_selector(selector) else { return };
    if element.get_bounding_client_rect().top() < 0.0 {
        element.scroll_into_view();
    }
}

/// A row: a link over the whole of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Where it leads.
    pub href: String,
    /// What it shows, as HTML.
    pub inside: String,
}

impl Row {
    /// An item of a list: [`update`] relies on its shape.
    pub fn html(&self) -> String {
        format!("<li><a class=\"row\" href=\"{}\">{}</a></li>", escape(&self.href), self.inside)
    }
}

/// Rows that exist, from number `first` on.
#[derive(Default)]
struct Drawn {
    first: u32,
    rows: Vec<Row>,
}

impl Drawn {
    fn html(&self) -> String {
        self.rows.iter().map(Row::html).collect()
    }

    /// Brings the list to other rows. A row of the same number stays in place, and with it the focus.
    fn patch(&mut self, list: &Element, first: u32, rows: Vec<Row>) {
        let end = |first: u32, rows: &[Row]| first + rows.len() as u32;
        let apart = first >= end(self.first, &self.rows) || end(first, &rows) <= self.first;
        if apart {
            *self = Drawn { first, rows };
            list.set_inner_html(&self.html());
            return;
        }
        for _ in self.rows.drain(..first.saturating_sub(self.first) as usize) {
            list.first_element_child().inspect(Element::remove);
        }
        let before = &rows[..self.first.saturating_sub(first) as usize];
        if !before.is_empty() {
            _ = list.insert_adjacent_html("afterbegin", &before.iter().map(Row::html).collect::<String>());
            self.rows.splice(..0, before.iter().cloned());
        }
        let mut at = list.first_element_child();
        for (was, row) in self.rows.iter().zip(&rows) {
            let Some(li) = at.take() else { break };
            if was != row {
                update(&li, row);
            }
            at = li.next_element_sibling();
        }
        for _ in rows.len()..self.rows.len() {
            list.last_element_child().inspect(Element::remove);
        }
        let after = rows.get(self.rows.len()..).unwrap_or_default();
        if !after.is_empty() {
            _ = list.insert_adjacent_html("beforeend", &after.iter().map(Row::html).collect::<String>());
        }
        *self = Drawn { first, rows };
    }
}

fn update(li: &Element, row: &Row) {
    let Some(link) = li.first_element_child() else { return };
    _ = link.set_attribute("href", &row.href);
    link.set_inner_html(&row.inside);
}

/// Marks the item of that place, and no other.
fn mark(list: &Element, place: Option<usize>) {
    if let Ok(Some(marked)) = list.query_selector(".current") {
        marked.set_class_name("");
    }
    let Some(place) = place else { return };
    let first = list.first_element_child();
    let item = (0..place).fold(first, |li, _| li.and_then(|li| li.next_element_sibling()));
    item.inspect(|li| li.set_class_name("current"));
}

/// The place of the item that an event is in.
fn place_of(ev: &MouseEvent) -> Option<usize> {
    let target = ev.target()?.dyn_into::<Element>().ok()?;
    let item = target.closest(".rows > li").ok()??;
    Some(std::iter::successors(item.previous_element_sibling(), Element::previous_element_sibling).count())
}

/// A list of `total` rows of equal height, of which some exist.
#[component]
pub fn VirtualList(
    /// Rows in all.
    total: Signal<u32>,
    /// Number of the first that exists.
    first: Signal<u32>,
    /// Those that exist.
    rows: Signal<Vec<Row>>,
    /// The place among those of the one that is marked.
    current: Signal<Option<usize>>,
    /// Asks for others: the number of the first, and how many.
    on_window: Callback<(u32, u32)>,
    /// A click on one, by its place.
    on_click: Callback<(usize, MouseEvent)>,
) -> impl IntoView {
    let drawn = Drawn { first: first.get_untracked(), rows: rows.get_untracked() };
    let html = drawn.html();
    let drawn = StoredValue::new(drawn);
    let len = move || drawn.with_value(|s| s.rows.len() as u32);
    let (list, above, below) = (NodeRef::<Ol>::new(), NodeRef::<Div>::new(), NodeRef::<Div>::new());
    // Measured once: reading a height right after a change would make the browser lay the page out twice.
    let height = StoredValue::new(None::<f64>);
    let tall = move || height.get_value().unwrap_or(GUESS);
    let measure = move || {
        let row = list.get_untracked().and_then(|l| l.first_element_child());
        height.set_value(row.map(|r| r.get_bounding_client_rect().height()).filter(|h| *h > 1.0));
    };
    let space = move |first: u32, len: u32, total: u32| {
        let rest = total.saturating_sub(first + len);
        set_height(above.get_untracked(), f64::from(first) * tall());
        set_height(below.get_untracked(), f64::from(rest) * tall());
    };
    Effect::new(move |_| {
        let Some(list) = list.get() else { return };
        drawn.update_value(|drawn| drawn.patch(&list, first.get(), rows.get()));
        mark(&list, current.get());
    });
    Effect::new(move |_| {
        let (first, len, total) = (first.get(), rows.with(Vec::len) as u32, total.get());
        let begins = height.get_value().is_none();
        if begins {
            measure();
        }
        space(first, len, total);
        // A page that begins in the middle of the list shows that part.
        if begins
            && first > 0
            && let Some(list) = list.get_untracked()
        {
            list.scroll_into_view();
        }
    });
    let look = move || {
        let Some(above) = above.get_untracked() else { return };
        let top = -above.get_bounding_client_rect().top();
        let seen = (top.max(0.0) / tall()) as u32;
        let last = total.get_untracked().saturating_sub(1);
        let from = seen.min(last).saturating_sub(OVERSCAN) / STEP * STEP;
        let wanted = shown(tall()) + 2 * OVERSCAN + STEP;
        let (now, len) = (first.get_untracked(), len());
        let end = (seen + shown(tall()) + OVERSCAN / 2).min(last + 1);
        let above_too = now == 0 || now + OVERSCAN / 2 <= seen;
        if !(now <= seen && above_too && now + len >= end) && (from, wanted) != (now, len) {
            on_window.run((from, wanted));
        }
    };
    Effect::new(move |_| {
        listen::on_window(ev::scroll, move |_| look());
        listen::on_window(ev::resize, move |_| {
            measure();
            space(first.get_untracked(), len(), total.get_untracked());
            look();
        });
    });
    view! {
        <div class="spacer" node_ref=above></div>
        <ol
            class="rows"
            node_ref=list
            inner_html=html
            on:click=move |ev| {
                if let Some(place) = place_of(&ev) {
                    on_click.run((place, ev));
                }
            }
        ></ol>
        <div class="spacer" node_ref=below></div>
    }
}

fn set_height(element: Option<web_sys::HtmlDivElement>, height: f64) {
    let Some(element) = element else { return };
    let style = element.unchecked_into::<web_sys::HtmlElement>().style();
    _ = style.set_property("block-size", &format!("{}px", height.min(TALLEST) as u64));
}

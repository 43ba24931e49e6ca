//! A list whose items stay in place while they are there.
//!
//! One list serves every kind of item: a keyed list of its own for each type would weigh some kilobytes more each.

use std::sync::Arc;

use leptos::prelude::*;

/// One item: what tells it from others, and how it is drawn.
#[derive(Clone)]
pub struct Item {
    key: String,
    view: Arc<dyn Fn() -> AnyView + Send + Sync>,
}

impl Item {
    /// An item; `view` runs once for each time that it appears.
    pub fn new<V: IntoView + 'static>(key: String, view: impl Fn() -> V + Send + Sync + 'static) -> Item {
        Item { key, view: Arc::new(move || view().into_any()) }
    }
}

/// The items, in order. An item whose key stays is neither drawn anew nor loses the focus.
#[component]
pub fn Each(
    /// What is listed.
    #[prop(into)]
    items: Signal<Vec<Item>>,
) -> impl IntoView {
    view! { <For each=move || items.get() key=|item| item.key.clone() children=|item| (item.view)() /> }
}

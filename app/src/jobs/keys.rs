//! Single-letter keys: `/` search, `j` `k` move, `Enter` open, `Esc` close, `?` help, and `e` for those who work on the engine. They can be switched off (WCAG 2.1.4).

use leptos::ev::{self, KeyboardEvent};
use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::plan;
use super::search::Search;
use crate::engine::Engine;
use crate::page::Page;
use crate::ui::listen::on_window;

/// Where the setting is kept: `off`, or nothing.
const SETTING: &str = "keys";

/// Listens while the page lives, and holds the help that lists the keys.
#[component]
pub fn Keys(input: NodeRef<Input>) -> impl IntoView {
    let (search, engine) = (expect_context::<Search>(), expect_context::<Engine>());
    let now = expect_context::<Page>().now;
    let help = NodeRef::<Dialog>::new();
    let on = RwSignal::new(true);
    Effect::new(move |_| {
        on.set(stored() != Some("off".to_owned()));
        on_window(ev::keydown, move |ev| {
            if ev.key() == "Escape" {
                search.show(None);
            }
            if !on.get_untracked() || !is_free(&ev) {
                return;
            }
            if ev.key() == "e" {
                // Without its code there is no panel.
                spawn_local(async move { _ = plan::toggle(search, engine, now).await });
            } else if act(&ev.key(), input, help) {
                ev.prevent_default();
            }
        });
    });
    let switch = move |checked: bool| {
        on.set(checked);
        if let Ok(Some(storage)) = window().local_storage() {
            // Blocked storage: the choice holds until the page is left.
            _ = if checked { storage.remove_item(SETTING) } else { storage.set_item(SETTING, "off") };
        }
    };
    let key = |key: &'static str, what: &'static str| view! { <dt><kbd>{key}</kbd></dt><dd>{what}</dd> };
    view! {
        <dialog class="help" node_ref=help aria-label="Keyboard">
            <h2>"Keyboard"</h2>
            <dl>
                {key("/", "search")} {key("j", "next role")} {key("k", "previous role")} {key("Enter", "open the role")}
                {key("Esc", "close")} {key("?", "this list")}
            </dl>
            <label>
                <input type="checkbox" prop:checked=on on:change:target=move |ev| switch(ev.target().checked()) />
                "Single-letter keys"
            </label>
            <form method="dialog">
                <button class="button">"Close"</button>
            </form>
        </dialog>
    }
}

fn stored() -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(SETTING).ok().flatten()
}

/// Whether nobody else wants the key: no field has the focus, no modifier is held.
fn is_free(ev: &KeyboardEvent) -> bool {
    let target = ev.target().and_then(|t| t.dyn_into::<Element>().ok());
    let field =
        target.and_then(|t| t.closest("input:not([type=checkbox]), textarea, select, dialog").ok().flatten());
    field.is_none() && !ev.ctrl_key() && !ev.meta_key() && !ev.alt_key()
}

/// Does what the key says; whether it did.
fn act(key: &str, input: NodeRef<Input>, help: NodeRef<Dialog>) -> bool {
    match key {
        "/" => {
            if let Some(input) = input.get_untracked() {
                _ = input.focus();
                input.select();
            }
        }
        "j" => step(Element::next_element_sibling),
        "k" => step(Element::previous_element_sibling),
        "?" => {
            if let Some(help) = help.get_untracked() {
                _ = help.show_modal();
            }
        }
        _ => return false,
    }
    true
}

/// Moves the focus one row on; to the first one on screen where no row has it. With a pane, the row opens in it.
fn step(neighbour: fn(&Element) -> Option<Element>) {
    let row = document().active_element().and_then(|e| e.closest(".rows > li").ok().flatten());
    let next = match row {
        Some(row) => neighbour(&row),
        None => document().query_selector(".rows > li").ok().flatten(),
    };
    let link = next.and_then(|li| li.query_selector("a").ok().flatten());
    let Some(link) = link.and_then(|a| a.dyn_into::<HtmlElement>().ok()) else { return };
    _ = link.focus();
    if super::posting::has_column() {
        link.click();
    }
}

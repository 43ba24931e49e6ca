//! The wasm entry: the panic hook, then the application. Nothing more.

// A page's view is one nested type.
#![recursion_limit = "512"]

use leptos::mount::{hydrate_body, mount_to_body};
use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the server rendered; fills an empty shell. The boot script calls it once.
#[wasm_bindgen]
pub fn start() {
    console_error_panic_hook::set_once();
    if document().document_element().is_some_and(|html| html.has_attribute("data-ssr")) {
        hydrate_body(app::App);
    } else {
        mount_to_body(app::App);
    }
}

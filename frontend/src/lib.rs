//! The wasm entry: the panic hook, then the application. Nothing more.

// A page's view is one nested type.
#![recursion_limit = "512"]

use leptos::mount::{hydrate_body, mount_to_body};
use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// Takes over the page that the server rendered; fills an empty shell. The boot script calls it once.
///
/// The code of a lazy page is waited for first, rather than by `hydrate_lazy`, which would need a second way to take over each
/// view: a fifth of the wasm. Without it the page stays as the server rendered it.
#[wasm_bindgen]
pub fn start() {
    console_error_panic_hook::set_once();
    spawn_local(async {
        if !app::arrived().await {
            return;
        }
        if document().document_element().is_some_and(|html| html.has_attribute("data-ssr")) {
            hydrate_body(app::App);
        } else {
            mount_to_body(app::App);
        }
    });
}

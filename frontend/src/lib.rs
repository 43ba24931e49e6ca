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
/// view: ten kilobytes in brotli. Without it the page stays as the server rendered it.
#[wasm_bindgen]
pub fn start() {
    console_error_panic_hook::set_once();
    spawn_local(async {
        let is_rendered = document().document_element().is_some_and(|html| html.has_attribute("data-ssr"));
        match (app::arrived().await, is_rendered) {
            (true, true) => hydrate_body(app::App),
            (true, false) => mount_to_body(app::App),
            (false, true) => {}
            (false, false) => {
                if let Some(body) = document().body() {
                    body.set_text_content(Some("The page did not arrive. Reload it to try again."));
                }
            }
        }
    });
}

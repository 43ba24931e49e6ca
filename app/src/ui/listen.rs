//! What a part of the page hears while it is there.

use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Calls `f` at the window's events of that kind, for as long as the owner lives.
pub fn on_window<E: EventDescriptor + 'static>(event: E, f: impl Fn(E::EventType) + 'static)
where
    E::EventType: JsCast,
{
    let listener = window_event_listener(event, f);
    on_cleanup(move || listener.remove());
}

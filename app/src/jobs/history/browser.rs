//! The browser's twin.

use catalog::role::RoleId;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::ui::listen::on_window;

/// A new entry: a person can go back to before.
pub fn push(search: &str, role: Option<&str>) {
    write(search, role, web_sys::History::push_state_with_url);
}

/// The same entry under a new address: typing leaves no trail.
pub fn replace(search: &str, role: Option<&str>) {
    write(search, role, web_sys::History::replace_state_with_url);
}

type Write = fn(&web_sys::History, &JsValue, &str, Option<&str>) -> Result<(), JsValue>;

fn write(search: &str, role: Option<&str>, how: Write) {
    let path = location().pathname().unwrap_or_default();
    let mut url = if search.is_empty() { path } else { format!("{path}?{search}") };
    if let Some(role) = role {
        url.push('#');
        url.push_str(role);
    }
    if let Ok(history) = window().history() {
        // Browsers refuse more than some hundred writes in half a minute: the page goes on, the address lags.
        _ = how(&history, &JsValue::NULL, "", Some(&url));
    }
}

/// Back to where a person went back from.
pub fn forward() {
    if let Ok(history) = window().history() {
        // Nothing to be done where the browser refuses: the address is that of the entry before.
        _ = history.forward();
    }
}

/// The query string of the address bar, with its question mark.
pub fn search() -> String {
    location().search().unwrap_or_default()
}

/// The role that the address bar names behind its `#`.
pub fn role() -> Option<String> {
    let hash = location().hash().unwrap_or_default();
    let id = hash.trim_start_matches('#');
    RoleId::parse(id).map(|_| id.to_owned())
}

/// Calls `f` when a person goes back or forward, for as long as the owner lives.
pub fn on_back(f: impl Fn() + 'static) {
    on_window(ev::popstate, move |_| f());
}

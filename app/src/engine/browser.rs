//! The browser's twin: fetches the snapshot, tells its progress, opens it; fetches the rows of words that it does not know.

use std::sync::Arc;

use catalog::query::Query;
use catalog::{Catalog, Session};
use gloo_net::http::Request;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{Engine, State};
use crate::page::Page;

/// At the end of a snapshot's address: no delta, and nothing that is kept.
const WHOLE: &str = "?whole";

/// Starts the load.
pub fn load(engine: Engine, page: &Page) {
    if page.snapshot.is_empty() {
        return;
    }
    engine.state.set(State::Loading(0));
    // Never taken back: the engine lives as long as the window.
    window_event_listener(ev::online, move |_| {
        if let Some(text) = engine.failed.get_untracked() {
            look_up(engine, &text);
        }
    });
    let (mut url, expected) = (page.snapshot.clone(), page.snapshot_bytes);
    spawn_local(async move {
        let state = loop {
            match open(engine, &url, expected).await {
                Ok(session) => {
                    engine.session.set_value(Some(session));
                    break State::Ready;
                }
                Err(reason) if url.ends_with(WHOLE) => break State::Failed(reason),
                // Perhaps made of a snapshot that this browser had, or kept by it, and damaged: once more, and all of it.
                Err(_) => url.push_str(WHOLE),
            }
        };
        engine.state.set(state);
    });
}

/// Asks for the rows of the `text`'s words, unless the session has them.
pub fn look_up(engine: Engine, text: &str) {
    let address = engine.session.with_value(|session| {
        let session = session.as_ref().filter(|session| !session.has_text(text))?;
        let (catalog, query) = (session.catalog(), Query { text: text.to_owned(), ..Query::default() });
        Some(format!("/words/{}-{}?{query}", catalog.version(), catalog.made_at()))
    });
    engine.asked.set_value(text.to_owned());
    let (Some(address), text) = (address, text.to_owned()) else { return };
    spawn_local(async move {
        let bytes = words(&address).await;
        // What is asked for by now has an answer of its own.
        if engine.asked.with_value(|asked| *asked != text) {
            return;
        }
        let taken = engine.session.try_update_value(|session| {
            let session = session.as_mut()?;
            let rows = session.catalog().unpack(&bytes?)?;
            session.set_text(&text, rows);
            Some(())
        });
        engine.failed.set(taken.flatten().is_none().then_some(text));
    });
}

async fn words(address: &str) -> Option<Vec<u8>> {
    Request::get(address).send().await.ok()?.binary().await.ok()
}

async fn open(engine: Engine, url: &str, expected: u32) -> Result<Session, String> {
    let bytes = fetch(engine, url, expected).await.map_err(|e| match e.as_string() {
        Some(reason) => reason,
        None => "the catalogue did not arrive".to_owned(),
    })?;
    let catalog = Catalog::open(&bytes).map_err(|e| e.to_string())?;
    Ok(Session::new(Arc::new(catalog)))
}

/// The bytes of the snapshot. `expected` is their length uncompressed: the transfer's own length counts compressed bytes.
async fn fetch(engine: Engine, url: &str, expected: u32) -> Result<Vec<u8>, JsValue> {
    let response = Request::get(url).send().await.map_err(|_| JsValue::NULL)?;
    if !response.ok() {
        return Err(format!("the server answered {} for the catalogue", response.status()).into());
    }
    let Some(body) = response.body() else { return Err(JsValue::NULL) };
    let reader: web_sys::ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::with_capacity(expected as usize);
    let (done, value) = (JsValue::from_str("done"), JsValue::from_str("value"));
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        if js_sys::Reflect::get(&chunk, &done)?.is_truthy() {
            return Ok(bytes);
        }
        let part: js_sys::Uint8Array = js_sys::Reflect::get(&chunk, &value)?.unchecked_into();
        let from = bytes.len();
        bytes.resize(from + part.length() as usize, 0);
        part.copy_to(&mut bytes[from..]);
        let percent = bytes.len() as u64 * 100 / u64::from(expected.max(1));
        engine.state.set(State::Loading(percent.min(99) as u8));
    }
}

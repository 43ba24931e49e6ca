//! The browser's twin: fetches the snapshot, tells its progress, opens it.

use std::sync::Arc;

use catalog::{Catalog, Session};
use gloo_net::http::Request;
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

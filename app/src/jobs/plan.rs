//! The plan of each answer, for those who work on the engine: which sets, how large, counted how, in what time. `e` shows it and takes
//! it away; its code comes with the first `e`.

use std::cell::Cell;
use std::sync::Arc;

use catalog::{Ask, Session, Step};
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::answer;
use super::search::Search;
use crate::engine::Engine;

thread_local! {
    /// Takes the panel away.
    static SHOWN: Cell<Option<Box<dyn FnOnce()>>> = const { Cell::new(None) };
}

/// Shows the panel, or takes it away.
#[wasm_split(plan, fallible)]
pub fn toggle(search: Search, engine: Engine, now: i64) -> Result<(), SplitLoaderError> {
    if let Some(take_away) = SHOWN.take() {
        take_away();
    } else if let Some(body) = document().body() {
        let panel = mount_to(body, move || view(search, engine, now));
        SHOWN.set(Some(Box::new(move || drop(panel))));
    }
    Ok(())
}

fn view(search: Search, engine: Engine, now: i64) -> impl IntoView {
    // A session of its own that sees the same queries: the page's asks for rows and counts apart.
    let own = StoredValue::new(None::<Session>);
    let lines = Memo::new(move |_| {
        let query = search.query.get();
        let plan = engine.answer(&query, |session| {
            own.try_update_value(|own| {
                let fits = |own: &&mut Session| {
                    Arc::ptr_eq(own.catalog(), session.catalog()) && own.has_text(&query.text)
                };
                if own.as_mut().filter(fits).is_none() {
                    *own = Some(session.beside(&query));
                }
                let own = own.as_mut()?;
                let ask = Ask { now, first: 0, len: answer::PAGE };
                let start = milliseconds();
                own.answer(&query, ask);
                let took = milliseconds() - start;
                let head = format!("{took:.2} ms for “{query}” among {} roles", own.catalog().len());
                Some([head].into_iter().chain(own.explain().iter().map(line)).collect::<Vec<_>>())
            })
        });
        plan.flatten().flatten().unwrap_or_else(|| vec!["The server answers.".to_owned()])
    });
    view! {
        <aside class="plan" aria-label="Plan of the answer">
            <pre>{move || lines.get().join("\n")}</pre>
        </aside>
    }
}

fn line(step: &Step) -> String {
    match step {
        Step::Word { text, rows } => format!("word {text}: {rows} roles"),
        Step::Text { text, rows: Some(rows) } => format!("text {text}: {rows} roles"),
        Step::Text { text, rows: None } => format!("text {text}: not looked up"),
        Step::Base { rows } => format!("base: {rows} roles"),
        Step::Filter { name, rows } => format!("filter {name}: {rows} roles"),
        Step::Matches { rows } => format!("matches: {rows} roles"),
        Step::Counts { facet, by } => format!("counts of {}: {by}", facet.name()),
    }
}

/// Of the page's clock.
fn milliseconds() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

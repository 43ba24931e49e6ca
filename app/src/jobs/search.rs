//! The state of one search: the query, and the answer to it from whichever engine is there. All that the page asks of the
//! server after its first answer is asked here; its parts only read.

use std::time::Duration;

use catalog::query::Query;
use catalog::schema::Facet;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::model::{Card, Detail, Notice, Results, ValueCount};
use super::{answer, api, history};
use crate::engine::Engine;
use crate::page::Page;
use crate::ui::{frame, list};

/// How long a person may pause in typing before the address bar follows.
const TYPING: Duration = Duration::from_millis(300);

/// How a change is written to the address bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trail {
    /// A choice: one entry to go back to.
    Push,
    /// Typing: the same entry, after a pause.
    Typing,
    /// In the middle of a drag: nothing yet.
    None,
}

/// A part of the result list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Index of the first row.
    pub first: u32,
    /// Rows.
    pub len: u32,
}

/// Rows that exist, from number `first` on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Index of the first.
    pub first: u32,
    /// What they show.
    pub cards: Vec<Card>,
}

/// How a role arrives in the pane.
#[derive(Clone, PartialEq)]
pub enum Arrival {
    /// Asked for.
    Awaited,
    /// All of it.
    Here(Box<Detail>),
    /// There is none of that id.
    Gone,
    /// The server did not answer.
    Failed,
}

/// See the module. Cheap to copy; parts of the page take it from the context.
#[derive(Clone, Copy)]
pub struct Search {
    /// What is asked.
    pub query: RwSignal<Query>,
    /// What the grammar did not understand of the address.
    pub ignored: RwSignal<Vec<Notice>>,
    /// Counts, histogram, notices of the catalogue; `rows` only while the server answers.
    pub results: Memo<Results>,
    /// The words of its `text`.
    pub words: Memo<String>,
    /// Which rows the list has on screen.
    pub window: RwSignal<Window>,
    /// Those rows.
    pub rows: Memo<Rows>,
    /// The role in the pane, by id.
    pub open: RwSignal<Option<String>>,
    /// The same, as far as it has come.
    pub role: RwSignal<Arrival>,
    engine: Engine,
    typing: StoredValue<Option<TimeoutHandle>>,
}

impl Search {
    /// The search of a page that was asked that query string and answered once.
    pub fn new(asked: &str, mut first: Results) -> Search {
        let (query, ignored) = Query::parse(&answer::split(asked).0);
        let ignored: Vec<Notice> = ignored.iter().map(answer::notice).collect();
        first.ignored.retain(|notice| !ignored.contains(notice));
        let ignored = RwSignal::new(ignored);
        let (engine, now) = (expect_context::<Engine>(), expect_context::<Page>().now);
        let window = RwSignal::new(Window { first: first.first, len: answer::PAGE });
        let asked = RwSignal::new(query);
        let remote = RwSignal::new(first);
        let query = asked;
        // While words are looked up, what was shown stays; the page says that it waits.
        let results = Memo::new(move |before: Option<&Results>| {
            let here =
                query.with(|q| engine.answer(q, |session| answer::results(session, q, now, 0, 0, None)));
            match (here, before) {
                (Some(results), _) => results,
                (None, Some(before)) if engine.is_ready() => before.clone(),
                _ => remote.get(),
            }
        });
        let rows = Memo::new(move |before: Option<&Rows>| {
            let Window { first, len } = window.get();
            let here = query.with(|q| engine.answer(q, |session| answer::rows(session, q, now, first, len)));
            match (here, before) {
                (Some(cards), _) => Rows { first, cards },
                (None, Some(before)) if engine.is_ready() => before.clone(),
                _ => remote.with(|r| Rows { first: r.first, cards: r.rows.clone() }),
            }
        });
        let words = Memo::new(move |_| query.with(|q| q.text.clone()));
        Effect::new(move |_| words.with(|words| engine.look_up(words)));
        // Until the catalogue is here the same query goes to the server; an answer that came too late is dropped.
        Effect::new(move |_| {
            let (text, at) = (query.with(Query::to_string), window.get());
            let answered = remote.with_untracked(|r| r.query == text && r.first == at.first);
            if engine.is_ready() || answered {
                return;
            }
            spawn_local(async move {
                let Ok(results) = api::ask(text.clone(), at.first, at.len).await else { return };
                if query.with_untracked(Query::to_string) == text && window.get_untracked() == at {
                    remote.set(results);
                }
            });
        });
        let (open, role) = (RwSignal::new(None), RwSignal::new(Arrival::Awaited));
        Effect::new(move |_| ask_role(open, role));
        Search {
            query,
            ignored,
            results,
            words,
            window,
            rows,
            open,
            role,
            engine,
            typing: StoredValue::new(None),
        }
    }

    /// The values of a facet whose label has that text in it, by count.
    pub fn values(self, facet: Facet, part: RwSignal<String>) -> Memo<Vec<ValueCount>> {
        let (engine, now) = (expect_context::<Engine>(), expect_context::<Page>().now);
        let remote = RwSignal::new(Vec::new());
        Effect::new(move |_| {
            let (query, part) = (self.query.with(Query::to_string), part.get());
            if engine.is_ready() {
                return;
            }
            spawn_local(async move {
                if let Ok(values) = api::values(query, facet.name().to_owned(), part).await {
                    remote.set(values);
                }
            });
        });
        Memo::new(move |_| {
            let local = self
                .query
                .with(|q| engine.answer(q, |s| part.with(|part| answer::values(s, q, now, facet, part))));
            local.unwrap_or_else(|| remote.get())
        })
    }

    /// Whether the words of the query's `text` are being looked up: what is shown is the answer to another query. Tracked.
    pub fn waits(self) -> bool {
        let shows = |query: &Query| self.results.with(|r| r.query == query.to_string());
        self.engine.is_ready() && !self.query.with(shows)
    }

    /// Changes the query, back to the top of the list, and writes the address bar.
    pub fn change(self, change: impl FnOnce(&mut Query), trail: Trail) {
        list::back_to(".toolbar");
        self.ignored.set(Vec::new());
        self.query.update(|q| {
            change(q);
            q.page = 0;
        });
        self.window.set(Window { first: 0, len: list::screenful() });
        self.write(trail);
    }

    /// Adds a facet's value to the query or takes it out.
    pub fn toggle(self, facet: Facet, slug: &str) {
        self.change(|q| q.toggle(facet, slug), Trail::Push);
    }

    /// Asks that query string instead.
    pub fn go(self, query: &str) {
        let query = Query::parse(query).0;
        self.change(|q| *q = query, Trail::Push);
    }

    /// Follows a plain click on a link to another query of this page; all other clicks are the browser's.
    pub fn take(self, ev: &MouseEvent) {
        let address = link(ev).unwrap_or_default();
        if let Some(query) = address.strip_prefix("/jobs?").filter(|_| is_plain(ev)) {
            ev.prevent_default();
            self.go(query);
        }
    }

    /// Takes the query from the address bar, after a person went back or forward.
    pub fn follow(self) {
        let (query, ignored) = Query::parse(&answer::split(&history::search()).0);
        self.ignored.set(ignored.iter().map(answer::notice).collect());
        self.open.set(history::role());
        if self.query.with_untracked(|q| *q != query) {
            self.window.set(Window { first: 0, len: list::screenful() });
            self.query.set(query);
        }
    }

    /// Opens a role in the pane, or closes it. The address names it, so that a link leads to it and going back closes it.
    pub fn show(self, role: Option<String>) {
        let before = self.open.get_untracked();
        if before == role {
            return;
        }
        let query = self.query.with_untracked(Query::to_string);
        match (&before, &role) {
            (None, Some(id)) => history::push(&query, Some(id)),
            _ => history::replace(&query, role.as_deref()),
        }
        self.open.set(role);
    }

    fn write(self, trail: Trail) {
        if let Some(waiting) = self.typing.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        let (text, role) = (self.query.with_untracked(Query::to_string), self.open.get_untracked());
        match trail {
            Trail::Push => frame::after(move || history::push(&text, role.as_deref())),
            Trail::Typing => {
                let later = set_timeout_with_handle(move || history::replace(&text, role.as_deref()), TYPING);
                self.typing.set_value(later.ok());
            }
            Trail::None => {}
        }
    }
}

/// Where the link leads that was clicked.
pub fn link(ev: &MouseEvent) -> Option<String> {
    let at = ev.target().and_then(|t| t.dyn_into::<Element>().ok())?;
    at.closest("a").ok()??.get_attribute("href")
}

/// Whether a click asks for nothing special, such as a new tab.
pub fn is_plain(ev: &MouseEvent) -> bool {
    !ev.ctrl_key() && !ev.meta_key() && !ev.shift_key() && ev.button() == 0
}

/// Asks for the role that is open; an answer that came too late is dropped.
fn ask_role(open: RwSignal<Option<String>>, role: RwSignal<Arrival>) {
    let Some(id) = open.get() else { return };
    spawn_local(async move {
        let answer = api::role(id.clone()).await;
        if open.get_untracked().as_ref() == Some(&id) {
            role.set(match answer {
                Ok(Some(detail)) => Arrival::Here(Box::new(detail)),
                Ok(None) => Arrival::Gone,
                Err(_) => Arrival::Failed,
            });
        }
    });
}

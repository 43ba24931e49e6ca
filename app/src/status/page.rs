//! The status page.

use std::ops::Range;

use leptos::prelude::*;
use leptos_meta::Title;
use wasm_split_helpers::wasm_split;

use super::api;
use super::model::{Board, Health};
use crate::lazy::{Lazy, Loaded};
use crate::page::Page;
use crate::ui::arrival::{Arrival, Later, answered};
use crate::ui::format;
use crate::ui::html::escape;

/// The route.
pub const STATUS: Lazy =
    Lazy { name: "status", path: "/status", load: || Box::pin(load()), page: || Box::pin(page()) };

#[wasm_split(status, fallible, preload(load))]
fn page() -> Loaded {
    let health = answered(|| (), |()| api::check());
    let view = Later::new(health, |health| match health {
        Ok(health) => view! { <State health /> }.into_any(),
        Err(_) => view! { <p>"The database does not answer; pages go on from the catalogue in memory."</p> }
            .into_any(),
    });
    let page = view! {
        <Title text="Status" />
        <main class="status">
            <h1>"Status"</h1>
            <Arrival view />
        </main>
    };
    Ok(page.into_any())
}

#[component]
fn State(health: Health) -> impl IntoView {
    let page = expect_context::<Page>();
    let Health { roles, made_at, version, snapshot_bytes, not_tech, boards, accuracy, measured } = health;
    let made = format!("{} ({})", format::ago(made_at, page.now), format::date(made_at));
    let caption = format!("How right the facts are, on labelled postings; measured on {measured}");
    let rows = accuracy.into_iter().map(Vec::from).collect();
    let mut tables = if page.sample { String::new() } else { self::boards(boards, page.now) };
    tables += &table("accuracy", &caption, &["Field", "Precision", "Coverage", "Cases"], 1..4, rows);
    view! {
        <dl class="numbers">
            <div><dt>"open roles"</dt><dd>{format::count(roles)}</dd></div>
            <div><dt>"postings that are not tech"</dt><dd>{format::count(not_tech)}</dd></div>
            <div><dt>"catalogue made"</dt><dd>{made}</dd></div>
            <div><dt>"version"</dt><dd>{version}</dd></div>
            <div><dt>"bytes, uncompressed"</dt><dd>{format::count(snapshot_bytes)}</dd></div>
        </dl>
        {page.sample.then(|| view! {
            <p>
                "This is sample data: generated roles of companies that do not exist. An operator enables real boards with "
                <code>"codedeck sources init"</code> "."
            </p>
        })}
        <div class="tables" inner_html=tables></div>
    }
}

/// Each board with its last visit.
fn boards(boards: Vec<Board>, now: i64) -> String {
    let caption = format!("{} boards", boards.len());
    let columns =
        ["Board", "State", "Read in full", "Open", "Seen", "New", "Closed", "Next visit", "What happened"];
    let rows = boards.into_iter().map(|board| {
        let name = format!("{} {}:{}", board.company, board.source, board.board);
        let read = board.last_complete.map_or_else(|| "never".to_owned(), |at| format::ago(at, now));
        let next =
            board.next_visit.map_or_else(String::new, |at| format!("in {}", format::span((at - now).max(0))));
        let [open, seen, new, closed] = [board.open, board.seen, board.new, board.closed].map(format::count);
        vec![name, board.state, read, open, seen, new, closed, next, board.message]
    });
    table("boards", &caption, &columns, 3..7, rows.collect())
}

/// A table as HTML, in the element that scrolls it. Narrow screens stack each row, with the column's name before each cell.
fn table(
    class: &str,
    caption: &str,
    columns: &[&str],
    numbers: Range<usize>,
    rows: Vec<Vec<String>>,
) -> String {
    let mut out = format!(
        "<div class=scroll tabindex=0 role=region aria-label={class}><table class=\"{class}\"><caption>{}</caption><thead><tr>",
        escape(caption)
    );
    let kind = |at: usize| if numbers.contains(&at) { "number" } else { "" };
    for (at, column) in columns.iter().enumerate() {
        out += &format!("<th scope=col class=\"{}\">{column}</th>", kind(at));
    }
    out += "</tr></thead><tbody>";
    for row in rows {
        out += "<tr>";
        for (at, cell) in row.iter().enumerate() {
            let (kind, column, cell) = (kind(at), columns[at], escape(cell));
            out += &match column {
                _ if at == 0 => format!("<th scope=row>{cell}</th>"),
                "State" => format!("<td data-label=State data-state=\"{cell}\">{cell}</td>"),
                _ => format!("<td class=\"{kind}\" data-label=\"{column}\">{cell}</td>"),
            };
        }
        out += "</tr>";
    }
    out + "</tbody></table></div>"
}

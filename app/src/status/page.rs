//! The status page.

use std::ops::Range;

use leptos::prelude::*;
use leptos_meta::Title;

use super::api;
use super::model::{Board, Health};
use crate::page::Page;
use crate::ui::arrival::{Arrival, Later, answered};
use crate::ui::format;

/// The route.
#[component]
pub fn Status() -> impl IntoView {
    let health = answered(|| (), |()| api::check());
    let view = Later::new(health, |health| match health {
        Ok(health) => view! { <State health /> }.into_any(),
        Err(_) => view! { <p>"The database does not answer; pages go on from the catalogue in memory."</p> }
            .into_any(),
    });
    view! {
        <Title text="Status" />
        <main class="status">
            <h1>"Status"</h1>
            <Arrival view />
        </main>
    }
}

#[component]
fn State(health: Health) -> impl IntoView {
    let page = expect_context::<Page>();
    let Health { roles, made_at, version, snapshot_bytes, not_tech, boards, accuracy, measured } = health;
    let made = format!("{} ({})", format::ago(made_at, page.now), format::date(made_at));
    view! {
        <dl class="numbers">
            <div><dt>"open roles"</dt><dd>{format::count(roles)}</dd></div>
            <div><dt>"postings that are not tech"</dt><dd>{format::count(not_tech)}</dd></div>
            <div><dt>"catalogue made"</dt><dd>{made}</dd></div>
            <div><dt>"version"</dt><dd>{version}</dd></div>
            <div><dt>"bytes, uncompressed"</dt><dd>{format::count(snapshot_bytes)}</dd></div>
        </dl>
        {if page.sample {
            view! {
                <p>
                    "This is sample data: generated roles of companies that do not exist. An operator enables real boards with "
                    <code>"codedeck sources init"</code> "."
                </p>
            }
                .into_any()
        } else {
            self::boards(boards, page.now)
        }}
        {table(
            "accuracy",
            format!("How right the facts are, on labelled postings; measured on {measured}"),
            &["Field", "Precision", "Coverage", "Cases"],
            1..4,
            accuracy.into_iter().map(|[field, cells @ ..]| (field.into_any(), cells.to_vec())).collect(),
        )}
    }
}

/// Each board with its last visit, by `(head, cells)` of its row.
fn boards(boards: Vec<Board>, now: i64) -> AnyView {
    let caption = format!("{} boards", boards.len());
    let rows = boards.into_iter().map(|board| {
        let head = view! {
            {board.company}
            <span class="quiet">{format!(" {}:{}", board.source, board.board)}</span>
        };
        let read = board.last_complete.map_or_else(|| "never".to_owned(), |at| format::ago(at, now));
        let next =
            board.next_visit.map_or_else(String::new, |at| format!("in {}", format::span((at - now).max(0))));
        let numbers = [board.open, board.seen, board.new, board.closed].map(format::count);
        let cells = [board.state, read].into_iter().chain(numbers).chain([next, board.message]);
        (head.into_any(), cells.collect())
    });
    let columns =
        ["Board", "State", "Read in full", "Open", "Seen", "New", "Closed", "Next visit", "What happened"];
    table("boards", caption, &columns, 3..7, rows.collect())
}

/// A table. Narrow screens stack each row, with the column's name before each cell.
fn table(
    class: &'static str,
    caption: String,
    columns: &[&'static str],
    numbers: Range<usize>,
    rows: Vec<(AnyView, Vec<String>)>,
) -> AnyView {
    let kind = |at: usize| if numbers.contains(&at) { "number" } else { "" };
    let head =
        columns.iter().enumerate().map(|(at, name)| view! { <th scope="col" class=kind(at)>{*name}</th> });
    let head = head.collect_view();
    let rows = rows.into_iter().map(|(head, cells)| {
        let cells = cells.into_iter().zip(1..).map(|(cell, at)| {
            let value = if columns[at] == "State" { cell.clone() } else { String::new() };
            view! { <td class=kind(at) data-label=columns[at] data-state=value>{cell}</td> }
        });
        view! {
            <tr>
                <th scope="row">{head}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=class>
            <table class=class>
                <caption>{caption}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

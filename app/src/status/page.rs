//! The status page.

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
    let Health { roles, made_at, version, snapshot_bytes, boards } = health;
    let made = format!("{} ({})", format::ago(made_at, page.now), format::date(made_at));
    view! {
        <dl class="numbers">
            <div><dt>"open roles"</dt><dd>{format::count(roles)}</dd></div>
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
            view! { <Boards boards /> }.into_any()
        }}
    }
}

#[component]
fn Boards(boards: Vec<Board>) -> impl IntoView {
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Boards">
            <table>
                <caption>{format!("{} boards", boards.len())}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Board"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Read in full"</th>
                        <th scope="col" class="number">"Open"</th>
                        <th scope="col" class="number">"Seen"</th>
                        <th scope="col" class="number">"New"</th>
                        <th scope="col" class="number">"Closed"</th>
                        <th scope="col">"What happened"</th>
                    </tr>
                </thead>
                <tbody>{boards.into_iter().map(|board| view! { <Line board /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Line(board: Board) -> impl IntoView {
    let now = expect_context::<Page>().now;
    let read = board.last_complete.map_or_else(|| "never".to_owned(), |at| format::ago(at, now));
    view! {
        <tr>
            <th scope="row">
                {board.company}
                <span class="quiet">{format!(" {}:{}", board.source, board.board)}</span>
            </th>
            <td><span class="state" data-state=board.state.clone()>{board.state.clone()}</span></td>
            <td>{read}</td>
            <td class="number">{format::count(board.open)}</td>
            <td class="number">{format::count(board.seen)}</td>
            <td class="number">{format::count(board.new)}</td>
            <td class="number">{format::count(board.closed)}</td>
            <td>{board.message}</td>
        </tr>
    }
}

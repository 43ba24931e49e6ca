//! Boards as an operator wants to see them.

use std::collections::HashMap;

use leptos::prelude::*;
use store::{BoardState, Run};

use super::model::{Board, Health};
use crate::backend::Backend;
use crate::ui::format;

/// Seconds unread after which a board's roles are left out.
const UNCONFIRMED: i64 = 7 * 86_400;

/// The catalogue in memory and the boards in the store.
pub async fn health(backend: &Backend) -> Result<Health, ServerFnError> {
    let failed = |error: store::Error| {
        leptos::logging::error!("status: {error}");
        ServerFnError::new("the database does not answer")
    };
    let boards =
        if backend.site.sample { Vec::new() } else { backend.store.boards().await.map_err(failed)? };
    let runs =
        if backend.site.sample { Vec::new() } else { backend.store.last_runs().await.map_err(failed)? };
    let mut runs: HashMap<String, Run> = runs.into_iter().map(|run| (run.board.clone(), run)).collect();
    let boards = boards.into_iter().map(|board| {
        let run = runs.remove(&board.key);
        line(board, run, backend.now)
    });
    Ok(Health {
        roles: backend.catalog.len(),
        made_at: backend.catalog.made_at(),
        version: backend.catalog.version().to_owned(),
        snapshot_bytes: backend.snapshot.bytes,
        boards: boards.collect(),
    })
}

fn line(board: BoardState, run: Option<Run>, now: i64) -> Board {
    let outcome = run.as_ref().map(|r| r.outcome.as_str());
    let state = match board.last_read {
        _ if board.held_since.is_some() => "held",
        None if board.last_visit.is_none() => "waiting",
        Some(read) if now - read >= UNCONFIRMED => "unconfirmed",
        _ if outcome == Some("failed") => "failing",
        _ if outcome == Some("partial") => "partial",
        _ => "fine",
    };
    let number = |value: fn(&Run) -> i64| run.as_ref().map_or(0, |r| u32::try_from(value(r)).unwrap_or(0));
    let message = message(&board, now);
    Board {
        board: board.key.split_once(':').map(|(_, name)| name.to_owned()).unwrap_or_default(),
        source: board.source,
        company: board.company,
        state: state.to_owned(),
        last_complete: board.last_complete,
        last_visit: board.last_visit,
        open: u32::try_from(board.open).unwrap_or(0),
        seen: number(|r| r.seen),
        new: number(|r| r.added),
        closed: number(|r| r.closed),
        message,
    }
}

/// What an operator should know: for a board that fails, since when, and when it is tried again.
fn message(board: &BoardState, now: i64) -> String {
    let what = board.message.clone().unwrap_or_default();
    let Some(since) = board.failing_since else { return what };
    let since = format::ago(since, now);
    match board.next_visit {
        Some(at) if at > now => {
            format!("{what} (failing since {since}, next try in {})", format::span(at - now))
        }
        _ => format!("{what} (failing since {since}, next try soon)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failing_boards_say_since_when_and_until_when() {
        let check = |failing_since, next_visit, expected: &str| {
            let message = Some("it cannot be reached".to_owned());
            let board = BoardState { failing_since, next_visit, message, ..BoardState::default() };
            assert_eq!(super::message(&board, 100_000), expected);
        };
        check(None, Some(103_600), "it cannot be reached");
        check(
            Some(92_800),
            Some(143_200),
            "it cannot be reached (failing since 2 hours ago, next try in 12 hours)",
        );
        check(Some(99_999), Some(100_000), "it cannot be reached (failing since just now, next try soon)");
    }
}

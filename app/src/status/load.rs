//! Boards as an operator wants to see them.

use std::collections::HashMap;

use leptos::prelude::*;
use store::{BoardState, Run};

use super::model::{Board, Health};
use crate::backend::Backend;
use crate::ui::format;

/// What `cargo xtask accuracy` measured for this build.
const ACCURACY: &str = include_str!("../../../docs/accuracy.tsv");
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
    let (measured, accuracy) = accuracy(ACCURACY);
    Ok(Health {
        roles: backend.catalog.len(),
        made_at: backend.catalog.made_at(),
        version: backend.catalog.version().to_owned(),
        snapshot_bytes: backend.snapshot.bytes,
        not_tech: backend.not_tech,
        boards: boards.collect(),
        accuracy,
        measured,
    })
}

fn line(board: BoardState, run: Option<Run>, now: i64) -> Board {
    let outcome = run.as_ref().map(|r| r.outcome.as_str());
    let state = match board.last_read {
        _ if board.imported => "imported",
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
        next_visit: board.next_visit.filter(|_| !board.imported),
        open: u32::try_from(board.open).unwrap_or(0),
        seen: number(|r| r.seen),
        new: number(|r| r.added),
        closed: number(|r| r.closed),
        message,
    }
}

/// The day and the lines of `docs/accuracy.tsv`. Too few cases make no figure.
fn accuracy(table: &str) -> (String, Vec<[String; 4]>) {
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    let day = rows.iter().find(|row| row[0] == "# measured").and_then(|row| row.get(1));
    let share = |counts: &str, text: &str| match text.parse::<f64>() {
        Ok(share) if counts == "yes" => format!("{:.1} %", share * 100.0),
        _ => "–".to_owned(),
    };
    let lines = rows.iter().filter(|row| !row[0].starts_with('#')).filter_map(|row| {
        let [field, counts, _, _, precision, _, _, _, truths, coverage, ..] = row[..] else { return None };
        let field = field.replace('_', " ");
        Some([field, share(counts, precision), share(counts, coverage), truths.to_owned()])
    });
    (day.map(|d| (*d).to_owned()).unwrap_or_default(), lines.collect())
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
    fn the_table_of_accuracy_reads() {
        let (day, lines) = accuracy(ACCURACY);
        assert!(day.len() == 10 && lines.len() >= 10, "{day} {lines:?}");
        let check =
            |table: &str, expected: [&str; 4]| assert_eq!(accuracy(table).1, [expected.map(str::to_owned)]);
        let rest = "0.8\t0.9\t162\t179\t0.905\t0.8\t0.9\t0.8";
        check(&format!("level\tyes\t148\t162\t0.914\t{rest}"), ["level", "91.4 %", "90.5 %", "179"]);
        check(&format!("open_to\tno\t1\t1\t1.000\t{rest}"), ["open to", "–", "–", "179"]);
    }

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

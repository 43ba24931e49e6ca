//! Two recordings of one board, a fortnight apart: exactly what came, changed and went is recorded.

use std::collections::BTreeMap;
use std::path::Path;

use ingest::source::Kind;
use ingest::{Board, Posting};
use serde_json::Value;

use crate::replay::captures;
use crate::vocabulary::Running;

const HOUR: i64 = 3_600;
/// Board and the dates of its recordings.
const BOARDS: [(Kind, &str, [&str; 2]); 6] = [
    (Kind::Greenhouse, "impact", ["20260808", "20260821"]),
    (Kind::Greenhouse, "luno", ["20260808", "20260821"]),
    (Kind::Greenhouse, "takealotgroup", ["20260808", "20260821"]),
    (Kind::Greenhouse, "bashdotcom", ["20260808", "20260822"]),
    (Kind::Lever, "mamamoney", ["20260808", "20260822"]),
    (Kind::Lever, "moo", ["20260808", "20260821"]),
];

fn body(captures: &Path, kind: Kind, name: &str, date: &str) -> Vec<u8> {
    std::fs::read(captures.join(kind.name()).join(format!("{name}-{date}.json"))).unwrap()
}

/// What a reader sees of each posting, by id: from the recording itself, without the project's parsers.
fn shown(kind: Kind, body: &[u8]) -> BTreeMap<String, Vec<Value>> {
    let value: Value = serde_json::from_slice(body).unwrap();
    let (list, fields): (&Value, &[&str]) = match kind {
        Kind::Greenhouse => (&value["jobs"], &["/title", "/content", "/location/name", "/absolute_url"]),
        _ => (
            &value,
            &[
                "/text",
                "/description",
                "/lists",
                "/additional",
                "/categories",
                "/hostedUrl",
                "/workplaceType",
            ],
        ),
    };
    let id = |job: &Value| job["id"].as_str().map_or_else(|| job["id"].to_string(), str::to_owned);
    let seen = |job: &Value| fields.iter().map(|f| job.pointer(f).cloned().unwrap_or_default()).collect();
    list.as_array().unwrap().iter().map(|job| (id(job), seen(job))).collect()
}

fn parsed(board: &Board, body: &[u8]) -> Vec<Posting> {
    let source = board.source.source();
    source.parse(board, &source.first(board), body).unwrap().postings
}

#[tokio::test]
async fn recordings_of_two_dates_change_exactly_what_differs() {
    let Some(captures) = captures() else {
        println!("skipped: there are no recorded feeds beside the project");
        return;
    };
    for (kind, name, [first, second]) in BOARDS {
        let site = Running::empty().await;
        let board = Board::new(kind, name, name);
        let key = board.key();
        let bodies = [first, second].map(|date| body(&captures, kind, name, date));
        let [old, new] = bodies.each_ref().map(|body| shown(kind, body));
        let start = jiff::Timestamp::now().as_second() - 40 * 24 * HOUR;
        let mut later = start + 13 * 24 * HOUR;
        site.visit_at(start, &key, name, parsed(&board, &bodies[0])).await;
        let mut report = site.visit_at(later, &key, name, parsed(&board, &bodies[1])).await;

        let added = new.keys().filter(|id| !old.contains_key(*id)).count() as u64;
        let closed: Vec<&String> = old.keys().filter(|id| !new.contains_key(*id)).collect();
        // Where most are gone, a second visit confirms it.
        let is_held = closed.len() * 2 > old.len() && closed.len() > 10;
        assert_eq!(is_held, name == "moo", "{name}");
        if is_held {
            assert_eq!((report.closed, report.added), (0, added), "{name} is held");
            let first = report;
            later += 20 * HOUR;
            report = site.visit_at(later, &key, name, parsed(&board, &bodies[1])).await;
            assert_eq!((report.added, report.changed), (0, 0), "{name}: the same again");
            (report.added, report.changed) = (first.added, first.changed);
        }
        let changed =
            new.iter().filter(|(id, job)| old.get(*id).is_some_and(|before| before != *job)).count() as u64;
        println!(
            "{name}: {} then {}: {added} new, {changed} changed, {} closed",
            old.len(),
            new.len(),
            closed.len()
        );
        let found = (report.seen, report.added, report.changed, report.closed, report.reopened);
        assert_eq!(found, (new.len() as u64, added, changed, closed.len() as u64, 0), "{name}");

        let record = async |id: &str| {
            let role = ingest::role_id(&format!("{key}:{id}")).number() as i64;
            site.live.store.posting(role).await.unwrap().unwrap()
        };
        for id in old.keys() {
            let record = record(id).await;
            let expected = if new.contains_key(id) { (later, None) } else { (start, Some(later)) };
            assert_eq!(
                (record.last_seen, record.closed_at, record.first_seen),
                (expected.0, expected.1, start)
            );
        }
        // What comes back is open again, as old as it was.
        let report = site.visit_at(later + 24 * HOUR, &key, name, parsed(&board, &bodies[0])).await;
        assert_eq!((report.added, report.reopened), (0, closed.len() as u64), "{name}");
        for id in closed {
            let record = record(id).await;
            assert_eq!((record.first_seen, record.closed_at), (start, None));
        }
    }
}

/// A recording that is cut to a few postings is held, and confirmed twenty hours later at the earliest.
#[tokio::test]
async fn a_recording_that_is_cut_short_is_held() {
    let Some(captures) = captures() else {
        println!("skipped: there are no recorded feeds beside the project");
        return;
    };
    for (kind, name, [first, _]) in BOARDS {
        let site = Running::empty().await;
        let board = Board::new(kind, name, name);
        let all = parsed(&board, &body(&captures, kind, name, first));
        // Twelve more than half are gone, or all of a small board.
        let left: Vec<Posting> = if all.len() > 12 { all[..all.len() - 12].to_vec() } else { Vec::new() };
        let left = left[..left.len().min(all.len() / 2 - 1)].to_vec();
        let gone = (all.len() - left.len()) as u64;
        let start = jiff::Timestamp::now().as_second() - 40 * 24 * HOUR;
        let visit = async |hours: i64, postings: &[Posting]| {
            site.visit_at(start + hours * HOUR, &board.key(), name, postings.to_vec()).await
        };
        visit(0, &all).await;
        let held = visit(24, &left).await;
        assert!(held.closed == 0 && held.message.unwrap().contains("nothing is closed"), "{name}");
        assert_eq!(visit(24 + 19, &left).await.closed, 0, "{name}");
        assert_eq!(visit(24 + 20, &left).await.closed, gone, "{name}");
    }
}

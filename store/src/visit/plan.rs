//! From what is kept and what was found to what is written. Pure.

use std::collections::{HashMap, HashSet};

use sha2::{Digest as _, Sha256};
use sqlx::FromRow;

use super::{Listed, NewPosting, Outcome, Refusal, Report, Visit};
use crate::closing::{self, Absent, UNCONFIRMED};
use crate::schedule;

/// A board's row, as far as visits change it.
#[derive(Clone, Debug, Default, FromRow)]
pub(super) struct Board {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub last_read: Option<i64>,
    pub last_complete: Option<i64>,
    pub held_since: Option<i64>,
    pub accepted: i64,
    pub gone_count: i64,
    pub gone_since: Option<i64>,
    pub failures: i64,
    pub failing_since: Option<i64>,
    pub next_visit: Option<i64>,
    pub message: Option<String>,
}

/// What is kept of a posting that was seen before.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Kept {
    pub key: String,
    pub hash: String,
    pub mark: String,
    pub version: Option<String>,
    pub closed_at: Option<i64>,
    pub listed_until: Option<i64>,
}

/// What is written beside board and run: nothing for postings that are as they were.
#[derive(Debug, Default)]
pub(super) struct Changes<'a> {
    /// New ones, and those of another content or version.
    pub written: Vec<&'a NewPosting>,
    /// As they were but for that they are listed again.
    pub back: Vec<&'a str>,
    /// Not listed any more, and left open.
    pub unlisted: Vec<&'a str>,
    /// Not listed any more, and closed.
    pub closed: Vec<&'a str>,
    /// All that are open are closed: there is no such board.
    pub gone: bool,
    /// Whether the catalogue lists something else than before.
    pub shows: bool,
}

/// Applies a visit to the board's row, and says what else is to be written.
pub(super) fn plan<'a>(visit: &'a Visit, board: &mut Board, kept: &'a [Kept]) -> (Changes<'a>, Report) {
    let now = visit.finished;
    let mut changes = Changes::default();
    let mut report = Report::default();
    let was_confirmed = board.last_read.is_some_and(|read| now - read < UNCONFIRMED);
    match &visit.outcome {
        Outcome::Complete(listed) => {
            let absent = found(listed, kept, now, &mut changes, &mut report);
            let all_closed = close(visit, listed, absent, kept, board, &mut changes, &mut report);
            board.accepted = 0;
            board.last_complete = Some(now);
            // What was left open waits for a visit that reads the list again.
            (board.etag, board.last_modified) =
                if all_closed { (visit.etag.clone(), visit.last_modified.clone()) } else { (None, None) };
            board.message.clone_from(&report.message);
        }
        Outcome::Partial { listed, why } => {
            changes.unlisted = found(listed, kept, now, &mut changes, &mut report);
            (board.etag, board.last_modified) = (None, None);
            report.message = Some(format!("{why}: nothing is closed"));
            board.message.clone_from(&report.message);
        }
        Outcome::NotModified => {
            board.last_complete = Some(now);
            if board.failures > 0 {
                board.message = None;
            }
        }
        Outcome::Failed { gone, message, wait } => {
            report.message = Some(message.clone());
            board.message.clone_from(&report.message);
            failed(board, *gone, *wait, now, &mut changes);
            changes.shows = changes.gone;
            return (changes, report);
        }
    }
    board.last_read = Some(now);
    (board.gone_count, board.gone_since) = (0, None);
    (board.failures, board.failing_since) = (0, None);
    board.next_visit = Some(now + schedule::DAY);
    changes.shows |= !was_confirmed || report.added + report.changed + report.reopened + report.closed > 0;
    (changes, report)
}

/// Sorts what was found into what is new, changed and as it was; the keys of those that are open and absent.
fn found<'a>(
    listed: &'a Listed,
    kept: &'a [Kept],
    now: i64,
    changes: &mut Changes<'a>,
    report: &mut Report,
) -> Vec<&'a str> {
    let known: HashMap<&str, &Kept> = kept.iter().map(|k| (k.key.as_str(), k)).collect();
    let mut here: HashSet<&str> = HashSet::new();
    for posting in listed.postings.iter().filter(|p| here.insert(&p.key)) {
        match known.get(posting.key.as_str()) {
            None => report.added += 1,
            Some(kept) => {
                let moved = kept.mark != mark(posting);
                if kept.hash == posting.hash && kept.version == posting.version && !moved {
                    continue;
                }
                // A text that was forgotten is not another one.
                report.changed += u64::from(kept.hash != posting.hash && !kept.hash.is_empty());
                changes.shows |= moved;
            }
        }
        changes.written.push(posting);
    }
    report.seen = (here.len() + listed.kept.len()) as u64;
    report.refused = listed.refused.len() as u64;
    report.message = message(&listed.refused, &listed.remarks);
    here.extend(listed.kept.iter().map(String::as_str));
    here.extend(listed.refused.iter().filter_map(|r| r.key.as_deref()));
    let mut absent = Vec::new();
    for kept in kept {
        match kept.listed_until {
            _ if !here.contains(kept.key.as_str()) => {
                absent.extend(kept.closed_at.is_none().then_some(kept.key.as_str()));
            }
            // Listed all along.
            None => {}
            Some(until) => {
                report.reopened += u64::from(kept.closed_at.is_some());
                changes.shows |= now - until >= UNCONFIRMED;
                changes.back.push(&kept.key);
            }
        }
    }
    absent
}

/// A hash of the company's name, of what was read from the posting, of what others compare it by, and of what may be shown of it. That may change while
/// the posting is as it was.
pub(super) fn mark(posting: &NewPosting) -> String {
    let mut hash = Sha256::new();
    let NewPosting { company, company_slug, facts, kin, signature, .. } = posting;
    for part in [company, company_slug, facts, kin, signature, posting.text_policy.slug()] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize()[..4].iter().map(|b| format!("{b:02x}")).collect()
}

/// Closes what is absent from a complete visit, or not yet; whether nothing of it was left open.
fn close<'a>(
    visit: &Visit,
    listed: &Listed,
    absent: Vec<&'a str>,
    kept: &[Kept],
    board: &mut Board,
    changes: &mut Changes<'a>,
    report: &mut Report,
) -> bool {
    // A posting that is there but has no readable id could be any of the absent ones.
    if listed.refused.iter().any(|r| r.key.is_none()) {
        return absent.is_empty();
    }
    let open = kept.iter().filter(|k| k.closed_at.is_none()).count() as u64;
    let (missing, there) = (absent.len() as u64, report.seen + report.refused);
    let accepted = board.accepted > 0;
    match closing::absent(open, missing, there, board.held_since, accepted, visit.finished) {
        Absent::Close => {
            board.held_since = None;
            report.closed = absent.len() as u64;
            changes.closed = absent;
            true
        }
        Absent::Hold(since) => {
            board.held_since = Some(since);
            changes.unlisted = absent;
            report.message = Some(format!(
                "{missing} of {open} open postings are not in it: nothing is closed until a visit at least 20 hours later confirms it, or `codedeck ingest --accept --board {}` does",
                visit.board
            ));
            false
        }
    }
}

/// Notes a failure on the board; three answers "no such board" over a week, or thirty days unread, and it is gone.
fn failed(board: &mut Board, gone: bool, wait: Option<i64>, now: i64, changes: &mut Changes<'_>) {
    board.failures += 1;
    board.failing_since.get_or_insert(now);
    board.next_visit = Some(now + schedule::back_off(board.failures, wait));
    changes.gone = board.last_read.is_some_and(|read| now - read >= closing::UNREAD);
    if gone {
        board.gone_count += 1;
        let since = *board.gone_since.get_or_insert(now);
        changes.gone |= closing::is_gone(board.gone_count, since, now);
    }
}

/// Refused postings and remarks in one sentence each, the first few by name.
fn message(refused: &[Refusal], remarks: &[String]) -> Option<String> {
    /// As many as a person reads in a table's cell; the rest are counted.
    const NAMED: usize = 3;
    let few = |all: &mut dyn Iterator<Item = &str>| all.take(NAMED).collect::<Vec<_>>().join("; ");
    let mut parts = Vec::new();
    if !refused.is_empty() {
        let reasons = few(&mut refused.iter().map(|r| r.why.as_str()));
        parts.push(format!("{} of its postings could not be read: {reasons}", refused.len()));
    }
    if !remarks.is_empty() {
        parts.push(few(&mut remarks.iter().map(String::as_str)));
        if remarks.len() > NAMED {
            parts.push(format!("{} more of the kind", remarks.len() - NAMED));
        }
    }
    (!parts.is_empty()).then(|| parts.join(". "))
}

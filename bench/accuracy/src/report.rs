//! The figures, for the terminal and for the repository. Files hold keys and values, never a posting's words.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::fields::Field;
use crate::kept::{Disputed, Floors};
use crate::others::{File, Outcome};
use crate::postings::{Mistake, Scored};
use crate::tally::{FEWEST, Share, Tally};

/// Fields whose figures of single boards are shown.
const BY_BOARD: [Field; 6] =
    [Field::Category, Field::Level, Field::Employment, Field::Years, Field::Places, Field::Skills];

/// `docs/accuracy.md`.
pub fn page(scored: &Scored, others: &[File], floors: &Floors, disputed: &[Disputed]) -> String {
    let mut out = format!(
        "# Accuracy\n\nWritten by `cargo xtask accuracy`: what the normalisers read from {} labelled postings of recorded boards, field \
         by field. Precision is the share of the right among what is asserted, coverage the share of what has a right answer for which \
         one is given; nothing said counts as nothing asserted. Brackets hold Wilson's interval at 95 %. A field with fewer than \
         {FEWEST} asserted or {FEWEST} true cases does not count (*). Places and pay are right as a whole or not at all; countries, \
         cities and skills count one by one, practices are left out.\n",
        scored.read
    );
    if !scored.not_read.is_empty() {
        _ = writeln!(
            out,
            "\nNot read: {} postings of sources that are not there yet.",
            scored.not_read.len()
        );
    }
    fields(scored, floors, &mut out);
    listing(scored, floors, &mut out);
    boards(scored, &mut out);
    files(others, &mut out);
    out.push_str("\n## Disputed labels\n\nLabels that are plainly wrong. They are scored all the same.\n\n");
    if disputed.is_empty() {
        out.push_str("None.\n");
    } else {
        out.push_str("| posting | field | why |\n|---|---|---|\n");
        disputed.iter().for_each(|d| _ = writeln!(out, "| {} | {} | {} |", d.key, d.field, d.why));
    }
    out
}

fn fields(scored: &Scored, floors: &Floors, out: &mut String) {
    out.push_str(
        "\n| field | floor | precision | | floor | coverage | | F1 |\n|---|--:|--:|---|--:|--:|---|--:|\n",
    );
    for (field, tally) in &scored.fields {
        let name = field.name();
        let floor =
            |floors: &BTreeMap<String, f64>| floors.get(name).map_or(String::new(), |f| format!("{f:.2}"));
        let star = if tally.counts() { "" } else { " *" };
        let f1_floor = floors.f1.get(name).map_or(String::new(), |f| format!(" (floor {f:.2})"));
        _ = writeln!(
            out,
            "| {name}{star} | {} | {} | {} | {:.3}{f1_floor} |",
            floor(&floors.precision),
            columns(tally.precision(), &floor(&floors.coverage)),
            columns(tally.coverage(), "").trim_end_matches([' ', '|']),
            tally.f1()
        );
    }
}

/// The share, its counts and interval, and the column after them.
fn columns(share: Share, next: &str) -> String {
    let (low, high) = share.interval();
    format!("{:.3} | {}/{} [{low:.3}, {high:.3}] | {next}", share.value(), share.part, share.whole)
}

fn listing(scored: &Scored, floors: &Floors, out: &mut String) {
    let line = |what: &str, share: Share, most: f64| {
        let (low, high) = share.interval();
        format!(
            "{what}: {} of {} ({:.3} [{low:.3}, {high:.3}], at most {most:.2}).\n",
            share.part,
            share.whole,
            share.value()
        )
    };
    out.push('\n');
    out.push_str(&line("Tech roles that are hidden as not tech", scored.hidden.share(), floors.hidden));
    out.push_str(&line("Other roles that are listed", scored.listed.share(), floors.listed));
}

fn boards(scored: &Scored, out: &mut String) {
    out.push_str("\n## Boards\n\nEach board on its own (precision / coverage, and cases), then all boards but it.\n\n| board |");
    BY_BOARD.iter().for_each(|f| _ = write!(out, " {} |", f.name()));
    out.push_str(" all fields: precision | coverage | without it |\n|---|");
    out.push_str(&"--:|".repeat(BY_BOARD.len() + 3));
    out.push('\n');
    let total = sum(&scored.fields);
    for (board, tallies) in &scored.boards {
        _ = write!(out, "| {board} |");
        for field in BY_BOARD {
            let t = tallies.get(&field).copied().unwrap_or_default();
            _ = write!(out, " {} / {} ({}) |", short(t.precision()), short(t.coverage()), t.truths);
        }
        let own = sum(tallies);
        let rest = Tally {
            asserted: total.asserted - own.asserted,
            truths: total.truths - own.truths,
            covered: total.covered - own.covered,
            right: total.right - own.right,
        };
        _ = writeln!(
            out,
            " {:.3} | {:.3} | {:.3} / {:.3} |",
            own.precision().value(),
            own.coverage().value(),
            rest.precision().value(),
            rest.coverage().value()
        );
    }
}

/// All fields together, but countries and cities, which the places hold.
fn sum(tallies: &BTreeMap<Field, Tally>) -> Tally {
    let fields = tallies.iter().filter(|(field, _)| !matches!(field, Field::Country | Field::City));
    fields.fold(Tally::default(), |mut all, (_, one)| {
        all += *one;
        all
    })
}

fn short(share: Share) -> String {
    if share.whole == 0 { "–".to_owned() } else { format!("{:.2}", share.value()) }
}

fn files(others: &[File], out: &mut String) {
    out.push_str(
        "\n## Cases of other schemes\n\nLabelled by others for purposes of their own: a disagreement is a case to look at.\n\n\
         | file | right | wrong | missing | rightly silent | invented | precision | coverage |\n|---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for file in others {
        let [right, wrong, missing, silent, invented] =
            [Outcome::Right, Outcome::Wrong, Outcome::Missing, Outcome::Silent, Outcome::Invented]
                .map(|o| file.count(o));
        let precision = Share { part: right, whole: right + wrong + invented };
        let coverage = Share { part: right + wrong, whole: right + wrong + missing };
        _ = writeln!(
            out,
            "| {} | {right} | {wrong} | {missing} | {silent} | {invented} | {} | {} |",
            file.name,
            short(precision),
            short(coverage)
        );
    }
}

/// `docs/accuracy.tsv`, for the status page: one line a field.
pub fn table(scored: &Scored) -> String {
    let mut out = String::from(
        "# field\tcounts\tright\tasserted\tprecision\tlow\thigh\tcovered\ttruths\tcoverage\tlow\thigh\tf1\n",
    );
    for (field, tally) in &scored.fields {
        let cells = |share: Share| {
            let (low, high) = share.interval();
            format!("{}\t{}\t{:.3}\t{low:.3}\t{high:.3}", share.part, share.whole, share.value())
        };
        let (precision, coverage) = (cells(tally.precision()), cells(tally.coverage()));
        let counts = if tally.counts() { "yes" } else { "no" };
        _ = writeln!(out, "{}\t{counts}\t{precision}\t{coverage}\t{:.3}", field.name(), tally.f1());
    }
    out
}

/// Mistakes for the terminal: what is wrong before what is missing.
pub fn mistakes(all: &[&Mistake], most: usize) -> String {
    let mut sorted: Vec<&&Mistake> = all.iter().collect();
    sorted.sort_by_key(|m| (!m.is_wrong(), m.key.clone()));
    let mut out = String::new();
    for m in sorted.iter().take(most) {
        let kind = if m.is_wrong() { "wrong" } else { "missing" };
        _ = writeln!(
            out,
            "  {kind} {} “{}”\n    expected {}\n    found    {}{}",
            m.key,
            m.title,
            m.expected,
            m.found,
            if m.evidence.is_empty() { String::new() } else { format!("\n    from     {}", m.evidence) }
        );
    }
    out
}

/// Cases of a file that did not come out right, for the terminal.
pub fn cases(file: &File, most: usize) -> String {
    let wrong = file.cases.iter().filter(|c| !matches!(c.outcome, Outcome::Right | Outcome::Silent));
    let mut out = String::new();
    for case in wrong.take(most) {
        _ = writeln!(
            out,
            "  {:?} “{}”\n    expected {}\n    found    {}",
            case.outcome, case.text, case.expected, case.found
        );
    }
    out
}

//! `docs/benchmarks.md`.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use anyhow::Result;

use super::clicks::Clicks;
use super::engines::{Engines, Line};
use super::growth::Growth;
use super::ingest::Ingest;
use super::peers::{Alone, Size, Table};
use crate::process::output;

/// The page as it grows.
pub struct Report(String);

impl Report {
    /// Its head: what, where, when.
    pub fn new() -> Result<Report> {
        let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let cpu = cpu.lines().find_map(|l| l.strip_prefix("model name")).unwrap_or("");
        let cpu = cpu.trim_start_matches([' ', '\t', ':']).to_owned();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let version = |program: &str| {
            output(Command::new(program).arg("--version")).unwrap_or_default().trim().to_owned()
        };
        let date = output(Command::new("date").args(["-u", "+%Y-%m-%d"]))?;
        let text = format!(
            "# Benchmarks\n\nWritten by `cargo xtask bench`. Speeds are ratios within one run: the machine is named for the record, \
             and another one gives other milliseconds.\n\n{}; {cores} cores{}; {}; node {}; {}.\n",
            date.trim(),
            if cpu.is_empty() { String::new() } else { format!(", {cpu}") },
            version("chromium"),
            version("node"),
            version("rustc"),
        );
        Ok(Report(text))
    }

    /// The engines at so many rows.
    pub fn table(&mut self, rows: u32, table: &Table) {
        let typed = table.total("typed");
        _ = write!(
            self.0,
            "\n## {} rows\n\nThe instant-filter sessions: 200 queries, ms a query, the JavaScript boundary included; every answer \
             identical to the oracle's.\n\n| engine | build | JS MB | wasm MB | p50 | p95 | p99 | max | session | × typed | load |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
            grouped(rows.into())
        );
        for row in &table.results {
            if let Some(error) = &row.error {
                _ = writeln!(self.0, "| {} | {error} |||||||||  {:.2} |", row.engine, row.load);
                continue;
            }
            let ratio = typed.map_or_else(String::new, |typed| format!("{:.2}", row.total / typed));
            let wrong = if row.wrong > 0 {
                format!(" ({} of {} wrong)", row.wrong, row.answered)
            } else {
                String::new()
            };
            _ = writeln!(
                self.0,
                "| {}{wrong} | {:.0} | {:.0} | {:.0} | {:.3} | {:.3} | {:.3} | {:.3} | {:.1} | {ratio} | {:.2} |",
                row.engine,
                row.build_ms,
                row.bytes.unwrap_or(0.0) / 1e6,
                row.wasm_bytes / 1e6,
                row.p50,
                row.p95,
                row.p99,
                row.max,
                row.total,
                row.load
            );
        }
    }

    /// The engine alone, beside `typed`.
    pub fn alone(&mut self, alone: &Alone) {
        let Alone { typed, codedeck, .. } = alone;
        _ = writeln!(
            self.0,
            "\nThe engine alone, the clock read inside the wasm around each answer, and `typed` in the same page (× `typed`): session {:.1} ms \
             ({:.2}), p50 {:.3} ({:.2}), p95 {:.3} ({:.2}), p99 {:.3} ({:.2}), longest {:.3} ms.",
            codedeck.total,
            codedeck.total / typed.total,
            codedeck.p50,
            codedeck.p50 / typed.p50,
            codedeck.p95,
            codedeck.p95 / typed.p95,
            codedeck.p99,
            codedeck.p99 / typed.p99,
            codedeck.max,
        );
    }

    /// A snapshot's weight.
    pub fn snapshot(&mut self, size: &Size) {
        let each = |bytes: u64| bytes as f64 / f64::from(size.rows);
        _ = writeln!(
            self.0,
            "\nSnapshot of these {} rows, ids included: {} bytes, {} in brotli: {:.1} bytes a role.",
            grouped(size.rows.into()),
            grouped(size.bytes),
            grouped(size.brotli),
            each(size.brotli)
        );
    }

    /// What grows with the rows: a line for each number of them.
    pub fn growth(&mut self, all: &[Growth]) {
        let Some(first) = all.first() else { return };
        _ = write!(
            self.0,
            "\n## Growth\n\nNatively, on one thread: the snapshot's megabytes, from its bytes to the first answer, and what the \
             process has more by then; then the median (and the longest) query of each class, ms. A brush is twenty steps of \
             the salary under a filter; too long are ten thousand values or two kilobytes of words, read and answered.\n\n| rows | snapshot MB | open ms | memory MB |"
        );
        first.classes.iter().for_each(|class| _ = write!(self.0, " {} |", class.name));
        _ = writeln!(self.0, "\n|--:|--:|--:|--:|{}", "--:|".repeat(first.classes.len()));
        for growth in all {
            let memory = growth.memory.map_or_else(String::new, |memory| format!("{memory:.0}"));
            let megabytes = growth.bytes as f64 / 1e6;
            _ = write!(
                self.0,
                "| {} | {megabytes:.1} | {:.0} | {memory} |",
                grouped(growth.rows.into()),
                growth.open
            );
            for class in &growth.classes {
                _ = write!(self.0, " {:.3} ({:.3}) |", class.median, class.longest);
            }
            self.0.push('\n');
        }
        if let [.., before, last] = all {
            let times = f64::from(last.rows) / f64::from(before.rows);
            let pairs = before.classes.iter().zip(&last.classes);
            let grown: Vec<String> =
                pairs.map(|(a, b)| format!("{} {:.1}", b.name, b.median / a.median)).collect();
            _ = writeln!(
                self.0,
                "\nThe last {times:.0} times the rows take so many times as long: {}.",
                grown.join(", ")
            );
        }
    }

    /// The server-side engines, a table for each number of rows.
    pub fn engines(&mut self, tables: &[Engines]) {
        _ = write!(
            self.0,
            "\n## Facet queries on the server\n\nThe same sessions, asked on the server: all filters, six facets, histogram and 50 rows a \
             query, ms; every answer identical to the oracle's. This engine, tantivy and SQLite in process on one thread, PostgreSQL by \
             its local socket with prepared statements and the workers that it likes. `tantivy` has its own facet collectors over fast \
             fields; in the others, and in `tantivy, tuned`, rows carry their facets as one number, and the totals are known where \
             nothing is asked. The head of `bench/engines` says more.\n"
        );
        for table in tables {
            _ = write!(
                self.0,
                "\n{} rows:\n\n| engine | version | build s | queries | p50 | p95 | session | × codedeck | load |\n\
                 |---|---|--:|--:|--:|--:|--:|--:|--:|\n",
                grouped(table.rows.into())
            );
            table.engines.iter().for_each(|line| self.engine(line, table.queries));
        }
    }

    fn engine(&mut self, line: &Line, session: u32) {
        let row = match line {
            Line::Measured(row) => row,
            Line::LeftOut { engine, reason } => {
                _ = writeln!(self.0, "| {engine} | left out: {reason} ||||||||");
                return;
            }
        };
        // A sample is compared with this engine on the same sample.
        let queries = if row.queries == session {
            session.to_string()
        } else {
            format!("every {}th", session / row.queries.max(1))
        };
        _ = writeln!(
            self.0,
            "| {} | {} | {:.1} | {queries} | {:.3} | {:.3} | {:.1} | {:.1} | {:.2} |",
            row.engine, row.version, row.build_s, row.p50, row.p95, row.session, row.ratio, row.load
        );
    }

    /// Clicks on the production build; `typed` is that engine's session at 20,000 rows in this run, where it ran.
    pub fn clicks(&mut self, all: &[Clicks], typed: Option<f64>) {
        let clicks = all.first().map_or(0, |clicks| clicks.clicks);
        let requests: u32 = all.iter().map(|clicks| clicks.requests).sum();
        _ = writeln!(
            self.0,
            "\n## A click on a filter\n\nProduction build, the sample catalogue and one of made-up postings, {clicks} clicks on facet \
             values, medians of five runs, ms. Work is the main thread's from the click until its frame is done; a wait is from the click \
             of a mouse to the next paint by the Event Timing interface, in steps of eight; long frames took over 50 ms by the Long \
             Animation Frames interface, and blocked is the longest time that one kept input waiting. Requests made: {requests}.\n\n\
             | roles | CPU slowed | work, median | work, p95 | wait, p95 | wait, longest | long frames | blocked |\n\
             |--:|--:|--:|--:|--:|--:|--:|--:|"
        );
        for c in all {
            _ = writeln!(
                self.0,
                "| {} | {} × | {:.1} | {:.1} | {:.0} | {:.0} | {} | {:.0} |",
                grouped(c.roles.into()),
                c.throttle,
                c.median,
                c.p95,
                c.wait_p95,
                c.wait_longest,
                c.long_frames,
                c.blocked
            );
        }
        if let Some(scale) = typed.map(|typed| TYPED / typed) {
            let scaled = all.iter().map(|c| {
                format!("{} roles, {} ×: {:.1} ms", grouped(c.roles.into()), c.throttle, c.p95 * scale)
            });
            _ = writeln!(
                self.0,
                "\nWork, p95, scaled to the machine on which `typed` takes {TYPED} ms: {}.",
                scaled.collect::<Vec<_>>().join("; ")
            );
        }
    }

    /// Reading feeds.
    pub fn ingest(&mut self, ingest: &Ingest) {
        _ = writeln!(
            self.0,
            "\n## Reading feeds\n\n{} recorded boards, {} postings, {} bytes: `serde_json` and `ammonia` alone take {:.0} ms, parsing, \
             sanitising and normalising {:.0} ms, {:.2} times as much (medians of seven rounds, both in turn).",
            ingest.boards,
            grouped(ingest.postings),
            grouped(ingest.bytes),
            ingest.floor,
            ingest.whole,
            ingest.ratio
        );
    }

    /// The whole page.
    pub fn text(self) -> String {
        self.0
    }
}

/// Milliseconds of the session of `typed` at 20,000 rows on the machine that the bars in milliseconds are meant for.
const TYPED: f64 = 25.4;

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_measured_or_left_out() {
        let table: Engines = serde_json::from_value(serde_json::json!({
            "rows": 1_000_000,
            "queries": 200,
            "engines": [
                {"engine": "a", "version": "1", "build_s": 2.0, "queries": 200, "p50": 0.5, "p95": 1.25, "session": 90.4,
                 "ratio": 1.0, "load": 0.5},
                {"engine": "b", "version": "2", "build_s": 3.0, "queries": 20, "p50": 9.0, "p95": 11.0, "session": 200.0,
                 "ratio": 22.12, "load": 0.25},
                {"engine": "c", "reason": "not installed"},
            ],
        }))
        .unwrap();
        let mut report = Report(String::new());
        report.engines(&[table]);
        let text = report.text();
        let rows: Vec<&str> = text.lines().skip_while(|line| !line.starts_with("|--")).skip(1).collect();
        assert_eq!(
            rows,
            [
                "| a | 1 | 2.0 | 200 | 0.500 | 1.250 | 90.4 | 1.0 | 0.50 |",
                "| b | 2 | 3.0 | every 10th | 9.000 | 11.000 | 200.0 | 22.1 | 0.25 |",
                "| c | left out: not installed ||||||||",
            ]
        );
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(20_000), "20,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}

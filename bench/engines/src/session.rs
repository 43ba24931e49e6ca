//! The peers' rows and queries, from the peers' own programs.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use peers_bench::{Asked, Rows};
use serde::Deserialize;

use crate::answer::{Answer, Given};
use crate::table::Table;

/// A query and what it must be answered.
pub struct Question {
    /// Its place in the session.
    pub number: usize,
    pub asked: Asked,
    pub answer: Answer,
    /// As it came, for messages.
    pub line: String,
}

#[derive(Deserialize)]
struct Line {
    asked: Asked,
    answer: Given,
}

/// The rows.
pub fn rows(peers: &Path, rows: usize) -> Result<Rows> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../peers/rows.mjs");
    let (mut node, out) = node(script, peers, &[rows])?;
    let rows = Rows::read(out).context("rows of another form")?;
    ensure!(node.wait()?.success(), "the peers' rows could not be generated");
    Ok(rows)
}

/// The session, with the oracle's answers.
pub fn questions(peers: &Path, rows: usize, queries: usize, table: &Table) -> Result<Vec<Question>> {
    let (mut node, out) = node(concat!(env!("CARGO_MANIFEST_DIR"), "/session.mjs"), peers, &[rows, queries])?;
    let mut questions = Vec::new();
    for line in BufReader::new(out).lines() {
        let line = line?;
        let Line { asked, answer } = serde_json::from_str(&line).context("a query of another form")?;
        let answer = answer.answer(table)?;
        let query = line.split("},\"answer\"").next().unwrap_or_default().to_owned();
        questions.push(Question { number: questions.len(), asked, answer, line: query });
    }
    ensure!(node.wait()?.success() && questions.len() == queries, "the peers' queries could not be made");
    Ok(questions)
}

fn node(script: &str, peers: &Path, numbers: &[usize]) -> Result<(Child, ChildStdout)> {
    let mut command = Command::new("node");
    command.arg("--max-old-space-size=8192").arg(script).arg(peers);
    command.args(numbers.iter().map(usize::to_string)).stdout(Stdio::piped());
    let mut child = command.spawn().context("node could not be started")?;
    let out = child.stdout.take().context("node has no output")?;
    Ok((child, out))
}

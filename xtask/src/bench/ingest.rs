//! What reading recorded feeds costs, beside parsing and sanitising alone.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use crate::process::{cargo, output};
use crate::workspace::Workspace;

/// See `bench/ingest`. Times are milliseconds, medians of seven rounds.
#[derive(Deserialize)]
pub struct Ingest {
    pub boards: u32,
    pub postings: u64,
    pub bytes: u64,
    /// `serde_json` and `ammonia`.
    pub floor: f64,
    /// Parse, sanitise, normalise.
    pub whole: f64,
    pub ratio: f64,
}

/// Reads the recordings both ways.
pub fn run(workspace: &Workspace, shared: &Path) -> Result<Ingest> {
    let mut command = cargo();
    command.current_dir(workspace.root());
    command.args(["run", "--quiet", "--release", "--package", "ingest-bench", "--"]);
    command.arg(shared.join("data/captures"));
    Ok(serde_json::from_str(&output(&mut command)?)?)
}

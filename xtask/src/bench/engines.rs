//! The engine on the server, beside other server-side engines.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use crate::process::{cargo, output};
use crate::workspace::Workspace;

/// See `bench/engines`.
#[derive(Deserialize)]
pub struct Engines {
    pub rows: u32,
    /// Of the whole session.
    pub queries: u32,
    pub engines: Vec<Line>,
}

/// An engine, measured or left out.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Line {
    Measured(Measured),
    LeftOut { engine: String, reason: String },
}

/// Times are milliseconds.
#[derive(Deserialize)]
pub struct Measured {
    pub engine: String,
    pub version: String,
    pub build_s: f64,
    /// Asked: all of the session, or a sample of it.
    pub queries: u32,
    pub p50: f64,
    pub p95: f64,
    pub session: f64,
    /// Session as a multiple of this engine's, on the same queries.
    pub ratio: f64,
    pub load: f64,
}

/// Measures all of them at so many rows; it fails if any answer is wrong.
pub fn run(workspace: &Workspace, peers: &Path, rows: u32) -> Result<Engines> {
    let mut command = cargo();
    command.current_dir(workspace.root());
    command.args(["run", "--quiet", "--release", "--package", "engines-bench", "--"]);
    command.arg(peers).arg(rows.to_string());
    Ok(serde_json::from_str(&output(&mut command)?)?)
}

//! What queries of six classes cost as the rows grow.

use std::path::Path;

use anyhow::{Result, ensure};
use serde::Deserialize;

use super::peers;
use crate::process::{cargo, output};
use crate::workspace::Workspace;

/// See `bench/peers/src/bin/growth.rs`. Times are milliseconds.
#[derive(Deserialize)]
pub struct Growth {
    pub rows: u32,
    pub bytes: u64,
    pub open: f64,
    pub memory: Option<f64>,
    pub classes: Vec<Class>,
}

/// Queries of one kind.
#[derive(Deserialize)]
pub struct Class {
    pub name: String,
    pub median: f64,
    pub longest: f64,
    pub found: u64,
}

/// Measures at so many rows; `peers` is the folder of the peers.
pub fn run(workspace: &Workspace, peers: &Path, rows: u32) -> Result<Growth> {
    let folder = workspace.target().join("growth");
    std::fs::create_dir_all(&folder)?;
    peers::write(workspace, peers, &folder, rows)?;
    let mut command = cargo();
    command.current_dir(workspace.root());
    command.args(["run", "--quiet", "--release", "--package", "peers-bench", "--bin", "growth", "--"]);
    command.arg(folder.join("rows.bin"));
    let growth: Growth = serde_json::from_str(&output(&mut command)?)?;
    for class in &growth.classes {
        ensure!(class.found > 0, "the queries of {} find nothing at {rows} rows", class.name);
    }
    Ok(growth)
}

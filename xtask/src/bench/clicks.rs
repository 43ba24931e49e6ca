//! Main-thread work of a click on a filter.

use std::process::Command;

use anyhow::Result;
use serde::Deserialize;

use crate::process::output;
use crate::workspace::Workspace;

/// Milliseconds of main-thread work from the click to the end of the frame that shows its answer: medians of five runs.
#[derive(Deserialize)]
pub struct Clicks {
    pub roles: u32,
    pub clicks: u32,
    pub median: f64,
    pub p95: f64,
    /// With Chromium's CPU throttle at 4.
    pub slow_p95: f64,
    pub requests: u32,
}

/// Clicks through the facets of the sample catalogue on the release build.
pub fn run(workspace: &Workspace) -> Result<Clicks> {
    let mut command = Command::new("node");
    command.arg("measure.mjs").current_dir(workspace.path("end2end"));
    command.env("CODEDECK_BINARY", workspace.server("release")).env("CODEDECK_SITE", workspace.site());
    Ok(serde_json::from_str(&output(&mut command)?)?)
}

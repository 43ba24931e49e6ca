//! What a click on a filter costs in the browser.

use std::process::Command;

use anyhow::Result;
use serde::Deserialize;

use crate::process::output;
use crate::workspace::Workspace;

/// One catalogue, with or without Chromium's CPU throttle: medians of five runs, milliseconds.
#[derive(Deserialize)]
pub struct Clicks {
    pub roles: u32,
    /// How many times slower Chromium makes the CPU.
    pub throttle: u32,
    /// In a run.
    pub clicks: u32,
    /// Of all runs.
    pub requests: u32,
    /// Main-thread work from the click to the end of the frame that shows its answer.
    pub median: f64,
    pub p95: f64,
    /// From the click to the next paint, by the Event Timing interface, which counts in steps of eight.
    pub wait_p95: f64,
    pub wait_longest: f64,
    /// Frames that took longer than fifty, by the Long Animation Frames interface, and the longest time that one blocked input.
    pub long_frames: u32,
    pub blocked: f64,
}

/// Clicks through the facets of the sample catalogue and of 100,000 roles on the release build.
pub fn run(workspace: &Workspace) -> Result<Vec<Clicks>> {
    let mut command = Command::new("node");
    command.arg("measure.mjs").current_dir(workspace.path("end2end"));
    command.env("CODEDECK_BINARY", workspace.server("release")).env("CODEDECK_SITE", workspace.site());
    Ok(serde_json::from_str(&output(&mut command)?)?)
}

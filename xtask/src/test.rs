//! `test`: whether all of it is right. Every step runs, whatever failed before it; the last line counts.

use std::env;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::process::{cargo, find, say};
use crate::site::{self, Options as SiteOptions};
use crate::tools::{apt, npm};
use crate::wasm::Profile;
use crate::workspace::Workspace;
use crate::{accuracy, bench, serve, tidy};

/// Random catalogues over which the engine must give the same bytes native and in wasm, ten queries each.
const CATALOGUES: u32 = 1_000;

/// Options of `test`.
#[derive(Args)]
pub struct Options {
    /// Leave out what needs a browser
    #[arg(long)]
    pub no_browser: bool,
}

/// What has been counted so far.
#[derive(Default)]
struct Tally {
    passed: u32,
    failed: u32,
    failures: Vec<String>,
}

impl Tally {
    fn add(&mut self, name: &str, passed: u32, failed: u32) {
        self.passed += passed;
        self.failed += failed;
        if failed > 0 {
            self.failures.push(format!("{name} ({failed})"));
        }
    }

    fn step(&mut self, name: &str, work: impl FnOnce() -> Result<(u32, u32)>) {
        say(&format!("Step: {name}"));
        let started = Instant::now();
        let (passed, failed) = match work() {
            Ok(counts) => counts,
            Err(error) => {
                println!("{error:#}");
                (0, 1)
            }
        };
        self.add(name, passed, failed);
        let outcome = if failed == 0 { "fine" } else { "FAILED" };
        say(&format!("{name}: {outcome}, {} s", started.elapsed().as_secs()));
    }
}

/// Runs every step.
pub fn test(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let mut tally = Tally::default();
    let host = ["--workspace", "--exclude", "frontend"];
    tally.step("format", || pass(cargo().args(["fmt", "--all", "--check"]), workspace));
    tally.step("tidy", || tidy::tidy(workspace).map(|()| (1, 0)));
    tally.step("lints", || {
        pass(cargo().arg("clippy").args(host).args(["--all-targets", "--", "-D", "warnings"]), workspace)
    });
    tally.step("licences and sources", || deny(workspace));
    tally.step("tests", || counted(cargo().args(["test", "--no-fail-fast"]).args(host), workspace));
    tally.step("native and wasm", || bench::twin(workspace, CATALOGUES).map(|()| (1, 0)));
    tally.step("site", || site::build(workspace, &SiteOptions::new(Profile::WasmRelease)).map(|_| (1, 0)));
    tally.step("release binary", || serve::build_server(workspace, true).map(|()| (1, 0)));
    tally.step("accuracy", || measured(workspace));
    if !options.no_browser {
        tally.step("browser", || browser(workspace));
    }
    for failure in &tally.failures {
        println!("failed: {failure}");
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    Ok(if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The floors hold, and the committed figures are those of these rules.
fn measured(workspace: &Workspace) -> Result<(u32, u32)> {
    let options = accuracy::Options { check: true, ..accuracy::Options::default() };
    let passed = accuracy::accuracy(workspace, &options)? == ExitCode::SUCCESS;
    Ok((u32::from(passed), u32::from(!passed)))
}

/// A command that passes as a whole.
fn pass(command: &mut Command, workspace: &Workspace) -> Result<(u32, u32)> {
    crate::process::run(command.current_dir(workspace.root())).map(|()| (1, 0))
}

/// `cargo test`, with its summaries added up.
fn counted(command: &mut Command, workspace: &Workspace) -> Result<(u32, u32)> {
    let output = command
        .current_dir(workspace.root())
        .stderr(Stdio::inherit())
        .output()
        .context("cargo could not be started")?;
    let text = String::from_utf8_lossy(&output.stdout);
    println!("{text}");
    let (passed, failed) = text.lines().filter_map(summary).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    // A test binary that does not build or dies prints no summary.
    Ok((passed, if output.status.success() { failed } else { failed.max(1) }))
}

/// `test result: ok. 13 passed; 0 failed; …`
fn summary(line: &str) -> Option<(u32, u32)> {
    let rest = line.strip_prefix("test result: ")?;
    let number = |word: &str| {
        let before = rest.split(word).next()?;
        before.trim().rsplit([' ', '.']).next()?.parse().ok()
    };
    let failed = rest.split(';').nth(1)?.trim().split(' ').next()?.parse().ok()?;
    Some((number(" passed")?, failed))
}

fn deny(workspace: &Workspace) -> Result<(u32, u32)> {
    let installed = workspace.target().join("tools/bin/cargo-deny");
    let program = match find("cargo-deny") {
        Some(program) => program,
        None if installed.is_file() => installed,
        None => {
            say("Installing cargo-deny into target/tools");
            let mut command = cargo();
            command
                .args(["install", "cargo-deny", "--locked", "--root"])
                .arg(workspace.target().join("tools"));
            command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "off");
            crate::process::run(&mut command)?;
            installed
        }
    };
    let mut command = Command::new(program);
    command.args(["check", "bans", "licenses", "sources"]).current_dir(workspace.root());
    crate::process::run(&mut command).map(|()| (1, 0))
}

fn browser(workspace: &Workspace) -> Result<(u32, u32)> {
    let folder = workspace.path("end2end");
    npm::install(&folder)?;
    if env::var_os("CHROMIUM").is_none() && find("chromium").is_none() {
        apt::install(&["chromium"], "the browser tests")?;
    }
    let mut command = Command::new("npx");
    command.args(["playwright", "test", "--reporter=list,json"]).current_dir(&folder);
    let report = workspace.target().join("playwright.json");
    command.env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report);
    command.env("CODEDECK_BINARY", workspace.server("release")).env("CODEDECK_SITE", workspace.site());
    if let Some(shared) = workspace.shared() {
        command.env("CODEDECK_SHARED", shared);
    } else {
        say("skipped: the replay of recorded feeds, as there is no folder of them beside the project");
    }
    let ended = crate::process::status(&mut command)?;
    let text = std::fs::read_to_string(&report).context("Playwright left no report")?;
    let report: serde_json::Value = serde_json::from_str(&text)?;
    let number = |name: &str| report["stats"][name].as_u64().unwrap_or(0) as u32;
    let failed = number("unexpected");
    Ok((number("expected") + number("flaky"), if ended.success() { failed } else { failed.max(1) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_read() {
        let line =
            "test result: ok. 13 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(summary(line), Some((13, 0)));
        assert_eq!(summary("test result: FAILED. 8 passed; 1 failed; 0 ignored"), Some((8, 1)));
        assert_eq!(summary("running 3 tests"), None);
    }
}

//! npm's packages: those of `end2end/`, which also bring `wasm-opt` and `esbuild` for the build.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::fingerprint::Fingerprint;
use crate::process::{find, run, say};
use crate::workspace::Workspace;

/// Installs what a folder's lock file names, unless it already is there. Install scripts do not run.
pub fn install(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let modules = folder.join("node_modules");
    let stamp = modules.join(".installed");
    let state = Fingerprint::of(&[lock], &[])?;
    if state.is_kept(&stamp) {
        return Ok(());
    }
    if find("npm").is_none() {
        bail!("npm is missing: install Node.js 20 or newer with npm");
    }
    say(&format!("Installing the npm packages of {}", folder.display()));
    run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))
        .with_context(|| format!("the npm packages of {} could not be installed", folder.display()))?;
    state.keep(&stamp)
}

/// A program of `end2end`'s packages; `None`, with a notice, where npm cannot install it.
pub fn program(workspace: &Workspace, name: &str, without: &str) -> Option<PathBuf> {
    let folder = workspace.path("end2end");
    if let Err(error) = install(&folder) {
        say(&format!("{without}: {error:#}"));
        return None;
    }
    let program = folder.join("node_modules/.bin").join(name);
    program.is_file().then_some(program)
}

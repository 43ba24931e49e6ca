//! Which Rust builds for wasm: the host's own with its wasm target, else Debian's.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::ValueEnum;

use super::debian;
use crate::process::{cargo, find as find_program, output, say, within};
use crate::workspace::Workspace;

/// The target of everything that runs in the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Where the wasm toolchain may come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Source {
    /// Rustup's target, else Debian's packages.
    Any,
    /// Rustup's target only.
    Rustup,
    /// Debian's packages only.
    Debian,
}

/// A Rust that builds for [`TARGET`].
pub enum Toolchain {
    /// The host's toolchain: it has the target.
    Host,
    /// Debian's, with a standard library built from Debian's sources.
    Debian,
}

impl Toolchain {
    /// A cargo command in this toolchain.
    pub fn cargo(&self, subcommand: &str) -> Command {
        let mut command = match self {
            Toolchain::Host => cargo(),
            Toolchain::Debian => debian::cargo(),
        };
        command.arg(subcommand);
        command
    }
}

/// Finds or installs a toolchain for wasm.
pub fn find(workspace: &Workspace, source: Source) -> Result<Toolchain> {
    if source == Source::Debian {
        return debian::prepare(workspace).map(|()| Toolchain::Debian);
    }
    if host_has_target()? {
        return Ok(Toolchain::Host);
    }
    if source == Source::Any && debian::is_ready() {
        return debian::prepare(workspace).map(|()| Toolchain::Debian);
    }
    say(&format!("The wasm target is missing: asking rustup for {TARGET}"));
    let added = add_by_rustup();
    match added {
        Ok(()) => Ok(Toolchain::Host),
        Err(error) if source == Source::Any => {
            say(&format!("{error:#}; trying Debian's packages instead"));
            debian::prepare(workspace).map(|()| Toolchain::Debian)
        }
        Err(error) => Err(error),
    }
}

/// Whether the host's toolchain has a standard library for the target.
fn host_has_target() -> Result<bool> {
    let dir = output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .context("rustc is needed to build anything")?;
    Ok(has_core(Path::new(dir.trim())))
}

/// Whether a folder of libraries holds `core`.
pub(super) fn has_core(libraries: &Path) -> bool {
    let Ok(entries) = libraries.read_dir() else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libcore-") && name.ends_with(".rlib")
    })
}

fn add_by_rustup() -> Result<()> {
    find_program("rustup").context("rustup is missing")?;
    // On a closed network the download hangs rather than fails.
    within(Command::new("rustup").args(["target", "add", TARGET]), Duration::from_secs(120))
}

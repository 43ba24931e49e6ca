//! Debian's Rust for wasm, for networks where rustup cannot download.
//!
//! Debian packages a newer Rust for building browsers (`rustc-web`, `cargo-web`), its sources (`rust-web-src`) and the
//! linker, but no standard library for wasm. It is built here once from those sources, by the unstable `-Zbuild-std`,
//! and put where that rustc looks; then the toolchain is linked into rustup as `codedeck-wasm`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::toolchain::{TARGET, has_core};
use crate::process::{find, is_root, output, run, say};
use crate::tools::apt;
use crate::workspace::Workspace;

const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const SOURCES: &str = "/usr/lib/rustlib/src/rust/library/std";
const LIBRARIES: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";
/// Keeps the version of the rustc that the libraries were built by: they fit no other.
const STAMP: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/built-by";
/// The name in rustup.
const TOOLCHAIN: &str = "codedeck-wasm";

/// A crate with nothing in it: building it builds the standard library.
const EMPTY: &str = r#"[package]
name = "empty"
version = "0.0.0"
edition = "2024"

[lib]
path = "empty.rs"

[workspace]
"#;

/// A cargo command of this toolchain, whatever the host's is.
pub fn cargo() -> Command {
    if find("rustup").is_none() {
        let mut command = Command::new(CARGO);
        command.env("RUSTC", RUSTC);
        return command;
    }
    let mut command = Command::new("rustup");
    command.args(["run", TOOLCHAIN, "cargo"]);
    // What the outer cargo and rustup set for their own toolchain must not reach this one.
    for variable in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN"] {
        command.env_remove(variable);
    }
    command
}

/// Whether everything is in place already.
pub fn is_ready() -> bool {
    has_core(Path::new(LIBRARIES))
        && version().is_ok_and(|now| fs::read_to_string(STAMP).is_ok_and(|then| then == now))
}

/// Installs the packages, builds and installs the standard library, and links the toolchain, as far as each is missing.
pub fn prepare(workspace: &Workspace) -> Result<()> {
    if [RUSTC, CARGO, SOURCES].iter().any(|path| !Path::new(path).exists()) || find("wasm-ld-22").is_none() {
        apt::install(&PACKAGES, "building wasm without rustup's target")?;
    }
    if !is_ready() {
        build_std(workspace)?;
    }
    link()
}

fn version() -> Result<String> {
    output(Command::new(RUSTC).arg("--version").arg("--verbose"))
}

fn build_std(workspace: &Workspace) -> Result<()> {
    if !is_root() {
        bail!("a standard library for wasm must be written to {LIBRARIES}: run this once as root");
    }
    say("Building the standard library for wasm from Debian's sources (about a minute, once)");
    let folder = workspace.target().join("wasm-std");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("Cargo.toml"), EMPTY)?;
    fs::write(folder.join("empty.rs"), "")?;
    let mut command = Command::new(CARGO);
    command.current_dir(&folder);
    command.args(["build", "--release", "-Zbuild-std=std,panic_abort", "--target", TARGET]);
    command.env("RUSTC", RUSTC).env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", folder.join("target"));
    command.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO").env_remove("RUSTFLAGS");
    run(&mut command)
        .context("the standard library did not build: its few dependencies come from the network")?;
    install_std(&folder.join("target").join(TARGET).join("release/deps"))
}

/// Copies the libraries beside their final place and moves them there in one step.
fn install_std(built: &Path) -> Result<()> {
    let place = Path::new(LIBRARIES);
    let beside = place.with_extension("new");
    let context = || format!("cannot install the standard library in {LIBRARIES}");
    if beside.exists() {
        fs::remove_dir_all(&beside).with_context(context)?;
    }
    fs::create_dir_all(&beside).with_context(context)?;
    for entry in fs::read_dir(built).with_context(context)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        let is_library = path.extension().is_some_and(|extension| extension == "rlib");
        if is_library && !name.to_string_lossy().starts_with("libempty-") {
            fs::copy(&path, beside.join(name)).with_context(context)?;
        }
    }
    if place.exists() {
        fs::remove_dir_all(place).with_context(context)?;
    }
    fs::rename(&beside, place).with_context(context)?;
    fs::write(STAMP, version()?).with_context(context)
}

fn link() -> Result<()> {
    if find("rustup").is_none() {
        return Ok(());
    }
    let known = output(Command::new("rustup").args(["toolchain", "list"]))?;
    if known.lines().any(|line| line.split_whitespace().next() == Some(TOOLCHAIN)) {
        return Ok(());
    }
    say(&format!("Linking Debian's Rust into rustup as {TOOLCHAIN}"));
    run(Command::new("rustup").args(["toolchain", "link", TOOLCHAIN, "/usr"]))
}

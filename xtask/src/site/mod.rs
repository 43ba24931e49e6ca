//! `build`: what the browser loads, in `target/site`.
//!
//! ```text
//! site/pkg/codedeck.<hash>.{wasm,js,css}   content in the name: served as immutable
//! site/pkg/*.br, *.gz                      beside each file, as the server sends them
//! site/assets/                             app/assets, names kept
//! site/manifest.json                       which files those are, and the build's id
//! ```

mod assemble;
mod budget;
mod compress;
mod css;
mod manifest;
mod script;

use std::fs::{self, File};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::fingerprint::Fingerprint;
use crate::process::say;
use crate::wasm::{self, Job, Profile, Source};
use crate::workspace::Workspace;

/// Raised when this code makes something else of the same inputs.
const FORMAT: &str = "2";

/// Folders and files that decide what the browser loads.
const INPUTS: [&str; 9] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "app",
    "catalog",
    "end2end/package-lock.json",
    "frontend",
    "guide",
    "normalise",
];

/// Options of `build`.
#[derive(Args, Clone)]
pub struct Options {
    /// How much to optimise
    #[arg(long, value_enum, default_value_t = Profile::WasmRelease)]
    pub profile: Profile,
    /// Where the wasm toolchain may come from
    #[arg(long, value_enum, default_value_t = Source::Any)]
    pub toolchain: Source,
}

impl Options {
    /// With the usual toolchain.
    pub fn new(profile: Profile) -> Options {
        Options { profile, toolchain: Source::Any }
    }
}

/// Everything that decides what the browser loads.
pub fn inputs(workspace: &Workspace) -> Vec<PathBuf> {
    INPUTS.iter().copied().chain(["style"]).map(|path| workspace.path(path)).collect()
}

/// Builds the site, unless nothing changed since the last time. Answers whether anything was built.
pub fn build(workspace: &Workspace, options: &Options) -> Result<bool> {
    let site = workspace.site();
    fs::create_dir_all(&site).with_context(|| format!("cannot write {}", site.display()))?;
    let lock = File::create(workspace.target().join("site.lock"))?;
    lock.lock().context("cannot wait for another build of the site")?;

    let words = [FORMAT, options.profile.name(), &format!("{:?}", options.toolchain)];
    let state = Fingerprint::of(&inputs(workspace), &words)?;
    let stamp = site.join(".stamp");
    if state.is_kept(&stamp) && site.join(manifest::FILE).is_file() {
        say("The site is up to date");
        budget::show_last(&site)?;
        return Ok(false);
    }
    let toolchain = wasm::find(workspace, options.toolchain)?;
    let job = Job {
        package: "frontend",
        stem: "codedeck",
        out: workspace.target().join("bindgen").join(options.profile.name()),
        default_path: false,
        split: true,
        profile: options.profile,
    };
    let bound = wasm::build(workspace, &toolchain, &job)?;
    let built = assemble::assemble(workspace, &bound, options.profile)?;
    budget::check(&site, &built, options.profile)?;
    state.keep(&stamp)?;
    Ok(true)
}

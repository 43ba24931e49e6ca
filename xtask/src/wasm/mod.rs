//! From a crate to wasm and its JavaScript: cargo, then the split into chunks, then wasm-bindgen, then wasm-opt.

mod bindgen;
mod cut;
mod debian;
mod glue;
mod optimise;
mod split;
mod toolchain;

use std::path::PathBuf;
use std::{env, fs};

use anyhow::{Context as _, Result};
use clap::ValueEnum;

pub use self::bindgen::Bound;
pub use self::toolchain::{Source, TARGET, Toolchain, find};
use crate::fingerprint::{Fingerprint, short_hash};
use crate::process::{run, say};
use crate::workspace::Workspace;

/// How much the wasm is optimised.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Profile {
    /// Quick to build, large to load.
    Dev,
    /// What is shipped: fat LTO, wasm-opt.
    WasmRelease,
}

impl Profile {
    /// Cargo's name for it.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Dev => "dev",
            Profile::WasmRelease => "wasm-release",
        }
    }

    /// The folder of its output inside `target/<triple>/`.
    fn folder(self) -> &'static str {
        match self {
            Profile::Dev => "debug",
            Profile::WasmRelease => "wasm-release",
        }
    }
}

/// What to build, and where its result goes.
pub struct Job {
    /// The package: a `cdylib`.
    pub package: &'static str,
    /// The name of the files that come out: `<stem>.js`, `<stem>_bg.wasm`.
    pub stem: &'static str,
    /// Folder of the result; emptied first.
    pub out: PathBuf,
    /// Whether the JavaScript looks for the wasm beside itself when it is given no address.
    pub default_path: bool,
    /// Whether parts of it come later, in chunks of their own.
    pub split: bool,
    /// How much to optimise.
    pub profile: Profile,
}

/// Flags that shorten the paths of dependencies' sources: messages of panics carry them to every browser, where the folders of
/// the machine that built the wasm are of no use.
fn remaps() -> Vec<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    let Some(sources) = home.map(|home| home.join("registry/src")) else { return Vec::new() };
    let registries = sources.read_dir().into_iter().flatten().flatten().map(|entry| entry.path());
    registries.map(|path| format!("--remap-path-prefix={}/=", path.display())).collect()
}

/// Builds a package to wasm. The steps after cargo are left out when cargo's result is the one of the last time.
pub fn build(workspace: &Workspace, toolchain: &Toolchain, job: &Job) -> Result<Bound> {
    say(&format!("Building {} for the browser ({})", job.package, job.profile.name()));
    let mut cargo = toolchain.cargo("rustc");
    cargo.current_dir(workspace.root());
    cargo.args(["--package", job.package, "--target", TARGET, "--profile", job.profile.name()]);
    cargo.env("CARGO_TARGET_DIR", workspace.target());
    cargo.args(["--config", &format!("target.{TARGET}.rustflags={:?}", remaps())]);
    if job.split {
        cargo.arg("--").args(split::LINKING);
    }
    run(&mut cargo).with_context(|| format!("{} does not build for {TARGET}", job.package))?;

    let file = format!("{}.wasm", job.package.replace('-', "_"));
    let raw = workspace.target().join(TARGET).join(job.profile.folder()).join(file);
    let bytes = fs::read(&raw).with_context(|| format!("cargo left no {}", raw.display()))?;
    let wasm_opt = optimise::program(workspace, job.profile);
    let state = Fingerprint::of(
        &[],
        &[&short_hash(&bytes), job.stem, if wasm_opt.is_some() { optimise::PASSES } else { "as built" }],
    )?;
    let stamp = job.out.join(".stamp");
    if state.is_kept(&stamp) {
        return bindgen::read(&job.out, job.stem);
    }
    bindgen::bind(bytes, job)?;
    let bound = bindgen::read(&job.out, job.stem)?;
    if let Some(program) = wasm_opt {
        say("Optimising the wasm");
        for wasm in [&bound.wasm].into_iter().chain(bound.chunks.files.values()) {
            optimise::run(&program, wasm)?;
        }
    }
    if job.split && job.profile == Profile::WasmRelease {
        glue::prune(&bound.js, &bound.wasm, job.stem)?;
    }
    state.keep(&stamp)?;
    Ok(bound)
}
